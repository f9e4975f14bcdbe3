//! Makes an index of documents.

mod analysis;
mod cuts;
mod dictionary;
mod files;
mod index;
mod likeness;
mod parts;
mod texts;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use analysis::{Analyzed, analyze};
pub use files::IndexFile;
use vocabulary::Vocabulary;

/// What documents have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schema {
    /// BCP 47 tag of the language that most documents are in: decides stemming and stop words.
    pub language: String,
    /// Keys and names of the facets, in the order in which their counts are shown.
    pub facets: Vec<Facet>,
}

/// A facet that documents can be narrowed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// As in addresses and queries: `tags`.
    pub key: String,
    /// What may stand for the key in a query: `tag` for `tags`.
    pub aliases: Vec<String>,
    /// Its name for readers.
    pub label: String,
    /// Are its values words that the document can be found by?
    pub searched: bool,
}

/// A document, in the words of its author.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Where it is; returned as it is.
    pub url: String,
    /// Its title as text.
    pub title: String,
    /// What to show beside its title: a date.
    pub note: String,
    /// Its text, in order; the first section may have no heading.
    pub sections: Vec<Section>,
    /// Values by facet, in the order of [`Schema::facets`]: key and name.
    pub facets: Vec<Vec<(String, String)>>,
}

/// A heading and the text up to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The fragment that leads to the heading; empty above the first.
    pub id: String,
    /// The heading's text.
    pub heading: String,
    /// The text, without markup, one block a line.
    pub text: String,
}

/// Puts documents together.
#[derive(Debug)]
pub struct Builder {
    schema: Schema,
    vocabulary: Vocabulary,
    documents: Vec<Analyzed>,
}

impl Builder {
    /// An index of documents with this schema.
    pub fn new(schema: Schema) -> Self {
        Self { schema, vocabulary: Vocabulary::default(), documents: Vec::new() }
    }

    /// Adds the next document. Order matters: later ones are newer, and an index that has grown at its end
    /// has most of its files as they were.
    pub fn add(&mut self, document: Analyzed) {
        index::add(&self.schema, &mut self.vocabulary, self.documents.len() as u32, &document);
        self.documents.push(document.without_words());
    }

    /// The files of the index, [`crate::ENTRY`] last.
    pub fn finish(self) -> Vec<IndexFile> {
        index::write(&self.schema, &self.vocabulary, &self.documents)
    }
}
