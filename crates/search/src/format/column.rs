//! Which documents have which value of each facet, for counting.

use std::ops::Range;

use crate::format::codec::{Damage, Kind, Reader};
use crate::format::posting::check_gaps;

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// The facets of some documents.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    first: u32,
    facets: Vec<Vec<Value>>,
    gaps: Box<[u8]>,
}

/// A value of a facet.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) key: Box<str>,
    /// Its name for readers.
    pub(crate) label: Box<str>,
    count: u32,
    gaps: u32,
}

impl Columns {
    /// Reads the facets of these documents. All of it is checked here.
    pub(crate) fn decode(bytes: &[u8], documents: Range<u32>) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Columns)?;
        reader.expect(documents.start);
        let count = reader.count();
        let mut names = reader.section();
        let gaps = reader.rest();
        let mut facets = Vec::with_capacity(count);
        for _ in 0..count {
            let mut values = Vec::new();
            for _ in 0..names.count() {
                let key: Box<str> = names.text().into();
                // A name that is as the key is not written.
                let label = match names.text() {
                    "" => key.clone(),
                    label => label.into(),
                };
                let value =
                    Value { key, label, count: names.number(), gaps: (gaps.len() - reader.left()) as u32 };
                check_gaps(&mut reader, value.count, &documents);
                values.push(value);
            }
            facets.push(values);
        }
        names.end()?;
        reader.end()?;
        Ok(Self { first: documents.start, facets, gaps: gaps.into() })
    }

    /// The values of a facet, by its place in the schema.
    pub(crate) fn values(&self, facet: usize) -> &[Value] {
        self.facets.get(facet).map(Vec::as_slice).unwrap_or_default()
    }

    /// The documents that have a value, ascending.
    pub(crate) fn documents(&self, value: &Value) -> impl Iterator<Item = u32> {
        let gaps = self.gaps.get(value.gaps as usize..).unwrap_or_default();
        crate::format::posting::Postings::new(self.first, value.count, gaps, &[], &[])
            .map(|posting| posting.document)
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        let names = self.facets.iter().flatten().map(|value| value.key.len() + value.label.len() + 40);
        self.gaps.len() + names.sum::<usize>()
    }
}
