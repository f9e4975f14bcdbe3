//! The text files.

use super::analysis::Analyzed;
use super::files::Files;
use super::parts::PART;
use crate::format::codec::Kind;
use crate::format::entry::{TEXT_GROUP, TextsRecord};
use crate::format::text_shard::encode_texts;

/// Most documents of which the text is in one file.
const MOST_TOGETHER: u32 = 64;

/// Writes the text files: so many documents together as fill one, and more files for those that fill more. Of
/// an index that is divided the base alone, the first so many documents, says how many.
pub(super) fn write_texts(documents: &[Analyzed], base: u32, files: &mut Files) -> TextsRecord {
    let together = together(if base > 0 { &documents[..base as usize] } else { documents });
    let mut starts: Vec<(u32, u32)> = Vec::new();
    let mut shards: Vec<Vec<&[u8]>> = Vec::new();
    let mut size = 0;
    for (number, document) in (0..).zip(documents) {
        for (part, record) in (0..).zip(&document.parts) {
            // A part of several begins a file, so that the entry says how many there are.
            let is_part = document.parts.len() > 1;
            if is_part || number % together == 0 || size + record.len() > PART {
                starts.push((number, part));
                shards.push(Vec::new());
                size = 0;
            }
            size += record.len();
            if let Some(shard) = shards.last_mut() {
                shard.push(record);
            }
        }
    }
    let shards: Vec<Vec<u8>> =
        starts.iter().zip(&shards).map(|(first, parts)| encode_texts(*first, parts)).collect();
    let whole = shards.len() / TEXT_GROUP * TEXT_GROUP;
    let groups = shards[..whole].chunks(TEXT_GROUP).chain(shards[whole..].chunks(1));
    let hash_of = |group: &[Vec<u8>]| files.name(0, &group.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let hashes: Vec<u64> = groups.map(hash_of).collect();
    for (number, shard) in shards.into_iter().enumerate() {
        let group = if number < whole { number / TEXT_GROUP } else { whole / TEXT_GROUP + number - whole };
        files.push(Kind::Text, number as u32, hashes[group], shard);
    }
    TextsRecord { together, starts, hashes }
}

/// How many documents of the mean size fill a file, as a power of two.
fn together(documents: &[Analyzed]) -> u32 {
    let total: usize = documents.iter().flat_map(|document| &document.parts).map(Vec::len).sum();
    let mean = (total / documents.len().max(1)).max(1);
    1 << (PART / mean).max(1).ilog2().min(MOST_TOGETHER.ilog2())
}
