//! What was fetched for filters, by the names of the files.

use crate::harness::fixture::Built;
use crate::harness::server::brotli;
use offprint_model::{Release, WordDirectory};
use std::collections::{BTreeMap, BTreeSet};

const BY_TITLE: &str = "data/order-title.";

/// Kinds of files by the beginnings of their names, in the order of the table.
const KINDS: [(&str, &str); 8] = [
    ("offprint.json", "the release"),
    ("data/site.", "the site"),
    ("data/facets-", "facets"),
    ("data/words.", "the directory of words"),
    ("data/words-", "words, for what was typed"),
    (BY_TITLE, "the order by title"),
    ("data/order-update.", "the order by last update"),
    ("data/posts-", "posts that rows show"),
];

/// Bytes as they lie on the server, and compressed with brotli at its best.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bytes {
    files: usize,
    raw: usize,
    compressed: usize,
}

/// Files that were asked for, once each, by their kind.
pub struct Fetched(BTreeMap<usize, Bytes>);

impl Fetched {
    /// What requests asked for; pages and the app's own files are left out.
    pub fn of(built: &Built, requests: &[String]) -> Self {
        let mut kinds: BTreeMap<usize, Bytes> = BTreeMap::new();
        for path in requests.iter().collect::<BTreeSet<_>>() {
            if let Some(kind) = KINDS.iter().position(|(beginning, _)| path.starts_with(beginning)) {
                let bytes = std::fs::read(built.file(path)).expect("a file that was fetched");
                let sum = kinds.entry(kind).or_default();
                sum.files += 1;
                sum.raw += bytes.len();
                sum.compressed += brotli(&bytes).len();
            }
        }
        Self(kinds)
    }

    /// Kilobytes, compressed, of what is fetched once however much is filtered, with or without the order by
    /// title, the larger one: all but words and posts.
    pub fn once(&self, by_title: bool) -> f64 {
        let is_wanted = |kind: &usize| match KINDS[*kind].0 {
            "data/words-" | "data/posts-" => false,
            BY_TITLE => by_title,
            name if name.starts_with("data/order-") => false,
            _ => true,
        };
        let once = self.0.iter().filter(|(kind, _)| is_wanted(kind));
        once.map(|(_, bytes)| kilobytes(bytes.compressed)).sum()
    }

    /// Prints a table.
    pub fn print(&self) {
        println!("\n| what | files | KB as served | KB with brotli |\n|:--|--:|--:|--:|");
        for (kind, Bytes { files, raw, compressed }) in &self.0 {
            let (raw, compressed) = (kilobytes(*raw), kilobytes(*compressed));
            println!("| {} | {files} | {raw:.1} | {compressed:.1} |", KINDS[*kind].1);
        }
    }
}

/// Kilobytes of words, compressed, that each of these texts takes when nothing was typed before.
pub fn words_of(built: &Built, texts: &[&str]) -> Vec<f64> {
    let release: Release = serde_json::from_str(&built.text("offprint.json")).expect("a release");
    let words = release.facets.expect("a large site has facets").words;
    let directory: WordDirectory = serde_json::from_str(&built.text(&words.path)).expect("a directory");
    let size = |path: &str| brotli(&std::fs::read(built.file(path)).expect("a file of words")).len();
    let sizes: Vec<usize> = directory.shards.iter().map(|shard| size(&shard.file.path)).collect();
    let shards = |prefix: &str| {
        let first = directory.shards.partition_point(|shard| shard.from.as_str() <= prefix).saturating_sub(1);
        let begins = |from: &str| from.starts_with(prefix) || from < prefix;
        let end = directory.shards.partition_point(|shard| begins(&shard.from));
        first..end
    };
    let of_text = |text: &&str| {
        let shards: BTreeSet<usize> = text.split(' ').flat_map(shards).collect();
        kilobytes(shards.into_iter().map(|shard| sizes[shard]).sum())
    };
    texts.iter().map(of_text).collect()
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1024.0
}
