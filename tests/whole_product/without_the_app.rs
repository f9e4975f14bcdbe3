//! Pages are read and links followed before the app is there, and where it never comes.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::{Fault, Server};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn links_work_before_the_loader_has_come() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_impatient().await;
    let gate = server.hold("assets/loader*.js");
    browser.load(server.url("")).await;
    browser.wait_for_page(&server.url(""), "The Tide Table").await;
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    assert!(!browser.is_marked().await, "a document was loaded");
    gate.open();
    browser.wait_for_app().await;
    browser.has_no_complaints("before the loader").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn links_work_while_the_app_is_on_its_way() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    let gate = server.hold("assets/*.wasm");
    browser.load(server.url("")).await;
    // The first sign of a reader calls the app.
    browser.press(Key::Tab).await;
    server.is_asked_for("assets/*.wasm").await;
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    assert!(!browser.is_marked().await, "a document was loaded");
    gate.open();
    browser.wait_for_app().await;
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    assert!(browser.is_marked().await, "the app shows pages from here on");
    browser.has_no_complaints("while the app was on its way").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_scripts_off_every_page_is_read_and_every_link_works() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let browser = Browser::open_without_workers().await;
    browser.allow_scripts(false).await;
    for address in site.sitemap() {
        browser.load(server.url(&address)).await;
        let words: usize =
            browser.value("return document.querySelector('main').innerText.trim().length").await;
        assert!(words > 10, "{address} can be read");
    }
    browser.load(server.url("")).await;
    for (selector, path, heading) in [
        ("nav[aria-label=Pages] a[rel=next]", "page/2/", "The Tide Table"),
        ("a[href$='/posts/chart-room/']", "posts/chart-room/", "The chart room"),
        ("nav[aria-label=Main] a[href$='/tags/']", "tags/", "Tags"),
    ] {
        browser.click(selector).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    browser.has_no_complaints("with scripts off").await;
    assert_eq!(server.requests_of("assets/*.wasm"), 0, "no app was asked for");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_blocked_app_links_load_documents() {
    let site = fixture::built("journal");
    for fault in [Fault::Missing, Fault::Instead("<p>Blocked by your network".to_owned())] {
        let server = Server::start(&site).await;
        let browser = Browser::open_without_workers().await;
        server.fault("assets/*.wasm", fault);
        stays_a_website(&browser, &server).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_browser_without_webassembly_links_load_documents() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.before_each_page("delete globalThis.WebAssembly").await;
    stays_a_website(&browser, &server).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_storage_is_forbidden_the_app_runs_all_the_same() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    let forbid = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });";
    browser.before_each_page(forbid).await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.click("[data-theme-switch]").await;
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    assert!(browser.is_marked().await, "the app shows the page");
    browser.has_no_complaints("without storage").await;
}

/// Links load documents, once and each time, and the page stays readable.
async fn stays_a_website(browser: &Browser, server: &Server) {
    browser.load(server.url("")).await;
    browser.press(Key::Tab).await;
    for (selector, path, heading) in [
        ("nav[aria-label=Main] a[href$='/about/']", "about/", "About this journal"),
        ("#body a[href$='/posts/the-first-light/']", "posts/the-first-light/", "The first light"),
    ] {
        browser.mark_document().await;
        server.take_requests();
        browser.click(selector).await;
        browser.wait_for_page(&server.url(path), heading).await;
        assert!(!browser.is_marked().await, "a document was loaded");
        assert!(!browser.has_app().await);
        browser.press(Key::Tab).await;
        assert_eq!(server.requests_of(path), 1, "once");
    }
}
