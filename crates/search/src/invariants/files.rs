//! What holds of any bytes that come in the place of an index's file.

use crate::format::codec::{Kind, MAGIC, VERSION};
use crate::format::column::Columns;
use crate::format::entry::Entry;
use crate::format::neighbour::Neighbours;
use crate::format::position_shard::PositionShard;
use crate::format::spelling_shard::{Order, SpellingShard};
use crate::format::term_shard::TermShard;
use crate::format::text_shard::TextShard;

/// A file of one byte takes so many in memory at most, and so many more whatever it says: a word of 255 bytes
/// can be written in a few, as it shares the others with the one before.
const MOST_MEMORY: (usize, usize) = (160, 4096);

/// Reads `bytes` as what follows the header of a file of some kind, for so many documents, and all that is in
/// it. The first thing that should hold and does not.
pub fn broken_file(kind: u8, documents: u32, bytes: &[u8]) -> Option<&'static str> {
    let kind = Kind::ALL[usize::from(kind) % Kind::ALL.len()];
    let mut file = MAGIC.to_vec();
    file.extend([VERSION, kind as u8]);
    file.extend_from_slice(bytes);
    let size = match kind {
        Kind::Entry => Entry::decode(&file).ok().map(|entry| (entry.size(), in_entry(&entry))),
        Kind::Terms => TermShard::decode(&file, 0..documents)
            .ok()
            .map(|shard| (shard.size(), in_terms(&shard, documents))),
        Kind::Positions => {
            PositionShard::decode(&file).ok().map(|shard| (shard.size(), in_positions(&shard)))
        }
        Kind::Spelling => SpellingShard::decode(&file).ok().map(|shard| (shard.size(), in_spelling(&shard))),
        Kind::Text => {
            TextShard::decode(&file, (0, 0)).ok().map(|shard| (shard.size(), in_text(&shard, documents)))
        }
        Kind::Columns => Columns::decode(&file, 0..documents)
            .ok()
            .map(|columns| (columns.size(), in_columns(&columns, documents))),
        Kind::Neighbours => Neighbours::decode(&file, 0..documents, documents)
            .ok()
            .map(|all| (all.size(), in_neighbours(&all, documents))),
    };
    let (size, holds) = size?;
    // Of each document a place in memory, though nothing may be said of it: a byte at least is.
    if size > MOST_MEMORY.0 * file.len() + MOST_MEMORY.1 {
        return Some("a file takes too much memory");
    }
    (!holds).then_some("a file says what cannot be")
}

fn in_entry(entry: &Entry) -> bool {
    let mut files: Vec<_> = entry.column_files().collect();
    for word in ["", "a", "rust", "\u{1}tags\u{1}rust", "the", "zz"] {
        files.extend(entry.term_files(word));
        files.extend(entry.prefix_files(word).take(1000));
        for order in [Order::Forwards, Order::Backwards] {
            files.extend(entry.spelling_files(order, word).take(1000));
        }
    }
    for document in [0, entry.documents() / 2, entry.documents().saturating_sub(1)] {
        files.extend(entry.text_file(document, 1));
        if document < entry.documents() {
            files.push(entry.neighbour_file(document));
        }
    }
    // Two files may have one hash in what is no index: then the first is found.
    files.into_iter().all(|file| {
        let path = entry.path(file);
        let found = path.as_deref().and_then(|path| entry.file(path));
        found.is_some_and(|found| entry.path(found) == path)
            && entry.documents_of(file).end <= entry.documents()
    })
}

fn in_terms(shard: &TermShard, documents: u32) -> bool {
    (0..shard.len()).all(|term| {
        let mut next = 0;
        let ascends = shard.postings(term).all(|posting| {
            let ascends = posting.document >= next && posting.document < documents;
            next = posting.document + 1;
            ascends
        });
        let count = shard.postings(term).count() == shard.documents(term) as usize;
        let found = shard.find(shard.word(term)).is_some_and(|found| shard.word(found) == shard.word(term));
        ascends && count && found && shard.siblings(term).take(100).any(|sibling| sibling <= term)
    })
}

fn in_positions(shard: &PositionShard) -> bool {
    let mut found = Vec::new();
    (0..100).all(|term| {
        let mut places = shard.places(term);
        let mut ascends = true;
        while places.next(&mut found) {
            ascends &= found.is_sorted();
            found.clear();
        }
        ascends
    })
}

fn in_spelling(shard: &SpellingShard) -> bool {
    (1..shard.len()).all(|index| {
        shard.word(index - 1) < shard.word(index) && shard.prefixed(shard.word(index)).start == index
    })
}

fn in_text(shard: &TextShard, documents: u32) -> bool {
    (0..documents.min(100))
        .filter_map(|document| shard.get(document, 0))
        .all(|part| part.headings.iter().all(|heading| part.text.get(heading.at..).is_some()))
}

fn in_columns(columns: &Columns, documents: u32) -> bool {
    (0..4)
        .flat_map(|facet| columns.values(facet))
        .all(|value| columns.documents(value).all(|document| document < documents))
}

fn in_neighbours(all: &Neighbours, documents: u32) -> bool {
    (0..documents).flat_map(|document| all.of(document)).all(|other| other.document < documents)
}
