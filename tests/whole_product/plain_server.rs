//! A host that serves files and nothing else: no headers of the site's, no page for what is missing.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_only_serves_files_is_enough() {
    for base in ["/", "/blog/"] {
        let server = Server::plain(&fixture::built_at("journal", base)).await;
        let browser = Browser::open().await;
        browser.open_app(server.url("")).await;
        browser.mark_document().await;
        for (selector, path, heading) in [
            ("nav[aria-label=Pages] a[rel=next]", "page/2/", "The Tide Table"),
            ("main a[href$='/posts/chart-room/']", "posts/chart-room/", "The chart room"),
            ("nav[aria-label=Main] a[href$='/tags/']", "tags/", "Tags"),
            ("main a[href$='/tags/ci-cd/']", "tags/ci-cd/", "CI/CD"),
            ("main a[href$='/posts/the-first-light/']", "posts/the-first-light/", "The first light"),
        ] {
            browser.click(selector).await;
            browser.wait_for_page(&server.url(path), heading).await;
        }
        assert!(browser.is_marked().await, "no document was loaded");
        browser.driver().refresh().await.unwrap();
        browser.wait_for_app().await;
        assert_eq!(browser.heading().await, "The first light");
        browser.has_no_complaints("on a plain host").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_address_leads_to_the_page_that_took_its_place() {
    for base in ["/", "/blog/"] {
        let server = Server::plain(&fixture::built_at("journal", base)).await;
        let browser = Browser::open().await;
        for old in ["2019/wall/", "old/wall.html"] {
            browser.load(server.url(old)).await;
            browser.wait_for_page(&server.url("archive/2020/harbour-wall.html"), "The harbour wall").await;
        }
        browser.wait_for_app().await;
        browser.has_no_complaints("at an old address").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_whose_address_ends_in_html_and_one_with_letters_of_other_scripts_are_pages_of_the_app() {
    let server = Server::plain(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("page/2/")).await;
    browser.mark_document().await;
    browser.click("main a[href$='/archive/2020/harbour-wall.html']").await;
    browser.wait_for_page(&server.url("archive/2020/harbour-wall.html"), "The harbour wall").await;
    browser.click("main a[href$='/tags/harbour/']").await;
    browser.wait_for_page(&server.url("tags/harbour/"), "Harbour").await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    browser.click("main a[href$='/tags/%C3%B8st-vest/']").await;
    browser.wait_for_page(&server.url("tags/%C3%B8st-vest/"), "Øst & Vest").await;
    browser.click("main a[href*='%C3%B6resund']").await;
    browser.wait_for_page(&server.url("posts/%C3%B6resund/"), "Ebbe, Flut und Öresund").await;
    assert!(browser.is_marked().await, "no document was loaded");
}
