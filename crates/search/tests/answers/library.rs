//! A small index, and what it answers.

use offprint_search::{Answer, Builder, Document, ENTRY, Facet, Request, Schema, Searcher, Section, analyze};
use std::collections::BTreeMap;

/// A document of a title, a text and tags.
pub fn document(title: &str, text: &str, tags: &[&str]) -> Document {
    Document {
        url: format!("{}/", title.to_lowercase().replace(' ', "-")),
        title: title.to_owned(),
        note: "1 May".to_owned(),
        sections: vec![Section { text: text.to_owned(), ..Section::default() }],
        facets: vec![tags.iter().map(|tag| (tag.to_lowercase(), (*tag).to_owned())).collect()],
    }
}

/// An index, and who brings its files.
pub struct Library {
    pub files: BTreeMap<String, Vec<u8>>,
    pub searcher: Searcher,
    /// The rounds of files that the last question took.
    pub rounds: usize,
}

impl Library {
    /// Of titles and texts.
    pub fn of(documents: &[(&str, &str)]) -> Self {
        Self::new("en", documents.iter().map(|(title, text)| document(title, text, &[])))
    }

    pub fn new(language: &str, documents: impl IntoIterator<Item = Document>) -> Self {
        let facet = Facet {
            key: "tags".to_owned(),
            aliases: vec!["tag".to_owned()],
            label: "Tags".to_owned(),
            searched: true,
        };
        let schema = Schema { language: language.to_owned(), facets: vec![facet] };
        let mut builder = Builder::new(schema.clone());
        for document in documents {
            builder.add(analyze(&schema, document));
        }
        let files: BTreeMap<String, Vec<u8>> =
            builder.finish().into_iter().map(|file| (file.path, file.bytes)).collect();
        let searcher = Searcher::open(&files[ENTRY]).expect("an entry");
        Self { files, searcher, rounds: 0 }
    }

    /// The whole answer.
    pub fn answer(&mut self, request: &Request) -> Answer {
        self.rounds = 0;
        loop {
            let answer = self.searcher.ask(request);
            if answer.wants.is_empty() {
                return answer;
            }
            self.rounds += 1;
            assert!(self.rounds < 9, "files are wanted for ever: {:?}", answer.wants);
            for path in answer.wants {
                self.searcher.supply(&path, self.files[&path].clone()).expect("a file of the index");
            }
        }
    }

    pub fn ask(&mut self, query: &str) -> Answer {
        self.answer(&request(query))
    }

    /// The titles of the hits.
    pub fn titles(&mut self, query: &str) -> Vec<String> {
        titles(&self.ask(query))
    }

    /// The titles of the hits while the last word is being typed.
    pub fn titles_typing(&mut self, query: &str) -> Vec<String> {
        titles(&self.answer(&Request { typing: true, ..request(query) }))
    }
}

pub fn request(query: &str) -> Request {
    Request { query: query.to_owned(), limit: 10, ..Request::default() }
}

pub fn titles(answer: &Answer) -> Vec<String> {
    answer.hits.iter().map(|hit| hit.title.text.clone()).collect()
}
