//! Network, disk and browser do what they do: what is shown is whole all the same, and nothing wrong is stored.

use crate::harness::browser::{Browser, Engine, pause};
use crate::harness::offline::device::{a_minute_later, delete_caches, limit_room, room_used, stop_workers};
use crate::harness::offline::editions::{OTHER_POST, PICTURE, POST, edition};
use crate::harness::offline::matrix::{self, Scene, Wrongdoing};
use crate::harness::offline::oracle::{Shown, Way, shown};
use crate::harness::offline::reader::{
    self, go, look, reload, settle, settle_in, try_to_settle, until, visit,
};
use crate::harness::offline::store::{Store, build_of};
use crate::harness::server::{Event, Fault, Server};
use crate::offline_releases::{deploy, reader_of_a, store_is_sound, take};
use serde_json::json;
use std::time::{Duration, Instant};

/// Faults in each request of a scene, in turn.
async fn in_turn(scene: Scene, way: Wrongdoing) {
    let tally = matrix::run_scene(Engine::Chromium, scene, &[way]).await;
    println!("{scene:?}, {way:?} at each request: {tally}");
    let all: Vec<&String> = tally.wrong.iter().chain(&tally.broken).collect();
    assert!(all.is_empty(), "{tally}\n{all:#?}");
    assert!(tally.tried >= 10, "{tally}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_visit_whose_network_goes_at_any_of_its_requests_leaves_no_wrong_page() {
    in_turn(Scene::FirstVisit, Wrongdoing::Down).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_whose_host_goes_down_at_any_of_its_requests_is_not_taken_by_halves() {
    in_turn(Scene::NextRelease, Wrongdoing::Down).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_never_answers_gives_way_to_the_saved_page() {
    let (server, browser) = reader_of_a().await;
    let gate = server.hold(POST);
    let start = Instant::now();
    let shown = look(&browser, &server, POST).await;
    assert_eq!(shown, Shown::Whole('A'));
    assert!(start.elapsed() >= Duration::from_secs(2), "the network had its time");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    // The network, when it comes, does not take the page away.
    browser.mark_document().await;
    gate.open();
    pause(300).await;
    assert!(browser.is_marked().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_host_is_waited_for_where_nothing_is_saved() {
    let (server, browser) = reader_of_a().await;
    server.fault(OTHER_POST, Fault::Late(Duration::from_millis(4500)));
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Whole('A'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_in_trouble_gives_way_to_what_is_saved() {
    let (server, browser) = reader_of_a().await;
    for status in [500, 502, 503, 504] {
        server.mend();
        server.fault("*", Fault::Status(status));
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'), "{status}");
        assert_eq!(look(&browser, &server, "").await, Shown::Whole('A'), "{status}");
        assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Saved('A'), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_document_gives_way_to_the_saved_page() {
    let (server, browser) = reader_of_a().await;
    for fault in [Fault::Lost, Fault::truncated()] {
        server.mend();
        server.fault("posts/*", fault);
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
        assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Saved('A'));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_host_says_stays_what_it_says_and_none_of_it_is_stored() {
    let (server, browser) = reader_of_a().await;
    server.fault(POST, Fault::Status(404));
    assert_eq!(look(&browser, &server, POST).await, Shown::Host("out of order".to_owned()));
    server.mend();
    server.fault(POST, Fault::Missing);
    assert_eq!(look(&browser, &server, POST).await, Shown::Host("not found".to_owned()));
    server.mend();
    server.fault(POST, Fault::Status(403));
    assert_eq!(look(&browser, &server, POST).await, Shown::Host("out of order".to_owned()));
    server.mend();
    server.fault(OTHER_POST, Fault::Redirect(format!("/{POST}")));
    go(&browser, &server, OTHER_POST).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('A'));
    visit(&browser, &server).await;
    let other = Server::start(&edition('C')).await;
    server.mend();
    server.fault(OTHER_POST, Fault::Redirect(other.url(POST)));
    go(&browser, &server, OTHER_POST).await;
    assert_eq!(shown(&browser, &other, POST, Way::Document).await, Shown::Whole('C'));
    server.mend();
    server.fault(
        OTHER_POST,
        Fault::Instead("<!doctype html><title>Sign in</title><p>Sign in</p></html>".to_owned()),
    );
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Host("Sign in".to_owned()));
    server.mend();
    server.down().await;
    assert_eq!(look(&browser, &server, OTHER_POST).await, Shown::Saved('A'));
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    store_is_sound(&server, &browser, &[&edition('A')]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_with_a_door_in_front_does_not_get_into_the_store() {
    let server = Server::start(&edition('A')).await;
    server.answer_one_request_a_connection();
    let browser = Browser::of(Engine::Chromium).await;
    go(&browser, &server, POST).await;
    // Every request is answered by the same page, well, as in a train or a hotel.
    server.fault(
        "*",
        Fault::Instead("<!doctype html><title>Welcome on board</title><p>Welcome</p></html>".to_owned()),
    );
    try_to_settle(&browser, &server).await;
    store_is_sound(&server, &browser, &[&edition('A')]).await;
    server.mend();
    settle_in(&browser, &server, POST).await;
    server.fault("*", Fault::Redirect("http://127.0.0.1:9/login".to_owned()));
    stop_workers(&browser).await;
    visit(&browser, &server).await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    store_is_sound(&server, &browser, &[&edition('A')]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_with_validators_is_asked_with_them_and_no_304_is_stored() {
    let server = Server::start(&edition('A')).await;
    server.answer_conditions();
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    server.take_records();
    reload(&browser).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('A'));
    stop_workers(&browser).await;
    assert_eq!(visit(&browser, &server).await["state"], "whole");
    assert!(server.take_records().iter().any(|record| record.status == 304), "nothing is sent twice");
    take(&server, &browser, &edition('B')).await;
    store_is_sound(&server, &browser, &[&edition('A'), &edition('B')]).await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('B'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_of_a_saved_file_is_a_part() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    go(&browser, &server, POST).await;
    let ask = format!(
        "const part = async (range) => {{
             const response = await fetch('/{PICTURE}', {{ headers: {{ range }} }});
             return [response.status, (await response.text()).length, response.headers.get('content-range')];
         }};
         return Promise.all(['bytes=0-9', 'bytes=5-', 'bytes=-7'].map(part))"
    );
    let parts: Vec<(u16, usize, String)> = browser.value(&ask).await;
    let whole = std::fs::read(edition('A').file(PICTURE)).unwrap().len();
    let said = |from: usize, end: usize| (206, end - from, format!("bytes {from}-{}/{whole}", end - 1));
    assert_eq!(parts, [said(0, 10), said(5, whole), said(whole - 7, whole)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_read_is_left_alone() {
    let (server, browser) = reader_of_a().await;
    server.take_records();
    let ask =
        "return fetch('/about/', { method: 'POST', body: 'a word' }).then((response) => response.status)";
    assert_eq!(browser.value::<u16>(ask).await, 200);
    let posted = server.take_records();
    assert_eq!(posted.iter().filter(|record| record.method == "POST").count(), 1, "{posted:?}");
    server.down().await;
    let ask =
        "return fetch('/about/', { method: 'POST', body: 'a word' }).then(() => 'answered', () => 'failed')";
    assert_eq!(browser.value::<String>(ask).await, "failed");
    let ask = "return fetch('/sw.js').then(() => 'answered', () => 'failed')";
    assert_eq!(browser.value::<String>(ask).await, "failed", "the worker itself is never stored");
    let ask =
        "return fetch('/.offprint/1/releases').then((response) => String(response.status), () => 'failed')";
    assert_eq!(browser.value::<String>(ask).await, "failed", "the store is no part of the site");
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_deleted_behind_the_worker_are_made_again() {
    let (server, browser) = reader_of_a().await;
    delete_caches(&browser).await;
    // With a network nothing is amiss.
    for address in [POST, "", OTHER_POST] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
    go(&browser, &server, POST).await;
    assert_eq!(visit(&browser, &server).await["state"], "whole");
    server.down().await;
    for address in [POST, ""] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
    // Without one there is nothing, and that is said.
    delete_caches(&browser).await;
    for address in [POST, "", OTHER_POST] {
        assert_eq!(look(&browser, &server, address).await, Shown::Plain, "{address}");
    }
    server.up().await;
    settle_in(&browser, &server, POST).await;
    store_is_sound(&server, &browser, &[&edition('A')]).await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_deleted_under_an_open_saved_page_leads_to_a_whole_page() {
    let (server, browser) = reader_of_a().await;
    server.down().await;
    go(&browser, &server, POST).await;
    browser.wait_for_app().await;
    delete_caches(&browser).await;
    server.deploy(&edition('B'));
    server.up().await;
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(shown(&browser, &server, OTHER_POST, Way::Document).await, Shown::Whole('B'));
}

#[tokio::test(flavor = "multi_thread")]
async fn stores_deleted_while_a_release_is_installed_do_not_make_half_a_release() {
    for file in ["offprint.json", "data/site*", "shell.html", "search.bin", PICTURE] {
        let (server, browser) = reader_of_a().await;
        deploy(&server, &browser, &edition('B')).await;
        let gate = server.hold(file);
        server.take_requests();
        tell_of_visit(&browser).await;
        server.is_asked_for(file).await;
        delete_caches(&browser).await;
        gate.open();
        let answer = visit(&browser, &server).await;
        let store = Store::of(&browser, &server).await;
        let flaws = store.flaws(&[&edition('A'), &edition('B')]);
        assert!(flaws.is_empty(), "{file}: {answer}, {flaws:#?}");
        server.down().await;
        let shown = look(&browser, &server, POST).await;
        assert!(matches!(shown, Shown::Whole('B') | Shown::Saved('B') | Shown::Plain), "{file}: {shown}");
        server.up().await;
        take(&server, &browser, &edition('B')).await;
        server.down().await;
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole('B'), "{file}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_is_killed_at_any_step_of_installing_goes_on_where_it_was() {
    let server = Server::start(&edition('A')).await;
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    let mut letter = 'A';
    for step in 1.. {
        let (old, new) = (letter, if letter == 'A' { 'B' } else { 'A' });
        // What a rollback has on the device is not fetched again: each step has a device of its own release.
        letter = new;
        delete_caches(&browser).await;
        take(&server, &browser, &edition(old)).await;
        deploy(&server, &browser, &edition(new)).await;
        let (gate, held) = server.gate();
        server.take_records();
        server.at(step, "*", Event::Fault(held));
        tell_of_visit(&browser).await;
        // Until the request is made that is one too many, or all have been made.
        let start = Instant::now();
        while server.planned() > 0 && !browser.comes_true("window.told", Duration::ZERO).await {
            assert!(start.elapsed() < Duration::from_secs(60), "step {step} neither comes nor is left out");
            pause(20).await;
        }
        let met = server.planned() == 0;
        server.mend();
        stop_workers(&browser).await;
        gate.open();
        if met {
            server.down().await;
            let shown = look(&browser, &server, POST).await;
            assert!(matches!(shown, Shown::Whole(_)), "killed at request {step}: {shown}");
            server.up().await;
        }
        let first: Vec<String> = whole_paths(&server);
        go(&browser, &server, POST).await;
        let answer = settle(&browser, &server).await;
        assert_eq!(answer["release"]["build"], json!(build_of(&edition(new))), "{step}: {answer}");
        let again = whole_paths(&server);
        // What was under way when the worker ended was lost: six files at most.
        let twice: Vec<_> = first.iter().filter(|path| again.contains(path)).collect();
        assert!(twice.len() <= 6, "killed at request {step}: {twice:?}");
        server.down().await;
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole(new), "{step}");
        assert_eq!(look(&browser, &server, "").await, Shown::Whole(new), "{step}");
        server.up().await;
        store_is_sound(&server, &browser, &[&edition('A'), &edition('B')]).await;
        if !met {
            println!("killed at each of the {} requests of installing a release", step - 1);
            assert!(step > 8, "the release came in {step} requests");
            break;
        }
    }
}

/// Tells the worker that the page was read, and does not wait for what becomes of it.
async fn tell_of_visit(browser: &Browser) {
    let send = "const { port1, port2 } = new MessageChannel();
        window.told = false;
        port1.onmessage = () => { window.told = true };
        navigator.serviceWorker.controller.postMessage(arguments[0], [port2])";
    let () = browser.value_of(send, vec![json!({ "type": "visit", "path": POST })]).await;
}

/// Hashed and unhashed files that came whole for the worker, without what is always asked anew.
fn whole_paths(server: &Server) -> Vec<String> {
    let records = server.take_records().into_iter();
    let files = records.filter(|record| record.is_whole && record.status == 200 && record.by_worker);
    files.map(|record| record.path).filter(|path| path != "offprint.json" && path != PICTURE).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_full_at_any_step_never_leaves_half_a_release() {
    let (server, browser) = reader_of_a().await;
    let needed = room_used(&browser, &server).await;
    drop((server, browser));
    let browser = Browser::of(Engine::Chromium).await;
    let mut fulls = 0;
    for step in 0..12 {
        let server = Server::start(&edition('A')).await;
        server.answer_one_request_a_connection();
        limit_room(&browser, &server, Some(needed * step / 10)).await;
        go(&browser, &server, POST).await;
        let answer = try_to_settle(&browser, &server).await;
        fulls += usize::from(answer["state"] == "full");
        let shown = look(&browser, &server, POST).await;
        assert_eq!(shown, Shown::Whole('A'), "with room for {step}/10");
        let flaws = Store::of(&browser, &server).await.flaws(&[&edition('A')]);
        assert!(flaws.is_empty(), "with room for {step}/10: {flaws:#?}");
        server.down().await;
        let shown = look(&browser, &server, POST).await;
        let is_fine = matches!(shown, Shown::Whole('A') | Shown::Saved('A') | Shown::Plain | Shown::NoPage);
        assert!(is_fine, "with room for {step}/10: {shown}");
        server.up().await;
        // There is room again.
        limit_room(&browser, &server, None).await;
        go(&browser, &server, POST).await;
        a_minute_later(&browser, "/").await;
        let answer = settle(&browser, &server).await;
        assert_eq!(answer["state"], "whole", "with room again after {step}/10: {answer}");
        server.down().await;
        assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'), "after {step}/10");
    }
    assert!(fulls >= 5, "the disk was full {fulls} times");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_full_when_a_release_comes_out_keeps_the_one_that_is_there() {
    let (server, browser) = reader_of_a().await;
    // What was kept unasked may go for room; what was saved may not.
    assert_eq!(reader::save(&browser, &server, reader::post(OTHER_POST), false).await["finished"], true);
    let mut fulls = 0;
    for extra in [0u64, 2_000, 10_000, 40_000] {
        let used = room_used(&browser, &server).await;
        limit_room(&browser, &server, Some(used + extra)).await;
        deploy(&server, &browser, &edition('B')).await;
        go(&browser, &server, POST).await;
        let answer = visit(&browser, &server).await;
        fulls += usize::from(answer["state"] == "full");
        server.down().await;
        for address in [OTHER_POST, ""] {
            let shown = look(&browser, &server, address).await;
            assert!(matches!(shown, Shown::Whole(_)), "{extra} bytes: {answer}; {address}: {shown}");
        }
        let shown = look(&browser, &server, POST).await;
        assert!(matches!(shown, Shown::Whole(_) | Shown::Saved(_)), "{extra} bytes: {answer}; {shown}");
        server.up().await;
        limit_room(&browser, &server, None).await;
        take(&server, &browser, &edition('B')).await;
        store_is_sound(&server, &browser, &[&edition('A'), &edition('B')]).await;
        // And back, for the next one.
        take(&server, &browser, &edition('A')).await;
    }
    assert!(fulls > 0, "the disk was never full");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_wants_nothing_kept_has_nothing_kept() {
    let (server, browser) = reader_of_a().await;
    reader::ask(&browser, &server, json!({ "type": "forget" })).await;
    let gone = "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([all, names]) => !all.length && !names.length)";
    until(&browser, "the end of worker and store", gone).await;
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::NoPage);
}
