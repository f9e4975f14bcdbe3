//! A range of the dictionary with its postings: which documents of a segment have a word, and how much they
//! say of it.
//!
//! What is alike stands together, so that compression finds it: the words' lengths, their letters, what they
//! are, how many documents they have; then all gaps between documents, all weights, all parts.

use std::ops::Range;

use crate::format::codec::{Damage, Kind, Reader};
use crate::format::directory::Words;
use crate::format::posting::{Postings, check_gaps};

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// A hash or other noise: found as it is, never as a beginning or a correction.
pub(crate) const OPAQUE: u32 = 1;
/// Its postings have no weights: a value of a facet.
pub(crate) const BARE: u32 = 2;
/// Its postings say in which part of the document the word is densest, where one is not in the first.
pub(crate) const PARTS: u32 = 4;
/// Bits of the flags; above them is the word's stem.
pub(crate) const FLAG_BITS: u32 = 3;

/// What stands for the stem of a word that shares it with none.
pub(crate) const ALONE: u32 = 0;
/// The first word of a stem. Higher: one of those before, this many minus two stems ago, by last use.
pub(crate) const OPENS: u32 = 1;
/// So many stems back at most.
pub(crate) const OPEN_STEMS: usize = 64;

/// Stop words are before all others, so that nobody pays for their long lists who asks for their neighbours.
const STOP_WORD: char = '\u{2}';

/// What a stop word is in the dictionary.
pub(crate) fn stop_key(word: &str) -> String {
    let mut key = String::from(STOP_WORD);
    key.push_str(word);
    key
}

/// A decoded shard.
#[derive(Clone, Debug)]
pub(crate) struct TermShard {
    words: Words,
    terms: Vec<Term>,
    documents: Range<u32>,
    /// Gaps, weights and parts, one after the other.
    postings: Box<[u8]>,
}

/// What the dictionary says of a word.
#[derive(Clone, Copy, Debug)]
struct Term {
    flags: u8,
    /// The same for all words with one stem; [`NO_STEM`] for a word without.
    stem: u32,
    documents: u32,
    gaps: u32,
    weights: u32,
    parts: u32,
}

const NO_STEM: u32 = u32::MAX;

impl TermShard {
    /// Reads a shard of the segment with these documents. All of it is checked here.
    pub(crate) fn decode(bytes: &[u8], documents: Range<u32>) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Terms)?;
        let count = reader.count();
        let [mut lengths, mut letters, mut infos, mut counts, mut gaps] = [(); 5].map(|()| reader.section());
        let gaps_length = gaps.left();
        let mut weights = gaps_length;
        let weights_end = weights + reader.count();
        let mut parts = weights_end;
        let postings: Box<[u8]> = [gaps.rest(), reader.rest()].concat().into();
        let words = Words::decode(&mut lengths, &mut letters, count);
        let mut stems = OpenStems::default();
        let mut terms = Vec::with_capacity(count);
        for _ in 0..count {
            let info = infos.number();
            let flags = info & ((1 << FLAG_BITS) - 1);
            let term = Term {
                flags: flags as u8,
                stem: stems.next(info >> FLAG_BITS),
                documents: counts.number(),
                gaps: (gaps_length - gaps.left()) as u32,
                weights: weights as u32,
                parts: parts as u32,
            };
            check_gaps(&mut gaps, term.documents, &documents);
            if flags & BARE == 0 {
                weights = weights.saturating_add(term.documents as usize);
            }
            if flags & PARTS != 0 {
                parts = parts.saturating_add(term.documents as usize);
            }
            terms.push(term);
        }
        // What is left of the file are the weights and parts, counted below.
        reader.bytes(reader.left());
        for reader in [lengths, letters, infos, counts, gaps, reader] {
            reader.end()?;
        }
        if weights != weights_end || parts != postings.len() {
            return Err(Damage::Damaged("its postings are not as many as its words say"));
        }
        Ok(Self { words, terms, documents, postings })
    }

    /// How many words it has. They are numbered in order.
    pub(crate) fn len(&self) -> usize {
        self.terms.len()
    }

    pub(crate) fn word(&self, term: usize) -> &str {
        let key = self.words.get(term);
        key.strip_prefix(STOP_WORD).unwrap_or(key)
    }

    /// The first key of the shard and the last.
    pub(crate) fn bounds(&self) -> [&str; 2] {
        [self.words.get(0), self.words.get(self.len().saturating_sub(1))]
    }

    /// The number of a word.
    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        self.words.find(word).or_else(|| self.words.find(&stop_key(word)))
    }

    /// The words that begin so, opaque ones too, but no stop words.
    pub(crate) fn prefixed(&self, prefix: &str) -> Range<usize> {
        self.words.prefixed(prefix)
    }

    /// The number of documents of the segment that have the word.
    #[cfg(feature = "invariants")]
    pub(crate) fn documents(&self, term: usize) -> u32 {
        self.terms.get(term).map_or(0, |term| term.documents)
    }

    pub(crate) fn is_opaque(&self, term: usize) -> bool {
        self.has(term, OPAQUE)
    }

    fn has(&self, term: usize, flag: u32) -> bool {
        self.terms.get(term).is_some_and(|term| u32::from(term.flags) & flag != 0)
    }

    /// The words of one stem with this, itself among them.
    pub(crate) fn siblings(&self, term: usize) -> impl Iterator<Item = usize> {
        let stem = self.terms.get(term).map_or(NO_STEM, |term| term.stem);
        let same = move |other: usize, found: &Term| other == term || stem != NO_STEM && found.stem == stem;
        self.terms
            .iter()
            .enumerate()
            .filter(move |(other, found)| same(*other, found))
            .map(|(other, _)| other)
    }

    /// The documents that have the word, ascending.
    pub(crate) fn postings(&self, term: usize) -> Postings<'_> {
        let Some(term) = self.terms.get(term) else { return Postings::none() };
        let from = |start: u32| self.postings.get(start as usize..).unwrap_or_default();
        let flags = u32::from(term.flags);
        Postings::new(
            self.documents.start,
            term.documents,
            from(term.gaps),
            if flags & BARE == 0 { from(term.weights) } else { &[] },
            if flags & PARTS != 0 { from(term.parts) } else { &[] },
        )
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.words.size() + self.terms.len() * size_of::<Term>() + self.postings.len()
    }
}

/// The stems of the words read so far, last used first.
#[derive(Debug, Default)]
struct OpenStems {
    recent: Vec<u32>,
    count: u32,
}

impl OpenStems {
    fn next(&mut self, code: u32) -> u32 {
        let (stem, place) = match code {
            ALONE => return NO_STEM,
            OPENS => {
                self.count += 1;
                (self.count, OPEN_STEMS)
            }
            _ => match self.recent.get((code - OPENS - 1) as usize) {
                Some(stem) => (*stem, (code - OPENS) as usize),
                // No builder writes that; the word is alone then.
                None => return NO_STEM,
            },
        };
        // It goes before the others, which move up to where it was.
        let mut moved = stem;
        for other in self.recent.iter_mut().take(place) {
            std::mem::swap(other, &mut moved);
        }
        if code == OPENS && self.recent.len() < OPEN_STEMS {
            self.recent.push(moved);
        }
        stem
    }
}
