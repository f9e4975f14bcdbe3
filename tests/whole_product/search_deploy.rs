//! A new release comes out while somebody searches the old one.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::Server;
use std::sync::LazyLock;

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_of_the_old_release_finds_what_is_in_the_new_one() {
    let server = Server::start(&fixture::built("repair-cafe")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_search(server.url("search/?q=gramophone")).await;
    browser.mark_document().await;
    server.deploy(&later());
    // Files of the old release are gone; its entry is in memory.
    let results = browser.ask("theremin").await;
    assert_eq!(results.titles(), ["A theremin without hands"]);
    let results = browser.ask("crystal radio").await;
    assert_eq!(results.titles().first(), Some(&"Tuning the crystal radio"));
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_between_the_entry_and_its_files_is_answered_from_the_new_one() {
    let server = Server::start(&fixture::built("repair-cafe")).await;
    let browser = Browser::open_without_workers().await;
    let gate = server.hold("data/search/*");
    browser.load(server.url("search/?q=bench+theremin")).await;
    server.is_asked_for("data/search/*").await;
    server.deploy(&later());
    gate.open();
    let results = browser.wait_for_answer("bench theremin").await;
    assert_eq!(results.titles().first(), Some(&"A theremin without hands"), "{results:?}");
    browser.click(".hit a[href]").await;
    browser.wait_for_page(&server.url("posts/theremin/"), "A theremin without hands").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_takes_a_post_away_does_not_leave_its_hit() {
    let server = Server::start(&later()).await;
    let browser = Browser::open_without_workers().await;
    let results = browser.open_search(server.url("search/?q=gramophone")).await;
    assert_eq!(results.titles(), ["A year at the long table"]);
    server.deploy(&fixture::built("repair-cafe"));
    let results = browser.ask("theremin antenna").await;
    assert!(!results.titles().contains(&"A theremin without hands"), "{results:?}");
}

/// The café with one post more.
fn later() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let site = fixture::copy("repair-cafe");
        let post = "+++\ntitle = \"A theremin without hands\"\ndate = 2026-05-30\ntags = [\"Radio\"]\n+++\n\nThe theremin on the bench howled at everybody who passed its antenna.\n";
        fixture::write(&site.path().join("content/posts/theremin.md"), post);
        fixture::build(site.path(), &fixture::place("repair-cafe-later"), "/")
    });
    BUILT.clone()
}
