//! Nothing jumps, and nothing sticks out.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::{Fault, Server};

#[tokio::test(flavor = "multi_thread")]
async fn no_page_scrolls_sideways_on_a_small_phone() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.resize(360, 740).await;
    for address in site.sitemap().into_iter().chain(["no/such/page/".to_owned()]) {
        browser.load(server.url(&address)).await;
        let (width, window): (u32, u32) = browser
            .value("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]")
            .await;
        let widest: Vec<String> = browser
            .value(
                "return [...document.querySelectorAll('body *')]
                    .filter((e) => e.getBoundingClientRect().right > innerWidth && !e.closest('.table, pre'))
                    .slice(0, 3).map((e) => e.outerHTML.slice(0, 160))",
            )
            .await;
        assert!(window <= 360 && width <= window, "{address} is {width} px wide: {widest:#?}");
    }
}

/// What has moved without the reader's doing, as the browser counts it, until two frames after the app:
/// what it did to the page is then painted.
const SHIFTS: &str = "
    return new Promise((done) => {
        const found = [];
        const box = ({ x, y, width, height }) => [x, y, width, height].join(' ');
        const place = ({ node, previousRect, currentRect }) =>
            `${box(previousRect)} -> ${box(currentRect)}: ${(node?.outerHTML ?? node?.textContent ?? '').slice(0, 120)}`;
        const add = (list) => {
            for (const shift of list.getEntries()) found.push(`${shift.value}: ${shift.sources.map(place).join('; ')}`);
        };
        new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(found), 50)));
    })";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_between_the_first_paint_and_the_app() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    for (width, height) in [(1280, 800), (360, 740)] {
        browser.resize(width, height).await;
        for path in [
            "",
            "posts/tables-of-tides/",
            "posts/chart-room/",
            "posts/a-long-winter/",
            "tags/",
            "series/lighthouse/",
        ] {
            browser.open_app(server.url(path)).await;
            let shifts: Vec<String> = browser.value(SHIFTS).await;
            assert!(shifts.is_empty(), "{path} at {width} px: {shifts:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_while_a_page_comes_in_piece_by_piece() {
    let server = Server::start(&fixture::built("journal")).await;
    let cuts = &["<nav", "<button", "<main", "<div class=\"post-text\"", "<footer", "</body>"];
    server.fault("*/", Fault::InPieces(cuts));
    let browser = Browser::open().await;
    for (width, height) in [(1280, 800), (360, 740)] {
        browser.resize(width, height).await;
        for path in ["posts/chart-room/", "posts/tables-of-tides/", "tags/"] {
            browser.open_app(server.url(path)).await;
            let shifts: Vec<String> = browser.value(SHIFTS).await;
            assert!(shifts.is_empty(), "{path} at {width} px: {shifts:#?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_changes_nothing_that_a_reader_sees() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let (with, without) = (Browser::open().await, Browser::open().await);
    without.allow_scripts(false).await;
    for path in ["", "posts/tables-of-tides/", "posts/chart-room/", "tags/", "notes/", "about/"] {
        with.open_app(server.url(path)).await;
        without.load(server.url(path)).await;
        assert_eq!(with.app_markup().await, without.app_markup().await, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_has_one_heading_and_the_landmarks() {
    let site = fixture::built("journal");
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    for address in site.sitemap() {
        browser.load(server.url(&address)).await;
        for (selector, count) in
            [("h1", 1), ("main#main", 1), ("nav[aria-label=Main]", 1), ("#app > * footer, #app > footer", 1)]
        {
            let found: usize =
                browser.value(&format!("return document.querySelectorAll('{selector}').length")).await;
            assert_eq!(found, count, "{selector} in {address}");
        }
        let unnamed: Vec<String> = browser
            .value(
                "return [...document.querySelectorAll('a, button, img')]
                    .filter((e) => e.tagName === 'IMG' ? !e.hasAttribute('alt')
                        : !(e.textContent.trim() || e.getAttribute('aria-label') || e.querySelector('img[alt]')))
                    .map((e) => e.outerHTML)",
            )
            .await;
        assert!(unnamed.is_empty(), "{address}: {unnamed:?}");
    }
}
