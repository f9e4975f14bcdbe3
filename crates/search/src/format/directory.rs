//! Sorted words, written with what they share with the word before left out, and what a directory of shards
//! makes of them.

use std::ops::Range;

use crate::format::codec::{ENDS_EARLY, NOT_UTF8, ORDER, Reader};
#[cfg(feature = "builder")]
use crate::format::codec::{Writer, shared_prefix};

/// Words in ascending order of their bytes, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of this number; empty when there is none.
    pub(crate) fn get(&self, index: usize) -> &str {
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(u32::MAX),
            None => 0,
        };
        let end = self.ends.get(index).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        let index = self.first_from(word);
        (index < self.len() && self.get(index) == word).then_some(index)
    }

    /// The words that begin so.
    pub(crate) fn prefixed(&self, prefix: &str) -> Range<usize> {
        let start = self.first_from(prefix);
        start..self.partition(start, |word| word.starts_with(prefix))
    }

    /// The first word that is not before `word`.
    pub(crate) fn first_from(&self, word: &str) -> usize {
        self.partition(0, |other| other < word)
    }

    /// The first word from `low` on of which `holds` is not true, when it is true of those before it only.
    pub(crate) fn partition(&self, mut low: usize, holds: impl Fn(&str) -> bool) -> usize {
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            if holds(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.text.len() + self.ends.len() * 4
    }

    /// Reads `count` words: of each, how much it shares with the one before, how much is new, the new.
    pub(crate) fn decode(lengths: &mut Reader, letters: &mut Reader, count: usize) -> Self {
        let mut words = Self::default();
        let mut start = 0;
        for index in 0..count {
            let shared = lengths.number() as usize;
            let new = letters.bytes(lengths.number() as usize);
            let before = start..words.text.len();
            let prefix = words.text.get(before.clone()).and_then(|word| word.get(..shared));
            let (Some(prefix), Ok(new)) = (prefix, std::str::from_utf8(new)) else {
                letters.fail(NOT_UTF8);
                break;
            };
            let mut word = String::from(prefix);
            word.push_str(new);
            // What a word may take is bounded, so that a few bytes cannot ask for much memory.
            if word.len() > MOST_BYTES || index > 0 && word.as_str() <= words.get(index - 1) {
                letters.fail(ORDER);
                break;
            }
            start = before.end;
            words.text.push_str(&word);
            words.ends.push(words.text.len() as u32);
        }
        words
    }
}

/// Longest word, in bytes.
pub(crate) const MOST_BYTES: usize = 255;

/// How much a word shares with the one before, to a whole character, and how much is new.
#[cfg(feature = "builder")]
pub(crate) fn write_word(lengths: &mut Writer, letters: &mut Writer, before: &str, word: &str) {
    debug_assert!(word.len() <= MOST_BYTES, "a reader takes no longer word");
    let mut shared = shared_prefix(before, word);
    while !word.is_char_boundary(shared) {
        shared -= 1;
    }
    let new = word.get(shared..).unwrap_or_default();
    lengths.count(shared);
    lengths.count(new.len());
    letters.bytes(new.as_bytes());
}

/// Which words are in which shard.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directory {
    /// Of each shard but the first a text that is after the last word of the shard before, and not after the
    /// first of this.
    bounds: Words,
    len: usize,
}

impl Directory {
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The shard that has this word if any has.
    pub(crate) fn shard(&self, word: &str) -> Option<usize> {
        let shard = self.bounds.partition(0, |bound| bound <= word);
        (shard < self.len()).then_some(shard)
    }

    /// The shards that have words that begin so, if any have.
    pub(crate) fn shards(&self, prefix: &str) -> Range<usize> {
        let Some(first) = self.shard(prefix) else { return 0..0 };
        first..self.bounds.partition(first, |bound| bound.starts_with(prefix)) + 1
    }

    /// May this shard have these words, from the first to the last?
    pub(crate) fn may_hold(&self, shard: usize, first: &str, last: &str) -> bool {
        self.shard(first) == Some(shard) && self.shard(last) == Some(shard)
    }

    pub(crate) fn size(&self) -> usize {
        self.bounds.size()
    }

    /// Reads a directory of no more than so many shards.
    pub(crate) fn decode(reader: &mut Reader, most: usize) -> Self {
        let len = reader.number() as usize;
        let [mut lengths, mut letters] = [(); 2].map(|()| reader.section());
        if len > most {
            reader.fail(ENDS_EARLY);
            return Self::default();
        }
        let bounds = Words::decode(&mut lengths, &mut letters, len.saturating_sub(1));
        if lengths.end().and(letters.end()).is_err() {
            reader.fail(ORDER);
        }
        Self { bounds, len }
    }
}

/// A shard as a directory names it.
#[cfg(feature = "builder")]
#[derive(Clone, Debug)]
pub(crate) struct ShardName {
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) hash: u64,
}

/// Writes a directory of shards, given in order, but for their hashes.
#[cfg(feature = "builder")]
pub(crate) fn write_directory(writer: &mut Writer, shards: &[ShardName]) {
    let (mut lengths, mut letters) = (Writer::default(), Writer::default());
    let mut before = "";
    for pair in shards.windows(2) {
        let [one, next] = pair else { continue };
        let bound = bound(&one.last, &next.first);
        write_word(&mut lengths, &mut letters, before, bound);
        before = bound;
    }
    writer.count(shards.len());
    writer.section(&lengths.into_bytes());
    writer.section(&letters.into_bytes());
}

/// The shortest beginning of `first` that is after `last`.
#[cfg(feature = "builder")]
fn bound<'a>(last: &str, first: &'a str) -> &'a str {
    let mut end = shared_prefix(last, first) + 1;
    while !first.is_char_boundary(end) {
        end += 1;
    }
    first.get(..end).unwrap_or(first)
}
