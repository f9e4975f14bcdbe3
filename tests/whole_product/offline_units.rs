//! The service worker's functions alone: in a page of Chromium, where cache, cryptography and ranges are real,
//! and a host made up there that fails when it is told to. The worker is the one that the site ships.

use crate::harness::browser::Browser;
use crate::harness::fixture::built;
use crate::harness::server::Server;
use serde_json::json;
use std::time::Duration;

/// What the cases stand on, and the cases.
const PARTS: &[(&str, &str)] = &[
    ("made_up.js", include_str!("../offline_units/made_up.js")),
    ("addresses.js", include_str!("../offline_units/addresses.js")),
    ("store.js", include_str!("../offline_units/store.js")),
    ("releases.js", include_str!("../offline_units/releases.js")),
    ("documents.js", include_str!("../offline_units/documents.js")),
    ("answers.js", include_str!("../offline_units/answers.js")),
    ("library.js", include_str!("../offline_units/library.js")),
    ("killed.js", include_str!("../offline_units/killed.js")),
    ("shipped.js", include_str!("../offline_units/shipped.js")),
];
/// Fewer were not all.
const CASES: usize = 98;

#[tokio::test(flavor = "multi_thread")]
async fn the_workers_functions_keep_what_they_promise() {
    let site = built("journal");
    let worker = site.text("sw.js");
    // Without headers: a policy would forbid to make a function of the worker's text.
    let server = Server::plain(&site).await;
    let browser = Browser::open().await;
    browser.driver().set_script_timeout(Duration::from_secs(120)).await.expect("a patience");
    browser.load(server.url("robots.txt")).await;
    let cases: Vec<&str> = PARTS.iter().map(|(_, text)| *text).collect();
    let script = |what: &str| format!("let SCRIPT = arguments[0];\n{}\n{what}", cases.join("\n"));

    let names: Vec<String> =
        browser.value_of(&script("return cases.map((one) => one.name);"), vec![json!(worker)]).await;
    let one = script(
        "return run(arguments[1]).then((said) => [true, said], (error) => [false, String(error.stack ?? error)]);",
    );
    let mut failed = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let (passed, said): (bool, String) = browser.value_of(&one, vec![json!(worker), json!(number)]).await;
        println!("{} {name} {said}", if passed { "passed" } else { "FAILED" });
        if !passed {
            failed.push(format!("{name}: {said}"));
        }
    }
    println!("{} cases, {} failed", names.len(), failed.len());
    assert!(names.len() >= CASES, "only {} cases", names.len());
    assert!(failed.is_empty(), "{failed:#?}");
}
