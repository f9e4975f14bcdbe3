//! The content index is slow, missing, broken, or of another release: the list stays, the reader is told,
//! and can try again.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::{Fault, Server};
use crate::large_site::large;
use crate::sources::{As, Choice, Sources, status};

const PROGRESS: &str = "document.querySelector('.progress')?.checkVisibility({ opacityProperty: true, visibilityProperty: true })";
const UNAVAILABLE: &str = "document.querySelector('#facets #retry')?.checkVisibility()";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_slow_network_the_list_stays_usable_until_the_answer_comes() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let browser = Browser::open_without_workers().await;
    let gate = server.hold("data/*");
    browser.open_app(server.url("tags/bees/")).await;
    browser.mark_document().await;
    browser.click("#filter-box > summary").await;
    server.is_asked_for("data/*").await;
    browser.click("#filter-words").await;
    browser.press("hive").await;
    browser.wait("the progress line", PROGRESS).await;
    assert_eq!(browser.seen().await.titles.len(), 5, "the whole list is still there");
    // And its links work: a post is read meanwhile.
    browser.click("#results h2 a").await;
    browser.wait("a post", "document.querySelector('#body')").await;
    browser.driver().back().await.unwrap();
    browser.wait("the list", "document.querySelector('#results h2')").await;
    gate.open();
    browser.open_filters().await;
    let () = browser.value("document.getElementById('filter-words').select()").await;
    browser.press("hive").await;
    browser.wait_for_words("hive").await;
    let list = sources.list(&site, "tags/bees/");
    let hive = Choice::words("hive");
    let left = list.iter().filter(|post| hive.fits(post)).count();
    assert!(left > 0 && left < list.len());
    browser.wait_for_status(&status(left, list.len())).await;
    sources.confirm(&list, &hive, &browser.seen().await, 6);
    assert!(browser.is_marked().await, "no document was loaded");

    // An address with a filter shows its list late, but it does.
    browser.has_no_complaints("on a slow network").await;
    let browser = Browser::open_without_workers().await;
    let gate = server.hold("data/*");
    server.take_requests();
    browser.load(server.url("?tags=bees")).await;
    server.is_asked_for("data/*").await;
    browser.wait("the progress line", PROGRESS).await;
    pause(1_000).await;
    gate.open();
    let bees = Choice::terms(&[("tags", As::Or, "bees")]);
    browser.wait_for_status(&status(5, 35)).await;
    browser.open_filters().await;
    sources.confirm(&sources.list(&site, ""), &bees, &browser.seen().await, 6);
    browser.has_no_complaints("on a slow network").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_or_broken_index_is_told_the_list_works_on_and_trying_again_helps() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let list = sources.list(&site, "");
    let browser = Browser::open_without_workers().await;
    browser.keep_no_files().await;
    type Break = fn(&Server);
    let faults: [(&str, Break); 7] = [
        ("the code that makes lists is missing", |server| {
            server.fault("assets/offprint-browse*.wasm", Fault::Missing)
        }),
        ("the posts are missing", |server| server.fault("data/posts-*", Fault::Missing)),
        ("the site is missing", |server| server.fault("data/site*", Fault::Missing)),
        ("the release is missing", |server| server.fault("offprint.json", Fault::Missing)),
        ("a letter is another", |server| {
            server.change("data/posts-*", |text| text.replacen("bees", "beer", 1))
        }),
        ("it is no JSON", |server| server.change("data/posts-*", |text| text[..text.len() / 2].to_owned())),
        ("a page comes instead", |server| {
            server.fault("data/*", Fault::Instead("<h1>Hello</h1>".to_owned()))
        }),
    ];
    for (what, break_it) in faults {
        server.mend();
        break_it(&server);
        browser.open_app(server.url("?tags=bees")).await;
        told_and_usable(&browser, what).await;
        server.mend();
        browser.click("#retry").await;
        browser.wait("the answer", "document.querySelectorAll('#chips [id^=chip-]').length === 1").await;
        browser.open_filters().await;
        let bees = Choice::terms(&[("tags", As::Or, "bees")]);
        sources.confirm(&list, &bees, &browser.seen().await, 6);
        browser.complaints().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_index_of_a_large_site_is_told_wherever_it_breaks() {
    let site = large();
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let list = sources.list(&site, "");
    let browser = Browser::open_without_workers().await;
    browser.keep_no_files().await;
    type Break = fn(&Server);
    let faults: [(&str, Break); 5] = [
        ("the facets are missing", |server| server.fault("data/facets-*", Fault::Missing)),
        ("the facets are cut short", |server| {
            server.change("data/facets-*", |text| text[..text.len() - 40].to_owned())
        }),
        ("the facets are others", |server| {
            server.change("data/facets-*", |text| text.replacen("\"A", "\"B", 1))
        }),
        ("the words are missing", |server| server.fault("data/words.*", Fault::Missing)),
        ("a shard of words is no JSON", |server| server.change("data/words-*", |_| "[".to_owned())),
    ];
    for (what, break_it) in faults {
        server.mend();
        break_it(&server);
        browser.open_app(server.url("?q=the&categories=category-1")).await;
        told_and_usable(&browser, what).await;
        server.mend();
        browser.click("#retry").await;
        let choice = Choice { words: "the", terms: vec![("categories", As::Or, "category-1")] };
        let left = list.iter().filter(|post| choice.fits(post)).count();
        browser.wait_for_status(&status(left, list.len())).await;
        browser.open_filters().await;
        sources.confirm(&list, &choice, &browser.seen().await, 10);
        browser.complaints().await;
    }
}

/// The reader is told, in words; the list and its links are there; nothing has stopped.
async fn told_and_usable(browser: &Browser, what: &str) {
    browser.wait_for_told(what).await;
    let (text, links, running, shown): (String, usize, bool, usize) = browser
        .value(
            "const facets = document.getElementById('facets');
             return [facets.innerText.trim(), facets.querySelectorAll('nav a').length,
                 document.documentElement.dataset.app === 'running', document.querySelectorAll('#results h2').length]",
        )
        .await;
    assert!(text.contains("not available"), "{what}: {text}");
    assert!(links >= 3 && running && shown > 0, "{what}: {links} ways to browse, {shown} posts");
    browser.mark_document().await;
    browser.click("nav.pages a[rel=next]").await;
    browser
        .wait(
            "the next page",
            "location.pathname.endsWith('/page/2/') && document.querySelector('#results h2')",
        )
        .await;
    let second: Vec<String> = browser.seen().await.titles;
    assert!(!second.is_empty(), "{what}");
    browser.driver().back().await.unwrap();
    browser
        .wait(
            "the first page",
            "!location.pathname.includes('page/') && document.querySelector('#results h2')",
        )
        .await;
    browser.wait_for_told(what).await;
    pause(300).await;
}

impl Browser {
    /// Waits until it says that filters are not available, where the reader sees it.
    async fn wait_for_told(&self, what: &str) {
        self.wait(what, UNAVAILABLE).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_came_in_between_is_filtered_as_it_is_now() {
    let folder = fixture::copy("allotment");
    let old = fixture::build(folder.path(), &fixture::place("allotment-old"), "/");
    let post = "+++\ntitle = \"A third hive\"\ndate = 2026-05-20\nsummary = \"From the swarm.\"\ntags = [\"Bees\"]\n+++\n\nIt hums.\n";
    fixture::write(&folder.path().join("content/posts/third-hive.md"), post);
    let new = fixture::build(folder.path(), &fixture::place("allotment-new"), "/");
    let server = Server::start(&old).await;
    let browser = Browser::open_without_workers().await;
    // The reader's page is the old one; its content index has gone before he reaches for it.
    let gate = server.hold("offprint.json");
    browser.open_app(server.url("")).await;
    server.is_asked_for("offprint.json").await;
    server.deploy(&new);
    gate.open();
    browser.open_filters().await;
    browser.choose("f-tags-bees").await;
    browser
        .wait("the new post", "document.querySelector('#results h2')?.textContent.includes('A third hive')")
        .await;
    let sources = Sources::of(&new);
    let bees = Choice::terms(&[("tags", As::Or, "bees")]);
    browser.open_filters().await;
    sources.confirm(&sources.list(&new, ""), &bees, &browser.seen().await, 6);
    browser.has_no_complaints("after a release").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_site_that_was_published_anew_while_a_reader_filters_is_read_anew() {
    let site = large();
    let server = Server::start(&site).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    // What the reader has not fetched yet is gone: the new release names other files.
    server.fault("data/words*", Fault::Missing);
    browser.click("#filter-words").await;
    browser.press("the").await;
    browser.wait("a message", UNAVAILABLE).await;
    pause(100).await;
    server.mend();
    browser.click("#retry").await;
    browser
        .wait("an answer", "/^[0-9]+ of /.test(document.getElementById('filter-status').textContent)")
        .await;
    let words: String = browser.value("return document.getElementById('filter-words').value").await;
    assert_eq!(words, "the", "what was typed is not lost");
}
