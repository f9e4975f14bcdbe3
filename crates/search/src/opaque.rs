//! Hashes, keys and encoded data.

/// Is this, as it stands in a text, rather a hash, a key or encoded data than a word?
pub(crate) fn is_opaque(_word: &str) -> bool {
    false
}
