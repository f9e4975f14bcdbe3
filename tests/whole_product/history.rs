//! Back, forward, and where the reader was on the page.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_show_the_page_where_it_was_left() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("posts/a-long-winter/")).await;
    browser.mark_document().await;
    browser.wait("a long page", "document.documentElement.scrollHeight > innerHeight + 1200").await;
    scroll_to(&browser, 900).await;
    let () =
        browser.value("document.querySelector('nav[aria-label=Main] a[href$=\"/about/\"]').click()").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    assert_eq!(scroll(&browser).await, 0);

    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url("posts/a-long-winter/"), "A long winter").await;
    browser.wait("the old place", "Math.abs(scrollY - 900) < 3").await;
    browser.wait("the body", "document.querySelectorAll('#body h2').length === 6").await;

    browser.driver().forward().await.unwrap();
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    browser.wait("the top", "scrollY === 0").await;
    browser.wait("the body", "document.querySelector('#body').textContent.includes('one crane')").await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("going back and forward").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_where_it_was_when_the_reader_comes_back_from_a_post() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.resize(360, 500).await;
    browser.open_app(server.url("page/2/")).await;
    browser.mark_document().await;
    scroll_to(&browser, 300).await;
    let () = browser
        .value("document.querySelector('main article:last-of-type h2 a, main li:last-child h2 a').click()")
        .await;
    browser.wait("a post", "document.querySelector('#body')").await;
    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url("page/2/"), "The Tide Table").await;
    browser.wait("the old place", "Math.abs(scrollY - 300) < 3").await;
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_within_the_page_scrolls_and_goes_back() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("posts/a-long-winter/")).await;
    browser.mark_document().await;
    server.take_requests();
    let () = browser.value("document.querySelector('a[href$=\"#the-thaw\"]').click()").await;
    browser.wait("the fragment", "location.hash === '#the-thaw'").await;
    let near = "Math.abs(document.getElementById('the-thaw').getBoundingClientRect().top) < 200";
    browser.wait("the section", near).await;
    browser.driver().back().await.unwrap();
    browser.wait("no fragment", "location.hash === ''").await;
    browser.wait("the top", "scrollY < 3").await;
    assert!(browser.is_marked().await, "no document was loaded");
    assert_eq!(server.requests_of("posts/a-long-winter/"), 0, "and nothing was fetched");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_section_of_another_page_leads_to_that_section() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    let () = browser
        .value(
            "const link = document.createElement('a');
             link.href = '/posts/a-long-winter/#the-thaw'; link.id = 'thaw';
             document.querySelector('main').append(link); link.click();",
        )
        .await;
    browser.wait_for_page(&server.url("posts/a-long-winter/"), "A long winter").await;
    let near = "Math.abs(document.getElementById('the-thaw').getBoundingClientRect().top) < 200";
    browser.wait("the section", near).await;
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_address_of_the_sitemap_can_be_reloaded() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let browser = Browser::open_without_workers().await;
    let addresses = site.sitemap();
    assert!(addresses.len() >= 25, "{addresses:?}");
    for address in addresses {
        browser.open_app(server.url(&address)).await;
        let heading = browser.heading().await;
        assert!(!heading.is_empty(), "{address} has a heading");
        browser.driver().refresh().await.unwrap();
        browser.wait_for_app().await;
        assert_eq!(browser.heading().await, heading, "{address}");
        let status: u16 =
            browser.value("return performance.getEntriesByType('navigation')[0].responseStatus").await;
        assert_eq!(status, 200, "{address}");
        browser.has_no_complaints(&address).await;
    }
}

async fn scroll_to(browser: &Browser, top: u32) {
    let () = browser.value(&format!("scrollTo(0, {top})")).await;
    browser.wait("the scroll", &format!("Math.abs(scrollY - {top}) < 3")).await;
    // A scroll is remembered once the reader pauses; this is how long a reader's pause is at least.
    pause(300).await;
}

async fn scroll(browser: &Browser) -> i64 {
    browser.value("return Math.round(scrollY)").await
}
