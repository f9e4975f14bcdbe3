//! The words of a text, by one rule for making an index and for asking it.

use std::ops::Range;

/// A word, or what is looked for as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// As it is compared: folded, never empty, at most [`LONGEST`] bytes.
    pub(crate) text: &'a str,
    /// Where it stands in the source, in bytes; on character boundaries.
    pub(crate) range: Range<usize>,
    /// Its place in the order of words, from 0. Parts of a compound have consecutive places, the whole has
    /// that of its first part; every character of a script without spaces has its own.
    pub(crate) position: u32,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, or a number.
    Word,
    /// A compound as it stands, comes before its parts: `async/await`, `1.80.0`, `--release`.
    Whole,
    /// One of a compound's words.
    Part,
    /// Two characters in a row of a script that has no spaces; or the last of the row alone, so that every
    /// character begins one token and a single one is found as a prefix.
    Bigram,
    /// A hash, a key, encoded data: exactly findable, but no word to complete or to correct.
    Opaque,
}

/// Most bytes of a token.
pub(crate) const LONGEST: usize = 64;

/// Calls `each` with the tokens of a text, in order.
pub(crate) fn tokens(_text: &str, _each: &mut dyn FnMut(&Token<'_>)) {}
