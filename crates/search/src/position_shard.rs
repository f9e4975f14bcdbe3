//! Where the words of a term shard stand: in the same order as its words and their postings.

use crate::codec::{Damage, Kind, Reader, sum};

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
        let count = reader.count()?;
        let mut lengths = Reader::new(reader.section()?);
        let bytes = reader.rest();
        let mut starts = Vec::with_capacity(count + 1);
        let mut start = 0;
        starts.push(start);
        for _ in 0..count {
            let length = lengths.number()?;
            let mut places = Places { reader: Reader::new(reader.bytes(length as usize)?) };
            while !places.reader.is_empty() {
                places.read(|_| {})?;
            }
            start = sum(start, length)?;
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
        !self.reader.is_empty() && self.read(|place| places.push(place)).is_ok()
    }

    fn read(&mut self, mut take: impl FnMut(u32)) -> Result<(), Damage> {
        let count = self.reader.count()?;
        let mut next = 0;
        for _ in 0..count {
            let place = sum(next, self.reader.number()?)?;
            take(place);
            next = sum(place, 1)?;
        }
        Ok(())
    }
}
