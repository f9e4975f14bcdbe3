//! What can be found of one document without the others.

use std::collections::HashMap;

use super::parts::{Piece, pieces, records};
use super::{Document, Schema};
use crate::codec::Writer;
use crate::position_shard::write_places;
use crate::tokens::{Kind, Token, tokens};

/// A document's words: what can be made of one document without the others, on any thread.
#[derive(Clone, Debug)]
pub struct Analyzed {
    /// Its text, in parts as they are written.
    pub(super) parts: Vec<Vec<u8>>,
    pub(super) facets: Vec<Vec<(String, String)>>,
    /// Its words, each once, in the order of their first place.
    pub(super) words: Vec<Word>,
    /// Words in its text.
    pub(super) length: u32,
    /// Words in its title.
    pub(super) title_length: u32,
}

/// What a document says of a word.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Folded.
    pub(super) text: Box<str>,
    /// As it stands in the text, where that is not the folded word but for its case.
    pub(super) source: Option<Box<str>>,
    pub(super) kind: Kind,
    /// How often it stands in the text and its headings.
    pub(super) count: u32,
    pub(super) in_title: bool,
    /// In the title it stands by itself, not as a part of another word.
    pub(super) alone: bool,
    pub(super) in_heading: bool,
    pub(super) in_facet: bool,
    /// The part that it stands in most often, the first of them.
    pub(super) part: u8,
    /// Its places, as they are written.
    pub(super) places: Box<[u8]>,
}

/// Finds the words of a document.
pub fn analyze(schema: &Schema, document: Document) -> Analyzed {
    let pieces = pieces(&document.sections);
    let mut words = Words::default();
    words.read(&document.title, Field::Title);
    words.next_field();
    let title_length = words.length;
    words.length = 0;
    let mut section = None;
    for piece in &pieces {
        words.part = piece.part;
        if section != Some(piece.section) {
            section = Some(piece.section);
            words.read_heading(&document, piece);
        }
        if piece.begins {
            words.next_field();
        }
        words.read(piece.text, Field::Text);
    }
    for (facet, values) in schema.facets.iter().zip(&document.facets) {
        for (_, label) in values.iter().filter(|_| facet.searched) {
            words.read(label, Field::Facet);
        }
    }
    let length = words.length;
    let parts = records(&document, &pieces);
    Analyzed { parts, facets: document.facets, words: words.finish(), length, title_length }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Heading,
    Text,
    Facet,
}

/// The words found so far.
#[derive(Default)]
struct Words {
    numbers: HashMap<Box<str>, usize>,
    words: Vec<Found>,
    part: usize,
    /// The place of the next word that is read.
    next: u32,
    /// Where the text that is read now began.
    base: u32,
    length: u32,
    /// Where the last word ended that was not a part of another.
    outer: usize,
}

struct Found {
    word: Word,
    places: Vec<u32>,
    /// How often it stands in the best part so far, and in the last.
    best: u32,
    last: (usize, u32),
}

impl Words {
    /// What follows is not in one phrase with what was read.
    fn next_field(&mut self) {
        self.next += 1;
    }

    fn read_heading(&mut self, document: &Document, piece: &Piece) {
        if let Some(section) = document.sections.get(piece.section) {
            self.next_field();
            self.read(&section.heading, Field::Heading);
        }
    }

    fn read(&mut self, text: &str, field: Field) {
        self.base = self.next;
        self.outer = 0;
        tokens(text, &mut |token| self.take(token, text, field));
    }

    fn take(&mut self, token: &Token, text: &str, field: Field) {
        let alone = token.kind == Kind::Bigram || token.range.start >= self.outer;
        self.outer = self.outer.max(token.range.end);
        let number = self.numbers.get(token.text).copied().unwrap_or_else(|| {
            self.numbers.insert(token.text.into(), self.words.len());
            self.words.push(Found::new(token, text));
            self.words.len() - 1
        });
        let Some(found) = self.words.get_mut(number) else { return };
        if found.word.kind == Kind::Part {
            found.word.kind = token.kind;
        }
        match field {
            Field::Facet => {
                found.word.in_facet = true;
                return;
            }
            Field::Title => {
                found.word.in_title = true;
                found.word.alone |= alone;
            }
            Field::Heading => found.word.in_heading = true,
            Field::Text => {}
        }
        let place = self.base + token.position;
        if place >= self.next {
            self.next = place + 1;
            self.length += 1;
        }
        found.places.push(place);
        if field != Field::Title {
            found.count(self.part);
        }
    }

    fn finish(self) -> Vec<Word> {
        let written = |mut found: Found| {
            found.places.sort_unstable();
            found.places.dedup();
            let mut places = Writer::default();
            write_places(&mut places, &found.places);
            Word { places: places.into_bytes().into(), ..found.word }
        };
        self.words.into_iter().map(written).collect()
    }
}

impl Found {
    fn new(token: &Token, text: &str) -> Self {
        let source = text.get(token.range.clone()).unwrap_or_default();
        let word = Word {
            text: token.text.into(),
            source: (!source.eq_ignore_ascii_case(token.text)).then(|| source.into()),
            kind: token.kind,
            count: 0,
            in_title: false,
            alone: false,
            in_heading: false,
            in_facet: false,
            part: 0,
            places: Box::default(),
        };
        Self { word, places: Vec::new(), best: 0, last: (0, 0) }
    }

    fn count(&mut self, part: usize) {
        self.word.count += 1;
        self.last = if self.last.0 == part { (part, self.last.1 + 1) } else { (part, 1) };
        if self.last.1 > self.best {
            self.best = self.last.1;
            self.word.part = u8::try_from(part).unwrap_or(u8::MAX);
        }
    }
}
