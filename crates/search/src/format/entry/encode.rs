use super::TEXT_GROUP;
use crate::format::codec::{Kind, Writer};
use crate::format::directory::{ShardName, write_directory};
use crate::text::suffixes::Suffixes;

/// What the entry says, as it is written.
#[derive(Debug, Default)]
pub(crate) struct EntryRecord<'a> {
    pub(crate) language: &'a str,
    pub(crate) stop_words: &'a [String],
    pub(crate) suffixes: Suffixes,
    /// Key, label, aliases.
    pub(crate) facets: Vec<(&'a str, &'a str, &'a [String])>,
    pub(crate) segments: Vec<SegmentRecord>,
    pub(crate) texts: TextsRecord,
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

/// What the entry says of the text files.
#[derive(Debug, Default)]
pub(crate) struct TextsRecord {
    /// With so many documents a new file begins in any case.
    pub(crate) together: u32,
    /// The first document and part of each file.
    pub(crate) starts: Vec<(u32, u32)>,
    /// One for each whole group of [`TEXT_GROUP`], then one for each file that is left.
    pub(crate) hashes: Vec<u64>,
}

/// Writes the entry.
pub(crate) fn encode(entry: &EntryRecord) -> Vec<u8> {
    let [mut all, mut directories, mut texts, mut hashes] = [(); 4].map(|()| Writer::default());
    all.text(entry.language);
    write_texts(&mut all, entry.stop_words);
    all.count(entry.suffixes.endings.len());
    for (ending, exchanged) in entry.suffixes.endings.iter().zip(&entry.suffixes.exchanged) {
        all.text(ending);
        all.number(*exchanged as u32);
        all.number((*exchanged >> 32) as u32);
    }
    all.count(entry.facets.len());
    for (key, label, aliases) in &entry.facets {
        all.text(key);
        all.text(label);
        write_texts(&mut all, aliases);
    }
    for segment in &entry.segments {
        all.number(segment.documents);
        for shards in [&segment.terms, &segment.spelling, &segment.backwards] {
            write_directory(&mut directories, shards);
            shards.iter().for_each(|shard| hashes.hash(shard.hash));
        }
    }
    write_starts(&mut texts, &entry.texts);
    for hash in [&entry.texts.hashes, &entry.columns, &entry.neighbours].into_iter().flatten() {
        hashes.hash(*hash);
    }
    let mut file = Writer::file(Kind::Entry);
    for section in [all, directories, texts] {
        file.section(&section.into_bytes());
    }
    file.bytes(&hashes.into_bytes());
    file.into_bytes()
}

/// Of so many documents together each time: how many more files than one they have, and where those begin.
fn write_starts(writer: &mut Writer, texts: &TextsRecord) {
    debug_assert_eq!(texts.hashes.len(), texts.starts.len() / TEXT_GROUP + texts.starts.len() % TEXT_GROUP);
    writer.number(texts.together);
    for files in texts.starts.chunk_by(|a, b| a.0 / texts.together == b.0 / texts.together) {
        writer.count(files.len() - 1);
        for pair in files.windows(2).filter(|_| texts.together > 1) {
            let [(before, _), (document, _)] = pair else { continue };
            writer.number(document - before);
        }
    }
}

fn write_texts(writer: &mut Writer, texts: &[String]) {
    writer.count(texts.len());
    for text in texts {
        writer.text(text);
    }
}
