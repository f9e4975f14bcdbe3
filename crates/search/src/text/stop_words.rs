//! Words that say nothing of what a text is about.

use crate::text::tokens::tokens;

/// The stop words of a language, given as BCP 47 tag: folded, sorted. Empty for a language without a list.
pub(crate) fn stop_words(language: &str) -> Vec<String> {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let list = match primary.as_str() {
        "da" => include_str!("stop_words/da.txt"),
        "de" => include_str!("stop_words/de.txt"),
        "en" => include_str!("stop_words/en.txt"),
        "es" => include_str!("stop_words/es.txt"),
        "fi" => include_str!("stop_words/fi.txt"),
        "fr" => include_str!("stop_words/fr.txt"),
        "it" => include_str!("stop_words/it.txt"),
        "nl" => include_str!("stop_words/nl.txt"),
        "nb" | "nn" | "no" => include_str!("stop_words/no.txt"),
        "pt" => include_str!("stop_words/pt.txt"),
        "ru" => include_str!("stop_words/ru.txt"),
        "sv" => include_str!("stop_words/sv.txt"),
        _ => "",
    };
    let mut words = Vec::new();
    // As a text is read: `don't` is `dont`, `für` is `fur`.
    tokens(list, &mut |token| words.push(token.text.to_owned()));
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::stop_words;

    #[test]
    fn every_list_is_of_short_words_each_its_own_token() {
        for language in ["da", "de", "en", "es", "fi", "fr", "it", "nl", "nb", "nn", "no", "pt", "ru", "sv"] {
            let words = stop_words(language);
            assert!((90..220).contains(&words.len()), "{language}: {}", words.len());
            assert!(words.iter().all(|word| word.chars().all(char::is_alphabetic)), "{language}");
        }
    }

    #[test]
    fn a_region_does_not_matter() {
        assert_eq!(stop_words("en-GB"), stop_words("EN"));
        assert!(stop_words("pt_BR").contains(&"nao".to_owned()));
        assert!(stop_words("en").contains(&"dont".to_owned()));
        assert_eq!(stop_words("tlh"), Vec::<String>::new());
    }
}
