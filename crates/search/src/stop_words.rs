//! Words that say nothing of what a text is about.

/// The stop words of a language, given as BCP 47 tag: folded, sorted. Empty for a language without a list.
pub(crate) fn stop_words(_language: &str) -> Vec<String> {
    Vec::new()
}
