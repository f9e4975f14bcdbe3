/// How the summary of a post is made from its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRule {
    /// How much of the text.
    pub length: SummaryLength,
    /// What follows a text that was cut (`…`, `...`, ` […]`).
    pub ending: String,
    /// Where a rule in characters cuts.
    pub cut: Cut,
}

/// How much of a text its summary takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SummaryLength {
    /// The first sentence.
    Sentence,
    /// So many words, and the ending.
    Words(usize),
    /// So many characters, the ending included.
    Chars(usize),
    /// All of it.
    Whole,
}

/// Where a text may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// After a word.
    Word,
    /// After any character.
    Exact,
}

/// The summary of a [`crate::Document::text`].
pub fn summarize(text: &str, rule: &SummaryRule) -> String {
    let _ = rule;
    text.to_owned()
}
