//! Where the words of a term shard stand: in the same order as its words and their postings.

use crate::format::codec::{Damage, Kind, Reader};

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// A decoded shard.
#[derive(Clone, Debug)]
pub(crate) struct PositionShard {
    bytes: Box<[u8]>,
    /// Where the places of each word begin in `bytes`, and the end.
    starts: Vec<u32>,
}

impl PositionShard {
    /// Reads a shard. All of it is checked here.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Positions)?;
        let count = reader.count();
        let mut lengths = reader.section();
        let bytes = reader.rest();
        let mut starts = Vec::with_capacity(count + 1);
        let mut start = 0;
        starts.push(start);
        for _ in 0..count {
            let length = lengths.number();
            let bytes = reader.bytes(length as usize);
            let mut places = Places { reader: Reader::new(bytes) };
            while !places.reader.is_empty() {
                places.read(&mut |_| {});
            }
            places.reader.end()?;
            start += bytes.len() as u32;
            starts.push(start);
        }
        lengths.end()?;
        reader.end()?;
        Ok(Self { bytes: bytes.into(), starts })
    }

    /// The places of a word, in one document of its postings after the other.
    pub(crate) fn places(&self, term: usize) -> Places<'_> {
        let start = self.starts.get(term).copied().unwrap_or(u32::MAX) as usize;
        let end = self.starts.get(term + 1).copied().unwrap_or(0) as usize;
        Places { reader: Reader::new(self.bytes.get(start..end).unwrap_or_default()) }
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + self.starts.len() * 4
    }
}

/// The places of a word, document by document.
#[derive(Clone, Debug)]
pub(crate) struct Places<'a> {
    reader: Reader<'a>,
}

impl Places<'_> {
    /// Adds the places in the next document, ascending. False when there is no next.
    pub(crate) fn next(&mut self, places: &mut Vec<u32>) -> bool {
        let more = !self.reader.is_empty();
        self.read(&mut |place| places.push(place));
        more
    }

    fn read(&mut self, take: &mut dyn FnMut(u32)) {
        let mut next = 0;
        for _ in 0..self.reader.count() {
            let place = self.reader.more(next);
            take(place);
            next = place.saturating_add(1);
        }
    }
}
