//! What a reader saved is saved: whatever network, disk and author do meanwhile, it is whole or said to be half.

use crate::harness::browser::{Browser, Engine, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::generated;
use crate::harness::offline::device::{limit_room, room_used, stop_workers};
use crate::harness::offline::editions::{POST, TAG, edition, edition_with, post};
use crate::harness::offline::matrix::{self, Scene, Wrongdoing};
use crate::harness::offline::oracle::Shown;
use crate::harness::offline::reader::{
    self, ask, go, list, look, save, settle_in, site, status, visit, want,
};
use crate::harness::offline::store::{Store, build_of, sha256};
use crate::harness::server::{Event, Fault, Server};
use crate::offline_releases::{deploy, reader_of_a, store_is_sound, take};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

/// The six posts of the tag.
const EVEN: [usize; 6] = [2, 4, 6, 8, 10, 12];

/// The tag and its posts are whole without a network.
async fn the_tag_is_whole(server: &Server, browser: &Browser, letter: char) {
    server.down().await;
    for address in EVEN.map(post).iter().map(String::as_str).chain([TAG]) {
        assert_eq!(look(browser, server, address).await, Shown::Whole(letter), "{address}");
    }
    server.up().await;
    go(browser, server, POST).await;
}

/// A saved thing, as the saved page would show it.
async fn item(server: &Server, browser: &Browser, id: &str) -> Value {
    let status = status(browser, server).await;
    let items = status["items"].as_array().cloned().unwrap_or_default();
    items.into_iter().find(|item| item["id"] == id).unwrap_or(Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_tag_is_whole_offline_with_its_pictures() {
    let (server, browser) = reader_of_a().await;
    let plan = ask(&browser, &server, json!({ "type": "plan", "what": list(TAG) })).await;
    assert_eq!(plan["posts"], 6, "{plan}");
    let answer = save(&browser, &server, list(TAG), false).await;
    assert_eq!(answer["finished"], true, "{answer}");
    let progress = answer["progress"].as_array().unwrap();
    assert_eq!(progress.last().unwrap()[0], progress.last().unwrap()[1], "{answer}");
    let item = item(&server, &browser, &format!("list:{TAG}")).await;
    assert_eq!((&item["state"], &item["posts"]), (&json!("whole"), &json!(6)), "{item}");
    assert_eq!(item["bytes"], item["total"]);
    the_tag_is_whole(&server, &browser, 'A').await;
    server.down().await;
    assert_eq!(look(&browser, &server, &post(5)).await, Shown::Saved('A'));
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_that_is_cut_at_any_request_is_resumed() {
    for way in [Wrongdoing::Down, Wrongdoing::CutInTheMiddle] {
        let tally = matrix::run_scene(Engine::Chromium, Scene::Saving, &[way]).await;
        println!("saving, {way:?} at each request: {tally}");
        let all: Vec<&String> = tally.wrong.iter().chain(&tally.broken).collect();
        assert!(all.is_empty(), "{tally}\n{all:#?}");
        assert!(tally.tried >= 5, "{tally}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_comes_along_to_the_next_release() {
    let (server, browser) = reader_of_a().await;
    save(&browser, &server, list(TAG), false).await;
    take(&server, &browser, &edition('B')).await;
    the_tag_is_whole(&server, &browser, 'B').await;
    take(&server, &browser, &edition('C')).await;
    the_tag_is_whole(&server, &browser, 'C').await;
    store_is_sound(&server, &browser, &[&edition('B'), &edition('C')]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_with_a_corrupt_saved_post_is_not_taken() {
    let (server, browser) = reader_of_a().await;
    save(&browser, &server, list(TAG), false).await;
    deploy(&server, &browser, &edition('B')).await;
    server.fault(&post(8), Fault::altered());
    assert_eq!(visit(&browser, &server).await["state"], "corrupt");
    the_tag_is_whole(&server, &browser, 'A').await;
    server.mend();
    take(&server, &browser, &edition('B')).await;
    the_tag_is_whole(&server, &browser, 'B').await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrupt_post_is_not_saved_and_the_rest_of_it_goes_on_later() {
    let (server, browser) = reader_of_a().await;
    server.fault(&post(8), Fault::truncated());
    let answer = save(&browser, &server, list(TAG), false).await;
    assert_eq!(answer["error"], "corrupt", "{answer}");
    assert_ne!(item(&server, &browser, &format!("list:{TAG}")).await["state"], "whole");
    store_is_sound(&server, &browser, &[&edition('A')]).await;
    server.mend();
    assert_eq!(save(&browser, &server, list(TAG), false).await["finished"], true);
    the_tag_is_whole(&server, &browser, 'A').await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_post_that_the_author_took_away_does_not_keep_the_release_away() {
    let shorter = edition_with('B', "-without-8", |source| {
        std::fs::remove_file(source.join("content/posts/post-08.md")).unwrap();
    });
    let (server, browser) = reader_of_a().await;
    save(&browser, &server, reader::post(&post(8)), false).await;
    save(&browser, &server, list(TAG), false).await;
    take(&server, &browser, &shorter).await;
    server.down().await;
    for number in [2, 4, 6, 10, 12] {
        assert_eq!(look(&browser, &server, &post(number)).await, Shown::Whole('B'), "{number}");
    }
    // Its last release is still there, or what is saved is shown; never anything between.
    let shown = look(&browser, &server, &post(8)).await;
    assert!(matches!(shown, Shown::Whole('A') | Shown::Saved(_)), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_that_comes_out_while_a_tag_is_saved_is_saved_whole_or_not_at_all() {
    for number in [2, 6, 12] {
        let (server, browser) = reader_of_a().await;
        server.at(1, &post(number), Event::Deploy(edition('B')));
        let answer = save(&browser, &server, list(TAG), false).await;
        assert_eq!(server.planned(), 0);
        server.down().await;
        for address in EVEN.map(post) {
            let shown = look(&browser, &server, &address).await;
            let is_fine = if answer["finished"] == true {
                matches!(shown, Shown::Whole(_))
            } else {
                matches!(shown, Shown::Whole(_) | Shown::Saved(_))
            };
            assert!(is_fine, "{answer}; {address}: {shown}");
        }
        server.up().await;
        take(&server, &browser, &edition('B')).await;
        assert_eq!(save(&browser, &server, list(TAG), false).await["finished"], true);
        the_tag_is_whole(&server, &browser, 'B').await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_keeps_what_was_saved() {
    let (server, browser) = reader_of_a().await;
    assert_eq!(save(&browser, &server, reader::post(&post(7)), false).await["finished"], true);
    let used = room_used(&browser, &server).await;
    limit_room(&browser, &server, Some(used + 3_000)).await;
    let answer = save(&browser, &server, site(), true).await;
    assert_eq!(answer["error"], "full", "{answer}");
    server.down().await;
    assert_eq!(look(&browser, &server, &post(7)).await, Shown::Whole('A'));
    assert_eq!(look(&browser, &server, "").await, Shown::Whole('A'));
    server.up().await;
    store_is_sound(&server, &browser, &[&edition('A')]).await;
    limit_room(&browser, &server, None).await;
    go(&browser, &server, POST).await;
    assert_eq!(save(&browser, &server, site(), true).await["finished"], true);
    the_tag_is_whole(&server, &browser, 'A').await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_removed_is_gone_and_nothing_else_is() {
    let (server, browser) = reader_of_a().await;
    let before = Store::of(&browser, &server).await;
    save(&browser, &server, reader::post(&post(8)), false).await;
    save(&browser, &server, list(TAG), false).await;
    ask(&browser, &server, json!({ "type": "remove", "id": format!("list:{TAG}") })).await;
    let site = edition('A');
    let after = swept(&browser, &server, &format!("{}index.html", post(10))).await;
    assert!(after.has(&site, &format!("{}index.html", post(8))), "it was saved by itself, too");
    assert!(!after.has(&site, &format!("{}index.html", post(10))));
    server.down().await;
    assert_eq!(look(&browser, &server, &post(8)).await, Shown::Whole('A'));
    assert_eq!(look(&browser, &server, &post(10)).await, Shown::Saved('A'));
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    server.up().await;
    go(&browser, &server, POST).await;
    ask(&browser, &server, json!({ "type": "remove", "id": format!("post:{}", post(8)) })).await;
    let last = swept(&browser, &server, &format!("{}index.html", post(8))).await;
    let names = |store: &Store| store.blobs.iter().map(|(name, _)| name.clone()).collect::<HashSet<_>>();
    assert_eq!(names(&last), names(&before), "as it was before anything was saved");
}

/// The store, once a file of edition A has gone from it.
async fn swept(browser: &Browser, server: &Server, path: &str) -> Store {
    let start = Instant::now();
    loop {
        let store = Store::of(browser, server).await;
        if !store.has(&edition('A'), path) {
            return store;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "{path} is still there");
        pause(50).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn saving_is_paused_and_goes_on_after_the_worker_was_killed() {
    let (server, browser) = reader_of_a().await;
    want(&browser, &server, site(), false).await;
    let gate = server.hold("posts/*");
    let saving = "const { port1, port2 } = new MessageChannel();
        window.told = null;
        port1.onmessage = ({ data }) => { if (typeof data.done !== 'number') window.told = data };
        navigator.serviceWorker.controller.postMessage({ type: 'save', what: arguments[0], search: false }, [port2])";
    let () = browser.value_of(saving, vec![site()]).await;
    server.is_asked_for("posts/*").await;
    ask(&browser, &server, json!({ "type": "pause", "id": "site:" })).await;
    gate.open();
    browser.wait("the end of saving", "window.told").await;
    let told: Value = browser.value("return window.told").await;
    assert_eq!(told["error"], "paused", "{told}");
    stop_workers(&browser).await;
    assert_eq!(item(&server, &browser, "site:").await["state"], "paused");
    assert_eq!(save(&browser, &server, site(), false).await["finished"], true);
    assert_eq!(item(&server, &browser, "site:").await["state"], "whole");
    the_tag_is_whole(&server, &browser, 'A').await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_that_save_the_same_fetch_it_once() {
    let (server, browser) = reader_of_a().await;
    want(&browser, &server, list("tags/odd/"), false).await;
    server.take_records();
    let both = "const save = () => new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = ({ data }) => { if (typeof data.done !== 'number') resolve(data.finished === true) };
            navigator.serviceWorker.controller.postMessage({ type: 'save', what: arguments[0], search: false }, [port2]);
        });
        return Promise.all([save(), save()])";
    // The app fetches the posts before and after this one in advance; they have the other tag.
    let finished: Vec<bool> = browser.value_of(both, vec![list("tags/odd/")]).await;
    assert_eq!(finished, [true, true]);
    let mut times: HashMap<String, usize> = HashMap::new();
    for record in server.take_records() {
        *times.entry(record.path).or_default() += 1;
    }
    assert!(times.len() >= 6 && times.values().all(|times| *times == 1), "{times:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_posts_cut_ten_times_are_right_to_the_byte_and_nothing_is_fetched_twice() {
    let source = tempfile::tempdir().unwrap();
    generated::site(source.path(), 1000);
    let built = fixture::build(source.path(), &fixture::place("a-thousand-posts"), "/");
    let server = Server::start(&built).await;
    server.answer_one_request_a_connection();
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, "posts/entry-00999/").await;
    let before: HashSet<String> =
        Store::of(&browser, &server).await.blobs.into_iter().map(|(name, _)| name).collect();
    server.take_records();
    let plan = ask(&browser, &server, json!({ "type": "plan", "what": site() })).await;
    let step = plan["files"].as_u64().unwrap() as usize / 11;
    assert!(plan["posts"] == 1000 && step > 100, "{plan}");
    let mut cuts = 0;
    let answer = loop {
        if cuts < 10 {
            server.at(step, "*", Event::Down);
        }
        let answer = save(&browser, &server, site(), true).await;
        if server.planned() > 0 || cuts == 10 {
            break answer;
        }
        cuts += 1;
        assert_eq!(answer["error"], "offline", "cut {cuts}: {answer}");
        if cuts % 3 == 0 {
            stop_workers(&browser).await;
        }
        server.is_down().await;
        server.up().await;
    };
    assert_eq!((cuts, &answer["finished"]), (10, &json!(true)), "{answer}");
    let mut times: HashMap<String, usize> = HashMap::new();
    for record in server.take_records().into_iter().filter(|record| record.is_whole && record.status == 200) {
        *times.entry(record.path).or_default() += 1;
    }
    // The app fetches the next post in advance; what is current is always asked anew.
    let beside = ["offprint.json", "posts/entry-00998/"];
    let twice: Vec<_> =
        times.iter().filter(|(path, times)| **times > 1 && !beside.contains(&path.as_str())).collect();
    assert!(twice.is_empty(), "fetched twice: {twice:?}");
    let store = Store::of(&browser, &server).await;
    let flaws = store.flaws(&[&built]);
    assert!(flaws.is_empty(), "{flaws:#?}");
    let there: HashSet<&str> = store.blobs.iter().map(|(name, _)| name.as_str()).collect();
    let is_read = |path: &str| {
        !(path.starts_with('_')
            || path.ends_with(".xml")
            || ["sw.js", "robots.txt", "offprint.json", "404.html"].contains(&path))
    };
    let files: Vec<(String, Vec<u8>)> = built.files().into_iter().filter(|(path, _)| is_read(path)).collect();
    let missing: Vec<&String> = files
        .iter()
        .filter(|(_, bytes)| !there.contains(sha256(bytes).as_str()))
        .map(|(path, _)| path)
        .collect();
    assert!(missing.is_empty(), "not saved: {missing:?}");
    println!(
        "1,000 posts: {} files, {} of them installed before, {} bytes in the store, cut {cuts} times, none fetched twice",
        files.len(),
        before.len(),
        store.bytes
    );
    server.down().await;
    for number in [0, 137, 500, 862, 998] {
        go(&browser, &server, &format!("posts/entry-{number:05}/")).await;
        browser
            .wait(
                "the post",
                &format!("document.querySelector('h1')?.textContent.startsWith('Entry {number}:')"),
            )
            .await;
    }
    assert_eq!(store.builds(), [build_of(&built)]);
}

/// The site is saved whole; then every file of another release that it needs comes, and no other.
#[tokio::test(flavor = "multi_thread")]
async fn a_whole_saved_site_is_brought_up_to_date_by_what_changed() {
    let changed: Built = edition_with('A', "-saved-site", |source| {
        let path = source.join("content/posts/post-06.md");
        let text = std::fs::read_to_string(&path).unwrap();
        fixture::write(&path, text.replace("lit and drawn", "lit, drawn and framed"));
    });
    let (server, browser) = reader_of_a().await;
    assert_eq!(save(&browser, &server, site(), true).await["finished"], true);
    deploy(&server, &browser, &changed).await;
    server.take_records();
    let answer = visit(&browser, &server).await;
    assert_eq!(answer["release"]["build"], json!(build_of(&changed)), "{answer}");
    let old: HashSet<Vec<u8>> = edition('A').files().into_iter().map(|(_, bytes)| bytes).collect();
    let was_there =
        |path: &str| changed.files().iter().any(|(name, bytes)| *name == path && old.contains(bytes));
    // The app fetches the next post in advance, which is no part of what is brought up to date.
    let fetched: Vec<String> = server
        .take_records()
        .into_iter()
        .filter(|record| record.by_worker && record.path != "offprint.json")
        .map(|record| record.path)
        .collect();
    let again: Vec<&String> = fetched.iter().filter(|path| was_there(path)).collect();
    assert!(
        !fetched.is_empty() && again.is_empty(),
        "fetched although it was there: {again:?} of {fetched:?}"
    );
    server.down().await;
    for number in 1..=12 {
        assert_eq!(look(&browser, &server, &post(number)).await, Shown::Whole('A'), "{number}");
    }
}
