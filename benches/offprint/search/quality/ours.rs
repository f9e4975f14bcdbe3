//! Our own engine, asked natively with the code that answers in the browser.

use super::collection::{Collection, Document, QuerySet};
use offprint_search::{Builder, ENTRY, Request, Schema, Searcher, Section, analyze};
use std::collections::HashMap;

/// Times that files are brought for one answer: terms, spelling, terms of corrections, texts, and a reserve.
const ROUNDS: usize = 20;

/// An index in memory.
struct Index {
    files: HashMap<String, Vec<u8>>,
    searcher: Searcher,
}

/// The documents found, by set and query.
pub fn rankings(collection: &Collection) -> Vec<Vec<Vec<u32>>> {
    let mut index = Index::new(&collection.documents);
    let mut of_set = |set: &QuerySet| {
        set.queries.iter().map(|query| index.ask(&query.text, set.typing, set.depth())).collect()
    };
    collection.sets.iter().map(&mut of_set).collect()
}

impl Index {
    fn new(documents: &[Document]) -> Self {
        let schema = Schema { language: "en".to_owned(), facets: Vec::new() };
        let mut builder = Builder::new(schema.clone());
        for (number, document) in documents.iter().enumerate() {
            let section = |(heading, text): &(String, String)| Section {
                id: String::new(),
                heading: heading.clone(),
                text: text.clone(),
            };
            let document = offprint_search::Document {
                url: number.to_string(),
                title: document.title.clone(),
                sections: document.sections.iter().map(section).collect(),
                ..offprint_search::Document::default()
            };
            builder.add(analyze(&schema, document));
        }
        let files: HashMap<String, Vec<u8>> =
            builder.finish().into_iter().map(|file| (file.path, file.bytes)).collect();
        let searcher = Searcher::open(&files[ENTRY]).expect("a whole entry");
        Self { files, searcher }
    }

    fn ask(&mut self, query: &str, typing: bool, limit: usize) -> Vec<u32> {
        let request = Request { query: query.to_owned(), typing, limit, ..Request::default() };
        for _ in 0..ROUNDS {
            let answer = self.searcher.ask(&request);
            if answer.wants.is_empty() {
                return answer.hits.iter().map(|hit| hit.document).collect();
            }
            for path in answer.wants {
                let bytes = self.files[&path].clone();
                self.searcher.supply(&path, bytes).expect("a whole file");
            }
        }
        panic!("`{query}` wants files without an end")
    }
}
