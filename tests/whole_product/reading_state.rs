//! What a reader's device remembers of reading: where they stopped, what they read, and nothing once they want it
//! forgotten.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::Server;
use serde_json::{Value, json};

const LONG: &str = "posts/a-long-winter/";
/// The page's part has begun: it is loaded when there is time.
const BEGUN: &str = "document.documentElement.dataset.offline";
const OFFER: &str = "document.querySelector('#resume')?.checkVisibility()";
/// What shifted in this document without the reader's doing.
const WATCH_SHIFTS: &str = "
    window.shifts_ = 0;
    const add = (list) => list.getEntries().forEach((entry) => (shifts_ += entry.hadRecentInput ? 0 : entry.value));
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });";

/// A long post below a path of its host, and a phone.
async fn harbour() -> (Server, Browser) {
    let server = Server::start(&fixture::built_at("journal", "/blog/")).await;
    let browser = Browser::open().await;
    browser.resize(360, 600).await;
    browser.before_each_page(WATCH_SHIFTS).await;
    (server, browser)
}

async fn open(browser: &Browser, url: String) {
    browser.open_app(url).await;
    browser.wait("the page's part", BEGUN).await;
}

/// Reads on to the heading with this number, and a few lines more; returns its text and how far the page is scrolled.
async fn read_to(browser: &Browser, number: usize) -> (String, f64) {
    let script = format!(
        "const heading = [...document.querySelectorAll('#body h2')][{number}];
         scrollTo(0, heading.getBoundingClientRect().top + scrollY - 60);
         const copy = heading.cloneNode(true);
         copy.querySelector('.anchor')?.remove();
         return [copy.textContent.trim(), scrollY];"
    );
    let stopped: (String, f64) = browser.value(&script).await;
    let noted = format!("Math.abs(({}).at - {}) < 0.02", place(LONG), share(stopped.1));
    browser.wait("the place in memory", &noted).await;
    stopped
}

/// What is remembered of a post.
fn place(path: &str) -> String {
    format!(
        "(JSON.parse(localStorage.getItem('offprint.reading /blog/') ?? '[]').find(({{ path }}) => path === '{path}') ?? {{}})"
    )
}

/// How far the text is read when the page is scrolled so far.
fn share(scroll: f64) -> String {
    format!(
        "(({scroll} - scrollY - document.querySelector('#body').getBoundingClientRect().top) / (document.querySelector('#body').offsetHeight - innerHeight))"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn the_place_where_a_reader_stopped_is_offered_and_nobody_is_taken_there() {
    let (server, browser) = harbour().await;
    open(&browser, server.url(LONG)).await;
    let (heading, stopped) = read_to(&browser, 2).await;
    assert!(stopped > 1200.0, "more than two screens: {stopped}");
    open(&browser, server.url("about/")).await;
    open(&browser, server.url(LONG)).await;
    browser.wait("an offer", OFFER).await;
    let (said, scrolled): (String, f64) =
        browser.value("return [document.querySelector('#resume').innerText, scrollY]").await;
    assert!(said.contains(&format!("You stopped at “{heading}” (")) && said.contains(" %)"), "{said}");
    assert_eq!(scrolled, 0.0, "it is for the reader to go there");
    let shifts: f64 = browser.value("return window.shifts_").await;
    assert_eq!(shifts, 0.0, "nothing makes room for it");
    // Longer than it takes to count as opened: the place is not forgotten by looking at the top.
    pause(3500).await;
    browser.click("#resume button").await;
    browser.wait("the place", &format!("Math.abs(scrollY - {stopped}) < 3")).await;
    assert!(!browser.value::<bool>(&format!("return Boolean({OFFER})")).await, "it is taken");

    // In a window of another width the lines are others; the heading is the same.
    open(&browser, server.url("about/")).await;
    browser.resize(700, 500).await;
    open(&browser, server.url(LONG)).await;
    browser.wait("an offer", OFFER).await;
    browser.click("#resume button").await;
    browser.wait("the scroll", "scrollY > 500").await;
    let above: String = browser
        .value(
            "return [...document.querySelectorAll('#body h2')]
                 .filter((heading) => heading.getBoundingClientRect().top <= innerHeight / 3 + 1).at(-1).textContent",
        )
        .await;
    assert!(above.contains(&heading), "{above}");
    browser.has_no_complaints("going on reading").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_offered_to_nobody_who_has_one_or_has_read_it_all() {
    let (server, browser) = harbour().await;
    open(&browser, server.url(LONG)).await;
    let (_, stopped) = read_to(&browser, 2).await;
    // Coming back the browser's own way, the page is where it was.
    // (A click of the driver's would scroll to the link first.)
    let () = browser.value("document.querySelector('a.brand').click()").await;
    browser.wait_for_page(&server.url(""), "The Tide Table").await;
    browser.driver().back().await.unwrap();
    browser.wait("the place", &format!("Math.abs(scrollY - {stopped}) < 3")).await;
    not_offered(&browser, "going back").await;
    // An address that names a place means that one.
    let id: String = browser.value("return document.querySelector('#body h2[id]').id").await;
    open(&browser, server.url("about/")).await;
    open(&browser, server.url(&format!("{LONG}#{id}"))).await;
    not_offered(&browser, "by a fragment").await;
    // Who does not want it is not asked again.
    open(&browser, server.url("about/")).await;
    open(&browser, server.url(LONG)).await;
    browser.click("#resume .resume-close").await;
    browser.wait("no offer", &format!("!({OFFER})")).await;
    open(&browser, server.url(LONG)).await;
    not_offered(&browser, "dismissed").await;
    // And the end is the end.
    read_to(&browser, 2).await;
    let () = browser.value("scrollTo(0, document.documentElement.scrollHeight)").await;
    browser.wait("the end in memory", &format!("({}).at === 1", place(LONG))).await;
    open(&browser, server.url("about/")).await;
    open(&browser, server.url(LONG)).await;
    not_offered(&browser, "read to its end").await;
    // A post of a screen or two has no places.
    open(&browser, server.url("posts/fog-signals/")).await;
    browser.wait("a short post in memory", &format!("({}).title", place("posts/fog-signals/"))).await;
    open(&browser, server.url("posts/fog-signals/")).await;
    not_offered(&browser, "a short post").await;
}

async fn not_offered(browser: &Browser, how: &str) {
    browser.wait("the page's part", BEGUN).await;
    pause(500).await;
    assert!(!browser.value::<bool>(&format!("return Boolean({OFFER})")).await, "{how}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_saved_page_lists_what_was_read_and_one_button_forgets_all_of_it() {
    let (server, browser) = harbour().await;
    open(&browser, server.url(LONG)).await;
    read_to(&browser, 1).await;
    open(&browser, server.url("posts/fog-signals/")).await;
    let () = browser.value("scrollTo(0, document.documentElement.scrollHeight)").await;
    browser.wait("the short one in memory", &format!("({}).at === 1", place("posts/fog-signals/"))).await;
    browser
        .wait("its mark", "(localStorage.getItem('offprint.read /blog/') ?? '').includes('fog-signals')")
        .await;
    let () = browser
        .value(
            "localStorage.setItem('offprint.searches /blog/', 'fog');
             localStorage.setItem('offprint.searches', 'of another site');
             localStorage.setItem('offprint.theme', 'dark')",
        )
        .await;
    open(&browser, server.url("saved/")).await;
    browser.wait("the page's content", "document.querySelector('#saved-recent a')").await;
    let recent: Vec<(String, String, String)> = browser
        .value(
            "return [...document.querySelectorAll('#saved-recent li')].map((row) =>
                 [row.querySelector('a').pathname, row.querySelector('a').textContent, row.querySelector('.count').textContent])",
        )
        .await;
    assert_eq!(recent.len(), 2, "{recent:?}");
    assert_eq!((recent[0].0.as_str(), recent[0].2.as_str()), ("/blog/posts/fog-signals/", "read"));
    assert_eq!((recent[1].0.as_str(), recent[1].1.as_str()), ("/blog/posts/a-long-winter/", "A long winter"));
    assert!(recent[1].2.ends_with(" %"), "{recent:?}");
    let last: Value = browser.value("return localStorage.getItem('offprint.last /blog/')").await;
    assert_eq!(last, json!("posts/fog-signals/"), "the saved page is not what an installed site opens with");

    browser.click("#saved-forget").await;
    browser.wait("that it is done", "document.querySelector('#saved-forgotten').textContent").await;
    let left: Value = browser.value("return { ...localStorage }").await;
    assert_eq!(left, json!({ "offprint.searches": "of another site", "offprint.theme": "dark" }));
    let listed: bool =
        browser.value("return document.querySelector('#saved-recent').checkVisibility()").await;
    assert!(!listed, "nothing was read");
    open(&browser, server.url("posts/")).await;
    assert!(!browser.value::<bool>("return document.querySelector('.read') !== null").await);
    open(&browser, server.url(LONG)).await;
    not_offered(&browser, "forgotten").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_says_which_of_its_parts_are_read() {
    let server = Server::start(&fixture::built("repair-cafe")).await;
    let browser = Browser::open().await;
    browser.load(server.url("about/")).await;
    let () = browser
        .value("localStorage.setItem('offprint.read', JSON.stringify(['posts/darning/', 'posts/zips/', 'posts/fan/']))")
        .await;
    open(&browser, server.url("series/thread/")).await;
    let facts: String = browser.value("return document.querySelector('.page-head .facts').innerText").await;
    assert!(facts.contains("2 of 3 parts read"), "{facts}");
    open(&browser, server.url("posts/zips/")).await;
    browser.wait("the mark in the box", "document.querySelector('.series li.read')").await;
    let marked: Vec<String> = browser
        .value("return [...document.querySelectorAll('.series li.read')].map((part) => part.dataset.readUrl)")
        .await;
    assert_eq!(marked, ["posts/darning/"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn storage_that_is_forbidden_full_or_damaged_does_no_harm() {
    for (what, script) in [
        (
            "forbidden",
            "for (const name of ['localStorage', 'sessionStorage'])
                 Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
        ),
        ("full", "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"),
        (
            "damaged",
            "for (const name of ['read', 'reading', 'searches', 'last', 'offline'])
                 localStorage.setItem(`offprint.${name} /blog/`, '[{\"path\": 7}, null, [');",
        ),
        (
            "of another kind",
            "localStorage.setItem('offprint.reading /blog/', '[null, 1, {\"path\": \"posts/a-long-winter/\"}, {\"at\": \"x\"}]');
             localStorage.setItem('offprint.read /blog/', '{\"a\": 1}');",
        ),
    ] {
        let (server, browser) = harbour().await;
        browser.before_each_page(script).await;
        open(&browser, server.url(LONG)).await;
        let () = browser.value("scrollTo(0, 1500)").await;
        pause(700).await;
        open(&browser, server.url("posts/")).await;
        browser.click("main h2 a").await;
        browser.wait("a post", "document.querySelector('#body')").await;
        open(&browser, server.url("saved/")).await;
        browser.wait("the saved page", "document.querySelector('#saved-device').checkVisibility()").await;
        browser.click("#saved-forget").await;
        browser.wait("that it is done", "document.querySelector('#saved-forgotten').textContent").await;
        browser.has_no_complaints(what).await;
    }
}
