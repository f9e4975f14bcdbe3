//! A reader goes from page to page by links, and the document stays the same one.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;

/// Where a reader clicks, and what is then on the screen: one of every kind of page.
const WAY: &[(&str, &str, &str)] = &[
    ("nav[aria-label=Pages] a[rel=next]", "page/2/", "The Tide Table"),
    ("a[href$='/posts/chart-room/']", "posts/chart-room/", "The chart room"),
    ("main a[href$='/tags/harbour/']", "tags/harbour/", "Harbour"),
    ("nav[aria-label=Pages] a[rel=next]", "tags/harbour/page/2/", "Harbour"),
    ("nav[aria-label=Main] a[href$='/tags/']", "tags/", "Tags"),
    ("main a[href$='/tags/ci-cd/']", "tags/ci-cd/", "CI/CD"),
    ("a[href$='/posts/the-first-light/']", "posts/the-first-light/", "The first light"),
    ("#body a[href$='/posts/keeping-the-lamp/']", "posts/keeping-the-lamp/", "Keeping the lamp"),
    ("nav[aria-label=Main] a[href$='/series/']", "series/", "Series"),
    ("main a[href$='/series/lighthouse/']", "series/lighthouse/", "Lighthouse"),
    ("nav[aria-label=Main] a[href$='/posts/']", "posts/", "All posts"),
    ("nav[aria-label=Main] a[href$='/notes/']", "notes/", "Notes"),
    ("nav[aria-label=Main] a[href$='/about/']", "about/", "About this journal"),
    ("#body a[href$='/posts/the-first-light/']", "posts/the-first-light/", "The first light"),
    ("header a[href$='/']", "", "The Tide Table"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_page_is_reached_without_loading_a_document() {
    walk("/").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_below_a_path_is_walked_just_the_same() {
    walk("/blog/").await;
}

async fn walk(base: &str) {
    let server = Server::start(&fixture::built_at("journal", base)).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    for (selector, path, heading) in WAY {
        browser.click(selector).await;
        browser.wait_for_page(&server.url(path), heading).await;
        assert!(browser.is_marked().await, "{path} was loaded as a document");
        let focus: String = browser.value("return document.activeElement.tagName").await;
        assert_eq!(focus, "H1", "the focus is on the heading of {path}");
        let scroll: f64 = browser.value("return scrollY").await;
        assert!(scroll < 1.0, "{path} is shown from its top");
    }
    browser.has_no_complaints("on the way").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_read_from_part_to_part() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("posts/the-first-light/")).await;
    browser.mark_document().await;
    for (path, heading) in
        [("posts/keeping-the-lamp/", "Keeping the lamp"), ("posts/fog-signals/", "Fog signals")]
    {
        browser.click(&format!(".series a[href$='/{path}']")).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    assert!(browser.is_marked().await);
    let ways: String = browser.value("return document.querySelector('.series').innerText").await;
    assert!(ways.contains("Previous") && !ways.contains("Next"), "the last part has no next one: {ways}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_out_of_the_site_or_to_a_file_is_the_browsers_own() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    let () = browser
        .value(
            "const link = document.createElement('a');
             link.id = 'feed'; link.href = '/feed.xml'; link.textContent = 'feed';
             document.querySelector('main').prepend(link);",
        )
        .await;
    browser.click("#feed").await;
    browser.wait("the feed", "location.pathname === '/feed.xml'").await;
    assert!(!browser.is_marked().await, "a feed is no page of the app");
}
