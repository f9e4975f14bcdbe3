use std::ops::Range;

use crate::format::codec::{HASH, Kind};

/// A file of the index but the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct File {
    pub(super) kind: Kind,
    /// Among those of its kind.
    pub(super) number: u32,
}

impl File {
    #[cfg(feature = "builder")]
    pub(crate) fn new(kind: Kind, number: u32) -> Self {
        Self { kind, number }
    }

    pub(crate) fn kind(self) -> Kind {
        self.kind
    }

    pub(crate) fn number(self) -> u32 {
        self.number
    }

    /// Of a file of terms the file with their positions.
    pub(crate) fn positions(self) -> Self {
        Self { kind: Kind::Positions, ..self }
    }
}

const FOLDER: &str = "data/search/";
const ENDING: &str = ".bin";
/// Of a hash in a path.
const DIGITS: usize = HASH * 2;

/// Where a file with this hash is. Text files have a number, too: some share a hash.
pub(crate) fn path(file: File, hash: u64) -> Option<String> {
    let mut path = String::from(FOLDER);
    path.push_str(file.kind.name());
    path.push('-');
    if file.kind == Kind::Text {
        push_number(&mut path, file.number);
        path.push('.');
    }
    push_hash(&mut path, hash);
    path.push_str(ENDING);
    Some(path)
}

/// Adds the digits of a hash.
pub(super) fn push_hash(text: &mut String, hash: u64) {
    for digit in (0..DIGITS).rev() {
        text.extend(char::from_digit((hash >> (digit * 4)) as u32 & 15, 16));
    }
}

/// Adds a number without the machinery of formatting, which would be larger than all else here.
fn push_number(path: &mut String, number: u32) {
    if number >= 10 {
        push_number(path, number / 10);
    }
    path.extend(char::from_digit(number % 10, 10));
}

/// The kind, the number and the hash that a path names.
pub(super) fn parse(path: &str) -> Option<(Kind, Option<u32>, u64)> {
    let name = path.strip_prefix(FOLDER)?.strip_suffix(ENDING)?;
    let (kind, name) = name.split_once('-')?;
    let kind = *Kind::ALL.iter().find(|other| other.name() == kind)?;
    let (number, hash) = match name.split_once('.') {
        Some((number, hash)) => (Some(number.parse().ok()?), hash),
        None => (None, name),
    };
    if hash.len() != DIGITS || number.is_some() != (kind == Kind::Text) {
        return None;
    }
    Some((kind, number, u64::from_str_radix(hash, 16).ok()?))
}

/// Files of a kind that follow each other.
pub(super) fn files(kind: Kind, first: u32, shards: Range<usize>) -> impl Iterator<Item = File> {
    shards.map(move |shard| File { kind, number: first + shard as u32 })
}
