//! What was searched for shows in the post that was opened.

use crate::harness::browser::Browser;
use crate::search_page::cafe;

const YEAR: &str = "A year at the long table";
/// What is highlighted, as the browser paints it.
const FOUND: &str = "[...(CSS.highlights.get('found') ?? [])].map((range) => range.toString().toLowerCase())";

#[tokio::test(flavor = "multi_thread")]
async fn what_was_searched_for_is_highlighted_in_the_opened_post_and_in_sight() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    browser.ask_palette("tango gramophone").await;
    browser.click("#palette-list li:first-child a").await;
    browser.wait_for_page(&server.url("posts/a-workshop-year/"), YEAR).await;
    let found = highlighted(&browser).await;
    assert!(found.contains(&"tango".to_owned()) && found.contains(&"gramophone".to_owned()), "{found:?}");
    assert!(found.iter().all(|word| word == "tango" || word == "gramophone"), "{found:?}");
    browser.wait("the place", &in_sight("october-the-gramophone")).await;
    assert!(browser.is_marked().await, "no document was loaded");
    let painted: bool = browser
        .value("return [...CSS.highlights.get('found')].every((range) => document.getElementById('main').contains(range.startContainer))")
        .await;
    assert!(painted, "what is highlighted is of the page on the screen");

    // On the next page nothing of it is left.
    browser.click("nav[aria-label=Main] a, header a.brand").await;
    browser.wait("another page", "location.pathname !== '/posts/a-workshop-year/'").await;
    browser.wait("no highlights", &format!("{FOUND}.length === 0")).await;
    browser.has_no_complaints("with highlights").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_word_and_another_form_are_highlighted_as_they_stand_there() {
    let (_, server, browser) = cafe().await;
    for (query, path, word) in [
        ("search/?q=gramofone", "posts/a-workshop-year/", "gramophone"),
        ("search/?q=sock+repairing+mushroom", "posts/darning/", "repaired"),
        ("search/?q=zurich", "posts/condensateur/", "zürich"),
        ("search/?q=%E5%8D%8A%E7%94%B0", "posts/handagote/", "半田"),
    ] {
        browser.open_search(server.url(query)).await;
        browser.click(".hit a[href]").await;
        browser.wait(path, &format!("location.pathname === '/{path}'")).await;
        let found = highlighted(&browser).await;
        assert!(found.iter().any(|found| found == word), "{query}: {found:?}");
    }
    browser.has_no_complaints("with highlights").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_address_of_a_hit_leads_to_its_place_without_the_app_too() {
    let (_, server, browser) = cafe().await;
    let results = browser.open_search(server.url("search/?q=tango")).await;
    let href = &results.hits[0].href;
    assert!(href.contains("#october-the-gramophone:~:text="), "{href}");
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(format!("{}{href}", server.origin())).await;
    browser.wait("the place", &in_sight("october-the-gramophone")).await;
    browser.allow_scripts(true).await;
    browser.load("about:blank").await;
    browser.open_app(format!("{}{href}", server.origin())).await;
    browser.wait("the place", &in_sight("october-the-gramophone")).await;
}

async fn highlighted(browser: &Browser) -> Vec<String> {
    browser.wait("highlights", &format!("{FOUND}.length > 0")).await;
    browser.value(&format!("return {FOUND}")).await
}

/// The heading or the text below it is on the screen, and the page's beginning is not.
fn in_sight(id: &str) -> String {
    format!(
        "scrollY > 200 && (() => {{
            const heading = document.getElementById('{id}').getBoundingClientRect();
            const text = document.getElementById('{id}').nextElementSibling.getBoundingClientRect();
            return heading.top < innerHeight && text.bottom > 0;
        }})()"
    )
}
