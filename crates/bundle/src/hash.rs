use std::fmt::Write;

use sha2::{Digest, Sha256};

/// SHA-256 over a list of parts, each preceded by its length, so that moving a byte from one part to
/// the next changes the result.
#[derive(Default)]
pub(crate) struct PartsHash(Sha256);

impl PartsHash {
    pub(crate) fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The first 16 hexadecimal digits.
    pub(crate) fn finish(self) -> String {
        short_hex(&self.0.finalize())
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of a file's bytes, as in every hashed name.
pub(crate) fn content_hash(bytes: &[u8]) -> String {
    short_hex(&Sha256::digest(bytes))
}

fn short_hex(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::with_capacity(16), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
