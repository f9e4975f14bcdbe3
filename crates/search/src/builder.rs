//! Makes an index of documents.

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

/// A document's words: what can be made of one document without the others, on any thread.
#[derive(Clone, Debug)]
pub struct Analyzed {}

/// Finds the words of a document.
pub fn analyze(_schema: &Schema, _document: Document) -> Analyzed {
    Analyzed {}
}

/// A file of the index before it is compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Path relative to the site's base; with a hash of its content, but for [`crate::ENTRY`].
    pub path: String,
    /// What a reader takes, inflated.
    pub bytes: Vec<u8>,
}

impl IndexFile {
    /// As it is written: a gzip stream, which checks itself. The same bytes for the same content.
    pub fn compressed(&self) -> Vec<u8> {
        Vec::new()
    }
}

/// Puts documents together.
#[derive(Debug)]
pub struct Builder {}

impl Builder {
    /// An index of documents with this schema.
    pub fn new(_schema: Schema) -> Self {
        Self {}
    }

    /// Adds the next document. Order matters: later ones are newer, and an index that has grown at its end
    /// has most of its files as they were.
    pub fn add(&mut self, _document: Analyzed) {}

    /// The files of the index, [`crate::ENTRY`] last.
    pub fn finish(self) -> Vec<IndexFile> {
        Vec::new()
    }
}
