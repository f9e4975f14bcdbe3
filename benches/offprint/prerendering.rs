//! The app's own rendering, natively and on one core, of pages that a build wrote.

use crate::harness::fixture::{Built, files_below};
use crate::table::Table;
use offprint_model::{Boot, Page};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long each kind of page is rendered at least.
const LONG_ENOUGH: Duration = Duration::from_secs(2);

/// Adds pages a second.
pub fn report(sites: [&Built; 2], table: &mut Table) {
    let pages = sites.map(pages);
    let speed = |wanted: fn(&Page) -> bool| {
        pages.each_ref().map(|pages| {
            let wanted: Vec<_> = pages.iter().filter(|(boot, _)| wanted(&boot.page)).take(2_000).collect();
            pages_a_second(&wanted)
        })
    };
    table.row("prerender lists, one core", "pages/s", speed(|page| matches!(page, Page::List(_))));
    table.row("prerender posts, one core", "pages/s", speed(|page| matches!(page, Page::Post(_))));
}

fn pages_a_second(pages: &[&(Boot, String)]) -> f64 {
    assert!(!pages.is_empty(), "there are pages of this kind");
    let start = Instant::now();
    let mut rendered = 0.0;
    while start.elapsed() < LONG_ENOUGH {
        for (boot, body) in pages {
            black_box(offprint_app::prerender(black_box(boot), body));
            rendered += 1.0;
        }
    }
    rendered / start.elapsed().as_secs_f64()
}

/// What the pages of a built site are made from.
fn pages(site: &Built) -> Vec<(Boot, String)> {
    let files = files_below(&site.folder).into_iter().filter(|(path, _)| path.ends_with(".html"));
    files.filter_map(|(_, bytes)| page(&String::from_utf8_lossy(&bytes))).collect()
}

fn page(html: &str) -> Option<(Boot, String)> {
    let boot = html.split("id=\"boot\">").nth(1)?.split("</script>").next()?;
    let body =
        html.split("id=\"body\" class=\"prose\">").nth(1).and_then(|rest| rest.split("</main>").next());
    Some((serde_json::from_str(boot).ok()?, body.unwrap_or_default().to_owned()))
}
