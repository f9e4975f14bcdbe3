//! A new release comes out while somebody reads the old one.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::server::{Fallback, Fault, Server};
use crate::network::try_again;
use std::sync::LazyLock;

const POST: &str = "posts/the-first-light/";
const TO_POST: &str = "#body a[href$='/posts/the-first-light/']";

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_of_the_old_release_gets_pages_of_the_new_one() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    server.deploy(&with_another_post());
    browser.click(TO_POST).await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    assert!(browser.is_marked().await, "the same app shows pages of a newer release");
    browser
        .wait("the new text", "document.querySelector('#body').textContent.includes('half past five')")
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_newer_app_is_loaded_as_a_document_once() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    server.deploy(&with_another_app());
    server.take_requests();
    browser.click(TO_POST).await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    browser.wait_for_app().await;
    assert!(!browser.is_marked().await, "the document was loaded");
    assert!(server.requests_of(POST) <= 2, "the app asked once, and then the browser");
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    assert!(browser.is_marked().await, "from here on the new app shows pages");
    browser.has_no_complaints("after the deploy").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_index_of_a_release_that_is_gone_loads_the_document_once() {
    let server = Server::start(&fixture::built("journal")).await;
    // The tab is slow: it asks for the content index when the old release is already gone.
    let gate = server.hold("offprint.json");
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    server.deploy(&with_another_app());
    gate.open();
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    browser.wait_for_app().await;
    pause(800).await;
    assert!(server.requests_of("tags/") <= 2, "never in a loop: {}", server.requests_of("tags/"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_always_answers_with_another_app_does_not_cause_a_loop() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    let app = app_id(&fixture::built("journal"));
    server.change(POST, move |page| page.replace(&app, "0123456789abcdef"));
    server.take_requests();
    browser.click(TO_POST).await;
    browser.wait_for_page(&server.url(POST), "The first light").await;
    pause(1500).await;
    assert_eq!(browser.heading().await, "The first light", "the page can be read");
    assert!(server.requests_of(POST) <= 3, "{} requests", server.requests_of(POST));
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_shell_a_missing_index_of_the_same_release_is_told_and_trying_again_works() {
    let server = Server::start(&fixture::built("journal")).await;
    server.fall_back_to(Fallback::File("shell.html"));
    server.serve_only(&["assets/", "data/", "offprint.json", "favicon"]);
    server.fault("data/posts-*", Fault::Missing);
    let browser = Browser::open_without_workers().await;
    browser.load(server.url("tags/")).await;
    browser.wait("a message", "document.querySelector('[role=alert]')?.innerText.trim().length > 10").await;
    pause(800).await;
    assert!(server.requests_of("tags/") <= 2, "never in a loop: {}", server.requests_of("tags/"));
    server.mend();
    try_again(&browser).await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
}

/// The journal with one post more and one changed.
fn with_another_post() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let site = fixture::copy("journal");
        let posts = site.path().join("content/posts");
        fixture::write(
            &posts.join("news.md"),
            "+++\ntitle = \"News\"\ndate = 2026-05-30\n+++\n\nSomething new.\n",
        );
        let changed = std::fs::read_to_string(posts.join("the-first-light.md")).unwrap();
        fixture::write(
            &posts.join("the-first-light.md"),
            changed.replace("five in the evening", "half past five"),
        );
        fixture::build(site.path(), &fixture::place("journal-with-another-post"), "/")
    });
    BUILT.clone()
}

/// The journal as a newer version of Offprint would write it: its app has another identity and its
/// files have other names.
fn with_another_app() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let old = with_another_post();
        let mut new_names = vec![(app_id(&old), "fedcba9876543210".to_owned())];
        for (path, _) in old.files().iter().filter(|(path, _)| path.starts_with("assets/")) {
            let (stem, ending) = path.rsplit_once('.').unwrap();
            let new_stem =
                stem.rsplit_once('-').map_or(stem.to_owned(), |(name, _)| format!("{name}-fedcba9876543210"));
            new_names.push((path.clone(), format!("{new_stem}.{ending}")));
        }
        let renamed = |text: &str| {
            new_names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old.as_str(), new))
        };
        let folder = fixture::place("journal-with-another-app");
        for (path, bytes) in old.files() {
            let is_page = path.ends_with(".html") || path == "offprint.json" || path == "_headers";
            let bytes =
                if is_page { renamed(&String::from_utf8(bytes).unwrap()).into_bytes() } else { bytes };
            fixture::write(&folder.join(renamed(&path)), bytes);
        }
        Built { folder, base: "/".to_owned() }
    });
    BUILT.clone()
}

fn app_id(site: &Built) -> String {
    let release: serde_json::Value = serde_json::from_str(&site.text("offprint.json")).unwrap();
    release["app"].as_str().expect("the release names its app").to_owned()
}
