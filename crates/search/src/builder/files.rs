//! Files of the index as they are made.

use std::collections::HashSet;
use std::io::Write as _;

use flate2::{Compression, GzBuilder};
use sha2::{Digest as _, Sha256};

use crate::format::codec::{HASH, Kind, section_ends};
use crate::format::entry::{File, path};

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
    names: HashSet<u64>,
}

impl Files {
    /// What names files: the beginning of the SHA-256 of their lengths and contents, and of a number of what
    /// they speak of, as two ranges of documents may have the same said of them. Counted on from where another
    /// has that name, for one path stands for one file.
    pub(super) fn name(&mut self, of: u32, contents: &[&[u8]]) -> u64 {
        let mut sha = Sha256::new();
        sha.update(of.to_be_bytes());
        for content in contents {
            sha.update((content.len() as u64).to_be_bytes());
            sha.update(content);
        }
        let mut name = sha.finalize().iter().take(HASH).fold(0, |name, byte| name << 8 | u64::from(*byte));
        while !self.names.insert(name) {
            name = (name + 1) % (1 << (8 * HASH));
        }
        name
    }

    /// Adds a file.
    pub(super) fn push(&mut self, kind: Kind, number: u32, name: u64, bytes: Vec<u8>) {
        self.files.extend(path(File::new(kind, number), name).map(|path| IndexFile { path, bytes }));
    }
}
