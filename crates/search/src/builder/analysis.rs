//! What can be found of one document without the others.

use std::collections::HashMap;

use super::cuts::word_hash;
use super::parts::{Piece, pieces, records};
use super::{Document, Schema};
use crate::format::codec::Writer;
use crate::format::position_shard::write_places;
use crate::text::tokens::{Kind, Token, tokens};

/// A document's words: what can be made of one document without the others, on any thread.
#[derive(Clone, Debug)]
pub struct Analyzed {
    /// Its text, in parts as they are written.
    pub(super) parts: Vec<Vec<u8>>,
    pub(super) facets: Vec<Vec<(String, String)>>,
    /// Its words, each once, in the order of their first place.
    words: Vec<Word>,
    /// The words, folded, one after the other.
    text: String,
    /// Of words that do not stand in the text as they are folded, but for their case: how they do.
    sources: Vec<(usize, Box<str>)>,
    /// The words' places, as they are written, one after the other.
    places: Vec<u8>,
    /// Words in its text.
    pub(super) length: u32,
    /// Words in its title.
    pub(super) title_length: u32,
}

/// What a document says of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Where it begins and ends in the document's words.
    text: (u32, u32),
    pub(super) kind: Kind,
    /// How often it stands in the text and its headings.
    pub(super) count: u16,
    pub(super) fields: Fields,
    /// The part that it stands in most often, the first of them.
    pub(super) part: u8,
    /// Where its places end.
    places: u32,
}

/// Where a word stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fields {
    pub(super) title: bool,
    /// In the title it stands by itself, not as a part of another word.
    pub(super) alone: bool,
    pub(super) heading: bool,
    pub(super) facet: bool,
}

impl Analyzed {
    /// What is left once its words are elsewhere.
    pub(super) fn without_words(self) -> Self {
        let Self { parts, facets, length, title_length, .. } = self;
        let (words, text, sources, places) = Default::default();
        Self { parts, facets, words, text, sources, places, length, title_length }
    }

    /// Its words: each folded, as it stands in the text, and its places.
    pub(super) fn words(&self) -> impl Iterator<Item = (&Word, &str, &str, &[u8])> {
        let mut sources = self.sources.iter().peekable();
        let mut places = 0;
        self.words.iter().enumerate().map(move |(number, word)| {
            let text = self.text.get(word.text.0 as usize..word.text.1 as usize).unwrap_or_default();
            let source = sources.next_if(|(other, _)| *other == number).map_or(text, |(_, source)| source);
            let start = std::mem::replace(&mut places, word.places as usize);
            (word, text, source, self.places.get(start..places).unwrap_or_default())
        })
    }
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
    let parts = records(&document, &pieces);
    words.finish(parts, document.facets, title_length)
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
    /// Of the hash of each word its number; of one whose hash another has the next hash that none has.
    numbers: HashMap<u64, usize>,
    words: Vec<Found>,
    text: String,
    sources: Vec<(usize, Box<str>)>,
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
        let number = self.number(token, text);
        let Some(found) = self.words.get_mut(number) else { return };
        if found.word.kind == Kind::Part {
            found.word.kind = token.kind;
        }
        match field {
            Field::Facet => {
                found.word.fields.facet = true;
                return;
            }
            Field::Title => {
                found.word.fields.title = true;
                found.word.fields.alone |= alone;
            }
            Field::Heading => found.word.fields.heading = true,
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

    /// The number of a word that has come, or comes now.
    fn number(&mut self, token: &Token, text: &str) -> usize {
        let mut hash = word_hash(token.text);
        while let Some(number) = self.numbers.get(&hash) {
            let known = self.words.get(*number).map_or((0, 0), |found| found.word.text);
            if self.text.get(known.0 as usize..known.1 as usize) == Some(token.text) {
                return *number;
            }
            hash = hash.wrapping_add(1);
        }
        let number = self.words.len();
        self.numbers.insert(hash, number);
        let source = text.get(token.range.clone()).unwrap_or_default();
        if !source.eq_ignore_ascii_case(token.text) {
            self.sources.push((number, source.into()));
        }
        let start = self.text.len() as u32;
        self.text.push_str(token.text);
        let text = (start, self.text.len() as u32);
        let word = Word { text, kind: token.kind, count: 0, fields: Fields::default(), part: 0, places: 0 };
        self.words.push(Found { word, places: Vec::new(), best: 0, last: (0, 0) });
        number
    }

    fn finish(self, parts: Vec<Vec<u8>>, facets: Vec<Vec<(String, String)>>, title_length: u32) -> Analyzed {
        let mut places = Writer::default();
        let mut words = Vec::with_capacity(self.words.len());
        for mut found in self.words {
            found.places.sort_unstable();
            found.places.dedup();
            write_places(&mut places, &found.places);
            words.push(Word { places: places.len() as u32, ..found.word });
        }
        let (text, sources, places) = (self.text, self.sources, places.into_bytes());
        Analyzed { parts, facets, words, text, sources, places, length: self.length, title_length }
    }
}

impl Found {
    fn count(&mut self, part: usize) {
        self.word.count = self.word.count.saturating_add(1);
        self.last = if self.last.0 == part { (part, self.last.1 + 1) } else { (part, 1) };
        if self.last.1 > self.best {
            self.best = self.last.1;
            self.word.part = u8::try_from(part).unwrap_or(u8::MAX);
        }
    }
}
