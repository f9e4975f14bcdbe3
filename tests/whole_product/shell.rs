//! A host that has only the shell, the app and the content index: every list is made in the browser,
//! and is the list that the build made.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::{Fallback, Server};
use crate::large_site::large;

#[tokio::test(flavor = "multi_thread")]
async fn every_list_made_from_the_content_index_is_the_one_that_was_prerendered() {
    // Below a path the same code runs: a few lists are enough there.
    for (name, base, step) in [("journal", "/", 1), ("allotment", "/", 2), ("journal", "/blog/", 6)] {
        let site = fixture::built_at(name, base);
        let lists = lists(&site);
        assert!(lists.len() >= 25, "{lists:?}");
        for kind in ["topics", "archive", "tags", "series", "authors"] {
            let is_there = lists.contains(&format!("{kind}/"));
            assert!(is_there || (name, kind) == ("journal", "topics"), "{name} has {kind}/");
        }
        let chosen = lists.iter().enumerate();
        let chosen = chosen.filter(|(at, path)| at % step == 0 || path.matches('/').count() == 1);
        are_made_alike(&site, chosen.map(|(_, list)| list)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_of_a_large_site_are_made_from_parts_of_its_index() {
    let site = large();
    let lists = lists(&site);
    let of_kind = |beginning: &'static str| lists.iter().filter(move |path| path.starts_with(beginning));
    let whole = lists.iter().filter(|path| path.matches('/').count() == 1);
    let sample = of_kind("page/").step_by(40).chain(of_kind("archive/").step_by(60)).chain(whole);
    let sample = sample.chain(of_kind("tags/").step_by(150)).chain(of_kind("series/").step_by(2));
    are_made_alike(&site, sample).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filtered_list_is_the_same_in_the_shell_as_over_its_finished_page() {
    for (site, queries) in [
        (
            fixture::built("allotment"),
            [
                "?q=the&tags=bees,fruit,tools&sort=title&page=2",
                "tags/tools/?categories.without=notes",
                "series/first-year/?year=2023",
            ],
        ),
        (
            large(),
            [
                "?categories=category-1,category-2&sort=updated&page=3",
                "authors/author-3/?q=gra",
                "archive/2020/?authors.without=author-2",
            ],
        ),
    ] {
        let whole = Server::start(&site).await;
        let shell = only_the_shell(&site).await;
        let browser = Browser::open_without_workers().await;
        for path in queries {
            let mut made = Vec::new();
            for server in [&whole, &shell] {
                browser.open_app(server.url(path)).await;
                browser.wait("the answer", "document.querySelector('#chips [id^=chip-]')").await;
                browser.open_filters().await;
                let () = browser.value("document.getElementById('filter-box').removeAttribute('open'); document.activeElement.blur()").await;
                made.push(browser.app_markup().await);
            }
            assert_eq!(made[0], made[1], "{path}");
            browser.has_no_complaints(path).await;
        }
    }
}

/// Takes lists that the app made in the shell if they are those of the finished pages.
async fn are_made_alike(site: &Built, lists: impl Iterator<Item = &String>) {
    let shell = only_the_shell(site).await;
    let browser = Browser::open_without_workers().await;
    let mut seen = 0;
    for path in lists {
        browser.open_app(shell.url(path)).await;
        browser.wait("the list", "document.querySelector('h1') && !document.querySelector('.pending')").await;
        let made = browser.app_markup().await;
        let prerendered = browser.app_markup_of(&site.text(&format!("{path}index.html"))).await;
        assert_eq!(made, prerendered, "{path}");
        browser.has_no_complaints(path).await;
        seen += 1;
    }
    assert!(seen >= 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_shell_a_reader_walks_from_list_to_list() {
    let site = fixture::built("journal");
    let server = only_the_shell(&site).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    for (selector, path, heading) in [
        ("nav[aria-label=Pages] a[rel=next]", "page/2/", "The Tide Table"),
        ("nav[aria-label=Main] a[href$='/tags/']", "tags/", "Tags"),
        ("main a[href$='/tags/weather/']", "tags/weather/", "Weather"),
        ("nav[aria-label=Main] a[href$='/series/']", "series/", "Series"),
        ("main a[href$='/series/lighthouse/']", "series/lighthouse/", "Lighthouse"),
        ("nav[aria-label=Main] a[href$='/notes/']", "notes/", "Notes"),
    ] {
        browser.click(selector).await;
        browser.wait_for_page(&server.url(path), heading).await;
    }
    let title: String = browser.value("return document.title").await;
    assert_eq!(title, "Notes · The Tide Table");
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("in the shell").await;
}

async fn only_the_shell(site: &Built) -> Server {
    let server = Server::start(site).await;
    server.serve_only(&["assets/", "data/", "offprint.json", "favicon", "images/", "manifest."]);
    server.fall_back_to(Fallback::File("shell.html"));
    server
}

/// The addresses of all pages that the content index is enough for, relative to the base.
fn lists(built: &Built) -> Vec<String> {
    let files = built.files().into_iter();
    let pages = files.filter_map(|(path, bytes)| Some((path.strip_suffix("index.html")?.to_owned(), bytes)));
    let is_list = |html: &str| html.contains("<div class=\"list");
    pages.filter(|(_, bytes)| is_list(&String::from_utf8_lossy(bytes))).map(|(path, _)| path).collect()
}
