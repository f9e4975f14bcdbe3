//! An index that was written once, by each version of the format: it still opens and answers. And the builder
//! still writes just that, so that nobody changes the format unawares.
#![cfg(all(feature = "builder", feature = "inflate"))]
#![allow(clippy::expect_used, reason = "a test panics to fail")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use offprint_search::{
    Answer, Builder, Document, ENTRY, Facet, IndexError, Request, Schema, Searcher, Section, analyze, inflate,
};

/// The version of the format that the builder writes.
const VERSION: u8 = 1;

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
        written().into_iter().map(|(path, bytes, _)| (path, bytes)).collect();
    let differ: Vec<&String> =
        frozen.keys().chain(written.keys()).filter(|path| frozen.get(*path) != written.get(*path)).collect();
    assert!(
        differ.is_empty(),
        "the builder writes other bytes than version {VERSION} did: {differ:?}. If a reader of that version would \
         misread them, raise VERSION in codec.rs and here; keep the frozen folder either way, or, if only words or \
         weights changed, write it anew: cargo test -p offprint-search --all-features -- --ignored freeze"
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

#[test]
#[ignore = "writes the frozen index anew"]
fn freeze() {
    let folder = folder(VERSION);
    let _ = fs::remove_dir_all(&folder);
    for (path, _, compressed) in written() {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, compressed).expect("written");
    }
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

/// The files that the builder writes: path, content, content as it is served.
fn written() -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let facet = |key: &str, label: &str| Facet {
        key: key.to_owned(),
        aliases: Vec::new(),
        label: label.to_owned(),
        searched: true,
    };
    let schema =
        Schema { language: "en".to_owned(), facets: vec![facet("tags", "Tags"), facet("year", "Year")] };
    let mut builder = Builder::new(schema.clone());
    for (number, (title, tag, sections)) in DOCUMENTS.iter().enumerate() {
        let section = |(id, heading, text): &(&str, &str, &str)| Section {
            id: (*id).to_owned(),
            heading: (*heading).to_owned(),
            text: (*text).to_owned(),
        };
        let value = |key: &str| vec![(key.to_lowercase(), key.to_owned())];
        let document = Document {
            url: format!("posts/{number}/"),
            title: (*title).to_owned(),
            note: format!("2024-01-0{number}"),
            sections: sections.iter().map(section).collect(),
            facets: vec![value(tag), value("2024")],
        };
        builder.add(analyze(&schema, document));
    }
    let files = builder.finish().into_iter();
    files.map(|file| (file.path.clone(), file.bytes.clone(), file.compressed())).collect()
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

type Sections = &'static [(&'static str, &'static str, &'static str)];

const DOCUMENTS: [(&str, &str, Sections); 4] = [
    ("About this site", "Pages", &[("", "", "Who writes here, and how to reach them.")]),
    (
        "Announcing 1.80.0",
        "Releases",
        &[
            ("", "", "Version 1.80.0 is out: `LazyCell` and async/await in more places."),
            (
                "thanks",
                "Thanks",
                "To all who helped.\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            ),
        ],
    ),
    (
        "A sharded index",
        "Design",
        &[
            ("", "", "Readers of a blog fetch what they ask for."),
            ("what-a-query-pays", "What a query pays", "It fetches only the shards of its own words."),
        ],
    ),
    ("全文検索について", "Design", &[("", "", "静的なサイトの検索。")]),
];
