//! No change to a file of a search index makes the search panic, loop, or take much memory when it is asked.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use offprint_search::{
    Builder, Document, ENTRY, Facet, IndexFile, Request, Schema, Searcher, Section, analyze,
};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    file: u8,
    cut: Option<u16>,
    changes: Vec<(u16, u8)>,
    query: &'a str,
}

fuzz_target!(|input: Input| ask(input.file, input.cut, &input.changes, input.query));

/// Asks an index of which one file is changed.
fn ask(changed: u8, cut: Option<u16>, changes: &[(u16, u8)], query: &str) {
    let files = index();
    let changed = usize::from(changed) % files.len();
    let file = |number: usize| {
        let mut bytes = files[number].bytes.clone();
        if number == changed {
            let length = bytes.len();
            for (at, byte) in changes {
                bytes[usize::from(*at) % length] = *byte;
            }
            bytes.truncate(cut.map_or(length, |cut| usize::from(cut) % length));
        }
        bytes
    };
    let Ok(mut searcher) = Searcher::open(&file(files.len() - 1)) else { return };
    // What an unchanged index has, in three ways, and what the fuzzer asks.
    let has = ["rust search", "\"second heading\" -paragraph tags:rust", "serch wrods of a documant"];
    for query in [has[changes.len() % has.len()], query] {
        let (typing, facets) = (query.len() % 2 == 0, changes.len() % 2 == 0);
        let request = Request { query: query.to_owned(), typing, facets, limit: 10, ..Request::default() };
        for _ in 0..8 {
            let answer = searcher.ask(&request);
            let mut came = false;
            for path in &answer.wants {
                if let Some(number) = files.iter().position(|file| file.path == *path) {
                    came |= searcher.supply(path, file(number)).is_ok();
                }
            }
            if !came {
                break;
            }
        }
    }
}

/// The files of a small index.
fn index() -> &'static [IndexFile] {
    static FILES: OnceLock<Vec<IndexFile>> = OnceLock::new();
    FILES.get_or_init(|| {
        let facet = |key: &str| Facet {
            key: key.to_owned(),
            aliases: Vec::new(),
            label: key.to_owned(),
            searched: true,
        };
        let schema = Schema { language: "en".to_owned(), facets: vec![facet("tags"), facet("year")] };
        let mut builder = Builder::new(schema.clone());
        // Enough for two segments, and for words of several stems, compounds and hashes.
        for number in 0..300_u32 {
            let word = |step: u32| WORDS[(number * step + step) as usize % WORDS.len()];
            let text =
                format!("{} {} of the {} {} {number} 1.{number}.0.", word(1), word(3), word(5), word(7));
            let section = |id: &str, text: String| Section {
                id: id.to_owned(),
                heading: format!("{id} heading"),
                text,
            };
            let document = Document {
                url: format!("posts/{number}/"),
                title: format!("{} {}", word(11), word(13)),
                note: "a day".to_owned(),
                sections: vec![
                    section("first", text.repeat(if number % 50 == 0 { 100 } else { 1 })),
                    section(
                        "second",
                        format!("A paragraph: {:x}", u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
                    ),
                ],
                facets: vec![
                    vec![("rust".to_owned(), "Rust".to_owned()), (word(2).to_owned(), word(2).to_owned())],
                    vec![("2024".to_owned(), "2024".to_owned())],
                ],
            };
            builder.add(analyze(&schema, document));
        }
        let files = builder.finish();
        assert!(files.last().is_some_and(|file| file.path == ENTRY));
        files
    })
}

const WORDS: [&str; 17] = [
    "search",
    "searching",
    "searches",
    "rust",
    "tokio::spawn",
    "word",
    "words",
    "document",
    "async/await",
    "snake_case",
    "naïve",
    "日本語",
    "c++",
    "--release",
    "running",
    "run",
    "heading",
];
