//! What a page says of the network and of new releases, when it begins to keep pages, and what stands in for a
//! page that is not on the device.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::offline::device::stop_workers;
use crate::harness::server::{Fault, Server};
use serde_json::json;
use std::sync::LazyLock;
use std::time::Duration;
use thirtyfour::Key;

const POST: &str = "posts/a-long-winter/";
const OTHER_POST: &str = "posts/the-first-light/";
/// On the page about the journal: a link that is not fetched ahead.
const LINK_TO_POST: &str = "#body a[href$='/posts/the-first-light/']";
/// A list with links to posts that nobody has opened.
const LIST: &str = "posts/";
const READY: &str = "document.documentElement.dataset.offline === 'ready'";
const BEGUN: &str = "document.documentElement.dataset.offline";
const OFFLINE: &str = "document.documentElement.dataset.network === 'offline'";
const NOTICE: &str = "document.querySelector('#notice').textContent";
const REGISTRATIONS: &str = "return navigator.serviceWorker.getRegistrations().then((all) => all.length)";
/// So long must a page be in view, and then the browser be idle.
const READ: u64 = 6_500;

/// Where nothing but a scroll can say that a page was read.
const NO_PAGE_IS_LONG_IN_VIEW: &str = "
    const later = window.setTimeout;
    window.setTimeout = (task, time, ...rest) => (time === 3000 ? 0 : later(task, time, ...rest));";

const DATA_SAVER: &str =
    "Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } })";

async fn journal() -> (Server, Browser) {
    (Server::start(&fixture::built("journal")).await, Browser::open().await)
}

/// Opens pages and reads them, so that they and the site are on the device.
async fn settled(pages: &[&str]) -> (Server, Browser) {
    let (server, browser) = journal().await;
    for page in pages {
        browser.open_app(server.url(page)).await;
        browser.wait("a release on the device", READY).await;
        is_kept(&browser, page).await;
    }
    (server, browser)
}

/// Waits until a page is among those that were kept because they were read.
async fn is_kept(browser: &Browser, page: &str) {
    let look = "return caches.match(`${location.origin}/.offprint/1/visited`).then((kept) => kept?.json())
        .then((list) => Boolean(list?.some(({ path }) => path === arguments[0])))";
    for _ in 0..600 {
        if browser.value_of::<bool>(look, vec![json!(page)]).await {
            return;
        }
        pause(50).await;
    }
    panic!("{page} is not kept");
}

/// The server is gone, and the device knows that it has no network.
async fn lose_network(server: &Server, browser: &Browser) {
    server.down().await;
    browser.offline(true).await;
    browser.wait("the line", OFFLINE).await;
}

/// The network is back.
async fn find_network(server: &Server, browser: &Browser) {
    server.up().await;
    browser.offline(false).await;
}

// ---- when it begins ---------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_fetched_for_saving_before_the_page_was_read() {
    let (server, browser) = journal().await;
    browser.before_each_page(NO_PAGE_IS_LONG_IN_VIEW).await;
    browser.open_app(server.url(POST)).await;
    browser.wait("the page's part", BEGUN).await;
    pause(4_000).await;
    assert_eq!(server.requests_of("sw.js"), 0, "{:?}", server.take_requests());
    assert_eq!(browser.value::<u32>(REGISTRATIONS).await, 0);
    let () = browser.value("scrollTo({ top: 200, behavior: 'instant' })").await;
    pause(1_500).await;
    assert_eq!(server.requests_of("sw.js"), 0, "the end is still far");
    let () = browser
        .value("document.querySelector('.neighbours, .colophon').scrollIntoView({ behavior: 'instant' })")
        .await;
    server.is_asked_for("sw.js").await;
    browser.wait("a release on the device", READY).await;
    is_kept(&browser, POST).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_stays_in_view_was_read() {
    let (server, browser) = journal().await;
    browser.open_app(server.url("")).await;
    browser.wait("the page's part", BEGUN).await;
    assert_eq!(server.requests_of("sw.js"), 0, "not at once");
    browser.wait("a release on the device", READY).await;
    is_kept(&browser, "").await;
    // From here on the app shows the pages.
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    is_kept(&browser, "about/").await;
    browser.has_no_complaints("while it keeps pages").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saves_data_gets_no_worker_unasked() {
    let (server, browser) = journal().await;
    browser.before_each_page(DATA_SAVER).await;
    browser.load(server.url(POST)).await;
    // Reaching for something starts the app.
    browser.hover("h1").await;
    browser.wait("the page's part", BEGUN).await;
    let () =
        browser.value("document.querySelector('.colophon').scrollIntoView({ behavior: 'instant' })").await;
    pause(READ).await;
    assert_eq!(server.requests_of("sw.js"), 0, "{:?}", server.take_requests());
    assert_eq!(browser.value::<u32>(REGISTRATIONS).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saves_data_can_save_pages_without_the_app() {
    let (server, browser) = journal().await;
    server.fault("assets/offprint-app*.wasm", Fault::Missing);
    browser.before_each_page(DATA_SAVER).await;
    browser.load(server.url("saved/")).await;
    browser.wait("the page's part, unasked", BEGUN).await;
    browser.load(server.url(POST)).await;
    pause(1_000).await;
    let begun: bool = browser.value(&format!("return Boolean({BEGUN})")).await;
    assert!(!begun, "nobody has reached for anything");
    browser.hover("h1").await;
    browser
        .wait("a button", "document.querySelector('.save').checkVisibility({ visibilityProperty: true })")
        .await;
    assert_eq!(server.requests_of("sw.js"), 0, "{:?}", server.take_requests());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_who_said_no_gets_no_worker() {
    let (server, browser) = journal().await;
    browser.load(server.url("about/")).await;
    let () = browser.value("localStorage.setItem('offprint.offline', 'no')").await;
    browser.open_app(server.url(POST)).await;
    browser.wait("a no", "document.documentElement.dataset.offline === 'no'").await;
    let () =
        browser.value("document.querySelector('.colophon').scrollIntoView({ behavior: 'instant' })").await;
    pause(READ).await;
    assert_eq!(server.requests_of("sw.js"), 0, "{:?}", server.take_requests());
    assert_eq!(browser.value::<u32>(REGISTRATIONS).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_runs_no_workers_reads_as_before() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url(POST)).await;
    browser.wait("its state", "document.documentElement.dataset.offline === 'none'").await;
    let shown: bool = browser
        .value("return document.querySelector('.save').checkVisibility({ visibilityProperty: true })")
        .await;
    assert!(!shown, "nothing is offered that cannot be done");
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    browser.has_no_complaints("without workers").await;
}

// ---- without a network ------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_an_unsaved_post_says_so_before_the_click_while_offline() {
    let (server, browser) = settled(&[OTHER_POST, LIST]).await;
    lose_network(&server, &browser).await;
    let line: String = browser.value("return document.querySelector('#network').textContent").await;
    assert_eq!(line, "You are offline");
    browser.wait("marks", "document.querySelector('main a.unsaved')").await;
    let unsaved: Vec<String> = browser.value(MARKED).await;
    for path in ["/posts/chart-room/", "/about/"] {
        assert!(unsaved.iter().any(|marked| marked == path), "{path}: {unsaved:?}");
    }
    for list in ["/", "/notes/", "/tags/harbour/", "/posts/page/2/", "/posts/feed.xml"] {
        assert!(unsaved.iter().all(|marked| marked != list), "a list needs no file: {unsaved:?}");
    }
    let text: String = browser.value("return document.querySelector('main h2 a.unsaved').textContent").await;
    assert!(text.ends_with(", not saved on this device"), "{text}");
    let title: String = browser.value("return document.querySelector('main h2 a.unsaved').title").await;
    assert_eq!(title, "Not saved on this device");

    // What comes later, too: this page of the list is made from the index.
    let next = "nav[aria-label=Pages] a[rel=next]";
    browser.click(next).await;
    browser.wait_for_page(&server.url("posts/page/2/"), "All posts").await;
    browser.wait("marks", "document.querySelector('main h2 a.unsaved')").await;
    let saved = format!(
        "[...document.querySelectorAll('a[href$=\"/{OTHER_POST}\"]')].some((a) => a.classList.contains('unsaved'))"
    );
    assert!(!browser.value::<bool>(&format!("return {saved}")).await, "it was read");

    // The line does not lie over the text for ever.
    let alone = format!("{OFFLINE} && document.querySelector('#network').textContent === ''");
    browser.wait("the line to go", &alone).await;

    find_network(&server, &browser).await;
    browser.wait("no marks", "!document.documentElement.dataset.network").await;
    let unsaved: Vec<String> = browser.value(MARKED).await;
    assert_eq!(unsaved, [""; 0]);
    let left: u32 = browser
        .value(
            "return document.querySelectorAll('.unsaved-note, [title=\"Not saved on this device\"]').length",
        )
        .await;
    assert_eq!(left, 0);
    assert_eq!(browser.value::<String>("return document.querySelector('#network').textContent").await, "");
}

const MARKED: &str = "return [...document.querySelectorAll('a.unsaved')].map((link) => link.pathname)";

#[tokio::test(flavor = "multi_thread")]
async fn an_unsaved_post_offline_leaves_the_page_and_says_why() {
    let (server, browser) = settled(&["about/"]).await;
    browser.mark_document().await;
    // Only a request tells that the server is gone: the browser knows of no lost network.
    server.down().await;
    browser.hover(LINK_TO_POST).await;
    browser.wait("the line", OFFLINE).await;
    browser
        .wait(
            "the mark",
            &format!("document.querySelector(\"{LINK_TO_POST}\").classList.contains('unsaved')"),
        )
        .await;
    browser.click(LINK_TO_POST).await;
    browser
        .wait("why", "document.querySelector('.trouble').textContent.includes('not saved on this device')")
        .await;
    assert_eq!(browser.heading().await, "About this journal");
    server.up().await;
    browser.click(".trouble a:not([data-reload])").await;
    browser.wait_for_page(&server.url(OTHER_POST), "The first light").await;
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_shell_shows_a_list_that_was_not_visited() {
    let (server, browser) = settled(&[OTHER_POST]).await;
    server.down().await;
    browser.load(server.url("tags/weather/")).await;
    browser.wait_for_app().await;
    browser.wait_for_page(&server.url("tags/weather/"), "Weather").await;
    browser.wait("the line", OFFLINE).await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_place_of_an_unsaved_post_stands_what_is_saved_until_the_network_is_back() {
    let (server, browser) = settled(&[OTHER_POST]).await;
    server.down().await;
    browser.load(server.url(POST)).await;
    browser.wait_for_app().await;
    browser.wait("what is saved", "document.querySelector('[data-saved-page]')").await;
    browser
        .wait("why", "document.querySelector('.trouble').textContent.includes('not saved on this device')")
        .await;
    assert_eq!(browser.value::<String>("return location.pathname").await, format!("/{POST}"));
    browser.wait("the line", OFFLINE).await;

    // It leads on, and back.
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    assert!(browser.is_marked().await, "no document was loaded");

    browser.load(server.url(POST)).await;
    browser.wait("what is saved", "document.querySelector('[data-saved-page]')").await;
    browser.wait("the line", OFFLINE).await;
    server.up().await;
    browser.wait_for_page(&server.url(POST), "A long winter").await;

    // Who is at something there is not torn away from it.
    server.down().await;
    browser.load(server.url("posts/chart-room/")).await;
    browser.wait("what is saved", "document.querySelector('[data-saved-page]')").await;
    browser.wait("the line", OFFLINE).await;
    browser.press(Key::Tab).await;
    browser.mark_document().await;
    server.up().await;
    browser.wait("the notice", &format!("{NOTICE}.startsWith('You are online again')")).await;
    pause(500).await;
    assert!(browser.is_marked().await, "nothing was loaded");
    browser.click("#notice-reload").await;
    browser.wait_for_page(&server.url("posts/chart-room/"), "The chart room").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn searching_offline_says_what_can_be_opened() {
    let (server, browser) = settled(&[""]).await;
    lose_network(&server, &browser).await;
    browser.open_palette().await;
    let line = "document.querySelector('#palette .palette-network')?.textContent";
    browser.wait("the line", &format!("{line}?.includes('only what is saved on this device')")).await;
    browser.load(server.url("search/")).await;
    browser
        .wait(
            "the line",
            &format!(
                "{OFFLINE} && document.querySelector('#network').textContent.includes('only what is saved')"
            ),
        )
        .await;
}

// ---- a new release ----------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn new_posts_are_told_of_and_nothing_reloads_by_itself() {
    let (server, browser) = settled(&["", "about/"]).await;
    browser.mark_document().await;
    server.deploy(&with_another_post());
    // The worker asks no more than once a minute; one that starts anew asks at once.
    stop_workers(&browser).await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait_for_page(&server.url("tags/"), "Tags").await;
    let () = browser.value("window.since_ = performance.now()").await;
    browser.wait("the notice", &format!("{NOTICE}.startsWith('New posts')")).await;
    pause(1_500).await;
    assert!(browser.is_marked().await, "nothing was reloaded");
    assert_eq!(browser.value::<f64>(SHIFTED).await, 0.0, "nothing has moved");
    let role: String = browser.value("return document.querySelector('#notice').getAttribute('role')").await;
    assert_eq!(role, "status");

    browser.click("#notice-reload").await;
    browser.wait("another document", "!window.sameDocument").await;
    browser.wait_for_app().await;
    browser.wait("the page's part", BEGUN).await;
    assert!(
        !browser.comes_true(&format!("{NOTICE} !== ''"), Duration::from_secs(6)).await,
        "it is the new one"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_was_dismissed_stays_away() {
    let (server, browser) = settled(&[""]).await;
    server.deploy(&with_another_word());
    stop_workers(&browser).await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait("the notice", &format!("{NOTICE}.startsWith('This site has changed')")).await;
    browser.click("#notice-dismiss").await;
    browser.wait("no notice", &format!("{NOTICE} === ''")).await;
    let focused: String = browser.value("return document.activeElement.id").await;
    assert_eq!(focused, "main", "the focus is not lost");
    stop_workers(&browser).await;
    browser.click("nav[aria-label=Main] a[href$='/series/']").await;
    is_kept(&browser, "series/").await;
    assert_eq!(browser.value::<String>(&format!("return {NOTICE}")).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_notice_fits_a_small_phone_and_is_not_printed() {
    let (server, browser) = settled(&[""]).await;
    browser.resize(360, 740).await;
    server.deploy(&with_another_word());
    stop_workers(&browser).await;
    browser.click("nav[aria-label=Main] a[href$='/tags/']").await;
    browser.wait("the notice", &format!("{NOTICE}.startsWith('This site')")).await;
    let (left, right): (f64, f64) = browser
        .value("const { left, right } = document.querySelector('#notice').getBoundingClientRect(); return [left, right]")
        .await;
    assert!(left >= 0.0 && right <= 360.0, "{left} to {right}");
    let small: Vec<f64> = browser
        .value("return [...document.querySelectorAll('#notice button')].map((button) => button.getBoundingClientRect().height)")
        .await;
    assert!(small.iter().all(|height| *height >= 24.0), "buttons to be touched: {small:?}");
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let printed: bool = browser.value("return document.querySelector('#notice').checkVisibility()").await;
    assert!(!printed);
}

/// How much has moved since the page was there, as the browser counts it.
const SHIFTED: &str = "
    return new Promise((done) => {
        let sum = 0;
        const add = (list) => { for (const { value, startTime } of list.getEntries()) sum += startTime > window.since_ ? value : 0; };
        new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => done(sum), 200);
    })";

// ---- an installed site ------------------------------------------------------------------------------

#[tokio::test(flavor = "multi_thread")]
async fn an_installed_site_opens_with_the_last_page_read() {
    let (server, browser) = settled(&["", POST]).await;
    browser.load(server.url("?start=app")).await;
    browser.wait_for_page(&server.url(POST), "A long winter").await;
    server.down().await;
    browser.load(server.url("?start=app")).await;
    browser.wait_for_page(&server.url(POST), "A long winter").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_installed_site_opens_with_nothing_but_its_own_pages() {
    for (base, key, cases) in [
        (
            "/",
            "offprint.last",
            &[
                ("posts/a-long-winter/", "posts/a-long-winter/"),
                ("posts/a-long-winter/?x=1#end", "posts/a-long-winter/?x=1#end"),
                ("/elsewhere.example/", ""),
                ("\\elsewhere.example/", ""),
                ("\t/elsewhere.example/", ""),
                ("/[", ""),
                ("", ""),
            ][..],
        ),
        (
            "/blog/",
            "offprint.last /blog/",
            &[("posts/a-long-winter/", "posts/a-long-winter/"), ("../admin/", ""), ("..\\admin/", "")],
        ),
    ] {
        let server = Server::start(&fixture::built_at("journal", base)).await;
        let browser = Browser::open().await;
        for (last, opened) in cases {
            // A page would write down itself.
            browser.load(server.url("robots.txt")).await;
            let keep = "localStorage.setItem(arguments[0], arguments[1])";
            let () = browser.value_of(keep, vec![json!(key), json!(last)]).await;
            browser.load(server.url("?start=app")).await;
            let expected = format!("location.href === {}", json!(server.url(opened)));
            browser.wait(&format!("what {last:?} opens"), &expected).await;
        }
    }
}

// ---- releases ---------------------------------------------------------------------------------------

fn with_another_post() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let news = "+++\ntitle = \"News\"\ndate = 2026-05-30\n+++\n\nSomething new.\n";
        changed("another-post", "content/posts/news.md", |_| news.to_owned())
    });
    BUILT.clone()
}

fn with_another_word() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        changed("another-word", "content/about.md", |text| text.replace("two ferries", "three ferries"))
    });
    BUILT.clone()
}

/// The journal with a file of its source in other words.
fn changed(name: &str, file: &str, change: impl Fn(&str) -> String) -> Built {
    let site = fixture::copy("journal");
    let path = site.path().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    fixture::write(&path, change(&text));
    fixture::build(site.path(), &fixture::place(&format!("journal-page-{name}")), "/")
}
