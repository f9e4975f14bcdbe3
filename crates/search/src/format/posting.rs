//! Postings: the documents of a word.

use std::ops::Range;

use crate::format::codec::{DOCUMENT, ENDS_EARLY, Reader};
use crate::format::weight::Weight;

/// A document that has a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) document: u32,
    /// Zero for a value of a facet.
    pub(crate) weight: Weight,
    /// The part of the document's text where the word is densest.
    pub(crate) part: u32,
}

/// The documents of a word, ascending.
#[derive(Clone, Debug)]
pub(crate) struct Postings<'a> {
    /// The lowest document that may come.
    next: u32,
    left: u32,
    gaps: Reader<'a>,
    weights: &'a [u8],
    parts: &'a [u8],
}

impl<'a> Postings<'a> {
    pub(crate) fn none() -> Self {
        Self::new(0, 0, &[], &[], &[])
    }

    pub(crate) fn new(first: u32, count: u32, gaps: &'a [u8], weights: &'a [u8], parts: &'a [u8]) -> Self {
        Self { next: first, left: count, gaps: Reader::new(gaps), weights, parts }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    fn next(&mut self) -> Option<Posting> {
        self.left = self.left.checked_sub(1)?;
        let document = self.next.checked_add(self.gaps.number())?;
        self.next = document.checked_add(1)?;
        Some(Posting {
            document,
            weight: Weight::from_byte(take(&mut self.weights)),
            part: take(&mut self.parts).into(),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.left as usize))
    }
}

fn take(bytes: &mut &[u8]) -> u8 {
    let Some((&byte, left)) = bytes.split_first() else { return 0 };
    *bytes = left;
    byte
}

/// Reads over the gaps of so many documents, which must all be in the range.
pub(crate) fn check_gaps(gaps: &mut Reader, count: u32, documents: &Range<u32>) {
    // Nothing is read for nothing: the count may be anything.
    if count as usize > gaps.left() {
        gaps.fail(ENDS_EARLY);
        return;
    }
    let mut next = documents.start;
    for _ in 0..count {
        let document = gaps.more(next);
        if document >= documents.end {
            gaps.fail(DOCUMENT);
            return;
        }
        next = document + 1;
    }
}

/// Writes the gaps between documents of a segment that begins at `first`.
#[cfg(feature = "builder")]
pub(crate) fn write_gaps(
    gaps: &mut crate::format::codec::Writer,
    first: u32,
    documents: impl Iterator<Item = u32>,
) {
    let mut next = first;
    for document in documents {
        gaps.number(document - next);
        next = document + 1;
    }
}
