use super::TEXT_GROUP;
use crate::codec::{Kind, Writer};
use crate::directory::{ShardName, write_directory};
use crate::suffixes::Suffixes;

/// What the entry says, as it is written.
#[derive(Debug, Default)]
pub(crate) struct EntryRecord<'a> {
    pub(crate) language: &'a str,
    pub(crate) stop_words: &'a [String],
    pub(crate) suffixes: Suffixes,
    /// Key, label, aliases.
    pub(crate) facets: Vec<(&'a str, &'a str, &'a [String])>,
    pub(crate) segments: Vec<SegmentRecord>,
    /// The first document and part of each text file.
    pub(crate) texts: Vec<(u32, u32)>,
    /// One for each whole group of [`TEXT_GROUP`], then one for each file that is left.
    pub(crate) text_hashes: Vec<u64>,
    pub(crate) columns: Vec<u64>,
    pub(crate) neighbours: Vec<u64>,
}

/// What the entry says of a segment.
#[derive(Debug, Default)]
pub(crate) struct SegmentRecord {
    pub(crate) documents: u32,
    pub(crate) terms: Vec<ShardName>,
    pub(crate) spelling: Vec<ShardName>,
    pub(crate) backwards: Vec<ShardName>,
}

/// Writes the entry.
pub(crate) fn encode(entry: &EntryRecord) -> Vec<u8> {
    let mut file = Writer::file(Kind::Entry);
    file.text(entry.language);
    texts(&mut file, entry.stop_words);
    file.count(entry.suffixes.endings.len());
    for (ending, exchanged) in entry.suffixes.endings.iter().zip(&entry.suffixes.exchanged) {
        file.text(ending);
        file.number(*exchanged as u32);
        file.number((*exchanged >> 32) as u32);
    }
    file.count(entry.facets.len());
    for (key, label, aliases) in &entry.facets {
        file.text(key);
        file.text(label);
        texts(&mut file, aliases);
    }
    file.count(entry.segments.len());
    for segment in &entry.segments {
        file.number(segment.documents);
        for shards in [&segment.terms, &segment.spelling, &segment.backwards] {
            write_directory(&mut file, shards);
        }
    }
    debug_assert_eq!(
        entry.text_hashes.len(),
        entry.texts.len() / TEXT_GROUP + entry.texts.len() % TEXT_GROUP
    );
    file.count(entry.texts.len());
    let mut before = 0;
    for (document, _) in &entry.texts {
        file.number(document - before);
        before = *document;
    }
    for hash in [&entry.text_hashes, &entry.columns, &entry.neighbours].into_iter().flatten() {
        file.hash(*hash);
    }
    file.into_bytes()
}

fn texts(file: &mut Writer, texts: &[String]) {
    file.count(texts.len());
    for text in texts {
        file.text(text);
    }
}
