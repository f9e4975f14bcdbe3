//! `offprint search` asks a finished site in the terminal, by the code that answers in the browser.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, write};
use crate::harness::offprint::{run, run_well, said};
use crate::harness::server::Server;
use serde_json::Value;
use std::path::Path;
use std::process::Output;

/// Queries of every kind.
const QUERIES: &[&str] = &[
    "radio",
    "crystal radio",
    "soldring",
    "\"cold joint\"",
    "radio -crystal",
    "tag:textiles bench",
    "year:2024",
    "c++",
    "1.80.0",
    "--release",
    "半田",
    "zurich",
    "repairing",
    "how do i wake a valve radio that has slept for forty years",
    "xylophonist",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_terminal_and_the_browser_give_the_same_hits_in_the_same_order() {
    let site = fixture::built("repair-cafe");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("queries.txt");
    write(&file, QUERIES.join("\n"));
    let output = search(&site.folder, &["--queries", file.to_str().unwrap()]);
    let lines: Vec<Value> = text(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), QUERIES.len());
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    for (query, line) in QUERIES.iter().zip(&lines) {
        assert_eq!(line["query"], *query);
        // A space at its end says that the last word is whole, as it is in the terminal.
        let address: String = browser
            .value_of("return encodeURIComponent(arguments[0])", vec![format!("{query} ").into()])
            .await;
        let shown = browser.open_search(server.url(&format!("search/?q={address}"))).await;
        let hits = line["hits"].as_array().unwrap();
        let urls: Vec<&str> =
            hits.iter().map(|hit| hit["url"].as_str().unwrap().trim_start_matches('/')).collect();
        let pages: Vec<&str> = shown.hits.iter().map(|hit| hit.page().trim_start_matches('/')).collect();
        assert_eq!(urls, pages, "{query}");
        let titles: Vec<&str> = hits.iter().map(|hit| hit["title"].as_str().unwrap()).collect();
        assert_eq!(titles, shown.titles(), "{query}");
        let scores: Vec<f64> = hits.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
        assert!(scores.is_sorted_by(|one, next| one >= next), "{query}: {scores:?}");
        assert_eq!(
            line["corrected"].as_array().is_some_and(|words| !words.is_empty()),
            !shown.corrected.is_empty(),
            "{line}"
        );
        let total = line["total"].as_u64().unwrap();
        let announced = if total == 0 { "No ".to_owned() } else { format!("{total} ") };
        assert!(shown.status.starts_with(&announced), "{query}: {total}, {}", shown.status);
    }
}

#[test]
fn one_query_is_answered_as_text_and_as_json() {
    let site = fixture::built("repair-cafe");
    let printed = text(&search(&site.folder, &["crystal radio"]));
    let at = |part: &str| printed.find(part).unwrap_or_else(|| panic!("{part} is not in {printed}"));
    assert!(at("Tuning the crystal radio") < at("Waking a valve radio"));
    assert!(printed.contains("posts/crystal-radio/"), "{printed}");
    let printed = text(&search(&site.folder, &["soldring"]));
    assert!(printed.to_lowercase().contains("soldering"), "it says what was corrected: {printed}");
    let json: Value =
        serde_json::from_str(&text(&search(&site.folder, &["radio", "--limit", "2", "--format", "json"])))
            .unwrap();
    assert_eq!(json["hits"].as_array().unwrap().len(), 2);
    assert!(json["total"].as_u64().unwrap() > 5, "{json}");
    for key in ["url", "title", "score", "excerpt"] {
        assert!(!json["hits"][0][key].is_null(), "{key}: {json}");
    }
}

#[test]
fn what_cannot_be_asked_is_told_in_a_line() {
    let folder = tempfile::tempdir().unwrap();
    let none = fails(&search_any(folder.path(), &["radio"]));
    assert!(none.contains("search.bin") || none.contains("index") || none.contains("build"), "{none}");
    assert!(fails(&search_any(&folder.path().join("nowhere"), &["radio"])).contains("nowhere"));

    let out = folder.path().join("out");
    fixture::build(&fixture::source("repair-cafe"), &out, "/");
    let entry = std::fs::read(out.join("search.bin")).unwrap();
    write(&out.join("search.bin"), &entry[..entry.len() / 2]);
    assert!(fails(&search_any(&out, &["radio"])).contains("search.bin"));
    write(&out.join("search.bin"), b"<!doctype html>");
    assert!(fails(&search_any(&out, &["radio"])).contains("search.bin"));
    write(&out.join("search.bin"), &entry);
    let shards = || std::fs::read_dir(out.join("data/search")).unwrap().map(|entry| entry.unwrap().path());
    for shard in shards() {
        let mut bytes = std::fs::read(&shard).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        write(&shard, bytes);
    }
    assert!(fails(&search_any(&out, &["radio"])).contains("data/search/"));
    for shard in shards() {
        std::fs::remove_file(shard).unwrap();
    }
    assert!(fails(&search_any(&out, &["radio"])).contains("data/search/"));
    fails(&search_any(&out, &["radio", "--format", "yaml"]));
    fails(&search_any(&out, &[]));
}

fn search(out: &Path, arguments: &[&str]) -> Output {
    run_well(with(out, arguments))
}

fn search_any(out: &Path, arguments: &[&str]) -> Output {
    run(with(out, arguments))
}

fn with<'a>(out: &'a Path, arguments: &'a [&str]) -> impl Iterator<Item = &'a Path> {
    [Path::new("search"), Path::new("--site-out"), out].into_iter().chain(arguments.iter().map(Path::new))
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// What a command says that failed, without a panic.
fn fails(output: &Output) -> String {
    let said = said(output);
    assert!(
        !output.status.success() && output.status.code().is_some_and(|code| code < 100),
        "{}: {said}",
        output.status
    );
    assert!(!said.contains("panicked") && !said.trim().is_empty(), "{said}");
    said
}
