//! Titles, tags and queries that look like markup are words, and nothing that they say runs.

use crate::harness::browser::Browser;
use crate::search_page::{cafe, choose};
use serde_json::json;

const TITLE: &str = "Why <img src=x onerror=window.harmed=true> is a title";

#[tokio::test(flavor = "multi_thread")]
async fn markup_in_titles_tags_and_texts_is_shown_as_words() {
    let (_, server, browser) = cafe().await;
    for query in
        ["onerror", "sign painter", "ampersand", "signwriting", "window.harmed", "tag:beginners sign"]
    {
        let address = format!("search/?q={}", query.replace(' ', "+").replace(':', "%3A"));
        let results = browser.open_search(server.url(&address)).await;
        assert!(results.titles().contains(&TITLE), "{query}: {results:?}");
        unharmed(&browser, query).await;
        browser.open_app(server.url("about/")).await;
        browser.open_palette().await;
        let answer = browser.ask_palette(query).await;
        assert!(answer.titles().contains(&TITLE), "{query}: {answer:?}");
        unharmed(&browser, query).await;
    }
    let results = browser.open_search(server.url("search/?q=ampersand")).await;
    assert!(results.hits[0].excerpt.contains("&amp;"), "as its author wrote it: {results:?}");
    // Tags and authors of the same kind, as facets.
    let odd: Vec<&String> = results.counts.keys().filter(|key| key.contains("harmed")).collect();
    assert_eq!(odd.len(), 2, "{:?}", results.counts);
    let labels: String = browser.value("return document.getElementById('search-facets').textContent").await;
    for label in
        ["<svg onload=window.harmed=true>", "\"><script>window.harmed=true</script>", "O'Neil <i>Quill</i>"]
    {
        assert!(labels.contains(label), "{label}: {labels}");
    }
    choose(&browser, odd[0]).await;
    browser.wait("the choice", &format!("location.search.includes({})", json!("harmed"))).await;
    browser.wait("its answer", "document.querySelectorAll('.hit').length === 1").await;
    unharmed(&browser, "a tag").await;
    browser.click(".hit a[href]").await;
    browser.wait("the post", &format!("document.querySelector('h1').textContent === {}", json!(TITLE))).await;
    unharmed(&browser, "the post").await;
    browser.has_no_complaints("with markup as words").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_is_never_markup() {
    let (_, server, browser) = cafe().await;
    let queries = [
        "<img src=x onerror=window.harmed=true>",
        "\"><script>window.harmed=true</script>",
        "</title><script>window.harmed=true</script>",
        "'-window.harmed=true-'",
        "&lt;b&gt;",
        "javascript:window.harmed=true",
        "%3Cscript%3E",
        "tag:<b>",
    ];
    browser.open_app(server.url("search/")).await;
    for query in queries {
        browser.ask(query).await;
        unharmed(&browser, query).await;
    }
    for query in queries {
        let address: String =
            browser.value_of("return encodeURIComponent(arguments[0])", vec![json!(query)]).await;
        let results = browser
            .open_search(server.url(&format!("search/?q={address}&tags=%22%3E%3Cb%3E&year=%3Cb%3E")))
            .await;
        assert_eq!(results.asked, query);
        unharmed(&browser, query).await;
        browser.open_app(server.url("about/")).await;
        browser.open_palette().await;
        browser.ask_palette(query).await;
        unharmed(&browser, query).await;
        browser.press(thirtyfour::Key::Enter).await;
        unharmed(&browser, query).await;
    }
    // What was asked before is shown again.
    for path in ["search/", "about/"] {
        browser.open_app(server.url(path)).await;
        browser.press("/").await;
        let shown = "document.querySelector(':is(#palette-list .recent, #search-start .search-recent a)')";
        browser.wait("what was asked before", shown).await;
        unharmed(&browser, "queries of before").await;
    }
    browser.has_no_complaints("with markup in queries").await;
}

/// Nothing ran, and no element came from a text.
async fn unharmed(browser: &Browser, what: &str) {
    let (harmed, strangers): (bool, Vec<String>) = browser
        .value(
            "return [Boolean(window.harmed), [...document.querySelectorAll('#app img, #app script:not(#boot), #app svg[onload], #app i, #app main b, #palette img, #palette script, #palette b, #palette i')].map((e) => e.outerHTML)]",
        )
        .await;
    assert!(!harmed && strangers.is_empty(), "{what}: {strangers:?}");
}
