//! How many typing errors apart two words are: insertions, deletions, substitutions and transpositions of
//! neighbours, each place edited once (optimal string alignment).

/// Most edits that are looked for, ever.
pub(crate) const MOST_EDITS: u8 = 2;

/// How many typing errors a word of a query may have: none in short ones and in those with digits, one from
/// four letters, two from eight.
pub(crate) fn edits_allowed(_word: &str) -> u8 {
    0
}

/// The distance of two words, if it is at most `most` (itself at most [`MOST_EDITS`]).
pub(crate) fn distance(_one: &str, _other: &str, _most: u8) -> Option<u8> {
    None
}

/// Walks a sorted dictionary; what two neighbours begin with in common is worked out once.
#[derive(Clone, Debug)]
pub(crate) struct Walk {}

impl Walk {
    /// Looks for words at most `most` edits from `word`; with `prefix` for words that have a beginning so near.
    pub(crate) fn new(_word: &str, _most: u8, _prefix: bool) -> Self {
        Self {}
    }

    /// The distance of the next word, which has its first `shared` bytes in common with the one before (0 is
    /// always right, only slower).
    pub(crate) fn step(&mut self, _shared: usize, _term: &str) -> Option<u8> {
        None
    }
}
