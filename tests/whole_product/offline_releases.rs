//! Releases come and go while a reader reads, with a network and without one: what a tab shows is whole and of one
//! of them.

use crate::harness::browser::{Browser, Engine, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::offline::device::{a_minute_later, sleep, stop_workers};
use crate::harness::offline::editions::{OTHER_POST, PICTURE, POST, TAG, edition, edition_with, post, width};
use crate::harness::offline::essentials;
use crate::harness::offline::oracle::{Shown, Sight, Way, shown};
use crate::harness::offline::reader::{self, go, look, reload, settle, settle_in, until, visit};
use crate::harness::offline::store::{Store, build_of};
use crate::harness::server::{Event, Fault, Server};
use serde_json::json;
use std::collections::HashSet;

/// A host of edition A, and a device that has it.
pub async fn reader_of_a() -> (Server, Browser) {
    let server = Server::start(&edition('A')).await;
    server.answer_one_request_a_connection();
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    (server, browser)
}

/// Another release comes out, and a worker that has not asked lately meets it.
pub async fn deploy(server: &Server, browser: &Browser, built: &Built) {
    server.deploy(built);
    stop_workers(browser).await;
}

/// The release that is out is read and installed.
pub async fn take(server: &Server, browser: &Browser, built: &Built) {
    deploy(server, browser, built).await;
    go(browser, server, POST).await;
    a_minute_later(browser, &server.base()).await;
    let answer = settle(browser, server).await;
    assert_eq!(answer["release"]["build"], json!(build_of(built)), "{answer}");
}

/// Nothing in the store is wrong.
pub async fn store_is_sound(server: &Server, browser: &Browser, served: &[&Built]) {
    let flaws = Store::of(browser, server).await.flaws(served);
    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_read_is_whole_offline() {
    essentials::a_page_that_was_read_is_whole_offline(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unsaved_post_offline_shows_what_is_saved() {
    essentials::an_unsaved_post_offline_shows_what_is_saved(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_release_is_offered_and_never_mixed() {
    essentials::a_new_release_is_offered_and_never_mixed(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrupt_release_is_never_read() {
    essentials::a_corrupt_release_is_never_read(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_it_leaves_nothing_behind() {
    essentials::switched_off_it_leaves_nothing_behind(Engine::Chromium).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_and_topics_of_the_saved_index_are_whole_offline() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    for address in ["", TAG, "archive/", "tags/", "series/walk/"] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
    for address in [OTHER_POST, "posts/no-such-post/", "about/"] {
        assert_eq!(look(&browser, &server, address).await, Shown::Saved('A'), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn back_online_the_current_release_is_read() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    server.deploy(&edition('B'));
    server.up().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('B'));
    assert_eq!(look(&browser, &server, "").await, Shown::Whole('B'));
}

#[tokio::test(flavor = "multi_thread")]
async fn three_releases_pass_a_tab_that_sleeps_and_one_that_reads() {
    let (server, browser) = reader_of_a().await;
    let sleeping = browser.driver().window().await.unwrap();
    sleep(&browser, true).await;
    let reading = browser.driver().new_tab().await.unwrap();
    browser.driver().switch_to_window(reading).await.unwrap();
    for letter in ['B', 'C'] {
        take(&server, &browser, &edition(letter)).await;
        assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole(letter));
    }
    server.down().await;
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('C'));
    server.up().await;
    browser.driver().switch_to_window(sleeping).await.unwrap();
    sleep(&browser, false).await;
    assert_eq!(Sight::of(&browser).await.verdict("/", POST, Way::Document), Shown::Whole('A'));
    // Nothing of A is left anywhere: the next page comes as a document of its own.
    server.take_records();
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(Sight::of(&browser).await.verdict("/", OTHER_POST, Way::Document), Shown::Whole('C'));
    let documents = server.take_records().into_iter().filter(|record| record.is_page).count();
    assert_eq!(documents, 1, "once, never in a loop");
    store_is_sound(&server, &browser, &[&edition('A'), &edition('B'), &edition('C')]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tab_that_has_outlived_its_release_shows_nothing_of_it_from_memory() {
    let (server, browser) = reader_of_a().await;
    // The next post is in view: the app fetches it in advance.
    server.is_asked_for(OTHER_POST).await;
    pause(500).await;
    let first = browser.driver().window().await.unwrap();
    let second = browser.driver().new_tab().await.unwrap();
    browser.driver().switch_to_window(second).await.unwrap();
    for letter in ['B', 'C'] {
        take(&server, &browser, &edition(letter)).await;
    }
    browser.driver().switch_to_window(first).await.unwrap();
    browser.wait("the worker's word", "document.documentElement.dataset.release === 'gone'").await;
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(shown(&browser, &server, OTHER_POST, Way::Document).await, Shown::Whole('C'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sleeping_tab_that_wakes_without_a_network_shows_no_mixed_page() {
    let (server, browser) = reader_of_a().await;
    let first = browser.driver().window().await.unwrap();
    let second = browser.driver().new_tab().await.unwrap();
    browser.driver().switch_to_window(second).await.unwrap();
    for letter in ['B', 'C'] {
        take(&server, &browser, &edition(letter)).await;
    }
    go(&browser, &server, OTHER_POST).await;
    visit(&browser, &server).await;
    server.down().await;
    browser.driver().switch_to_window(first).await.unwrap();
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(Sight::of(&browser).await.verdict("/", OTHER_POST, Way::Document), Shown::Whole('C'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_page_has_the_files_of_its_own_release_when_another_one_is_out() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    server.deploy(&edition('B'));
    server.up().await;
    let ask = format!(
        "return fetch('/{PICTURE}', {{ cache: 'no-store' }}).then(async (response) => [response.status, await response.text()])"
    );
    let (status, picture): (u16, String) = browser.value(&ask).await;
    assert_eq!(status, 200);
    assert!(picture.contains(&format!("width=\"{}\"", width('A'))), "{picture}");
    // A page that is not on the device has gone with its release.
    let ask = format!("return fetch('/{OTHER_POST}').then((response) => response.status)");
    assert_eq!(browser.value::<u16>(&ask).await, 409);
    // What is current is told to whoever asks the host for it, and to nobody else.
    let ask = "return Promise.all(['reload', 'default'].map((cache) => fetch('/offprint.json', { cache }).then(async (response) => (await response.json()).build)))";
    let builds: Vec<String> = browser.value(ask).await;
    assert_eq!(builds, [build_of(&edition('B')), build_of(&edition('A'))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_page_online_leads_on_to_a_page_of_the_next_release_by_one_document() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    go(&browser, &server, POST).await;
    browser.wait_for_app().await;
    browser.mark_document().await;
    server.deploy(&edition('B'));
    server.up().await;
    server.take_records();
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(Sight::of(&browser).await.verdict("/", OTHER_POST, Way::Document), Shown::Whole('B'));
    assert!(!browser.is_marked().await, "a document was loaded");
    pause(500).await;
    let documents = server.take_records().into_iter().filter(|record| record.is_page).count();
    assert_eq!(documents, 1, "once");
}

/// An edition whose post has a second picture far below, which a browser fetches when the reader comes near.
fn with_a_late_picture(letter: char) -> Built {
    edition_with(letter, "-late-picture", |source| {
        let picture = std::fs::read_to_string(source.join("static").join(PICTURE)).unwrap();
        fixture::write(&source.join("static/images/far.svg"), picture);
        let post = source.join("content/posts/post-03.md");
        let text = std::fs::read_to_string(&post).unwrap();
        let long = "A line of the log.\n\n".repeat(600);
        fixture::write(&post, format!("{text}\n{long}\n![Far below](/images/far.svg)\n"));
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_is_fetched_late_is_of_the_release_of_its_page() {
    let (old, new) = (with_a_late_picture('P'), with_a_late_picture('Q'));
    let server = Server::start(&old).await;
    let browser = Browser::of(Engine::Chromium).await;
    go(&browser, &server, POST).await;
    // It is read without a look at its end.
    browser.wait("a whole release", "document.documentElement.dataset.offline === 'ready'").await;
    visit(&browser, &server).await;
    // The document comes from the network, and the worker knows of which release it is.
    reload(&browser).await;
    visit(&browser, &server).await;
    let late = "document.querySelector('#body img[src$=\"far.svg\"]')";
    let is_there: bool = browser.value(&format!("return {late}.naturalWidth > 0")).await;
    server.deploy(&new);
    reader::scroll_to_the_end(&browser).await;
    browser.wait("the late picture", &format!("{late}.complete && {late}.naturalWidth > 0")).await;
    let found: u32 = browser.value(&format!("return {late}.naturalWidth")).await;
    assert!(!is_there, "the picture was there before the release came out: this test tests nothing");
    assert_eq!(found, width('P'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrupt_file_is_told_once_and_tried_again() {
    let (server, browser) = reader_of_a().await;
    server.deploy(&edition('B'));
    server.fault("data/posts-*", Fault::truncated());
    go(&browser, &server, POST).await;
    reader::read(&browser).await;
    let mut warnings = Vec::new();
    for _ in 0..3 {
        a_minute_later(&browser, "/").await;
        assert_eq!(visit(&browser, &server).await["state"], "corrupt");
        let log = browser.driver().browser_log().await.unwrap();
        warnings.extend(log.into_iter().filter(|entry| entry.message.contains("data/posts-")));
    }
    let told = warnings.iter().filter(|entry| entry.level.to_string().contains("WARN")).count();
    assert_eq!(told, 1, "{warnings:#?}");
    server.down().await;
    for address in [POST, ""] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
    server.up().await;
    server.mend();
    take(&server, &browser, &edition('B')).await;
    server.down().await;
    for address in [POST, ""] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('B'), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rollback_fetches_nothing_and_is_the_newest_release_again() {
    let (server, browser) = reader_of_a().await;
    take(&server, &browser, &edition('B')).await;
    deploy(&server, &browser, &edition('A')).await;
    server.take_records();
    let answer = visit(&browser, &server).await;
    assert_eq!(answer["release"]["build"], json!(build_of(&edition('A'))));
    let asked = server.take_records().into_iter().map(|record| record.path);
    // The app fetches neighbours of the post in advance.
    let asked: Vec<String> = asked.filter(|path| ![post(2), post(4)].contains(path)).collect();
    assert_eq!(asked, ["offprint.json"]);
    server.down().await;
    for address in [POST, ""] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_two_releases_share_is_fetched_once() {
    let (a, b) = (
        edition('A'),
        edition_with('A', "-one-post-changed", |source| {
            let path = source.join("content/posts/post-03.md");
            let text = std::fs::read_to_string(&path).unwrap();
            fixture::write(&path, text.replace("lit and drawn", "lit, drawn and framed"));
        }),
    );
    let (server, browser) = reader_of_a().await;
    deploy(&server, &browser, &b).await;
    server.take_records();
    let answer = visit(&browser, &server).await;
    assert_eq!(answer["release"]["build"], json!(build_of(&b)));
    let old: HashSet<Vec<u8>> = a.files().into_iter().map(|(_, bytes)| bytes).collect();
    let records = server.take_records();
    // What is current is always asked; the app fetches the posts before and after in advance.
    let beside = ["offprint.json", &post(2), &post(4)];
    for record in records.iter().filter(|record| !beside.contains(&record.path.as_str())) {
        let file = if record.path.is_empty() || record.path.ends_with('/') {
            format!("{}index.html", record.path)
        } else {
            record.path.clone()
        };
        assert!(!old.contains(&std::fs::read(b.file(&file)).unwrap()), "{file} was on the device");
    }
    assert!(records.len() > 1, "the changed post came");
    server.down().await;
    let shown = look(&browser, &server, POST).await;
    assert_eq!(shown, Shown::Whole('A'));
    let text: String = browser.value("return document.getElementById('body').innerText").await;
    assert!(text.contains("drawn and framed"), "{text}");
    store_is_sound(&server, &browser, &[&a, &b]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_comes_out_while_another_is_installed_is_never_mixed_with_it() {
    for file in ["offprint.json", "data/site*", "data/posts-*", "search.bin", "shell.html"] {
        let (server, browser) = reader_of_a().await;
        deploy(&server, &browser, &edition('B')).await;
        server.at(1, file, Event::Deploy(edition('C')));
        let answer = visit(&browser, &server).await;
        server.down().await;
        for address in [POST, ""] {
            let shown = look(&browser, &server, address).await;
            assert!(matches!(shown, Shown::Whole(_)), "{file}: {answer}; {address}: {shown}");
        }
        server.up().await;
        take(&server, &browser, &edition('C')).await;
        server.down().await;
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole('C'), "{file}");
        store_is_sound(&server, &browser, &[&edition('A'), &edition('B'), &edition('C')]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_worker_keeps_what_the_old_one_stored() {
    let (server, browser) = reader_of_a().await;
    server.change("sw.js", |code| format!("{code}\n// A later version."));
    server.take_records();
    go(&browser, &server, POST).await;
    server.is_asked_for("sw.js").await;
    let active = "navigator.serviceWorker.getRegistration().then(({ installing, waiting }) => !installing && !waiting)";
    until(&browser, "the new worker", active).await;
    let answer = visit(&browser, &server).await;
    assert_eq!(answer["state"], "whole");
    let records = server.take_records();
    let fetched: Vec<&String> =
        records.iter().map(|record| &record.path).filter(|path| path.starts_with("data/")).collect();
    assert!(fetched.is_empty(), "{fetched:?}");
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
}
