//! What a first visit may cost.

use crate::harness::fixture::{self, Built};
use crate::harness::server::brotli;

const KB: usize = 1024;

/// Paths of files and their sizes in bytes.
type Sizes = Vec<(String, usize)>;

#[test]
fn the_code_of_a_first_load_is_at_most_130_kb() {
    let Code { first: code, .. } = code();
    assert!(code.len() >= 4, "{code:?}");
    assert!(code.iter().any(|(path, _)| path.ends_with(".wasm")));
    let total: usize = code.iter().map(|(_, size)| size).sum();
    println!("{total} bytes: {code:?}");
    assert!(total <= 130 * KB, "{total} bytes with brotli 11: {code:?}");
}

/// A page reads fine without it: it is loaded when there is time, or when a reader reaches for a filter.
#[test]
fn the_code_that_makes_lists_is_at_most_150_kb() {
    let Code { lists, .. } = code();
    assert_eq!(lists.len(), 2, "{lists:?}");
    let total: usize = lists.iter().map(|(_, size)| size).sum();
    println!("{total} bytes: {lists:?}");
    assert!(total <= 150 * KB, "{total} bytes with brotli 11: {lists:?}");
}

/// It is loaded when a reader reaches for search.
#[test]
fn the_code_that_searches_is_at_most_60_kb() {
    let Code { search, .. } = code();
    assert_eq!(search.len(), 4, "the engine, its glue, its worker, the page's part: {search:?}");
    let total: usize = search.iter().map(|(_, size)| size).sum();
    println!("{total} bytes: {search:?}");
    assert!(total <= 60 * KB, "{total} bytes with brotli 11: {search:?}");
}

/// It is loaded when a page stands and there is time.
#[test]
fn the_code_of_a_page_that_reads_offline_is_at_most_12_kb() {
    let Code { offline, .. } = code();
    assert_eq!(offline.len(), 1, "{offline:?}");
    let total: usize = offline.iter().map(|(_, size)| size).sum();
    println!("{total} bytes: {offline:?}");
    assert!(total <= 12 * KB, "{total} bytes with brotli 11: {offline:?}");
}

/// A browser fetches it when a page has been read, and asks for it again at each visit.
#[test]
fn the_service_worker_is_at_most_12_kb() {
    let size = brotli(&std::fs::read(fixture::built("journal").file("sw.js")).expect("a worker")).len();
    println!("{size} bytes");
    assert!(size > 0 && size <= 12 * KB, "{size} bytes with brotli 11");
}

/// The scripts and the WebAssembly of a site.
struct Code {
    /// Of a first load.
    first: Sizes,
    /// Of what makes lists.
    lists: Sizes,
    /// Of what searches.
    search: Sizes,
    /// Of a page, for reading offline.
    offline: Sizes,
}

fn code() -> Code {
    let code = assets(&fixture::built("journal"), &["wasm", "js"]).into_iter();
    let (lists, code): (Sizes, Sizes) = code.partition(|(path, _)| path.contains("offprint-browse"));
    let of_search =
        |path: &str| ["/offprint-search", "/worker-", "/page-"].iter().any(|name| path.contains(name));
    let (search, code): (Sizes, Sizes) = code.into_iter().partition(|(path, _)| of_search(path));
    let (offline, first) = code.into_iter().partition(|(path, _)| path.contains("/offline-"));
    Code { first, lists, search, offline }
}

#[test]
fn the_styles_are_at_most_10_kb() {
    let styles = assets(&fixture::built("journal"), &["css"]);
    let total: usize = styles.iter().map(|(_, size)| size).sum();
    assert!(total > 0 && total <= 10 * KB, "{total} bytes with brotli 11: {styles:?}");
}

#[test]
fn the_html_of_a_post_is_little_more_than_its_body() {
    let site = fixture::built("journal");
    let mut posts = 0;
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        let Some(body) = body_of(&page) else { continue };
        let budget = body.len() * 11 / 10 + 8 * KB;
        assert!(page.len() <= budget, "{path}: {} bytes for a body of {}", page.len(), body.len());
        posts += 1;
    }
    assert!(posts >= 12, "{posts} pages with a body were found");
}

#[test]
fn a_page_names_everything_that_it_loads_and_that_is_there() {
    let site = fixture::built("journal");
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        for attribute in [
            " src=\"/",
            " data-js=\"/",
            " data-wasm=\"/",
            " data-lists-js=\"/",
            " data-lists-wasm=\"/",
            " data-search-view=\"/",
            " data-search-js=\"/",
            " data-search-wasm=\"/",
            " data-search-worker=\"/",
            " data-offline=\"/",
            "stylesheet\" href=\"/",
        ] {
            for rest in page.split(attribute).skip(1) {
                let target = rest.split('"').next().unwrap_or_default();
                assert!(site.file(target).is_file(), "{path} names /{target}, which is not there");
            }
        }
    }
}

/// Files below `assets/` with these endings, and their sizes compressed with brotli 11.
fn assets(site: &Built, endings: &[&str]) -> Sizes {
    let is_wanted = |path: &str| {
        path.starts_with("assets/") && endings.iter().any(|ending| path.ends_with(&format!(".{ending}")))
    };
    let wanted = site.files().into_iter().filter(|(path, _)| is_wanted(path));
    wanted.map(|(path, bytes)| (path, brotli(&bytes).len())).collect()
}

/// The HTML inside `#body`, up to the end of its element.
fn body_of(page: &str) -> Option<&str> {
    let from = page.find("id=\"body\"")?;
    let from = from + page.get(from..)?.find('>')? + 1;
    let mut depth = 1;
    let mut at = from;
    loop {
        let rest = page.get(at..)?;
        let (open, close) = (rest.find("<div").unwrap_or(usize::MAX), rest.find("</div>")?);
        depth = if open < close { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return page.get(from..at + close);
        }
        at += open.min(close) + 4;
    }
}
