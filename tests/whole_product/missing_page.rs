//! Addresses that lead nowhere.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn an_address_without_a_page_says_so_and_the_app_goes_on_from_there() {
    for base in ["/", "/blog/"] {
        let server = Server::start(&fixture::built_at("journal", base)).await;
        let browser = Browser::open().await;
        browser.open_app(server.url("no/such/page/")).await;
        assert_eq!(status(&browser).await, 404);
        assert_eq!(browser.heading().await, "Page not found");
        let address: String = browser.value("return location.href").await;
        assert_eq!(address, server.url("no/such/page/"));
        assert!(only_the_document_is_missing(&browser).await);
        browser.mark_document().await;
        browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
        browser.wait_for_page(&server.url("tags/"), "Tags").await;
        assert!(browser.is_marked().await, "the app shows the page");
        browser.driver().back().await.unwrap();
        browser.wait_for_page(&server.url("no/such/page/"), "Page not found").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_a_missing_page_loads_the_hosts_answer() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    let () = browser
        .value(
            "const link = document.createElement('a');
             link.href = '/posts/never-written/'; link.textContent = 'x';
             document.querySelector('main').prepend(link); link.click();",
        )
        .await;
    browser.wait_for_page(&server.url("posts/never-written/"), "Page not found").await;
    browser.wait_for_app().await;
    assert_eq!(status(&browser).await, 404);
    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url(""), "The Tide Table").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_page_is_not_for_search_engines() {
    let page = fixture::built("journal").text("404.html");
    assert!(page.contains(r#"name="robots""#) && page.contains("noindex"), "{page}");
    assert!(!page.contains(r#"rel="canonical""#));
    assert!(!fixture::built("journal").sitemap().iter().any(|address| address.contains("404")));
}

async fn status(browser: &Browser) -> u16 {
    browser.value("return performance.getEntriesByType('navigation')[0].responseStatus").await
}

/// The one complaint is the browser's about the document's own status.
async fn only_the_document_is_missing(browser: &Browser) -> bool {
    browser.complaints().await.iter().all(|line| line.contains("/no/such/page/") && line.contains("404"))
}
