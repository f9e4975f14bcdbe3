//! Words that a misspelt word may stand for, in two orders: from their beginning and from their end. A word
//! with one wrong letter is right in its first half or in its second, so one of two small files has what it
//! stands for.

use crate::format::codec::{Damage, Kind, Reader};
use crate::format::directory::Words;

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// From which end words are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Forwards,
    /// The letters of each word are in the opposite order, too.
    Backwards,
}

/// A decoded shard.
#[derive(Clone, Debug)]
pub(crate) struct SpellingShard {
    words: Words,
    frequencies: Box<[u8]>,
}

impl SpellingShard {
    /// Reads a shard.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Spelling)?;
        let count = reader.count();
        let [mut lengths, mut letters] = [(); 2].map(|()| reader.section());
        let words = Words::decode(&mut lengths, &mut letters, count);
        let frequencies = reader.bytes(count).into();
        for reader in [lengths, letters, reader] {
            reader.end()?;
        }
        Ok(Self { words, frequencies })
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, index: usize) -> &str {
        self.words.get(index)
    }

    /// The binary logarithm of the number of documents that have the word, rounded down.
    pub(crate) fn frequency(&self, index: usize) -> u8 {
        self.frequencies.get(index).copied().unwrap_or(0)
    }

    /// The words that begin so: in the opposite order, those that end so.
    #[cfg(feature = "invariants")]
    pub(crate) fn prefixed(&self, prefix: &str) -> std::ops::Range<usize> {
        self.words.prefixed(prefix)
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.words.size() + self.frequencies.len()
    }
}
