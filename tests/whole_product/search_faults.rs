//! Files of search are missing, broken or late: the reader is told and can try again, no hit is wrong, and
//! the page works on.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::search::FAILED;
use crate::harness::server::{Fault, Server};
use crate::search_page::cafe_without_workers;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

fn half(bytes: Vec<u8>) -> Vec<u8> {
    bytes[..bytes.len() / 2].to_vec()
}

/// Another bit in the middle.
fn altered(mut bytes: Vec<u8>) -> Vec<u8> {
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    bytes
}

fn empty(_: Vec<u8>) -> Vec<u8> {
    Vec::new()
}

/// A whole gzip stream with what a builder of version 254 might write.
fn of_another_version(_: Vec<u8>) -> Vec<u8> {
    b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x4f\x2b\xfe\xc7\xe0\x91\x9a\x93\x93\x0f\x00\xcd\x66\x72\xcb\x0a\x00\x00\x00".to_vec()
}

#[tokio::test(flavor = "multi_thread")]
async fn without_its_files_search_says_so_and_trying_again_helps() {
    let page = || Fault::Instead("<h1>Hello</h1>".to_owned());
    let faults = [
        ("assets/offprint-search*.wasm", Fault::Missing),
        ("assets/offprint-search*.wasm", Fault::Lost),
        ("assets/offprint-search*.js", Fault::Missing),
        ("assets/page-*.js", Fault::Missing),
        ("assets/worker-*.js", Fault::Missing),
        ("search.bin", Fault::Missing),
        ("search.bin", Fault::Broken),
        ("search.bin", page()),
        ("search.bin", Fault::Lost),
        ("search.bin", Fault::Damaged(half)),
        ("search.bin", Fault::Damaged(altered)),
        ("search.bin", Fault::Damaged(empty)),
        ("search.bin", Fault::Damaged(of_another_version)),
        ("data/search/*", Fault::Missing),
        ("data/search/*", page()),
        ("data/search/term*", Fault::Broken),
        ("data/search/term*", Fault::Damaged(half)),
        ("data/search/term*", Fault::Damaged(altered)),
        ("data/search/term*", Fault::Damaged(of_another_version)),
        ("data/search/text*", Fault::Missing),
        ("data/search/text*", Fault::Lost),
        ("data/search/text*", Fault::Damaged(altered)),
    ];
    let site = fixture::built("repair-cafe");
    let browser = Browser::open_without_workers().await;
    for (number, (pattern, fault)) in faults.into_iter().enumerate() {
        let what = format!("{number}: {pattern}");
        // Each on a host of its own: nothing is kept from the one before.
        let server = Server::start(&site).await;
        server.fault(pattern, fault);
        browser.load(server.url("search/?q=crystal+radio")).await;
        told(&browser, &what).await;
        browser.mark_document().await;
        server.mend();
        try_again(&browser).await;
        browser
            .wait(&format!("an answer after {what}"), &format!("!{FAILED} && document.querySelector('.hit')"))
            .await;
        let results = browser.wait_for_answer("crystal radio").await;
        assert_eq!(results.titles().first(), Some(&"Tuning the crystal radio"), "{what}");
        assert!(browser.is_marked().await, "{what}: no document was loaded");
        browser.complaints().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_goes_while_a_reader_searches_is_told_and_the_rest_works() {
    let (_, server, browser) = cafe_without_workers().await;
    browser.open_app(server.url("search/")).await;
    browser.ask("gramophone").await;
    server.fault("*", Fault::Lost);
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.press("半田").await;
    told(&browser, "without a network").await;
    try_again(&browser).await;
    told(&browser, "and again").await;
    // What is there already is answered.
    let results = browser.ask("gramophone").await;
    assert_eq!(results.titles(), ["A year at the long table"]);
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.press("半田").await;
    told(&browser, "without a network").await;
    server.mend();
    try_again(&browser).await;
    let results = browser.wait_for_answer("半田").await;
    assert_eq!(results.titles().first(), Some(&"半田ごての手入れ"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_types_on_when_the_network_is_back_needs_no_button() {
    let (_, server, browser) = cafe_without_workers().await;
    browser.open_app(server.url("search/")).await;
    browser.ask("gramophone").await;
    server.fault("data/search/*", Fault::Lost);
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.press("crystal").await;
    told(&browser, "without a network").await;
    server.mend();
    browser.press(" radio").await;
    let results = browser.wait_for_answer("crystal radio").await;
    assert_eq!(results.titles().first(), Some(&"Tuning the crystal radio"));
    let failed: bool = browser.value(&format!("return Boolean({FAILED})")).await;
    assert!(!failed, "the message has gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_counts_and_what_a_query_does_not_need_the_hits_are_there() {
    let (_, server, browser) = cafe_without_workers().await;
    for kind in ["columns", "spelling", "neighbours", "positions"] {
        server.fault(&format!("data/search/{kind}*"), Fault::Missing);
    }
    let results = browser.open_search(server.url("search/?q=crystal+radio")).await;
    assert_eq!(results.titles().first(), Some(&"Tuning the crystal radio"));
    assert!(results.hits.iter().all(|hit| !hit.excerpt.is_empty()), "{results:?}");
    let failed: bool = browser.value(&format!("return Boolean({FAILED})")).await;
    assert!(!failed && results.counts.is_empty(), "{results:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_tells_of_a_failure_and_offers_the_list() {
    let (_, server, browser) = cafe_without_workers().await;
    server.fault("search.bin", Fault::Missing);
    browser.open_app(server.url("about/")).await;
    browser.open_palette().await;
    // Search has failed before anything is typed.
    server.is_asked_for("search.bin").await;
    pause(500).await;
    browser.press("radio").await;
    told(&browser, "in the palette").await;
    let options: usize = browser.value("return document.querySelectorAll('#palette-list li').length").await;
    assert_eq!(options, 0);
    server.mend();
    try_again(&browser).await;
    browser.wait_for_palette_answer("radio").await;
    assert!(browser.palette().await.hits.len() >= 5);
    let server = Server::start(&fixture::built("repair-cafe")).await;
    server.fault("search.bin", Fault::Missing);
    browser.open_app(server.url("about/")).await;
    browser.open_palette().await;
    browser.press("radio").await;
    told(&browser, "in the palette").await;
    browser.click("#palette .search-failed a[href='/?q=radio']").await;
    browser.wait("the list's filter", "location.search === '?q=radio' && /of/.test(document.getElementById('filter-status')?.textContent)").await;
}

/// Stands before the worker's own code: a question after the kettle traps, as long as the host says so.
const TRAP: &str = "addEventListener('message', (event) => {
    if (!(JSON.stringify(event.data) ?? '').includes('kettle')) return;
    const ask = new XMLHttpRequest();
    ask.open('GET', `/robots.txt?${Math.random()}`, false);
    ask.send();
    if (ask.responseText === 'trap') throw new WebAssembly.RuntimeError('unreachable');
});\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_traps_is_started_again() {
    let (_, server, browser) = cafe_without_workers().await;
    let traps = Arc::new(AtomicUsize::new(2));
    let left = Arc::clone(&traps);
    server.change("assets/worker-*.js", |code| [TRAP, &code].concat());
    server.change("robots.txt", move |_| {
        let trap = left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok();
        (if trap { "trap" } else { "go on" }).to_owned()
    });
    let count = "window.started = 0;
        window.Worker = class extends Worker { constructor(...all) { super(...all); window.started += 1; } };";
    browser.before_each_page(count).await;
    browser.open_app(server.url("search/")).await;
    browser.ask("gramophone").await;
    assert_eq!(browser.value::<usize>("return window.started").await, 1);
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.press("kettle").await;
    told(&browser, "after two traps").await;
    assert_eq!(browser.value::<usize>("return window.started").await, 2, "another one was tried");
    assert!(browser.has_app().await, "the app runs");
    let results = browser.ask("crystal radio").await;
    assert_eq!(results.titles().first(), Some(&"Tuning the crystal radio"));
    // One trap is nothing that a reader should know of.
    traps.store(1, Relaxed);
    let results = browser.ask("kettle").await;
    assert_eq!(results.titles(), ["A year at the long table"]);
    let failed: bool = browser.value(&format!("return Boolean({FAILED})")).await;
    assert!(!failed && traps.load(Relaxed) == 0);
    assert_eq!(browser.value::<usize>("return window.started").await, 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn search_works_where_the_app_has_stopped() {
    let (_, server, browser) = cafe_without_workers().await;
    server.change("*about/", |page| {
        page.replacen("<!>", "", 1).replacen("<main id=\"main\"", "<aside></aside><main id=\"main\"", 1)
    });
    browser.load(server.url("about/")).await;
    browser.wait("the end of the app", "document.documentElement.dataset.app === 'stopped'").await;
    browser.open_palette().await;
    let answer = browser.ask_palette("gramophone").await;
    assert_eq!(answer.titles(), ["A year at the long table"]);
    browser.click("#palette-list li:first-child a").await;
    browser
        .wait_for_page(&format!("{}{}", server.origin(), answer.hits[0].page()), "A year at the long table")
        .await;
    let server = Server::start(&fixture::built("repair-cafe")).await;
    server.fault("assets/offprint-app*.wasm", Fault::Missing);
    browser.load(server.url("search/?q=gramophone")).await;
    let results = browser.wait_for_answer("gramophone").await;
    assert_eq!(results.titles(), ["A year at the long table"]);
}

/// Presses the message's button.
async fn try_again(browser: &Browser) {
    let buttons = "[...document.querySelectorAll('.search-failed button')]";
    let () = browser.value(&format!("{buttons}.find((button) => button.checkVisibility()).click()")).await;
}

/// The reader is told, in words, sees no hit, and has a way out.
async fn told(browser: &Browser, what: &str) {
    browser.wait(&format!("a message, {what}"), FAILED).await;
    let (text, hits, links): (String, usize, Vec<String>) = browser
        .value(
            "const failed = [...document.querySelectorAll('.search-failed')].find((e) => e.checkVisibility());
             return [failed.innerText, document.querySelectorAll('.hit').length,
                 [...failed.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))]",
        )
        .await;
    assert!(text.to_lowercase().contains("search is not available right now"), "{what}: {text}");
    assert!(text.to_lowercase().contains("try again"), "{what}: {text}");
    assert_eq!(hits, 0, "{what}: no hit that may be wrong");
    assert!(links.iter().any(|link| link.starts_with("/?q=")), "{what}: {links:?}");
}
