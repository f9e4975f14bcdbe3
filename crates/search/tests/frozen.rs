//! An index that was written once, by each version of the format: it still opens and answers. And the builder
//! still writes just that, so that nobody changes the format unawares.
#![allow(clippy::expect_used, reason = "a test panics to fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use offprint_search::{Answer, ENTRY, IndexError, Request, Searcher, inflate};

mod frozen {
    pub mod documents;
}

use frozen::documents::{VERSION, files};

#[test]
fn an_index_of_this_version_answers() {
    let files = frozen(VERSION);
    let mut searcher = Searcher::open(&files[ENTRY]).expect("a sound entry");
    let found = |searcher: &mut Searcher, query: &str| -> Vec<String> {
        answer(searcher, &files, query).hits.into_iter().map(|hit| hit.url).collect()
    };
    assert_eq!(found(&mut searcher, "sharded index"), ["posts/2/"]);
    // A stem, a version, a phrase, a facet, a word with a typing error, and a script without spaces.
    assert_eq!(found(&mut searcher, "shards"), ["posts/2/"]);
    assert_eq!(found(&mut searcher, "1.80.0"), ["posts/1/"]);
    assert_eq!(found(&mut searcher, "\"only the shards\""), ["posts/2/"]);
    assert_eq!(found(&mut searcher, "tags:releases"), ["posts/1/"]);
    assert_eq!(found(&mut searcher, "anouncing"), ["posts/1/"]);
    assert_eq!(found(&mut searcher, "検索"), ["posts/3/"]);
    let answer = answer(&mut searcher, &files, "shards");
    assert_eq!(answer.hits[0].place.as_ref().map(|place| place.id.as_str()), Some("what-a-query-pays"));
}

#[test]
fn the_builder_writes_the_frozen_index() {
    let frozen = frozen(VERSION);
    let written: BTreeMap<String, Vec<u8>> =
        files().into_iter().map(|file| (file.path, file.bytes)).collect();
    let differ: Vec<&String> =
        frozen.keys().chain(written.keys()).filter(|path| frozen.get(*path) != written.get(*path)).collect();
    assert!(
        differ.is_empty(),
        "the builder writes other bytes than version {VERSION} did: {differ:?}. If a reader of that version would \
         misread them, raise VERSION in codec.rs and here; keep the frozen folder either way, or, if only words or \
         weights changed, write it anew: cargo run -p offprint-search --features builder --example freeze"
    );
}

#[test]
fn an_index_of_another_version_is_told() {
    let mut entry = frozen(VERSION)[ENTRY].clone();
    entry[3] = VERSION + 1;
    let error = Searcher::open(&entry).expect_err("another version");
    let path = ENTRY.to_owned();
    assert_eq!(error, IndexError::Version { path, expected: VERSION, found: VERSION + 1 });
}

fn folder(version: u8) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/frozen/v{version}"))
}

/// The files of an index, inflated, by path.
fn frozen(version: u8) -> BTreeMap<String, Vec<u8>> {
    let folder = folder(version);
    let data = fs::read_dir(folder.join("data/search")).expect("the frozen index");
    let paths =
        data.map(|file| format!("data/search/{}", file.expect("a file").file_name().to_string_lossy()));
    paths
        .chain([ENTRY.to_owned()])
        .map(|path| {
            let compressed = fs::read(folder.join(&path)).expect("a frozen file");
            let bytes = inflate(&path, &compressed).expect("a sound file");
            (path, bytes)
        })
        .collect()
}

fn answer(searcher: &mut Searcher, files: &BTreeMap<String, Vec<u8>>, query: &str) -> Answer {
    let request = Request { query: query.to_owned(), limit: 10, ..Request::default() };
    loop {
        let answer = searcher.ask(&request);
        if answer.wants.is_empty() {
            return answer;
        }
        for path in answer.wants {
            searcher.supply(&path, files[&path].clone()).expect("a sound file");
        }
    }
}
