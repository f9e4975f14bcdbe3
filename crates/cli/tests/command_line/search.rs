use crate::Run;
use offprint_search::{Builder, Document, Facet, Schema, Section, analyze};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the index of a small site in `public/`.
fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let facet =
        Facet { key: "tags".into(), aliases: vec!["tag".into()], label: "Tags".into(), searched: true };
    let schema = Schema { language: "en".to_owned(), facets: vec![facet] };
    let mut builder = Builder::new(schema.clone());
    for (name, text, tag) in [
        ("Quill", "A feather, cut to write with ink.", "Tools"),
        ("Vellum", "Calfskin that takes ink on both sides.", "Sheets"),
        ("Parchment", "Sheepskin, scraped thin.", "Sheets"),
    ] {
        let section = Section { id: "what".into(), heading: "What it is".into(), text: text.into() };
        let document = Document {
            url: format!("posts/{}/", name.to_lowercase()),
            title: name.to_owned(),
            note: "May 1, 2026".to_owned(),
            sections: vec![section],
            facets: vec![vec![(tag.to_lowercase(), tag.to_owned())]],
        };
        builder.add(analyze(&schema, document));
    }
    for file in builder.finish() {
        let path = folder.path().join("public").join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, file.compressed()).expect("a file");
    }
    folder
}

fn search(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(folder, &[&["search"], arguments].concat())
}

#[test]
fn hits_come_with_place_and_excerpt() {
    let site = site();
    let run = search(site.path(), &["calfskin"]);
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""));
    let lines: Vec<_> = run.stdout().lines().map(str::to_owned).collect();
    assert!(lines[0].starts_with(" 1. Vellum  "), "{lines:?}");
    assert_eq!(lines[1], "    /posts/vellum/#what  May 1, 2026");
    assert_eq!(lines[2], "    Calfskin that takes ink on both sides.");
    assert_eq!(lines.last().map(String::as_str), Some("1 page found"));
}

#[test]
fn another_folder_can_be_asked_and_a_limit_set() {
    let site = site();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let out = site.path().join("public");
    let out = out.to_str().expect("UTF-8");
    let run = search(elsewhere.path(), &["--site-out", out, "ink", "--limit", "1"]);
    assert!(run.stdout().ends_with("the first 1 of 2 pages found\n"), "{}", run.stdout());
    let run = search(elsewhere.path(), &["--site-out", out, "tag:sheets", "--", "-ink"]);
    assert_eq!(run.exit_code(), 2, "one query at a time");
    let run = search(elsewhere.path(), &["--site-out", out, "skin -ink"]);
    assert_eq!(run.exit_code(), 0);
}

#[test]
fn a_query_without_hits_is_no_error() {
    let run = search(site().path(), &["xylophone"]);
    assert_eq!((run.exit_code(), run.stdout().as_str()), (0, "nothing found for `xylophone`\n"));
}

#[test]
fn every_line_of_a_file_is_answered_by_a_line_of_json() {
    let site = site();
    fs::write(site.path().join("queries"), "ink\r\n\nvelum\nxylophone\n").expect("a file");
    let run = search(site.path(), &["--queries", "queries"]);
    assert_eq!((run.exit_code(), run.stderr().as_str()), (0, ""));
    let lines: Vec<serde_json::Value> =
        run.stdout().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4, "the blank line too");
    assert_eq!((&lines[0]["query"], &lines[0]["total"]), (&"ink".into(), &2.into()));
    assert_eq!(lines[0]["corrected"].as_array().map(Vec::len), Some(0));
    assert!(lines[0]["hits"][0]["score"].as_f64().expect("a number") > 0.0);
    assert_eq!((&lines[1]["query"], &lines[1]["total"]), (&"".into(), &0.into()));
    assert_eq!(lines[2]["hits"][0]["url"], "/posts/vellum/");
    assert_eq!(lines[2]["hits"][0]["title"], "Vellum");
    assert_eq!(lines[2]["corrected"], serde_json::json!([{ "from": "velum", "to": "vellum" }]));
    assert_eq!((&lines[3]["total"], &lines[3]["hits"]), (&0.into(), &serde_json::json!([])));
}

#[test]
fn a_site_that_is_not_built_is_named_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = search(folder.path(), &["ink"]);
    assert_eq!(run.exit_code(), 2);
    assert_eq!(
        run.stderr(),
        "error: `./public` has no search index (`search.bin`); build the site with `offprint build`, or name the \
         folder of its files with `--site-out`\n"
    );
}

#[test]
fn an_index_that_is_damaged_or_of_another_version_is_told_apart() {
    let site = site();
    let entry = site.path().join("public/search.bin");
    let bytes = fs::read(&entry).expect("the entry");
    let told = |bytes: &[u8]| {
        fs::write(&entry, bytes).expect("a file");
        let run = search(site.path(), &["ink"]);
        assert_eq!((run.exit_code(), run.stdout().as_str()), (1, ""));
        run.stderr()
    };
    let unusable = "error: the search index in `./public` cannot be used; build the site again\n  because: ";
    assert_eq!(told(b"<!doctype html>"), format!("{unusable}`search.bin` is not a file of a search index\n"));
    let cut = told(&bytes[..bytes.len() / 2]);
    assert_eq!(cut, format!("{unusable}`search.bin` is damaged: it does not inflate\n"));
    fs::write(&entry, &bytes).expect("a file");
    fs::remove_dir_all(site.path().join("public/data")).expect("removed");
    let run = search(site.path(), &["ink"]);
    assert_eq!(run.exit_code(), 1);
    assert!(run.stderr().starts_with("error: cannot read `./public/data/search/"), "{}", run.stderr());
}
