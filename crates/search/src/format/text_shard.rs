//! What is shown of a hit: the texts of documents that follow each other, or one part of a long one.

use crate::format::codec::{DOCUMENT, Damage, Kind, Reader};

#[cfg(feature = "builder")]
mod encode;

#[cfg(feature = "builder")]
pub(crate) use encode::*;

/// A decoded shard.
#[derive(Clone, Debug)]
pub(crate) struct TextShard {
    bytes: Box<[u8]>,
    /// Of each record its document, its part, and where it begins.
    records: Vec<(u32, u32, u32)>,
}

/// One part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextPart<'a> {
    pub(crate) url: &'a str,
    pub(crate) title: &'a str,
    pub(crate) note: &'a str,
    /// The headings in it, in order; first the one in force at its start, if it has one.
    pub(crate) headings: Vec<Heading<'a>>,
    pub(crate) text: &'a str,
}

/// A heading in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heading<'a> {
    /// The byte of the text where what it stands above begins.
    pub(crate) at: usize,
    /// The fragment that leads to it.
    pub(crate) id: &'a str,
    pub(crate) text: &'a str,
}

impl TextShard {
    /// Reads a shard that begins with this part of this document. All of it is checked here.
    pub(crate) fn decode(bytes: &[u8], first: (u32, u32)) -> Result<Self, Damage> {
        let mut reader = Reader::open(bytes, Kind::Text)?;
        reader.expect(first.0);
        reader.expect(first.1);
        let count = reader.count();
        let (mut document, mut part) = first;
        let mut records = Vec::with_capacity(count);
        for index in 0..count {
            // Only the first can be a later part of its document.
            if index > 0 {
                (document, part) = (document.checked_add(1).ok_or(Damage::Damaged(DOCUMENT))?, 0);
            }
            records.push((document, part, (bytes.len() - reader.left()) as u32));
            TextPart::decode(&mut reader);
        }
        reader.end()?;
        Ok(Self { bytes: bytes.into(), records })
    }

    /// A part of a document, if this is its shard.
    pub(crate) fn get(&self, document: u32, part: u32) -> Option<TextPart<'_>> {
        let record = self.records.iter().find(|record| (record.0, record.1) == (document, part))?;
        Some(TextPart::decode(&mut Reader::new(self.bytes.get(record.2 as usize..)?)))
    }

    /// Bytes in memory, about.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + self.records.len() * 12
    }
}

impl<'a> TextPart<'a> {
    fn decode(reader: &mut Reader<'a>) -> Self {
        let [url, title, note] = [(); 3].map(|()| reader.text());
        let mut headings = Vec::new();
        let mut at = 0;
        for _ in 0..reader.count() {
            at = reader.more(at);
            headings.push(Heading { at: at as usize, id: reader.text(), text: reader.text() });
        }
        let text = reader.text();
        if headings.iter().any(|heading| !text.is_char_boundary(heading.at)) {
            reader.fail("a heading is not in its text");
        }
        Self { url, title, note, headings, text }
    }
}
