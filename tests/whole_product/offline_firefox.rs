//! The core of reading offline, in a Firefox.

use crate::harness::browser::{Browser, Engine};
use crate::harness::fixture;
use crate::harness::server::Server;

#[tokio::test]
async fn the_app_takes_a_page_over_in_firefox() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::of(Engine::Firefox).await;
    browser.load(server.url("")).await;
    browser.wait("the app", "document.documentElement.dataset.app === 'running'").await;
}
