//! Title, canonical address and description follow the reader.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;
use serde_json::Value;

const HEAD: &str = "
    const of = (selector, name) => document.head.querySelector(selector)?.getAttribute(name) ?? null;
    return [
        document.title,
        document.querySelectorAll('head title').length,
        of('link[rel=canonical]', 'href'),
        document.head.querySelectorAll('link[rel=canonical]').length,
        of('meta[name=description]', 'content'),
        of('meta[property=\"og:title\"]', 'content'),
        of('meta[property=\"og:url\"]', 'content'),
        of('meta[property=\"og:type\"]', 'content'),
        document.documentElement.lang,
    ];";

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_page_is_the_same_whichever_way_one_comes() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    let pages = [
        "about/",
        "tags/",
        "series/lighthouse/",
        "posts/fog-signals/",
        "posts/markup-in-words/",
        "page/2/",
        "",
    ];
    let mut loaded: Vec<Value> = Vec::new();
    for path in pages {
        browser.open_app(server.url(path)).await;
        loaded.push(browser.value(HEAD).await);
    }
    browser.mark_document().await;
    for (path, loaded) in pages.iter().zip(&loaded) {
        let () = browser
            .value(&format!(
                "const link = document.createElement('a'); link.href = '/{path}'; link.textContent = 'x';
                 document.querySelector('main').append(link); link.click();"
            ))
            .await;
        let title = serde_json::to_string(&loaded[0]).unwrap();
        browser
            .wait("the page", &format!("location.pathname === '/{path}' && document.title === {title}"))
            .await;
        let shown: Value = browser.value(HEAD).await;
        // Open Graph is for those who read the document's HTML.
        for part in 0..5 {
            assert_eq!(shown[part], loaded[part], "{path}");
        }
    }
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_says_what_it_is() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.load(server.url("posts/keeping-the-lamp/")).await;
    let head: Value = browser.value(HEAD).await;
    assert_eq!(head[0], "Keeping the lamp · The Tide Table");
    assert_eq!(head[1], 1, "one title");
    assert_eq!(head[2], "https://example.org/posts/keeping-the-lamp/");
    assert_eq!(head[3], 1, "one canonical address");
    assert_eq!(head[4], "Oil, wicks, and a ladder of ninety steps.");
    assert_eq!(head[7], "article");
    assert_eq!(head[8], "en");
    browser.load(server.url("posts/markup-in-words/")).await;
    let head: Value = browser.value(HEAD).await;
    assert_eq!(head[0], "Words like </script> & <b>bold</b> “quotes” · The Tide Table");
    browser.wait_for_app().await;
    let harmed: bool = browser.value("return window.harmed === true").await;
    assert!(!harmed, "nothing in a post runs");
}
