//! Posts as large as nobody writes them: each is built within bounded memory and time, or refused with a reason.

use crate::harness::fixture::write;
use crate::harness::offprint::{self, said};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a build may take of the machine: address space in KiB, and seconds of its processors. Seconds that pass
/// while other programs run do not count.
const MOST_MEMORY: u32 = 2 << 20;
const MOST_SECONDS: u32 = 120;

/// What the build of a site with one post does.
fn build(front_matter: &str, text: &str) -> (tempfile::TempDir, Output) {
    let site = tempfile::tempdir().unwrap();
    write(&site.path().join("offprint.toml"), "title = \"A\"\nbase_url = \"https://example.org/\"\n");
    let post = format!("+++\ntitle = \"A\"\ndate = 2026-01-01\n{front_matter}+++\n{text}\n");
    write(&site.path().join("content/posts/a.md"), post);
    let mut shell = Command::new("sh");
    let limits = format!("ulimit -v {MOST_MEMORY} && ulimit -t {MOST_SECONDS} && exec \"$0\" \"$@\"");
    shell.arg("-c").arg(limits).arg(offprint::binary()).args(["build", "--now", offprint::NOW, "--site"]);
    let output = shell.arg(site.path()).stdin(Stdio::null()).output().expect("sh starts");
    (site, output)
}

/// The bytes of a finished page.
fn size(site: &Path, page: &str) -> u64 {
    std::fs::metadata(site.join("public").join(page)).unwrap().len()
}

/// Builds a post of this text; the bytes of its page.
fn page_of(text: &str) -> u64 {
    let (site, output) = build("", text);
    assert!(output.status.success(), "{}", said(&output));
    size(site.path(), "posts/a/index.html")
}

#[test]
fn ten_megabytes_of_paragraphs_are_a_page() {
    let sentence = "The tide comes in twice a day and takes with it whatever nobody has tied down. ";
    let text = format!("{}\n\n", sentence.repeat(5)).repeat(10_000_000 / (sentence.len() * 5 + 2) + 1);
    assert!(text.len() > 10_000_000);
    assert!(page_of(&text) > 10_000_000);
}

#[test]
fn ten_megabytes_on_one_line_are_a_page_and_lists_show_its_beginning_alone() {
    let text = "word after word and ".repeat(500_000);
    let (site, output) = build("", &text);
    assert!(output.status.success(), "{}", said(&output));
    assert!(size(site.path(), "posts/a/index.html") > 10_000_000);
    assert!(size(site.path(), "index.html") < 20_000, "a list");
    assert!(size(site.path(), "feed.xml") < 20_000, "a feed");
}

#[test]
fn ten_megabytes_of_code_are_a_page() {
    let code = "fn main() { let x = \"y\"; }\n".repeat(370_371);
    assert!(page_of(&format!("```rust\n{code}```")) > 10_000_000);
}

#[test]
fn ten_thousand_headings_have_each_a_place_of_their_own() {
    let alike = "## The same again\n\nText.\n\n".repeat(10_000);
    let (site, output) = build("", &alike);
    assert!(output.status.success(), "{}", said(&output));
    let page = std::fs::read_to_string(site.path().join("public/posts/a/index.html")).unwrap();
    assert!(page.contains("id=\"the-same-again-9999\""));
}

#[test]
fn what_lies_five_thousand_deep_in_itself_is_a_page() {
    const DEEP: usize = 5_000;
    let lists: String = (0..DEEP).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    for text in [
        format!("{} x", ">".repeat(DEEP)),
        lists,
        format!("{}x{}", "<div>".repeat(DEEP), "</div>".repeat(DEEP)),
        format!("{}x{}", "[".repeat(DEEP), "](/)".repeat(DEEP)),
        format!("{}x{}", "*a ".repeat(DEEP), "*".repeat(DEEP)),
        format!("${}x{}$", "{".repeat(DEEP), "}".repeat(DEEP)),
    ] {
        page_of(&text);
    }
}

#[test]
fn a_table_of_a_hundred_thousand_cells_is_a_page() {
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(100));
    let table = format!("{}{}{}", row("a"), row("-"), row("a").repeat(999));
    assert!(page_of(&table) > 100_000 * "<td>a</td>".len() as u64);
}

#[test]
fn a_post_of_a_hundred_thousand_tags_is_refused_with_its_reason() {
    let tags: Vec<String> = (0..100_000).map(|number| format!("\"t{number}\"")).collect();
    let (site, output) = build(&format!("tags = [{}]\n", tags.join(",")), "Text.");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let said = said(&output);
    assert!(said.contains("`tags` names 100000 terms, and a post can have 250"), "{said}");
    assert!(said.contains("content/posts/a.md:1:1"), "{said}");
    assert!(!site.path().join("public").exists());

    let tags: Vec<String> = (0..250).map(|number| format!("\"t{number}\"")).collect();
    let (_, output) = build(&format!("tags = [{}]\n", tags.join(",")), "Text.");
    assert!(output.status.success(), "{}", self::said(&output));
}
