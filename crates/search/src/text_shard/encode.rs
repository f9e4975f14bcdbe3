use super::TextPart;
use crate::codec::{Kind, Writer};

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

/// Writes a shard of parts.
pub(crate) fn encode_texts(parts: &[&[u8]]) -> Vec<u8> {
    let mut file = Writer::file(Kind::Text);
    file.count(parts.len());
    for part in parts {
        file.bytes(part);
    }
    file.into_bytes()
}
