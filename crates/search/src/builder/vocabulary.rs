//! All words of all documents.

use std::collections::HashMap;

use super::analysis::{Analyzed, Fields};
use crate::text::stems::Stemmer;
use crate::text::tokens::Kind;

/// A word of the index.
#[derive(Debug)]
pub(super) struct Term {
    pub(super) text: Box<str>,
    /// Of its first document.
    pub(super) kind: TermKind,
    /// The same for all words of one stem.
    pub(super) stem: Option<u32>,
}

/// What a word of the index is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TermKind {
    Token(Kind),
    /// A value of a facet.
    Value,
}

/// What a document says of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrence {
    pub(super) term: u32,
    pub(super) document: u32,
    pub(super) count: u16,
    pub(super) fields: Fields,
    pub(super) part: u8,
    /// Where its places begin; they end where those of the next occurrence begin.
    places: u32,
}

/// All words, and where they are.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    pub(super) terms: Vec<Term>,
    /// By document.
    pub(super) occurrences: Vec<Occurrence>,
    places: Vec<u8>,
    stems: HashMap<String, u32>,
}

impl Vocabulary {
    /// Adds the words of a document.
    pub(super) fn add(&mut self, number: u32, document: &Analyzed, stemmer: Option<&Stemmer>) {
        for (word, text, source, places) in document.words() {
            let term = self.term(text, TermKind::Token(word.kind), || stem(text, source, word.kind, stemmer));
            self.push(term, number, (word.count, word.fields, word.part), places);
        }
    }

    /// Adds a value of a facet to a document.
    pub(super) fn add_value(&mut self, document: u32, word: &str) {
        let term = self.term(word, TermKind::Value, || None);
        self.push(term, document, (0, Fields::default(), 0), &[]);
    }

    fn push(&mut self, term: u32, document: u32, (count, fields, part): (u16, Fields, u8), places: &[u8]) {
        let start = self.places.len() as u32;
        self.places.extend_from_slice(places);
        self.occurrences.push(Occurrence { term, document, count, fields, part, places: start });
    }

    fn term(&mut self, text: &str, kind: TermKind, stem: impl FnOnce() -> Option<String>) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.terms.len() as u32;
        let stem = stem().map(|stem| {
            let next = self.stems.len() as u32;
            *self.stems.entry(stem).or_insert(next)
        });
        self.numbers.insert(text.into(), number);
        self.terms.push(Term { text: text.into(), kind, stem });
        number
    }

    /// The places of a word in a document, as they are written, by the number of the occurrence.
    pub(super) fn places(&self, occurrence: usize) -> &[u8] {
        let start = |number: usize| self.occurrences.get(number).map(|occurrence| occurrence.places as usize);
        let end = start(occurrence + 1).unwrap_or(self.places.len());
        start(occurrence).and_then(|start| self.places.get(start..end)).unwrap_or_default()
    }

    /// The numbers of the words in order of their bytes.
    pub(super) fn sorted(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..self.terms.len() as u32).collect();
        sorted.sort_unstable_by_key(|number| self.text(*number));
        sorted
    }

    pub(super) fn text(&self, number: u32) -> &str {
        self.terms.get(number as usize).map_or("", |term| &term.text)
    }
}

fn stem(text: &str, source: &str, kind: Kind, stemmer: Option<&Stemmer>) -> Option<String> {
    let has_stem =
        matches!(kind, Kind::Word | Kind::Part | Kind::Whole) && text.chars().all(char::is_alphabetic);
    has_stem.then(|| stemmer.map(|stemmer| stemmer.stem(source))).flatten()
}
