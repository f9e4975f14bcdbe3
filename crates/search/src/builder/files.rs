//! Files of the index as they are made.

use std::collections::HashSet;
use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

use crate::codec::{HASH, Kind, section_ends};
use crate::entry::{File, path};

/// A file of the index before it is compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// Path relative to the site's base; with a hash of its content, but for [`crate::ENTRY`].
    pub path: String,
    /// What a reader takes, inflated.
    pub bytes: Vec<u8>,
}

impl IndexFile {
    /// As it is written: a gzip stream, which checks itself. The same bytes for the same content.
    pub fn compressed(&self) -> Vec<u8> {
        let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        let mut start = 0;
        // Writing to memory cannot fail.
        for end in section_ends(&self.bytes) {
            if end - start < SMALLEST_BLOCK {
                continue;
            }
            let _ = encoder.write_all(&self.bytes[start..end]).and_then(|()| encoder.flush());
            start = end;
        }
        let _ = encoder.write_all(&self.bytes[start..]);
        encoder.finish().unwrap_or_default()
    }
}

/// A shorter section shares its block with the next: what describes a block would be more than it saves.
const SMALLEST_BLOCK: usize = 256;

/// The files so far.
#[derive(Debug, Default)]
pub(super) struct Files {
    pub(super) files: Vec<IndexFile>,
    paths: HashSet<String>,
}

impl Files {
    /// Adds a file, unless it is there already: the same hash is the same content.
    pub(super) fn push(&mut self, kind: Kind, number: u32, hash: u64, bytes: Vec<u8>) {
        let Some(path) = path(File::new(kind, number), hash) else { return };
        if self.paths.insert(path.clone()) {
            self.files.push(IndexFile { path, bytes });
        }
    }
}

/// What names files: the beginning of the SHA-256 of their lengths and contents, and of a number of what they
/// speak of: what is said of two ranges of documents may be the same, but a path stands for one.
pub(super) fn hash(of: u32, contents: &[&[u8]]) -> u64 {
    let mut sha = Sha256::new();
    sha.update(of.to_be_bytes());
    for content in contents {
        sha.update((content.len() as u64).to_be_bytes());
        sha.update(content);
    }
    sha.finalize().iter().take(HASH).fold(0, |hash, byte| hash << 8 | u64::from(*byte))
}
