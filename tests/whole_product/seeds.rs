//! The pages of five real blogs that Offprint set out to make: for each a fixture of its shape, in other
//! words, and what a reader sees of it.
//!
//! Every page is read twice: as the finished file, where no script runs, and as the app makes it from the
//! JSON index on a host that has nothing else.

mod cuts;
mod excerpts;
mod home_list;
mod source;
mod tag_feed;
mod tag_list;
mod topics;

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::{Fallback, Server};
use crate::links::dead_links;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// The list on the screen is whole.
const THERE: &str = "document.querySelector('h1') && !document.querySelector('#results .pending')";

#[test]
fn no_link_of_the_five_leads_nowhere() {
    for name in ["tag-list", "tag-feed", "topics", "home-list", "excerpts"] {
        assert_eq!(dead_links(&fixture::built_at(name, "/blog/")), [""; 0], "{name}");
    }
}

/// What a script says of a page, the same of both: of the finished one without scripts, and of the one that
/// the app made itself, whose markup is the same, too.
async fn seen_both_ways<T>(site: &Built, path: &str, script: &str) -> T
where
    T: DeserializeOwned + PartialEq + Debug,
{
    let finished: T = {
        let server = Server::start(site).await;
        let browser = Browser::open_without_workers().await;
        browser.allow_scripts(false).await;
        browser.load(server.url(path)).await;
        browser.value(script).await
    };
    let server = only_the_shell(site).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url(path)).await;
    browser.wait("the list", THERE).await;
    let made: T = browser.value(script).await;
    assert_eq!(made, finished, "{path}");
    let markup = browser.app_markup_of(&site.text(&format!("{path}index.html"))).await;
    assert_eq!(browser.app_markup().await, markup, "{path}");
    browser.has_no_complaints(path).await;
    finished
}

/// A host with the app and the JSON index, and no page.
async fn only_the_shell(site: &Built) -> Server {
    let server = Server::start(site).await;
    server.serve_only(&["assets/", "data/", "offprint.json", "favicon", "manifest."]);
    server.fall_back_to(Fallback::File("shell.html"));
    server
}
