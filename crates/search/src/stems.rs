//! What words have in common that differ in their endings, by the rules of a language (Snowball).

/// The stemmer of a language.
pub(crate) struct Stemmer {}

impl Stemmer {
    /// For a language, given as BCP 47 tag; none where there are no rules for it.
    pub(crate) fn new(_language: &str) -> Option<Self> {
        None
    }

    /// The stem, folded, of a word as it stands in the text. The rules want its diacritics, so this takes
    /// `&text[token.range]`, not the folded word.
    pub(crate) fn stem(&self, word: &str) -> String {
        word.to_owned()
    }
}
