//! Videos and posts of other sites: a link, until a reader asks for more.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::Server;

/// Two posts with a video each, which lead to each other.
fn site(name: &str) -> Built {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&folder.path().join("offprint.toml"), "title = \"Films\"\n");
    for (post, other, id) in [("one", "two", "aqz-KE-bpKQ"), ("two", "one", "dQw4w9WgXcQ")] {
        let text = format!(
            "+++\ntitle = \"Film {post}\"\ndate = 2026-01-01\n+++\n\n[The other]({other}.md)\n\n\
             ::youtube{{id={id} title=\"A film\"}}\n"
        );
        fixture::write(&folder.path().join(format!("content/posts/{post}.md")), &text);
    }
    fixture::build(folder.path(), &fixture::place(name), "/")
}

const FRAMES: &str = "return [...document.querySelectorAll('main iframe')].map((frame) => frame.src)";

#[tokio::test(flavor = "multi_thread")]
async fn a_video_is_shown_in_place_when_its_reader_asks_and_nothing_is_loaded_before() {
    let server = Server::start(&site("embeds-asked")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("posts/one/")).await;
    browser.wait("the offer", "document.querySelector('main .embed button')").await;
    let offer: String = browser.value("return document.querySelector('.embed button').textContent").await;
    assert_eq!(offer, "Show the video from youtube.com");
    let foreign: usize = browser
        .value(
            "return performance.getEntriesByType('resource')\
             .filter((entry) => new URL(entry.name).origin !== location.origin).length",
        )
        .await;
    assert_eq!(foreign, 0);
    assert!(browser.value::<Vec<String>>(FRAMES).await.is_empty());
    browser.has_no_complaints("before a video is asked for").await;

    browser.click(".embed button").await;
    let frames: Vec<String> = browser.value(FRAMES).await;
    assert_eq!(frames, ["https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"]);
    let focus: String = browser.value("return document.activeElement.title").await;
    assert_eq!(focus, "A film");
    // There is no such host here; but the page's policy would let it in.
    let refused = browser.complaints().await;
    assert!(!refused.iter().any(|line| line.contains("Content Security Policy")), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_app_brings_has_its_offer_too() {
    let server = Server::start(&site("embeds-app")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("posts/one/")).await;
    browser.mark_document().await;
    browser.click("main a[href$='/posts/two/']").await;
    browser.wait_for_page(&server.url("posts/two/"), "Film two").await;
    assert!(browser.is_marked().await, "a document was loaded");
    browser.wait("the offer", "document.querySelector('main .embed button')").await;
    browser.click(".embed button").await;
    let frames: Vec<String> = browser.value(FRAMES).await;
    assert_eq!(frames, ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]);
    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url("posts/one/"), "Film one").await;
    browser.wait("one offer", "document.querySelectorAll('main .embed button').length === 1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_video_is_a_link() {
    let server = Server::start(&site("embeds-plain")).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("posts/one/")).await;
    let text = browser.driver().find(thirtyfour::By::Css("main .embed")).await.unwrap().text().await.unwrap();
    assert_eq!(text, "A film youtube.com");
}
