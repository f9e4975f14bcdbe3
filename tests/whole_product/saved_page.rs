//! What is saved to be read without a network: its size before, the page that shows it, and how it goes.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::Server;
use serde_json::{Value, json};

/// The page's part has begun: it is loaded when there is time.
const BEGUN: &str = "document.documentElement.dataset.offline";
pub const BUTTON: &str = "document.querySelector('[data-save]')";
pub const DIALOG: &str = "(document.querySelector('#save-dialog[open]')?.innerText ?? '')";
pub const STATUS: &str = "document.querySelector('#saved-status').textContent";
/// Counts how often the browser is asked to keep what is saved, in this tab.
const COUNT_PERSIST: &str = "
    const persist = StorageManager.prototype.persist;
    StorageManager.prototype.persist = function () {
        sessionStorage.setItem('asked', Number(sessionStorage.getItem('asked') ?? 0) + 1);
        return persist.call(this);
    };";

pub async fn cafe() -> (Server, Browser) {
    let server = Server::start(&fixture::built("repair-cafe")).await;
    let browser = Browser::open().await;
    browser.before_each_page(COUNT_PERSIST).await;
    (server, browser)
}

pub async fn open(browser: &Browser, url: String) {
    browser.open_app(url).await;
    browser.wait("the page's part", BEGUN).await;
}

/// Opens the saved page and waits until it says what is there.
pub async fn open_saved(browser: &Browser, server: &Server) {
    open(browser, server.url("saved/")).await;
    browser.wait("the saved page", "document.querySelector('#saved-device').checkVisibility()").await;
}

/// Presses the page's button, and waits until the dialog says how large it is.
pub async fn ask_for_size(browser: &Browser) -> String {
    browser.click("[data-save]").await;
    browser.wait("its size", "document.querySelector('#save-dialog .save-size')").await;
    browser.value(&format!("return {DIALOG}")).await
}

/// Saves what the page's button saves, from the first press to the end.
pub async fn save(browser: &Browser) {
    ask_for_size(browser).await;
    browser.click("#save-dialog .first").await;
    saved(browser).await;
    browser.press(thirtyfour::Key::Escape).await;
    browser.wait("the dialog's end", &format!("{DIALOG} === ''")).await;
}

/// Presses the button of these words in a part of the page.
pub async fn press(browser: &Browser, part: &str, words: &str) {
    let script = format!(
        "[...document.querySelectorAll({} + ' button')].find((button) => button.firstChild.textContent === {}).click()",
        json!(part),
        json!(words)
    );
    let () = browser.value(&script).await;
}

pub async fn saved(browser: &Browser) {
    browser.wait("the end of saving", &format!("{BUTTON}.dataset.saved === 'whole'")).await;
}

async fn asked_to_persist(browser: &Browser) -> usize {
    browser.value("return Number(sessionStorage.getItem('asked') ?? 0)").await
}

/// What the saved page lists: title and size.
pub async fn items(browser: &Browser) -> Vec<(String, String)> {
    browser
        .value(
            "return [...document.querySelectorAll('#saved-items li')].map((row) =>
                 [row.querySelector('a').textContent, row.querySelector('.count').textContent])",
        )
        .await
}

/// How many stores there are on the device, and how many workers.
pub async fn left(browser: &Browser) -> Vec<usize> {
    let count = "return Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.map((some) => some.length))";
    browser.value(count).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_saved_with_its_size_before_and_read_with_the_server_stopped() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("posts/vacuum/")).await;
    let said: String = browser.value(&format!("return {BUTTON}.textContent")).await;
    assert_eq!(said, "Save for offline");
    let size = ask_for_size(&browser).await;
    assert!(size.contains(" kB") && !size.contains("post"), "{size}");
    let search: bool = browser.value("return document.querySelector('#save-search').checked").await;
    assert!(search, "searching it is offered, and meant unless the reader says no: {size}");
    assert_eq!(asked_to_persist(&browser).await, 0, "nothing is decided yet");
    browser.click("#save-dialog .first").await;
    saved(&browser).await;
    assert_eq!(asked_to_persist(&browser).await, 1);
    let said: (String, String) = browser.value(&format!("return [{BUTTON}.textContent, {DIALOG}]")).await;
    assert_eq!(said.0, "Saved for offline");
    assert!(said.1.contains("Saved for offline: "), "{}", said.1);

    server.down().await;
    browser.load(server.url("posts/vacuum/")).await;
    let heading: String = browser.heading().await;
    assert!(heading.to_lowercase().contains("vacuum"), "{heading}");
    browser.wait("its state", &format!("{BUTTON}?.dataset.saved === 'whole'")).await;
    open_saved(&browser, &server).await;
    let items = items(&browser).await;
    assert_eq!(items.len(), 1, "search is no item to read: {items:?}");
    assert_eq!(items[0].0, heading);
    browser.wait("the network's state", &format!("{STATUS}.includes('You are offline')")).await;
    // Search over what is saved.
    browser.open_search(server.url("search/?q=vacuum")).await;
    let hits: usize = browser.value("return document.querySelectorAll('.hit').length").await;
    assert!(hits > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_a_tag_and_the_site_say_how_many_posts_they_are() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("series/thread/")).await;
    let size = ask_for_size(&browser).await;
    assert!(size.contains("3 posts, "), "{size}");
    browser.click("#save-dialog .first").await;
    saved(&browser).await;
    open(&browser, server.url("tags/radio/")).await;
    let size = ask_for_size(&browser).await;
    assert!(size.contains("5 posts, "), "{size}");
    let again: bool = browser.value("return document.querySelector('#save-search') !== null").await;
    assert!(!again, "search is saved already: {size}");
    browser.click("#save-dialog .first").await;
    saved(&browser).await;
    open_saved(&browser, &server).await;
    let listed = items(&browser).await;
    let titles: Vec<&str> = listed.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, ["Thread", "Radio"]);
    assert!(listed[0].1.starts_with("3 posts, ") && listed[1].1.starts_with("5 posts, "), "{listed:?}");

    // The whole site, of which some is here.
    let size = ask_for_size(&browser).await;
    let posts = site_posts(&browser, &server).await;
    assert!(size.contains(&format!("{posts} posts, ")) && size.contains("not here yet"), "{size}");
    server.take_requests();
    browser.click("#save-dialog .first").await;
    saved(&browser).await;
    let requests = server.take_requests();
    assert!(requests.len() > 60, "{}", requests.len());
    assert!(!requests.iter().any(|path| path == "posts/zips/"), "what is here is not fetched again");
    assert_eq!(requests.iter().filter(|path| path.ends_with(".html") || path.ends_with('/')).count(), {
        let mut pages: Vec<_> =
            requests.iter().filter(|path| path.ends_with(".html") || path.ends_with('/')).collect();
        pages.sort();
        pages.dedup();
        pages.len()
    });
    server.down().await;
    for path in ["", "tags/", "tags/textiles/", "series/", "archive/", "about/", "posts/valve-radio/"] {
        browser.load(server.url(path)).await;
        assert_ne!(browser.heading().await, "Saved", "{path}");
        assert!(browser.value::<bool>("return document.body.innerText.length > 200").await, "{path}");
    }
    open_saved(&browser, &server).await;
    let status: String = browser.value(&format!("return {STATUS}")).await;
    assert!(status.starts_with(&format!("{posts} posts, ")), "{status}");
}

/// Posts of the site, as its release counts them.
async fn site_posts(browser: &Browser, server: &Server) -> usize {
    let script = format!(
        "return fetch('{}').then((response) => response.json()).then((release) => release.counts.posts)",
        server.url("offprint.json")
    );
    browser.value(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_can_be_removed_and_the_reader_can_want_nothing_kept() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("posts/vacuum/")).await;
    save(&browser).await;
    browser.click("[data-save]").await;
    browser.wait("the choice", &format!("{DIALOG}.includes('Remove')")).await;
    press(&browser, "#save-dialog", "Remove").await;
    browser.wait("the button as before", &format!("{BUTTON}.textContent === 'Save for offline'")).await;
    save(&browser).await;

    open(&browser, server.url("posts/zips/")).await;
    save(&browser).await;
    open_saved(&browser, &server).await;
    assert_eq!(items(&browser).await.len(), 2);
    browser.click("#saved-items li:last-child .ways button:last-child").await;
    browser.wait("one less", "document.querySelectorAll('#saved-items li').length === 1").await;
    assert_eq!(items(&browser).await[0].0, "Seven vacuum cleaners");
    browser.click("#saved-keep").await;
    browser.wait("a question", &format!("{DIALOG}.includes('Keep nothing on this device')")).await;
    press(&browser, "#save-dialog", "Remove all").await;
    browser
        .wait("what is kept", &format!("!document.querySelector('#saved-keep').disabled && {STATUS}.includes('Nothing is kept on this device, as you wish.')"))
        .await;
    assert_eq!(left(&browser).await, [0, 0]);
    // Neither a page that is read nor a reload changes that.
    open(&browser, server.url("posts/zips/")).await;
    pause(5000).await;
    assert_eq!(left(&browser).await, [0, 0]);
    let state: Value = browser.value(&format!("return {BEGUN}")).await;
    assert_eq!(state, json!("no"));
    // Until the reader wants it again.
    open_saved(&browser, &server).await;
    browser.click("#saved-keep").await;
    browser.wait("a worker", "navigator.serviceWorker.controller").await;
    open(&browser, server.url("posts/vacuum/")).await;
    save(&browser).await;
    browser.has_no_complaints("saving and removing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_that_were_read_are_kept_and_listed_by_their_titles_the_latest_first() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("posts/vacuum/")).await;
    browser.wait("that it is read", "document.documentElement.dataset.offline === 'ready'").await;
    open(&browser, server.url("tags/textiles/")).await;
    pause(4000).await;
    open_saved(&browser, &server).await;
    browser.wait("both", "document.querySelectorAll('#saved-visited li').length === 2").await;
    let kept: Vec<String> = browser
        .value("return [...document.querySelectorAll('#saved-visited a')].map((link) => link.textContent)")
        .await;
    assert_eq!(kept, ["Textiles", "Seven vacuum cleaners"]);
    let status: String = browser.value(&format!("return {STATUS}")).await;
    assert!(status.starts_with("1 post, "), "{status}");
    // They tell what was read: forgetting that, they go.
    browser.click("#saved-forget").await;
    browser.wait("none", "!document.querySelector('#saved-visited').checkVisibility()").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_saves_data_saves_nothing_but_what_they_ask_for() {
    let (server, browser) = cafe().await;
    browser
        .before_each_page("Object.defineProperty(navigator.connection, 'saveData', { get: () => true });")
        .await;
    browser.load(server.url("posts/vacuum/")).await;
    // The app comes when they reach for something.
    browser.press(thirtyfour::Key::Tab).await;
    browser.wait("the page's part", BEGUN).await;
    // Longer than it takes to count as read.
    pause(5000).await;
    let kept: Vec<String> = browser.value("return caches.keys()").await;
    assert!(kept.is_empty(), "{kept:?}");
    save(&browser).await;
    server.down().await;
    browser.load(server.url("posts/vacuum/")).await;
    assert_eq!(browser.heading().await, "Seven vacuum cleaners");
    browser.press(thirtyfour::Key::Tab).await;
    browser.wait("the saved post", &format!("{BUTTON}?.dataset.saved === 'whole'")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_page_says_that_nothing_is_kept() {
    let server = Server::start(&fixture::built("repair-cafe")).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("saved/")).await;
    let said: String = browser.value("return document.querySelector('main').innerText").await;
    assert!(said.contains("Keeping pages takes a script, and this browser runs none."), "{said}");
    let shown: Vec<bool> = browser
        .value("return ['#saved-device', '#saved-status', '#saved-keep'].map((id) => document.querySelector(id).checkVisibility())")
        .await;
    assert_eq!(shown, [false, false, false]);
    browser.load(server.url("posts/vacuum/")).await;
    let shown: bool = browser.value("return document.querySelector('[data-save]').checkVisibility()").await;
    assert!(!shown, "a button that does nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_fits_a_phone_and_moves_nothing_while_it_fills() {
    let (server, browser) = cafe().await;
    browser.resize(360, 640).await;
    let watch = "
        window.shifts_ = [];
        const box = ({ x, y, width, height }) => [x, y, width, height].join(' ');
        const place = ({ node, previousRect, currentRect }) =>
            `${box(previousRect)} -> ${box(currentRect)}: ${(node?.outerHTML ?? node?.textContent ?? '').slice(0, 120)}`;
        const add = (list) => {
            for (const shift of list.getEntries()) {
                if (!shift.hadRecentInput) shifts_.push(`${shift.value}: ${shift.sources.map(place).join('; ')}`);
            }
        };
        new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });";
    browser.before_each_page(watch).await;
    open(&browser, server.url("posts/valve-radio/")).await;
    save(&browser).await;
    open_saved(&browser, &server).await;
    pause(500).await;
    let shifts: Vec<String> = browser.value("return window.shifts_").await;
    assert!(shifts.is_empty(), "{shifts:#?}");
    let widths: (u32, u32) = browser.value("return [document.documentElement.scrollWidth, innerWidth]").await;
    assert!(widths.0 <= widths.1, "{widths:?}");
    let small: Vec<String> = browser
        .value(
            "return [...document.querySelectorAll('.saved-page button, .saved-page input')]
                 .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 18)
                 .map((control) => control.outerHTML)",
        )
        .await;
    assert!(small.is_empty(), "too small for a finger: {small:?}");
}
