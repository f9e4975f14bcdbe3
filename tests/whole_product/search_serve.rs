//! Search on the author's own machine, below a path, and where its author wants none.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, files_below, write};
use crate::harness::offprint::run_well;
use crate::harness::server::Server;
use crate::links::dead_links;
use crate::serve::Served;
use std::path::Path;

#[tokio::test(flavor = "multi_thread")]
async fn serve_finds_what_it_shows_drafts_only_when_they_are_wanted() {
    let source = fixture::source("repair-cafe");
    let browser = Browser::open().await;
    for drafts in [false, true] {
        let served = Served::start_with(&source, if drafts { &["--drafts"] } else { &[] });
        let found = browser.open_search(served.url("search/?q=zeppelin")).await;
        let expected: &[&str] = if drafts { &["Notes on a zeppelin kit"] } else { &[] };
        assert_eq!(found.titles(), expected, "drafts: {drafts}");
        if drafts {
            browser.click(".hit a[href]").await;
            browser.wait_for_page(&served.url("posts/unfinished/"), "Notes on a zeppelin kit").await;
        } else {
            let found = browser.ask("gramophone").await;
            assert_eq!(found.titles(), ["A year at the long table"]);
        }
        let future = browser.open_search(served.url("search/?q=quincentenary")).await;
        assert!(!future.titles().contains(&"An invitation to the quincentenary") || drafts, "{future:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_author_writes_is_found_once_it_is_saved() {
    let site = fixture::copy("repair-cafe");
    let served = Served::start_with(site.path(), &[]);
    let browser = Browser::open().await;
    browser.open_app(served.url("posts/darning/")).await;
    let file = site.path().join("content/posts/darning.md");
    let text = std::fs::read_to_string(&file).unwrap();
    write(&file, text.replace("A sock is repaired", "A balaclava is repaired"));
    browser.wait("the new text", "document.querySelector('#body')?.textContent.includes('balaclava')").await;
    let found = browser.open_search(served.url("search/?q=balaclava")).await;
    assert_eq!(found.titles(), ["Darning, seen and unseen"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_below_a_path_is_searched_below_it() {
    let site = fixture::built_at("repair-cafe", "/blog/");
    assert_eq!(dead_links(&site), [""; 0]);
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    let answer = browser.ask_palette("tango").await;
    assert!(answer.hits[0].href.starts_with("/blog/posts/a-workshop-year/#"), "{answer:?}");
    browser.click("#palette-list li:first-child a").await;
    browser.wait_for_page(&server.url("posts/a-workshop-year/"), "A year at the long table").await;
    assert!(browser.is_marked().await, "no document was loaded");
    let results = browser.open_search(server.url("search/?q=bench&tags=textiles")).await;
    assert!(results.hits.iter().all(|hit| hit.href.starts_with("/blog/posts/")), "{results:?}");
    browser.click(".hit a[href]").await;
    browser
        .wait("a post", "location.pathname.startsWith('/blog/posts/') && document.querySelector('#body')")
        .await;
    browser.has_no_complaints("below a path").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_whose_author_wants_no_search_has_none() {
    let folder = fixture::copy("repair-cafe");
    let config = std::fs::read_to_string(folder.path().join("offprint.toml")).unwrap();
    write(&folder.path().join("offprint.toml"), format!("{config}\n[search]\nenabled = false\n"));
    let site = fixture::build(folder.path(), &fixture::place("no-search"), "/");
    let traces: Vec<String> = site
        .files()
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.contains("search") && !path.starts_with("assets/"))
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
    assert!(
        !site.text("index.html").contains("search-link") && !site.text("sitemap.xml").contains("/search/")
    );
    assert_eq!(dead_links(&site), [""; 0]);
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.press("/").await;
    crate::harness::browser::pause(300).await;
    let open: bool = browser.value("return Boolean(document.querySelector('dialog[open]'))").await;
    assert!(!open, "the key is the browser's own");
    browser.has_no_complaints("without search").await;
}

#[test]
fn an_index_is_built_the_same_twice_and_without_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let source = fixture::source("repair-cafe");
    let of_search = |out: &Path| -> Vec<(String, Vec<u8>)> {
        let files = files_below(out).into_iter();
        files.filter(|(path, _)| path == "search.bin" || path.starts_with("data/search/")).collect()
    };
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    fixture::build(&source, &first, "/");
    fixture::build(&source, &second, "/");
    let (one, other) = (of_search(&first), of_search(&second));
    assert!(one.len() >= 3, "{:?}", one.iter().map(|(path, _)| path).collect::<Vec<_>>());
    assert!(one == other, "twice the same bytes");
    let found = |query: &str| {
        let arguments = [Path::new("search"), Path::new("--site-out"), &first, Path::new(query)];
        String::from_utf8(run_well(arguments.into_iter().chain(["--format", "json"].map(Path::new))).stdout)
            .unwrap()
    };
    assert!(found("tablecloth").contains("About the café"));
    for unpublished in ["zeppelin", "quincentenary"] {
        assert!(!found(unpublished).contains("unfinished") && !found(unpublished).contains("next-year"));
    }
}
