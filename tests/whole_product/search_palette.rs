//! The palette over any page: opened by a key, a click, and gone again; what was asked before.

use crate::harness::browser::Browser;
use crate::harness::server::Server;
use crate::search_page::cafe;
use thirtyfour::Key;

const CRYSTAL: &str = "Tuning the crystal radio";
const RECENT: &str = "[...document.querySelectorAll('#palette .recent a')].filter((link) => link.checkVisibility()).map((link) => link.textContent.trim())";

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_opens_over_any_page_and_leaves_it_as_it_was() {
    let (_, server, browser) = cafe().await;
    for path in ["", "posts/crystal-radio/", "tags/radio/", "?tags=textiles"] {
        browser.open_app(server.url(path)).await;
        // The filter in an address changes which links there are.
        browser.wait("the page", "document.querySelector('html:not([data-filter]) h1')").await;
        browser.mark_document().await;
        let before = (browser.heading().await, place(&browser).await);
        focus_a_link(&browser).await;
        browser.open_palette().await;
        browser.ask_palette("gramophone").await;
        browser.press(Key::Escape).await;
        browser.wait_for_no_palette().await;
        browser.wait("the focus where it was", "document.activeElement.matches('main a')").await;
        press_with_control(&browser, "k").await;
        browser.wait_for_palette().await;
        let answer = browser.ask_palette("gramophone").await;
        assert_eq!(answer.titles(), ["A year at the long table"], "{path}");
        press_with_control(&browser, "k").await;
        browser.press(Key::Escape).await;
        browser.wait_for_no_palette().await;
        assert_eq!((browser.heading().await, place(&browser).await), before, "{path}");
        browser.click("header .search-link").await;
        browser.wait_for_palette().await;
        browser.press(Key::Escape).await;
        browser.wait_for_no_palette().await;
        assert!(browser.is_marked().await, "{path}: no document was loaded");
    }
    // The search page has its box at hand.
    browser.open_search(server.url("search/?q=kettle")).await;
    browser.press("/").await;
    browser.wait("the box", "document.activeElement.id === 'search-box'").await;
    let results = browser.ask("gramophone").await;
    assert_eq!(results.titles(), ["A year at the long table"]);
    browser.has_no_complaints("with the palette").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slash_that_is_typed_elsewhere_is_a_slash() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    browser.click("#filter-words").await;
    browser.press("and/or").await;
    browser.wait_for_words("and/or").await;
    browser.open_app(server.url("search/")).await;
    browser.ask("async/await").await;
    let open: bool = browser.value("return Boolean(document.querySelector('dialog[open]'))").await;
    assert!(!open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hit_is_opened_by_a_click_and_a_click_beside_the_palette_closes_it() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    browser.ask_palette("crystal radio").await;
    let () = browser
        .value("window.asked = document.querySelector('#palette-list a').textContent.includes('crystal')")
        .await;
    browser.click("#palette-list li:first-child a").await;
    browser.wait_for_page(&server.url("posts/crystal-radio/"), CRYSTAL).await;
    browser.wait_for_no_palette().await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url("about/"), "About the café").await;
    browser.open_palette().await;
    click_at(&browser, 20, 300).await;
    browser.wait_for_no_palette().await;
    browser.has_no_complaints("with the mouse").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_before_is_offered_and_can_be_forgotten() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("about/")).await;
    for (query, heading) in [("gramophone", "A year at the long table"), ("crystal radio", CRYSTAL)] {
        browser.open_palette().await;
        browser.ask_palette(query).await;
        browser.click("#palette-list li:first-child a").await;
        browser.wait("the post", &format!("document.querySelector('h1').textContent === '{heading}'")).await;
    }
    // On the next visit, too.
    browser.open_app(server.url("about/")).await;
    browser.open_palette().await;
    browser.wait("what was asked before", &format!("{RECENT}.length === 2")).await;
    let asked: Vec<String> = browser.value(&format!("return {RECENT}")).await;
    assert_eq!(asked, ["crystal radio", "gramophone"], "the last first, and nothing half typed");
    browser.click("#palette .recent:nth-child(2) a").await;
    let results = browser.wait_for_search("?q=gramophone").await;
    assert_eq!(results.titles(), ["A year at the long table"]);
    let offered: Vec<String> = browser
        .value("return [...document.querySelectorAll('#search-start .search-recent a')].map((link) => link.textContent)")
        .await;
    assert_eq!(offered, ["crystal radio", "gramophone"], "the search page offers it, too");

    browser.open_app(server.url("about/")).await;
    browser.open_palette().await;
    browser.click("#palette [data-search-forget]").await;
    browser.wait("nothing", &format!("{RECENT}.length === 0")).await;
    browser.open_app(server.url("")).await;
    browser.open_palette().await;
    let (asked, kept): (Vec<String>, Vec<String>) = browser
        .value(&format!(
            "return [{RECENT}, Object.values(localStorage).filter((value) => value.includes('gramo'))]"
        ))
        .await;
    assert!(asked.is_empty() && kept.is_empty(), "{asked:?} {kept:?}");
    browser.has_no_complaints("with what was asked before").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_kept_or_what_is_kept_is_broken_search_works() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("about/")).await;
    browser.open_palette().await;
    browser.ask_palette("gramophone").await;
    browser.click("#palette-list li:first-child a").await;
    browser.wait("the post", "document.querySelector('#body')").await;
    let () = browser
        .value("for (const key of Object.keys(localStorage)) localStorage.setItem(key, '[{\"<b>\":')")
        .await;
    finds(&browser, &server).await;
    let forbid = "for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } });";
    browser.before_each_page(forbid).await;
    finds(&browser, &server).await;
    browser.has_no_complaints("without storage").await;
}

async fn finds(browser: &Browser, server: &Server) {
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    let answer = browser.ask_palette("crystal radio").await;
    assert_eq!(answer.titles()[0], CRYSTAL);
    browser.click("#palette-list li:first-child a").await;
    browser.wait_for_page(&server.url("posts/crystal-radio/"), CRYSTAL).await;
    assert!(browser.is_marked().await, "no document was loaded");
}

/// Presses a key with Control.
pub async fn press_with_control(browser: &Browser, key: &str) {
    let chain = browser.driver().action_chain().key_down(Key::Control).send_keys(key).key_up(Key::Control);
    chain.perform().await.unwrap();
}

async fn place(browser: &Browser) -> (String, i64) {
    browser.value("return [location.href, Math.round(scrollY)]").await
}

async fn focus_a_link(browser: &Browser) {
    browser.wait("a link", "document.querySelector('main a[href]')").await;
    let () = browser
        .value("[...document.querySelectorAll('main a[href]')].find((link) => link.checkVisibility()).focus({ preventScroll: true })")
        .await;
}

async fn click_at(browser: &Browser, x: i64, y: i64) {
    let chain = browser.driver().action_chain().move_to(x, y).click();
    chain.perform().await.unwrap();
}
