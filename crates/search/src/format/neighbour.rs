//! The documents most like each document.

use std::ops::Range;

use crate::format::codec::{DOCUMENT, Damage, ENDS_EARLY, Kind, Reader};

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// A document is like another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Neighbour {
    pub(crate) document: u32,
    /// 0 to 1: the cosine of their heaviest words.
    pub(crate) likeness: f32,
}

/// The likeness that the highest step stands for.
pub(crate) const STEPS: u32 = 15;

/// The neighbours of some documents.
#[derive(Clone, Debug)]
pub(crate) struct Neighbours {
    first: u32,
    /// Where those of each document begin in `all`, and the end.
    starts: Vec<u32>,
    /// Document and step.
    all: Vec<(u32, u8)>,
}

impl Neighbours {
    /// Reads the neighbours of these documents, in an index of so many.
    pub(crate) fn decode(bytes: &[u8], documents: Range<u32>, total: u32) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Neighbours)?;
        reader.expect(documents.start);
        let [mut counts, mut others] = [(); 2].map(|()| reader.section());
        let mut steps = Reader::new(reader.rest());
        let mut starts = vec![0];
        let mut all = Vec::new();
        for _ in documents.clone() {
            if counts.is_empty() {
                return Err(Damage::Damaged(ENDS_EARLY));
            }
            let mut next = 0;
            for _ in 0..counts.number() {
                let other = others.more(next);
                if other >= total || steps.is_empty() {
                    return Err(Damage::Damaged(DOCUMENT));
                }
                next = other + 1;
                all.push((other, steps.byte()));
            }
            starts.push(all.len() as u32);
        }
        reader.bytes(reader.left());
        for reader in [counts, others, steps, reader] {
            reader.end()?;
        }
        Ok(Self { first: documents.start, starts, all })
    }

    /// The neighbours of a document, by their number.
    pub(crate) fn of(&self, document: u32) -> impl Iterator<Item = Neighbour> {
        let index = document.checked_sub(self.first).map_or(usize::MAX - 1, |index| index as usize);
        let start = self.starts.get(index).copied().unwrap_or(0) as usize;
        let end = self.starts.get(index + 1).copied().unwrap_or(0) as usize;
        self.all
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .map(|&(document, step)| Neighbour { document, likeness: f32::from(step) / STEPS as f32 })
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.starts.len() * 4 + self.all.len() * 8
    }
}
