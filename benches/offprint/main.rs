//! What Offprint costs: building, prerendering, and reading on a slow phone, for sites of two sizes.
//! `cargo xtask bench` runs it. `OFFPRINT_CORPORA` may name a folder with `zola-rust-blog/content` (750
//! posts) and `tldr-en/content` (7,424 posts); without it the posts are generated.
//! `cargo xtask bench filter` measures filters instead, over 50,000 posts; a number after it is for fewer.
//! `cargo xtask bench offline` measures what reading offline costs instead; names after it are for less of it.
//! `cargo xtask bench search` measures search beside that of others; names after it are for less of it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a benchmark that cannot measure stops"
)]

#[path = "../../tests/harness/harness.rs"]
#[allow(dead_code, unused_imports, reason = "the tests use other parts of it")]
mod harness;

mod building;
mod corpus;
mod filtering;
mod host;
mod offline;
mod prerendering;
mod reading;
mod search;
mod table;

use corpus::Corpus;
use table::Table;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "filter") {
        let posts = arguments[at..].iter().find_map(|argument| argument.parse().ok());
        return filtering::run(folder.path(), posts);
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "search") {
        return search::run(folder.path(), &arguments[at + 1..]);
    }
    if let Some(at) = arguments.iter().position(|argument| argument == "offline") {
        return offline::run(folder.path(), &arguments[at + 1..]);
    }
    let corpora = Corpus::both(folder.path());
    let mut table = Table::new(corpora.each_ref().map(|corpus| corpus.name.clone()));
    let built = corpora.map(|corpus| building::measure(&corpus, folder.path()));
    building::report(&built, &mut table);
    prerendering::report(built.each_ref().map(|built| &built.site), &mut table);
    reading::report(built.each_ref().map(|built| &built.site), &mut table);
    println!("{table}");
}
