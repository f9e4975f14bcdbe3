use crate::format::codec::{Kind, Writer};

/// Writes a shard: of each word its places in each document, as [`write_places`] wrote them.
pub(crate) fn encode_positions(words: &[Vec<u8>]) -> Vec<u8> {
    let mut lengths = Writer::default();
    for word in words {
        lengths.count(word.len());
    }
    let mut file = Writer::file(Kind::Positions);
    file.count(words.len());
    file.section(&lengths.into_bytes());
    for word in words {
        file.bytes(word);
    }
    file.into_bytes()
}

/// Writes the places of a word in a document.
pub(crate) fn write_places(writer: &mut Writer, places: &[u32]) {
    writer.count(places.len());
    let mut next = 0;
    for place in places {
        writer.number(place - next);
        next = place + 1;
    }
}
