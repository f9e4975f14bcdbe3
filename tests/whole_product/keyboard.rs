//! A reader without a pointer.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_tab_stop_skips_to_the_content() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("posts/chart-room/")).await;
    browser.press(Key::Tab).await;
    assert_eq!(focused(&browser).await, "#main");
    let seen: bool = browser
        .value(
            "const box = document.activeElement.getBoundingClientRect();
             return box.top >= 0 && box.left >= 0 && box.width > 20 && box.height > 10;",
        )
        .await;
    assert!(seen, "the skip link shows while it has the focus");
    browser.press(Key::Enter).await;
    browser.press(Key::Tab).await;
    let inside: bool =
        browser.value("return document.querySelector('main').contains(document.activeElement)").await;
    assert!(inside, "the next stop is in the content, not {}", focused(&browser).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tab_key_walks_through_the_header_in_order_and_back() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("about/")).await;
    let stops: Vec<String> = browser
        .value("return [...document.querySelectorAll('header a[href], header button')].map((stop) => stop.getAttribute('href') ?? 'button')")
        .await;
    assert!(stops.len() >= 6, "{stops:?}");
    browser.press(Key::Tab).await;
    for stop in &stops {
        if focused(&browser).await == "#main" {
            browser.press(Key::Tab).await;
        }
        assert_eq!(&focused(&browser).await, stop);
        assert!(has_visible_focus(&browser).await, "{stop} shows that it has the focus");
        browser.press(Key::Tab).await;
    }
    for stop in stops.iter().rev() {
        browser.press_shift_tab().await;
        assert_eq!(&focused(&browser).await, stop);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn enter_on_a_link_opens_the_page_and_moves_the_focus_to_its_heading() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    focus(&browser, "nav[aria-label=Main] a[href$='/tags/']").await;
    browser.press(Key::Enter).await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    browser.wait("the focus on the heading", "document.activeElement.matches('h1')").await;
    browser.press(Key::Tab).await;
    let next: bool =
        browser.value("return document.querySelector('main').contains(document.activeElement)").await;
    assert!(next, "the next stop comes after the heading");
    focus(&browser, "main .terms a").await;
    browser.press(Key::Enter).await;
    browser
        .wait("a term's list", "location.pathname.startsWith('/tags/') && location.pathname !== '/tags/'")
        .await;
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_load_leaves_the_focus_alone() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("about/")).await;
    let tag: String = browser.value("return document.activeElement.tagName").await;
    assert_eq!(tag, "BODY");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_theme_is_switched_by_the_space_bar() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.prefer_colours("light").await;
    browser.open_app(server.url("")).await;
    let before: String = browser.value("return getComputedStyle(document.body).backgroundColor").await;
    focus(&browser, "[data-theme-switch]").await;
    browser.press(Key::Space).await;
    let other = format!("getComputedStyle(document.body).backgroundColor !== '{before}'");
    browser.wait("the other theme", &other).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wide_table_and_a_code_block_can_be_scrolled_by_keys() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.resize(360, 700).await;
    browser.open_app(server.url("posts/tables-of-tides/")).await;
    for selector in [".table", "pre.code"] {
        let find = format!("document.querySelector('#body {selector}')");
        browser.wait("something wide", &format!("{find}.scrollWidth > {find}.clientWidth")).await;
        focus(&browser, &format!("#body {selector}")).await;
        browser.press(Key::Right + Key::Right).await;
        browser.wait("a scroll", &format!("{find}.scrollLeft > 0")).await;
    }
}

async fn focus(browser: &Browser, selector: &str) {
    let script = format!(
        "const stop = document.querySelector(\"{selector}\"); stop.focus(); return stop === document.activeElement"
    );
    let focused: bool = browser.value(&script).await;
    assert!(focused, "{selector} takes the focus");
}

async fn focused(browser: &Browser) -> String {
    browser
        .value("const stop = document.activeElement; return stop.getAttribute('href') ?? stop.tagName.toLowerCase()")
        .await
}

/// An outline, a shadow or a border that is not there without the focus.
async fn has_visible_focus(browser: &Browser) -> bool {
    browser
        .value(
            "const look = () => {
                const style = getComputedStyle(stop);
                return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor].join();
             };
             const stop = document.activeElement;
             const focused = look();
             stop.blur();
             const blurred = look();
             stop.focus({ focusVisible: true });
             return focused !== blurred;",
        )
        .await
}
