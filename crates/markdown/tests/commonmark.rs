//! The examples of the CommonMark specification (0.31.2) and of GFM's tables, tasks and strikethrough, as they come
//! with the parser's source. They are compared by what a browser makes of both HTMLs; what Offprint does otherwise
//! on purpose is undone first, each thing by itself, and what is still different stands in a table with its reason.

#![allow(clippy::unwrap_used, reason = "a helper that cannot set up a test should stop it")]

#[path = "commonmark/tree.rs"]
mod tree;

use offprint_markdown::{Highlighter, ImageLink, Links, Options, RawHtml, render};
use std::path::PathBuf;
use std::process::Command;

struct AsWritten;

impl Links for AsWritten {
    fn link(&self, _href: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ImageLink {
        ImageLink { src: src.to_owned(), size: None }
    }
}

/// Where the source of the parser lies, by cargo's word.
fn suite() -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let parser = packages.iter().find(|package| package["name"] == "pulldown-cmark").unwrap();
    let manifest = PathBuf::from(parser["manifest_path"].as_str().unwrap());
    manifest.parent().unwrap().join("tests/suite")
}

/// The examples of a file: name, Markdown, HTML. The file is Rust with texts between `r##"` and `"##`.
fn examples(file: &str) -> Vec<(String, String, String)> {
    let source = std::fs::read_to_string(suite().join(file)).unwrap();
    let mut examples = Vec::new();
    for function in source.split("\nfn ").skip(1) {
        let name = function.split('(').next().unwrap().to_owned();
        let mut texts = function.split("r##\"").skip(1).map(|text| text.split("\"##").next().unwrap());
        let (markdown, html) = (texts.next().unwrap().to_owned(), texts.next().unwrap().to_owned());
        examples.push((name, markdown, html));
    }
    examples
}

/// The examples that do not come out as they should, less those whose reason is known; and the reasons that are no
/// longer needed.
fn deviations(file: &str, least: usize, known: &[(&str, &str)]) -> Vec<String> {
    let highlighter = Highlighter::new();
    // An author's HTML stays, as in the specification; money and formulas are none of its matters.
    let options = Options { html: RawHtml::Trust, math: false, ..Options::new(&AsWritten, &highlighter) };
    let examples = examples(file);
    assert!(examples.len() >= least, "{} examples", examples.len());
    let mut found = Vec::new();
    for (name, markdown, expected) in examples {
        let ours = render(&markdown, &options).html;
        let (ours, theirs) = (tree::of(&ours, true), tree::of(&expected, false));
        let is_known = known.iter().any(|(example, _)| *example == name);
        if ours != theirs && !is_known {
            found.push(format!("{name}\n{markdown}\n--- expected\n{theirs}\n--- found\n{ours}\n"));
        } else if ours == theirs && is_known {
            found.push(format!("{name} is as it should be"));
        }
    }
    found
}

#[test]
fn commonmark_is_rendered_as_its_specification_says() {
    let known = [
        // (example, why it is otherwise)
        (
            "spec_test_171",
            "a blank line at the beginning of a `<textarea>` is lost when an author's HTML is balanced",
        ),
        ("spec_test_598", "no page leads to a scheme that is not known to be harmless; the text stays"),
        ("spec_test_599", "no page leads to a scheme that is not known to be harmless; the text stays"),
        ("spec_test_601", "`localhost:` reads as a scheme, and is not known to be harmless; the text stays"),
        ("spec_test_602", "a bare address is a link (GFM 0.29 §6.9)"),
        ("spec_test_608", "a bare address is a link (GFM 0.29 §6.9)"),
        ("spec_test_611", "a bare address is a link (GFM 0.29 §6.9)"),
        ("spec_test_612", "a bare address is a link (GFM 0.29 §6.9)"),
    ];
    let found = deviations("spec.rs", 652, &known);
    assert!(found.is_empty(), "{} deviations\n{}", found.len(), found.join("\n"));
}

#[test]
fn tables_tasks_and_strikethrough_are_rendered_as_on_github() {
    for (file, least, known) in [
        ("gfm_table.rs", 8, [("gfm_table_test_8", "a table without rows has no `<tbody>`")].as_slice()),
        ("gfm_tasklist.rs", 2, &[]),
        ("gfm_strikethrough.rs", 2, &[]),
    ] {
        let found = deviations(file, least, known);
        assert!(found.is_empty(), "{file}: {} deviations\n{}", found.len(), found.join("\n"));
    }
}
