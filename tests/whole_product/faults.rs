//! The app fails, at its start or later: the page stays readable and its links load documents.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::Server;

const STOPPED: &str = "document.documentElement.dataset.app === 'stopped'";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_was_tampered_with_stays_readable_and_its_links_work() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    type Tampering = fn(String) -> String;
    let tamperings: [(&str, Tampering); 4] = [
        ("an element is gone", |page| without(&page, "<h1", "</h1>")),
        ("an element is new", |page| {
            page.replacen("<main id=\"main\"", "<aside>Ad</aside><main id=\"main\"", 1)
        }),
        ("comments are stripped", |page| page.replace("<!>", "").replace("<!---->", "")),
        ("the header is another", |page| {
            page.replacen("<nav", "<div><nav", 1).replacen("</nav>", "</nav></div>", 1)
        }),
    ];
    for (what, tamper) in tamperings {
        server.mend();
        server.change("about/", tamper);
        browser.load(server.url("about/")).await;
        settled(&browser).await;
        let text: String = browser.value("return document.body.innerText").await;
        assert!(text.contains("one crane and two ferries"), "{what}: {text}");
        browser.mark_document().await;
        browser.click("#body a[href$='/posts/the-first-light/']").await;
        browser.wait_for_page(&server.url("posts/the-first-light/"), "The first light").await;
        let bodies: usize = browser.value("return document.querySelectorAll('#body').length").await;
        assert_eq!(bodies, 1, "{what}: the page is whole");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_at_the_start_leaves_a_working_website() {
    let server = Server::start(&fixture::built("journal")).await;
    server.change("about/", |page| without(&page, "<header", "</header>"));
    let browser = Browser::open_without_workers().await;
    browser.load(server.url("about/")).await;
    browser.wait("the end of the app", STOPPED).await;
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|line| line.contains("Offprint stopped")), "it says so: {complaints:?}");
    browser.mark_document().await;
    server.take_requests();
    browser.click("#body a[href$='/posts/the-first-light/']").await;
    browser.wait_for_page(&server.url("posts/the-first-light/"), "The first light").await;
    assert!(!browser.is_marked().await, "the document was loaded");
    assert_eq!(server.requests_of("about/"), 0, "and the broken page was not loaded again");
    browser.wait_for_app().await;
    browser.driver().back().await.unwrap();
    browser
        .wait(
            "the page before",
            "location.pathname === '/about/' && document.body.innerText.includes('one crane')",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_at_any_later_moment_loads_the_document_that_was_asked_for() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    // An extension has broken the page: whoever makes an element fails.
    let () = browser
        .value(
            "const fail = () => { throw new Error('broken by an extension') };
             Document.prototype.createElement = Document.prototype.createElementNS = fail;
             Node.prototype.cloneNode = fail;",
        )
        .await;
    browser.click("#body a[href$='/posts/the-first-light/']").await;
    browser.wait_for_page(&server.url("posts/the-first-light/"), "The first light").await;
    browser
        .wait("the body", "document.querySelector('#body')?.textContent.includes('The lamp was lit')")
        .await;
    assert!(!browser.is_marked().await, "the document was loaded");
    browser.wait_for_app().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_while_going_back_loads_the_document_of_that_entry() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("about/")).await;
    browser.click("#body a[href$='/posts/the-first-light/']").await;
    browser.wait_for_page(&server.url("posts/the-first-light/"), "The first light").await;
    let () = browser
        .value(
            "const fail = () => { throw new Error('broken by an extension') };
             Document.prototype.createElement = Document.prototype.createElementNS = fail;
             Node.prototype.cloneNode = fail;",
        )
        .await;
    browser.driver().back().await.unwrap();
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    browser.wait("the body", "document.querySelector('#body')?.textContent.includes('one crane')").await;
    browser.wait_for_app().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trap_in_the_module_that_makes_lists_ends_that_module_alone() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser
        .before_each_page(
            "const ask = window.fetch;
             window.fetch = (url, ...rest) => {
                 if (String(url.url ?? url).includes('/data/')) throw new WebAssembly.RuntimeError('unreachable');
                 return ask(url, ...rest);
             };",
        )
        .await;
    browser.open_app(server.url("posts/")).await;
    browser.mark_document().await;
    browser.click("#filter-box > summary").await;
    browser.wait("a message", "document.querySelector('#facets #retry')?.checkVisibility()").await;
    browser.click("#retry").await;
    pause(500).await;
    browser.wait("the message again", "document.querySelector('#facets #retry')?.checkVisibility()").await;
    browser.wait("the end of the progress line", "document.querySelector('.progress').hidden").await;
    assert!(browser.has_app().await, "the app runs");
    for (path, heading) in [("tags/", "Tags"), ("about/", "About this journal")] {
        browser.click(&format!("nav[aria-label=Main] a[href$='/{path}']")).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_lost_its_data_stays_readable() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    let cut: [fn(String) -> String; 2] = [
        |page| without(&page, "<script type=\"application/json\" id=\"boot\">", "</script>"),
        |page| page.replacen("id=\"boot\">{", "id=\"boot\">", 1),
    ];
    for cut in cut {
        server.mend();
        server.change("about/", cut);
        browser.load(server.url("about/")).await;
        server.is_asked_for("assets/*.wasm").await;
        settled(&browser).await;
        let text: String = browser.value("return document.querySelector('#body')?.innerText ?? ''").await;
        assert!(text.contains("one crane and two ferries"), "{text}");
        browser.click("#body a[href$='/posts/the-first-light/']").await;
        browser.wait_for_page(&server.url("posts/the-first-light/"), "The first light").await;
    }
}

/// Waits until the app runs or has stopped, or had the time for it.
async fn settled(browser: &Browser) {
    browser.comes_true("document.documentElement.dataset.app", std::time::Duration::from_secs(2)).await;
    pause(200).await;
}

/// A text without the first part that begins and ends so.
fn without(text: &str, beginning: &str, end: &str) -> String {
    let from = text.find(beginning).unwrap_or_else(|| panic!("the page has {beginning}"));
    let to = text[from..].find(end).unwrap_or_else(|| panic!("the page has {end}")) + from + end.len();
    [&text[..from], &text[to..]].concat()
}
