//! Endings that words of one stem have, learnt from the words of an index: a reader finds the stem of a word
//! that is in no document without rules of any language.

/// Endings, and which of them stand at one stem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Suffixes {
    /// At most [`MOST`], the empty one among them.
    pub(crate) endings: Vec<String>,
    /// For each ending those that it is exchanged for, as bits: bit `n` is `endings[n]`.
    pub(crate) exchanged: Vec<u64>,
}

/// Most endings.
pub(crate) const MOST: usize = 64;

impl Suffixes {
    /// Learns from groups of folded words that have one stem.
    #[cfg(feature = "builder")]
    pub(crate) fn learn<'a>(_groups: impl Iterator<Item = &'a [&'a str]>) -> Self {
        Self::default()
    }

    /// The shortest beginning of an unknown word that could be its stem: all words related to it begin so.
    /// `None`: it has none of the endings.
    pub(crate) fn shortest_stem<'a>(&self, _unknown: &'a str) -> Option<&'a str> {
        None
    }

    /// How many bytes of stem two words share if they are related by the endings learnt. The known word with
    /// the most is the nearest.
    pub(crate) fn relation(&self, _unknown: &str, _known: &str) -> Option<usize> {
        None
    }
}
