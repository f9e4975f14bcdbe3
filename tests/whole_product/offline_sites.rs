//! Sites that move away, lie beside or below each other, or have a host in trouble.

use crate::harness::browser::{Browser, Engine};
use crate::harness::fixture::{self, Built};
use crate::harness::offline::device::{a_minute_later, stop_workers};
use crate::harness::offline::editions::{OTHER_POST, POST, TAG, edition, edition_at, post};
use crate::harness::offline::oracle::{Shown, Sight, Way, shown};
use crate::harness::offline::reader::{self, go, look, settle_in, until, visit};
use crate::harness::offline::store::{Store, build_of};
use crate::harness::server::{Fault, Server};
use crate::offline_releases::{deploy, reader_of_a};
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_moved_away_is_forgotten_after_three_visits() {
    let (server, browser) = reader_of_a().await;
    // A tab that was opened before; its host has the site at another place from now on.
    server.deploy(&edition_at('B', "/blog/"));
    let registration = "return navigator.serviceWorker.getRegistrations().then((all) => all.length)";
    for visits in 1..=2 {
        a_minute_later(&browser, "/").await;
        assert_eq!(visit_of(&browser, "/").await["state"], "away", "{visits}");
        assert_eq!(browser.value::<usize>(registration).await, 1, "{visits}");
    }
    a_minute_later(&browser, "/").await;
    visit_of(&browser, "/").await;
    let gone = "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([all, names]) => !all.length && !names.length)";
    until(&browser, "the end of the worker", gone).await;
    settle_in(&browser, &server, POST).await;
    assert_eq!(shown(&browser, &server, POST, Way::Document).await, Shown::Whole('B'));
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('B'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_moved_away_is_forgotten_by_who_looks_for_its_pages() {
    let (server, browser) = reader_of_a().await;
    server.deploy(&edition_at('B', "/blog/"));
    let go_to_root = async |address: &str| {
        // A page of the host's that says that there is none.
        let _ = browser.driver().goto(format!("{}/{address}", server.origin())).await;
    };
    for (number, address) in [POST, OTHER_POST].iter().enumerate() {
        go_to_root(address).await;
        let counted = format!(
            "caches.match('/.offprint/1/away').then((found) => found?.json()).then((away) => away?.count === {})",
            number + 1
        );
        until(&browser, "a visit that is counted", &counted).await;
        a_minute_later(&browser, "/").await;
    }
    go_to_root(POST).await;
    let gone = "Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()]).then(([all, names]) => !all.length && !names.length)";
    until(&browser, "the end of the worker", gone).await;
}

/// The tab tells the worker of the site at this base of a visit.
async fn visit_of(browser: &Browser, base: &str) -> serde_json::Value {
    let script = "return new Promise(async (resolve) => {
        const { active } = await navigator.serviceWorker.getRegistration(arguments[0]);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        active.postMessage({ type: 'visit', path: arguments[1] }, [port2]);
    })";
    browser.value_of(script, vec![json!(base), json!(POST)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_in_trouble_has_not_moved_away() {
    let (server, browser) = reader_of_a().await;
    let faults = [
        Fault::Status(404),
        Fault::Status(410),
        Fault::Status(503),
        Fault::Broken,
        Fault::Status(403),
        Fault::Lost,
        Fault::Status(503),
        Fault::truncated(),
        Fault::Damaged(|_| Vec::new()),
        Fault::Damaged(|_| Vec::new()),
        Fault::truncated(),
    ];
    // Twice gone, then in trouble for long, then well, then gone twice again.
    for fault in
        faults.into_iter().map(Some).chain([None]).chain([Some(Fault::Missing), Some(Fault::Status(410))])
    {
        server.mend();
        if let Some(fault) = fault {
            server.fault("offprint.json", fault);
        }
        a_minute_later(&browser, "/").await;
        visit(&browser, &server).await;
    }
    assert_eq!(Store::of(&browser, &server).await.builds(), [build_of(&edition('A'))]);
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    server.up().await;
    server.mend();
    server.fault("offprint.json", Fault::Instead("<title>Somebody else's</title>".to_owned()));
    for _ in 0..3 {
        a_minute_later(&browser, "/").await;
        visit(&browser, &server).await;
    }
    until(&browser, "the end of the store", "caches.keys().then((names) => !names.length)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sites_on_one_origin_do_not_touch_each_other() {
    let (root, blog) = (edition('A'), edition_at('B', "/blog/"));
    let both = fixture::place("two-editions");
    for (path, bytes) in root.files() {
        fixture::write(&both.join(path), bytes);
    }
    for (path, bytes) in blog.files() {
        fixture::write(&both.join("blog").join(path), bytes);
    }
    let server = Server::start(&Built { folder: both.clone(), base: "/".to_owned() }).await;
    let blog_server = |address: &str| format!("blog/{address}");
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    // The same host, as the other site sees it.
    go(&browser, &server, &blog_server(POST)).await;
    reader::read(&browser).await;
    browser.wait("a whole release", "document.documentElement.dataset.offline === 'ready'").await;
    visit_of(&browser, "/blog/").await;
    let names: Vec<String> = browser.value("return caches.keys()").await;
    assert_eq!(names.len(), 2, "{names:?}");
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    go(&browser, &server, &blog_server(POST)).await;
    assert_eq!(Sight::of(&browser).await.verdict("/blog/", POST, Way::Document), Shown::Whole('B'));
    go(&browser, &server, &blog_server("")).await;
    assert_eq!(Sight::of(&browser).await.verdict("/blog/", "", Way::Document), Shown::Whole('B'));
    // One of them is forgotten.
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
    reader::ask(&browser, &server, json!({ "type": "forget" })).await;
    until(&browser, "one store", "caches.keys().then((names) => names.length === 1)").await;
    go(&browser, &server, &blog_server(POST)).await;
    assert_eq!(Sight::of(&browser).await.verdict("/blog/", POST, Way::Document), Shown::Whole('B'));
}

#[tokio::test(flavor = "multi_thread")]
async fn below_a_base_path_a_release_is_whole_offline_too() {
    let server = Server::start(&edition_at('A', "/blog/")).await;
    server.answer_one_request_a_connection();
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    server.down().await;
    for address in [POST, "", TAG] {
        assert_eq!(look(&browser, &server, address).await, Shown::Whole('A'), "{address}");
    }
    assert_eq!(look(&browser, &server, &post(5)).await, Shown::Saved('A'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_below_another_one_is_not_answered_for_by_it() {
    let (root, blog) = (edition('A'), edition_at('B', "/blog/"));
    let both = fixture::place("one-edition-below-another");
    for (path, bytes) in root.files() {
        fixture::write(&both.join(path), bytes);
    }
    for (path, bytes) in blog.files() {
        fixture::write(&both.join("blog").join(path), bytes);
    }
    let server = Server::start(&Built { folder: both, base: "/".to_owned() }).await;
    server.answer_one_request_a_connection();
    let browser = Browser::of(Engine::Chromium).await;
    settle_in(&browser, &server, POST).await;
    let below = format!("blog/{POST}");
    server.fault(&below, Fault::Status(503));
    go(&browser, &server, &below).await;
    let shown = Sight::of(&browser).await.verdict("/blog/", POST, Way::Document);
    assert_eq!(shown, Shown::Host("out of order".to_owned()));
    server.mend();
    go(&browser, &server, &below).await;
    let shown = Sight::of(&browser).await.verdict("/blog/", POST, Way::Document);
    assert_eq!(shown, Shown::Whole('B'), "the worker of the site above lets it through");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_that_never_verifies_does_not_fill_the_device() {
    let (server, browser) = reader_of_a().await;
    let first = Store::of(&browser, &server).await;
    // The host writes into a file that has to be right.
    server.change("shell.html", |page| page.replace("<body>", "<body><!-- of the host -->"));
    let mut most = 0;
    for letter in ['B', 'C', 'D', 'E', 'F'] {
        deploy(&server, &browser, &edition(letter)).await;
        go(&browser, &server, POST).await;
        assert_eq!(visit(&browser, &server).await["state"], "corrupt", "{letter}");
        most = most.max(Store::of(&browser, &server).await.bytes);
    }
    assert!(most < 3 * first.bytes, "{most} bytes after five releases, {} of one", first.bytes);
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::Whole('A'));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_hangs_does_not_keep_a_reader_from_the_library() {
    let (server, browser) = reader_of_a().await;
    let saved = reader::save(&browser, &server, reader::post(OTHER_POST), false).await;
    assert_eq!(saved["finished"], true);
    stop_workers(&browser).await;
    let gate = server.hold("offprint.json");
    let message = json!({ "type": "visit", "path": POST });
    let () =
        browser.value_of("navigator.serviceWorker.controller.postMessage(arguments[0])", vec![message]).await;
    server.is_asked_for("offprint.json").await;
    let start = Instant::now();
    let status = reader::status(&browser, &server).await;
    assert_eq!(status["items"][0]["state"], "whole", "{status}");
    let plan = json!({ "type": "plan", "what": reader::list(TAG) });
    assert_eq!(reader::ask(&browser, &server, plan).await["posts"], 6);
    let remove = json!({ "type": "remove", "id": format!("post:{OTHER_POST}") });
    assert_eq!(reader::ask(&browser, &server, remove).await["done"], true);
    // Of the fifteen seconds that the host is given nobody waits for one.
    assert!(start.elapsed() < Duration::from_secs(12), "{:?}", start.elapsed());
    gate.open();
}
