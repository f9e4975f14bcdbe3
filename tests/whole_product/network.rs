//! Slow links, lost links, and pages that are there before the click.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::{Fault, Server};
use serde_json::Value;
use std::time::Duration;

const POST: &str = "posts/the-first-light/";
const TO_POST: &str = "#body a[href$='/posts/the-first-light/']";

/// Writes down when the progress line comes and goes, in milliseconds after the click.
const WATCH_PROGRESS: &str = "
    window.progress_ = [];
    let start = 0, shown = false;
    addEventListener('click', () => { start = performance.now() }, true);
    const look = () => {
        const line = document.querySelector('.progress');
        const now = Boolean(line && line.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
        if (now !== shown && start) { shown = now; window.progress_.push([now, performance.now() - start]); }
        requestAnimationFrame(look);
    };
    look();";

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_shows_a_progress_line_after_a_moment_and_a_quick_one_never() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    let () = browser.value(WATCH_PROGRESS).await;
    let gate = server.hold(POST);
    let () = browser.value(&format!("document.querySelector(\"{TO_POST}\").click()")).await;
    browser.wait("the progress line", "window.progress_.length === 1").await;
    assert_eq!(
        browser.heading().await,
        "About this journal",
        "the old page stays until the new one is there"
    );
    gate.open();
    browser.wait_for_page(&server.url(POST), "The first light").await;
    browser.wait("the end of the progress line", "window.progress_.length === 2").await;
    let seen: Vec<(bool, f64)> = browser.value("return window.progress_").await;
    assert!(seen[0].0 && seen[0].1 >= 140.0, "not before 150 ms: {seen:?}");

    let () = browser.value("window.progress_ = []; document.querySelector('nav[aria-label=Main] a[href$=\"/about/\"]').click()").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    pause(300).await;
    let seen: Vec<Value> = browser.value("return window.progress_").await;
    assert!(seen.is_empty(), "a page at hand needs no line: {seen:?}");
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_network_is_told_and_trying_again_works() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    browser.offline(true).await;
    browser.click(TO_POST).await;
    browser.wait("a message", "document.querySelector('[role=alert]')?.innerText.trim().length > 10").await;
    assert_eq!(browser.heading().await, "About this journal", "the page is still there to be read");
    assert!(browser.is_marked().await, "no document was loaded");

    try_again(&browser).await;
    browser
        .wait("the message again", "document.querySelector('[role=alert]')?.innerText.trim().length > 10")
        .await;
    browser.offline(false).await;
    try_again(&browser).await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.wait("no message", "!document.querySelector('[role=alert]')?.innerText.trim()").await;
    let focus: String = browser.value("return document.activeElement.tagName").await;
    assert_eq!(focus, "H1");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_can_be_opened_instead_when_the_app_cannot_get_the_page() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    browser.offline(true).await;
    browser.click(TO_POST).await;
    browser.wait("a message", "document.querySelector('[role=alert] a[data-reload]')").await;
    browser.offline(false).await;
    browser.click("[role=alert] a[data-reload]").await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    assert!(!browser.is_marked().await, "the document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_fetched_when_the_pointer_rests_on_its_link() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    server.take_requests();
    browser.hover(TO_POST).await;
    server.is_asked_for(POST).await;
    browser
        .wait(
            "the answer",
            &format!("performance.getEntriesByName('{}').some((e) => e.responseEnd > 0)", server.url(POST)),
        )
        .await;
    browser.mark_document().await;
    browser.click(TO_POST).await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    assert!(browser.is_marked().await, "no document was loaded");
    assert_eq!(server.requests_of(POST), 1, "the click asks for nothing more");
}

#[tokio::test(flavor = "multi_thread")]
async fn posts_whose_links_stay_in_view_are_fetched_ahead() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("")).await;
    server.is_asked_for("notes/weather/").await;
    browser.offline(true).await;
    pause(300).await;
    browser.click("main a[href$='/notes/weather/']").await;
    browser.wait_for_page(&server.url("notes/weather/"), "A red sky").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_of_two_clicks_wins() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    let gate = server.hold(POST);
    let () = browser.value(&format!("document.querySelector(\"{TO_POST}\").click()")).await;
    server.is_asked_for(POST).await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    gate.open();
    pause(400).await;
    assert_eq!(browser.heading().await, "Tags", "the late answer does not replace the page");
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_need_no_request_once_the_content_index_is_there() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    server.is_asked_for("data/posts-*").await;
    let loaded = "performance.getEntriesByType('resource').some((e) => e.name.includes('/data/posts-') && e.responseEnd > 0)";
    browser.wait("the content index", loaded).await;
    pause(300).await;
    browser.mark_document().await;
    server.fault("*/", Fault::Late(Duration::from_secs(60)));
    for (path, heading) in
        [("tags/", "Tags"), ("series/", "Series"), ("notes/", "Notes"), ("posts/", "All posts")]
    {
        browser.click(&format!("nav[aria-label=Main] a[href$='/{path}']")).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    assert!(browser.is_marked().await, "no document was loaded");
}

/// Uses the message's button.
pub async fn try_again(browser: &Browser) {
    let find = "[...document.querySelectorAll('[role=alert] a, [role=alert] button')].find((e) => /try again/i.test(e.textContent))";
    browser.wait("a button to try again", find).await;
    let () = browser.value(&format!("{find}.click()")).await;
}
