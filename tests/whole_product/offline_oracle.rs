//! The oracle of the proof by faults sees what it is there to see: pages are planted that are not whole, or mixed.

use crate::harness::browser::Browser;
use crate::harness::offline::editions::{OTHER_POST, PICTURE, POST, TAG, edition};
use crate::harness::offline::oracle::{Shown, Sight, Way};
use crate::harness::offline::reader::{go, look};
use crate::harness::server::{Cut, Fault, Server};

/// What the oracle says of a page of edition A after a change of what the server sends.
async fn verdict(browser: &Browser, address: &str, way: Way, plant: impl Fn(&Server)) -> Shown {
    let server = Server::start(&edition('A')).await;
    server.answer_one_request_a_connection();
    plant(&server);
    go(browser, &server, address).await;
    Sight::of(browser).await.verdict("/", address, way)
}

/// A file of edition B in place of the same of A.
fn of_b(server: &Server, pattern: &str, path: &str) {
    let other = edition('B');
    let files = other.files();
    let (_, bytes) = files.iter().find(|(found, _)| found.starts_with(path)).expect("a file of B");
    let text = String::from_utf8(bytes.clone()).expect("text");
    server.change(pattern, move |_| text.clone());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_one_release_are_whole() {
    let browser = Browser::open().await;
    for address in ["", POST, TAG, "about/", "archive/", "search/"] {
        let shown = verdict(&browser, address, Way::Document, |_| ()).await;
        assert_eq!(shown, Shown::Whole('A'), "{address}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_mixed_page_is_wrong() {
    let browser = Browser::open().await;
    type Plant = fn(&Server);
    let plants: [(&str, &str, Plant); 7] = [
        ("the picture", POST, |server| of_b(server, PICTURE, PICTURE)),
        ("the style", POST, |server| of_b(server, "assets/custom*", "assets/custom")),
        ("the title", POST, |server| {
            server.change(POST, |page| page.replacen("<title>Post 3 edition-A", "<title>Post 3 edition-B", 1))
        }),
        ("a paragraph", POST, |server| {
            server
                .change(POST, |page| page.replacen("Paragraph 6 of edition-A", "Paragraph 6 of edition-B", 1))
        }),
        ("the header", POST, |server| {
            server.change(POST, |page| {
                page.replacen("class=\"brand\">Journal edition-A", "class=\"brand\">Journal edition-B", 1)
            })
        }),
        ("the data", POST, |server| {
            server.change(POST, |page| {
                page.replacen("{\"title\":\"Journal edition-A", "{\"title\":\"Journal edition-B", 1)
            })
        }),
        ("an entry", TAG, |server| {
            server.change(TAG, |page| page.replacen("Post 8 edition-A", "Post 8 edition-B", 1))
        }),
    ];
    for (what, address, plant) in plants {
        let shown = verdict(&browser, address, Way::Document, plant).await;
        assert!(shown.is_wrong(), "{what} of B in a page of A: {shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_planted_page_that_is_not_whole_is_wrong() {
    let browser = Browser::open().await;
    type Plant = fn(&Server);
    let plants: [(&str, &str, Plant); 6] = [
        ("half of it", POST, |server| server.fault(POST, Fault::truncated())),
        ("no end of the text", POST, |server| {
            server.change(POST, |page| page.replacen("The end of sheet", "", 1))
        }),
        ("no data", POST, |server| server.change(POST, |page| page.replacen("{\"app\"", "\"app\"", 1))),
        ("no picture", POST, |server| server.fault(PICTURE, Fault::Missing)),
        ("no style", POST, |server| server.fault("assets/custom*", Fault::Cut(Cut::AfterHead))),
        ("another page", POST, |server| of_b(server, POST, "posts/post-05/index.html")),
    ];
    for (what, address, plant) in plants {
        let shown = verdict(&browser, address, Way::Document, plant).await;
        assert!(shown.is_wrong(), "{what}: {shown}");
    }
    // Where the network broke a page off that no worker gave, nobody promised a whole one.
    let first = Way::Troubled { by_worker: false, with_deploy: false };
    let shown = verdict(&browser, POST, first, |server| server.fault(POST, Fault::truncated())).await;
    assert!(matches!(shown, Shown::Host(_)), "{shown}");
    // A worker has to know better.
    let later = Way::Troubled { by_worker: true, with_deploy: false };
    let shown = verdict(&browser, POST, later, |server| server.fault(POST, Fault::truncated())).await;
    assert!(shown.is_wrong(), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_page_of_the_site_is_told_from_one_that_is_wrong() {
    let browser = Browser::open().await;
    let server = Server::start(&edition('A')).await;
    server.answer_one_request_a_connection();
    server.fault(POST, Fault::Status(503));
    assert_eq!(look(&browser, &server, POST).await, Shown::Host("out of order".to_owned()));
    server.mend();
    server.fault(POST, Fault::Missing);
    assert_eq!(look(&browser, &server, POST).await, Shown::Host("not found".to_owned()));
    server.mend();
    server.fault(POST, Fault::Instead("<title>None</title>".to_owned()));
    assert!(look(&browser, &server, POST).await.is_wrong(), "an empty document");
    server.down().await;
    assert_eq!(look(&browser, &server, POST).await, Shown::NoPage);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_the_app_shows_after_a_release_is_of_one_release() {
    let browser = Browser::open().await;
    let server = Server::start(&edition('A')).await;
    browser.open_app(server.url(POST)).await;
    server.deploy(&edition('B'));
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    assert_eq!(Sight::of(&browser).await.verdict("/", OTHER_POST, Way::Document), Shown::Whole('B'));
    // A page of B with a frame like that of A still names styles of its own.
    let server = Server::start(&edition('A')).await;
    browser.open_app(server.url(POST)).await;
    server.deploy(&edition('B'));
    server.change("posts/*", |page| {
        page.replace("Journal edition-B", "Journal edition-A").replace("© edition-B", "© edition-A")
    });
    browser.click(&format!("#body a[href$='/{OTHER_POST}']")).await;
    browser.wait_for_page(&server.url(OTHER_POST), "Post 4").await;
    let style: String = browser
        .value("return getComputedStyle(document.documentElement).getPropertyValue('--edition')")
        .await;
    assert!(style.contains("edition-B"), "{style}");
}
