//! What a reader asks, as written in one line.

use std::ops::Range;

use crate::tokens::Kind;

/// A query as it was understood. Any text is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Words to look for, each once, in the order of their first place; those of phrases, too.
    pub(crate) clauses: Vec<Clause>,
    /// Words that hits must have side by side.
    pub(crate) phrases: Vec<Phrase>,
    /// What hits must not have.
    pub(crate) excluded: Vec<Phrase>,
    /// Facet values that hits must or must not have.
    pub(crate) filters: Vec<Narrowing>,
}

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// As the index has it; the whole of a compound.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// The words that a compound consists of, in order, for where the whole is not found. Empty for a word.
    pub(crate) parts: Vec<String>,
    /// How often the query has it: the weight counts as often.
    pub(crate) count: u32,
    /// It may be unfinished: words that begin so are meant, too.
    pub(crate) typing: bool,
    /// It always stands for all tokens that begin so: a single character of a script without spaces.
    pub(crate) begins: bool,
    /// It says nothing beside the others, which need not stand back for it. In a query of nothing but stop
    /// words none is marked so.
    pub(crate) stop: bool,
    /// Where it stands in the query.
    pub(crate) span: Range<usize>,
}

/// Words side by side; one word is a phrase, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Terms of the index, and their places from the first one's, ascending.
    pub(crate) terms: Vec<(String, u32)>,
    /// The last term may be unfinished.
    pub(crate) typing: bool,
}

/// `facet:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Narrowing {
    /// Index of the facet.
    pub(crate) facet: usize,
    /// The value as typed, without quotes.
    pub(crate) value: String,
    /// Hits must not have it.
    pub(crate) without: bool,
    /// The value may be unfinished.
    pub(crate) typing: bool,
}

/// What an index knows of the words in a query.
pub(crate) struct Lexicon<'a> {
    /// The index of the facet that has this key or alias (given in lower case).
    pub(crate) facet: &'a dyn Fn(&str) -> Option<usize>,
    /// Is this (folded) a stop word?
    pub(crate) stop: &'a dyn Fn(&str) -> bool,
}

impl Query {
    /// Understands a query. `typing`: the last word may be unfinished.
    pub(crate) fn parse(_text: &str, _typing: bool, _lexicon: &Lexicon<'_>) -> Self {
        Self::default()
    }
}
