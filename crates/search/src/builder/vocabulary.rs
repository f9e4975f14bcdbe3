//! All words of all documents.

use std::collections::HashMap;

use super::analysis::{Analyzed, Word};
use crate::stems::Stemmer;
use crate::tokens::Kind;

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
    pub(super) count: u32,
    pub(super) title: bool,
    /// In the title it stands by itself, not as a part of another word.
    pub(super) alone: bool,
    pub(super) heading: bool,
    pub(super) facet: bool,
    pub(super) part: u8,
    places: (u32, u32),
}

/// All words, and where they are.
#[derive(Default)]
pub(super) struct Vocabulary {
    numbers: HashMap<Box<str>, u32>,
    pub(super) terms: Vec<Term>,
    pub(super) occurrences: Vec<Occurrence>,
    places: Vec<u8>,
    stems: HashMap<String, u32>,
}

impl Vocabulary {
    /// Adds the words of a document, and takes them out of it.
    pub(super) fn add(&mut self, number: u32, document: &mut Analyzed, stemmer: Option<&Stemmer>) {
        for word in std::mem::take(&mut document.words) {
            let term = self.term(&word.text, TermKind::Token(word.kind), || stem(&word, stemmer));
            let start = self.places.len() as u32;
            self.places.extend_from_slice(&word.places);
            self.occurrences.push(Occurrence {
                term,
                document: number,
                count: word.count,
                title: word.in_title,
                alone: word.alone,
                heading: word.in_heading,
                facet: word.in_facet,
                part: word.part,
                places: (start, self.places.len() as u32),
            });
        }
    }

    /// Adds a value of a facet to a document.
    pub(super) fn add_value(&mut self, document: u32, word: &str) {
        let term = self.term(word, TermKind::Value, || None);
        self.occurrences.push(Occurrence {
            term,
            document,
            count: 0,
            title: false,
            alone: false,
            heading: false,
            facet: false,
            part: 0,
            places: (0, 0),
        });
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

    /// The places of a word in a document, as they are written.
    pub(super) fn places(&self, occurrence: &Occurrence) -> &[u8] {
        let (start, end) = occurrence.places;
        self.places.get(start as usize..end as usize).unwrap_or_default()
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

fn stem(word: &Word, stemmer: Option<&Stemmer>) -> Option<String> {
    let has_stem = matches!(word.kind, Kind::Word | Kind::Part | Kind::Whole)
        && word.text.chars().all(char::is_alphabetic);
    let source = word.source.as_deref().unwrap_or(&word.text);
    has_stem.then(|| stemmer.map(|stemmer| stemmer.stem(source))).flatten()
}
