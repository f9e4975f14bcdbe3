//! What a reader waits for, in Chromium on a slow link with a slow processor.

use crate::harness::browser::Browser;
use crate::harness::fixture::Built;
use crate::harness::server::Server;
use crate::table::{Table, median};
use serde_json::json;

const RUNS: usize = 5;
/// "Slow 4G": 1.6 Mbit/s and 150 ms.
const KILOBITS: f64 = 1_600.0;
const LATENCY: f64 = 150.0;
/// A phone of the middle class beside this machine.
const SLOWDOWN: u32 = 4;

/// Writes down when the app runs.
const WATCH: &str = "
    new MutationObserver(() => {
        if (document.documentElement.dataset.app === 'running') window.appAt ??= performance.now();
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-app'] });";

/// Times in milliseconds.
#[derive(Default)]
struct Times {
    list_paint: Vec<f64>,
    list_app: Vec<f64>,
    post_paint: Vec<f64>,
    post_largest: Vec<f64>,
    post_app: Vec<f64>,
    to_post: Vec<f64>,
    to_prefetched_post: Vec<f64>,
    to_list: Vec<f64>,
}

/// Adds times in the browser.
pub fn report(sites: [&Built; 2], table: &mut Table) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let times = sites.map(|site| runtime.block_on(measure(site)));
    let row = |of: fn(&Times) -> &Vec<f64>| times.each_ref().map(|times| median(of(times).clone()));
    table.row("home: first paint", "ms", row(|times| &times.list_paint));
    table.row("home: app runs", "ms", row(|times| &times.list_app));
    table.row("post: first paint", "ms", row(|times| &times.post_paint));
    table.row("post: largest paint", "ms", row(|times| &times.post_largest));
    table.row("post: app runs", "ms", row(|times| &times.post_app));
    table.row("click to a post", "ms", row(|times| &times.to_post));
    table.row("click to a prefetched post", "ms", row(|times| &times.to_prefetched_post));
    table.row("click to the next page of the list", "ms", row(|times| &times.to_list));
}

async fn measure(site: &Built) -> Times {
    let server = Server::start(site).await;
    server.compress();
    let mut times = Times::default();
    for run in 0..=RUNS {
        let mut once = Times::default();
        visit(&server, &mut once).await;
        // The first visit makes the server compress its files.
        if run > 0 {
            times.add(once);
        }
    }
    times
}

/// A visit with an empty cache: home, a post, the list's next page; then the post as a first page.
async fn visit(server: &Server, times: &mut Times) {
    let browser = slow_browser().await;
    browser.open_app(server.url("")).await;
    times.list_paint.push(first_paint(&browser).await);
    times.list_app.push(browser.value("return window.appAt").await);
    // What the app fetches at idle is not to share the link with what is measured.
    browser
        .comes_true(
            "performance.getEntriesByType('resource').some((e) => e.name.includes('/data/posts-'))",
            std::time::Duration::from_secs(4),
        )
        .await;
    crate::harness::browser::pause(4_000).await;
    times.to_list.push(click(&browser, "nav.pages a[rel=next]").await);
    times
        .to_post
        .push(click(&browser, "main li:nth-last-child(2) h2 a, main article:nth-last-child(2) h2 a").await);
    browser.driver().back().await.expect("a page to go back to");
    browser.wait("the list", "document.querySelector('nav.pages a[rel=next]')").await;
    let link = "main li:first-child h2 a, main article:first-child h2 a";
    browser.hover(link).await;
    crate::harness::browser::pause(1_500).await;
    times.to_prefetched_post.push(click(&browser, link).await);
    let post: String = browser.value("return location.href").await;

    let browser = slow_browser().await;
    browser.open_app(post).await;
    let compressed: bool = browser.value("const { encodedBodySize, decodedBodySize } = performance.getEntriesByType('navigation')[0]; return encodedBodySize < decodedBodySize").await;
    assert!(compressed, "pages come compressed");
    times.post_paint.push(first_paint(&browser).await);
    times.post_largest.push(largest_paint(&browser).await);
    times.post_app.push(browser.value("return window.appAt").await);
}

async fn slow_browser() -> Browser {
    let browser = Browser::open().await;
    browser.slow_link(KILOBITS, LATENCY).await;
    browser.slow_cpu(SLOWDOWN).await;
    browser.before_each_page(WATCH).await;
    browser
}

async fn first_paint(browser: &Browser) -> f64 {
    let entry = "performance.getEntriesByName('first-contentful-paint')[0]";
    browser.wait("a paint", entry).await;
    browser.value(&format!("return {entry}.startTime")).await
}

async fn largest_paint(browser: &Browser) -> f64 {
    let script = "return new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
        .observe({ type: 'largest-contentful-paint', buffered: true }))";
    browser.value(script).await
}

/// From the click until the new heading has been painted.
async fn click(browser: &Browser, selector: &str) -> f64 {
    let script = "
        const from = location.href;
        const link = document.querySelector(SELECTOR);
        return new Promise((done) => {
            const start = performance.now();
            const look = () => requestAnimationFrame(() => {
                const there = location.href !== from && document.activeElement?.tagName === 'H1';
                if (there) setTimeout(() => done(performance.now() - start)); else look();
            });
            look();
            link.click();
        });";
    browser.value(&script.replace("SELECTOR", &json!(selector).to_string())).await
}

impl Times {
    fn add(&mut self, once: Self) {
        self.list_paint.extend(once.list_paint);
        self.list_app.extend(once.list_app);
        self.post_paint.extend(once.post_paint);
        self.post_largest.extend(once.post_largest);
        self.post_app.extend(once.post_app);
        self.to_post.extend(once.to_post);
        self.to_prefetched_post.extend(once.to_prefetched_post);
        self.to_list.extend(once.to_list);
    }
}
