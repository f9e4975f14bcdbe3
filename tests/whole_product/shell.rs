//! A host that has only the shell, the app and the content index: every list is made in the browser,
//! and is the list that the build made.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::{Fallback, Server};
use offprint_catalog::Catalog;
use offprint_model::{PostChunk, Release, Site};

#[tokio::test(flavor = "multi_thread")]
async fn every_list_made_from_the_content_index_is_the_one_that_was_prerendered() {
    for base in ["/", "/blog/"] {
        let site = fixture::built_at("journal", base);
        let whole = Server::start(&site).await;
        let shell = only_the_shell(&site).await;
        let browser = Browser::open().await;
        let lists = lists(&site);
        assert!(lists.len() >= 20, "{lists:?}");
        // Below a path the same code runs: a few lists are enough.
        let step = if base == "/" { 1 } else { 6 };
        for path in lists.iter().step_by(step) {
            browser.load(whole.url(path)).await;
            browser.wait_for_app().await;
            let (prerendered, heading) = (browser.app_markup().await, browser.heading().await);
            browser.load(shell.url(path)).await;
            browser.wait_for_page(&shell.url(path), &heading).await;
            browser.wait_for_app().await;
            let made = browser.app_markup().await;
            assert_eq!(made, prerendered, "{path}");
            browser.has_no_complaints(path).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_shell_a_reader_walks_from_list_to_list() {
    let site = fixture::built("journal");
    let server = only_the_shell(&site).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    for (selector, path, heading) in [
        ("nav[aria-label=Pages] a[rel=next]", "page/2/", "The Tide Table"),
        ("nav[aria-label=Main] a[href$='/tags/']", "tags/", "Tags"),
        ("main a[href$='/tags/weather/']", "tags/weather/", "Weather"),
        ("nav[aria-label=Main] a[href$='/series/']", "series/", "Series"),
        ("main a[href$='/series/lighthouse/']", "series/lighthouse/", "Lighthouse"),
        ("nav[aria-label=Main] a[href$='/notes/']", "notes/", "Notes"),
    ] {
        browser.click(selector).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    let title: String = browser.value("return document.title").await;
    assert_eq!(title, "Notes · The Tide Table");
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("in the shell").await;
}

async fn only_the_shell(site: &Built) -> Server {
    let server = Server::start(site).await;
    server.serve_only(&["assets/", "data/", "offprint.json", "favicon", "images/"]);
    server.fall_back_to(Fallback::File("shell.html"));
    server
}

/// The addresses of all lists, relative to the base.
fn lists(built: &Built) -> Vec<String> {
    let release: Release = serde_json::from_str(&built.text("offprint.json")).unwrap();
    let site: Site = serde_json::from_str(&built.text(&release.site.path)).unwrap();
    let chunks = release.posts.iter().map(|chunk| built.text(&chunk.file.path));
    let posts = chunks.flat_map(|text| serde_json::from_str::<PostChunk>(&text).unwrap().posts).collect();
    let catalog = Catalog::new(site, posts);
    catalog.routes().iter().map(|route| catalog.permalink(route).encoded()).collect()
}
