//! The part of a text that says most of what was asked.

use crate::Marked;
use crate::tokens::Token;

/// A token that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    /// Which word of the query it answers: another one counts for more than the same one again. Below 64.
    pub(crate) word: usize,
    /// What it is worth, above 0.
    pub(crate) weight: f32,
}

/// An excerpt and where it is from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Excerpt {
    /// About thirty words with what matched; `…` where it is cut.
    pub(crate) marked: Marked,
    /// Byte of the text where the best match begins; 0 without a match.
    pub(crate) at: usize,
    /// A few words around the best match as they stand in one line of the text; empty without a match.
    pub(crate) fragment: String,
    /// The worth of what it shows: to choose among the parts of a document. 0 without a match.
    pub(crate) worth: f32,
}

/// Makes the excerpt of a text.
pub(crate) fn excerpt(_text: &str, _matches: &mut dyn FnMut(&Token<'_>) -> Option<Match>) -> Excerpt {
    Excerpt::default()
}

/// A whole text (a title) with what matched.
pub(crate) fn marked(_text: &str, _matches: &mut dyn FnMut(&Token<'_>) -> Option<Match>) -> Marked {
    Marked::default()
}
