//! What words have in common that differ in their endings, by the rules of a language
//! (Snowball, <https://snowballstem.org>).

use rust_stemmers::Algorithm;

use crate::text::tokens::{Kind, tokens};

/// The stemmer of a language.
pub(crate) struct Stemmer {
    rules: rust_stemmers::Stemmer,
}

impl Stemmer {
    /// For a language, given as BCP 47 tag; none where there are no rules for it.
    pub(crate) fn new(language: &str) -> Option<Self> {
        let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let algorithm = match primary.as_str() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "el" => Algorithm::Greek,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nb" | "nn" | "no" => Algorithm::Norwegian,
            "nl" => Algorithm::Dutch,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "ta" => Algorithm::Tamil,
            "tr" => Algorithm::Turkish,
            _ => return None,
        };
        Some(Self { rules: rust_stemmers::Stemmer::create(algorithm) })
    }

    /// The stem, folded, of a word as it stands in the text. The rules want its diacritics, so this takes
    /// `&text[token.range]`, not the folded word. Words with signs or digits are their own stem.
    pub(crate) fn stem(&self, word: &str) -> String {
        let mut stem = None;
        if word.chars().all(char::is_alphabetic) {
            let lower = word.to_lowercase();
            let stemmed = self.rules.stem(&lower);
            tokens(&stemmed, &mut |token| stem = Some(token.text.to_owned()));
        }
        stem.unwrap_or_else(|| folded(word))
    }
}

/// A word as the first of its tokens that stands for all of it.
fn folded(word: &str) -> String {
    let mut folded = String::new();
    tokens(word, &mut |token| {
        if folded.is_empty() && token.kind != Kind::Part {
            folded.push_str(token.text);
        }
    });
    folded
}

#[cfg(test)]
mod tests {
    use super::Stemmer;

    fn same(language: &str, words: &[&str]) {
        let stemmer = Stemmer::new(language).unwrap();
        let stems: Vec<String> = words.iter().map(|word| stemmer.stem(word)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words:?} {stems:?}");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        same("en-US", &["cache", "Cached", "caching", "caches"]);
        same("en", &["run", "running", "runs"]);
        same("de", &["Haus", "Hauses"]);
        same("de", &["Änderung", "Änderungen"]);
        same("fr", &["continuité", "continuités"]);
        same("ru", &["книга", "книги", "книгой"]);
    }

    #[test]
    fn a_stem_is_folded_and_technical_words_are_their_own() {
        let stemmer = Stemmer::new("fr").unwrap();
        assert_eq!(stemmer.stem("Été"), "ete");
        assert_eq!(stemmer.stem("1.80.0"), "1.80.0");
        assert_eq!(stemmer.stem("utf8"), "utf8");
        assert!(Stemmer::new("ja").is_none());
    }
}
