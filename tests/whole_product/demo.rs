//! The demo, which is Offprint's documentation: what newcomers see first.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::Server;
use crate::links::dead_links;
use std::path::Path;
use std::sync::LazyLock;

/// A moment after its last post.
const NOW: &str = "2027-01-01T00:00:00Z";

#[test]
fn no_link_of_the_demo_leads_nowhere() {
    assert_eq!(dead_links(&demo()), [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_the_demo_runs_without_complaints_and_fits_a_small_phone() {
    let demo = demo();
    let server = Server::start(&demo).await;
    let browser = Browser::open().await;
    browser.resize(360, 740).await;
    let addresses = demo.sitemap();
    assert!(addresses.len() >= 30, "{addresses:?}");
    for address in addresses {
        browser.open_app(server.url(&address)).await;
        let fits: bool = browser
            .value("const root = document.documentElement; return root.scrollWidth <= root.clientWidth")
            .await;
        assert!(fits, "{address} scrolls sideways");
        browser.has_no_complaints(&address).await;
    }
}

fn demo() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        fixture::build_at(&source, &fixture::place("demo"), "/", NOW)
    });
    BUILT.clone()
}
