use crate::format::codec::{Kind, Writer};
use crate::format::directory::write_word;

/// Writes a shard of sorted words and the number of documents that have each.
pub(crate) fn encode_spelling(words: &[(&str, u32)]) -> Vec<u8> {
    let (mut lengths, mut letters) = (Writer::default(), Writer::default());
    let mut before = "";
    for (word, _) in words {
        write_word(&mut lengths, &mut letters, before, word);
        before = word;
    }
    let mut file = Writer::file(Kind::Spelling);
    file.count(words.len());
    file.section(&lengths.into_bytes());
    file.section(&letters.into_bytes());
    for (_, documents) in words {
        file.byte(documents.max(&1).ilog2() as u8);
    }
    file.into_bytes()
}
