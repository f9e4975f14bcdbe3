//! The app's own rendering, natively and on one core, of the pages of a site that was built. Posts are
//! rendered with their summaries and bodies, and without what stands around them.

use crate::harness::fixture::Built;
use crate::table::Table;
use offprint_catalog::Catalog;
use offprint_model::{Boot, Page, Permalink, PostChunk, PostPage, PostSummary, Release};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each kind of page is rendered at least.
const LONG_ENOUGH: Duration = Duration::from_secs(2);
/// Pages of each kind, at most.
const PAGES: usize = 2_000;

/// Adds pages a second.
pub fn report(sites: [&Built; 2], table: &mut Table) {
    table.row("prerender lists, one core", "pages/s", sites.map(|site| pages_a_second(&lists(site))));
    table.row("prerender posts, one core", "pages/s", sites.map(|site| pages_a_second(&posts(site))));
}

fn pages_a_second(pages: &[(Boot, Page, String)]) -> f64 {
    assert!(!pages.is_empty(), "there are pages of this kind");
    let start = Instant::now();
    let mut rendered = 0.0;
    while start.elapsed() < LONG_ENOUGH {
        for (boot, page, body) in pages {
            black_box(offprint_app::prerender(black_box(boot), page, body));
            rendered += 1.0;
        }
    }
    rendered / start.elapsed().as_secs_f64()
}

fn lists(site: &Built) -> Vec<(Boot, Page, String)> {
    let release: Release = serde_json::from_str(&site.text("offprint.json")).expect("a release");
    let of_site = serde_json::from_str(&site.text(&release.site.path)).expect("a site");
    let catalog = Catalog::new(of_site, summaries(site));
    let lists = catalog.routes().into_iter().map(|route| (catalog.permalink(&route), catalog.page(&route)));
    let lists = lists.filter(|(_, page)| matches!(page, Page::List(_))).take(PAGES);
    lists.map(|(permalink, page)| (boot_and_body(site, &permalink).0, page, String::new())).collect()
}

fn posts(site: &Built) -> Vec<(Boot, Page, String)> {
    let page = |post: PostSummary| {
        let (boot, body) = boot_and_body(site, &post.url);
        let page = PostPage {
            post,
            description: String::new(),
            canonical: None,
            contents: Vec::new(),
            series: None,
            older: None,
            newer: None,
        };
        (boot, Page::Post(Box::new(page)), body)
    };
    summaries(site).into_iter().take(PAGES).map(page).collect()
}

fn summaries(site: &Built) -> Vec<PostSummary> {
    let release: Release = serde_json::from_str(&site.text("offprint.json")).expect("a release");
    let chunk =
        |path: &str| serde_json::from_str::<PostChunk>(&site.text(path)).expect("a part of the index");
    release.posts.iter().flat_map(|part| chunk(&part.file.path).posts).collect()
}

/// What a finished page carries for the app, and the HTML of its text.
fn boot_and_body(site: &Built, permalink: &Permalink) -> (Boot, String) {
    let html = site.text(&format!("{}index.html", permalink.as_str()));
    let boot = html.split("id=\"boot\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let body =
        html.split("id=\"body\" class=\"prose\">").nth(1).and_then(|rest| rest.split("</main>").next());
    let boot = serde_json::from_str(boot.expect("a page has boot data")).expect("boot data");
    (boot, body.unwrap_or_default().to_owned())
}
