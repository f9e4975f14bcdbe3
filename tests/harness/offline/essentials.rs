//! What reading offline has to do in every browser.

use super::editions::{OTHER_POST, POST, TAG, edition, edition_with, post};
use super::oracle::{Shown, Way, shown};
use super::reader::{look, reload, settle_in, visit};
use super::store::{Store, build_of};
use super::{device, reader};
use crate::harness::browser::{Browser, Engine, pause};
use crate::harness::fixture::write;
use crate::harness::server::{Fault, Server};
use serde_json::Value;

/// How often a browser is looked at for a new worker.
const MOMENTS: usize = 60;

/// A page that was read is whole without a network, and so is a list, which the app makes from the saved index.
pub async fn a_page_that_was_read_is_whole_offline(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    server.down().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('A'));
    assert_eq!(look(&browser, &server, "").await, Shown::Whole('A'));
    server.up().await;
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Whole('A'));
}

/// A host that writes something of its own after each post, as some do, takes no page from a reader.
pub async fn a_host_may_write_after_a_page(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    server.change("posts/*", |page| format!("{page}\n<!-- served by cache 7 -->\n"));
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    assert!(reader::is_controlled(&browser).await, "no worker");
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Whole('A'));
}

/// A post that was never read leads to what is saved.
pub async fn an_unsaved_post_offline_shows_what_is_saved(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    server.down().await;
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Saved('A'));
}

/// A tag that was saved is read without a network: its list, and each of its posts.
pub async fn what_was_saved_is_whole_offline(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    let answer = reader::save(&browser, &server, reader::list(TAG), true).await;
    assert_eq!(answer["finished"], true, "{answer}");
    server.down().await;
    assert_eq!(look(&browser, &server, TAG).await, Shown::Whole('A'));
    for number in [2, 12] {
        assert_eq!(look(&browser, &server, &post(number)).await, Shown::Whole('A'));
    }
}

/// A tab goes on with the release that it began with, and its reader hears of the new one and may load it.
pub async fn a_new_release_is_offered_and_never_mixed(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    // What the worker of a first visit knows of the document that was there before it is the browser's to tell.
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    browser.wait("the worker's word", "document.documentElement.dataset.offline === 'ready'").await;
    let b = edition('B');
    server.deploy(&b);
    visit_by_a_new_worker(&browser, &server, |answer| answer["release"]["build"] == build_of(&b)).await;
    browser.wait("the notice", "document.querySelector('#notice-reload')").await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('A'));
    browser.click("#notice-reload").await;
    browser.wait("the other release", "document.title.includes('edition-B')").await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('B'));
    server.down().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('B'));
}

/// A release with a file that is not what it names is never the reader's; mended, it is.
pub async fn a_corrupt_release_is_never_read(engine: Engine) {
    let (a, b) = (edition('A'), edition('B'));
    let server = Server::start(&a).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    server.deploy(&b);
    server.fault("data/site.*", Fault::altered());
    visit_by_a_new_worker(&browser, &server, |answer| answer["state"] == "corrupt").await;
    let store = Store::of(&browser, &server).await;
    assert_eq!(store.builds(), [build_of(&a)]);
    assert_eq!(store.flaws(&[&a, &b]), [""; 0]);
    server.down().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('A'));

    server.mend();
    server.up().await;
    visit_by_a_new_worker(&browser, &server, |answer| answer["state"] == "whole").await;
    server.down().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('B'));
}

/// Tells a worker of a visit that has not asked for the current release yet. Firefox stops one when it finds it
/// idle, which a busy machine puts off.
async fn visit_by_a_new_worker(browser: &Browser, server: &Server, is_right: impl Fn(&Value) -> bool) {
    let mut answer = Value::Null;
    for _ in 0..MOMENTS {
        device::a_minute_later(browser, &server.base()).await;
        answer = visit(browser, server).await;
        if is_right(&answer) {
            return;
        }
    }
    panic!("no worker asked anew: {answer}");
}

/// An author who wants no reading offline any more has worker and store off every device at the next visit.
pub async fn switched_off_it_leaves_nothing_behind(engine: Engine) {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(engine).await;
    settle_in(&browser, &server, POST).await;
    let off = edition_with('B', "-off", |source| {
        let config = source.join("offprint.toml");
        let text = std::fs::read_to_string(&config).expect("a configuration");
        write(&config, format!("{text}\n[offline]\nenabled = false\n"));
    });
    server.deploy(&off);
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('B'));
    for moment in 0.. {
        let left: (usize, usize) = browser
            .value(
                "return (async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length])()",
            )
            .await;
        if left == (0, 0) {
            break;
        }
        assert!(moment < MOMENTS, "{left:?} workers and stores are left");
        pause(500).await;
    }
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('B'));
    assert!(!reader::is_controlled(&browser).await, "a worker is there again");
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::NoPage);
}
