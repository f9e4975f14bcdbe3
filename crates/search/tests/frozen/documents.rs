//! The documents of the frozen index.

use offprint_search::{Builder, Document, Facet, IndexFile, Schema, Section, analyze};

/// The version of the format that the builder writes.
pub const VERSION: u8 = 1;

/// The files that the builder writes of them.
pub fn files() -> Vec<IndexFile> {
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
    builder.finish()
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
