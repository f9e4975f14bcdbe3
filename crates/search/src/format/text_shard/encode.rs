use super::TextPart;
use crate::format::codec::{Kind, Writer};

/// Writes a part of a document.
pub(crate) fn encode_part(part: &TextPart) -> Vec<u8> {
    let mut record = Writer::default();
    for text in [part.url, part.title, part.note] {
        record.text(text);
    }
    record.count(part.headings.len());
    let mut before = 0;
    for heading in &part.headings {
        record.count(heading.at - before);
        before = heading.at;
        record.text(heading.id);
        record.text(heading.text);
    }
    record.text(part.text);
    record.into_bytes()
}

/// Writes a shard of parts, of which the first is this part of this document.
pub(crate) fn encode_texts(first: (u32, u32), parts: &[&[u8]]) -> Vec<u8> {
    let mut file = Writer::file(Kind::Text);
    file.number(first.0);
    file.number(first.1);
    file.count(parts.len());
    for part in parts {
        file.bytes(part);
    }
    file.into_bytes()
}
