//! The entry file: what the index is, and which file has what. It knows nothing of single documents.

use std::ops::Range;

use crate::format::codec::Kind;
use crate::format::directory::Directory;
use crate::format::spelling_shard::Order;
use crate::format::term_shard::stop_key;
use crate::text::suffixes::Suffixes;

mod decode;
#[cfg(feature = "builder")]
mod encode;
mod file;

#[cfg(feature = "builder")]
pub(crate) use encode::{EntryRecord, SegmentRecord, TextsRecord, encode};
pub(crate) use file::File;
#[cfg(feature = "builder")]
pub(crate) use file::path;
use file::{files, parse, push_hash};

/// Documents whose facets are in one file.
pub(crate) const COLUMN_DOCUMENTS: u32 = 4096;
/// Documents whose neighbours are in one file.
pub(crate) const NEIGHBOUR_DOCUMENTS: u32 = 512;
/// Text files that have one hash together, once there are so many.
pub(crate) const TEXT_GROUP: usize = 64;

/// The decoded entry.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    documents: u32,
    language: Box<str>,
    stop_words: Vec<Box<str>>,
    suffixes: Suffixes,
    facets: Vec<FacetName>,
    segments: Vec<Segment>,
    /// The hashes of all files of terms, and of those of words for spelling.
    terms: Vec<u64>,
    spelling: Vec<u64>,
    /// The first document and part of each text file.
    texts: Vec<(u32, u32)>,
    text_hashes: Vec<u64>,
    columns: Vec<u64>,
    neighbours: Vec<u64>,
}

/// What a facet is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetName {
    /// As in addresses and queries.
    pub key: Box<str>,
    /// What may stand for the key in a query.
    pub aliases: Vec<Box<str>>,
    /// For readers.
    pub label: Box<str>,
}

/// Documents that follow each other, with a dictionary of their own.
#[derive(Clone, Debug)]
struct Segment {
    documents: Range<u32>,
    /// Each with the number of its first file.
    terms: (u32, Directory),
    spelling: (u32, Directory),
    backwards: (u32, Directory),
}

impl Entry {
    /// The number of documents.
    pub(crate) fn documents(&self) -> u32 {
        self.documents
    }

    /// BCP 47.
    pub(crate) fn language(&self) -> &str {
        &self.language
    }

    /// Folded.
    pub(crate) fn is_stop_word(&self, word: &str) -> bool {
        self.stop_words.iter().any(|stop| **stop == *word)
    }

    /// What words of one stem differ in at their end.
    pub(crate) fn suffixes(&self) -> &Suffixes {
        &self.suffixes
    }

    pub(crate) fn facets(&self) -> &[FacetName] {
        &self.facets
    }

    /// The files that have this word if any have: one of each segment. A value of a facet is the word
    /// [`facet_word`].
    pub(crate) fn term_files(&self, word: &str) -> impl Iterator<Item = File> + use<'_> {
        let key = if self.is_stop_word(word) { stop_key(word) } else { word.to_owned() };
        self.segments.iter().filter_map(move |segment| {
            let (first, directory) = &segment.terms;
            Some(File { kind: Kind::Terms, number: first + directory.shard(&key)? as u32 })
        })
    }

    /// The files that have words that begin so.
    pub(crate) fn prefix_files(&self, prefix: &str) -> impl Iterator<Item = File> {
        self.segments.iter().flat_map(move |segment| {
            let (first, directory) = &segment.terms;
            files(Kind::Terms, *first, directory.shards(prefix))
        })
    }

    /// The files that have words that begin so, or, backwards, end so: the letters are given in the opposite
    /// order then. An empty prefix stands for all.
    pub(crate) fn spelling_files(&self, order: Order, prefix: &str) -> impl Iterator<Item = File> {
        self.segments.iter().flat_map(move |segment| {
            let (first, directory) = match order {
                Order::Forwards => &segment.spelling,
                Order::Backwards => &segment.backwards,
            };
            files(Kind::Spelling, *first, directory.shards(prefix))
        })
    }

    /// The file with this part of this document.
    pub(crate) fn text_file(&self, document: u32, part: u32) -> Option<File> {
        let after = self.texts.partition_point(|first| *first <= (document, part));
        Some(File { kind: Kind::Text, number: after.checked_sub(1)? as u32 })
    }

    /// The files with the facets of all documents.
    pub(crate) fn column_files(&self) -> impl Iterator<Item = File> {
        files(Kind::Columns, 0, 0..self.columns.len())
    }

    /// The file with the neighbours of this document.
    pub(crate) fn neighbour_file(&self, document: u32) -> File {
        File { kind: Kind::Neighbours, number: document / NEIGHBOUR_DOCUMENTS }
    }

    /// The documents that a file speaks of: of terms and positions those of its segment.
    pub(crate) fn documents_of(&self, file: File) -> Range<u32> {
        let chunk = |size: u32| {
            let first = file.number.saturating_mul(size);
            first..first.saturating_add(size).min(self.documents)
        };
        match file.kind {
            Kind::Columns => chunk(COLUMN_DOCUMENTS),
            Kind::Neighbours => chunk(NEIGHBOUR_DOCUMENTS),
            Kind::Terms | Kind::Positions => {
                self.segment_of_terms(file).map_or(0..0, |segment| segment.documents.clone())
            }
            Kind::Entry | Kind::Spelling | Kind::Text => 0..self.documents,
        }
    }

    /// The document and part that a text file begins with.
    pub(crate) fn text_start(&self, file: File) -> (u32, u32) {
        self.texts.get(file.number as usize).copied().unwrap_or_default()
    }

    /// May a file of terms have these [`crate::format::term_shard::TermShard::bounds`]? Another has not come in its
    /// place then.
    pub(crate) fn may_hold(&self, file: File, [first, last]: [&str; 2]) -> bool {
        self.segment_of_terms(file).is_some_and(|segment| {
            let (number, directory) = &segment.terms;
            directory.may_hold((file.number - number) as usize, first, last)
        })
    }

    fn segment_of_terms(&self, file: File) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.terms.0 <= file.number);
        self.segments.get(after.checked_sub(1)?)
    }

    /// Where a file is, relative to the site's base.
    pub(crate) fn path(&self, file: File) -> Option<String> {
        file::path(file, self.hash(file)?)
    }

    /// The file at a path.
    pub(crate) fn file(&self, path: &str) -> Option<File> {
        let (kind, number, hash) = parse(path)?;
        let number = match number {
            Some(number) => number,
            None => self.hashes(kind).iter().position(|other| *other == hash)? as u32,
        };
        let file = File { kind, number };
        (self.hash(file) == Some(hash)).then_some(file)
    }

    fn hash(&self, file: File) -> Option<u64> {
        let mut number = file.number as usize;
        if file.kind == Kind::Text {
            let whole = self.texts.len() / TEXT_GROUP;
            let group = number / TEXT_GROUP;
            if number >= self.texts.len() {
                return None;
            }
            number = if group < whole { group } else { whole + number % TEXT_GROUP };
        }
        self.hashes(file.kind).get(number).copied()
    }

    fn hashes(&self, kind: Kind) -> &[u64] {
        match kind {
            Kind::Entry => &[],
            Kind::Terms | Kind::Positions => &self.terms,
            Kind::Spelling => &self.spelling,
            Kind::Text => &self.text_hashes,
            Kind::Columns => &self.columns,
            Kind::Neighbours => &self.neighbours,
        }
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        let of_segment = |segment: &Segment| {
            segment.terms.1.size() + segment.spelling.1.size() + segment.backwards.1.size()
        };
        let hashes: usize = Kind::ALL.into_iter().map(|kind| self.hashes(kind).len()).sum();
        self.segments.iter().map(of_segment).sum::<usize>() + (self.texts.len() + hashes) * 8
    }
}

/// The word that stands for a value of a facet. No text has such a word. Of a long value a hash (FNV-1a,
/// <http://www.isthe.com/chongo/tech/comp/fnv/>) stands for the end: words have a longest length.
pub(crate) fn facet_word(facet: &str, value: &str) -> String {
    let mut word = ["\u{1}", facet, "\u{1}", value].concat();
    if word.len() > LONGEST_FACET_WORD {
        let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        word.truncate(word.floor_char_boundary(LONGEST_FACET_WORD));
        push_hash(&mut word, hash);
    }
    word
}

/// Most bytes of what is kept of a facet's key and value; the digits of a hash still fit a word.
const LONGEST_FACET_WORD: usize = 200;
