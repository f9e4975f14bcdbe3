use crate::plain_text::is_cjk;

/// Words a reader takes in each minute, as Hugo has it.
const WORDS_A_MINUTE: usize = 213;

/// The same for Chinese, Japanese and Korean, in characters.
const CHARACTERS_A_MINUTE: usize = 501;

/// How long a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordCount {
    pub words: u32,
    pub minutes: u32,
}

/// Counts as Hugo does: what stands between blanks is a word. In a text in Chinese, Japanese or Korean,
/// each character of a word that is not all ASCII counts by itself.
///
/// Hugo is told by its configuration which way to count; here the text decides, by having more such
/// characters than other words.
pub(crate) fn count(text: &str) -> WordCount {
    let spaced = text.split_whitespace().count();
    let cjk = text.chars().filter(|character| is_cjk(*character)).count();
    let other = if cjk == 0 {
        spaced
    } else {
        text.split_whitespace().filter(|word| !word.chars().any(is_cjk)).count()
    };
    let (words, pace) = if cjk > other {
        let words =
            text.split_whitespace().map(|word| if word.is_ascii() { 1 } else { word.chars().count() });
        (words.sum(), CHARACTERS_A_MINUTE)
    } else {
        (spaced, WORDS_A_MINUTE)
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    WordCount { words: number(words), minutes: number(words.div_ceil(pace).max(1)) }
}

#[cfg(test)]
mod tests {
    use super::{WordCount, count};

    #[test]
    fn words_are_what_stands_between_blanks() {
        assert_eq!(count("Rust 1.80.0 is out — `let x = 1;`\nnow"), WordCount { words: 10, minutes: 1 });
        assert_eq!(count(""), WordCount { words: 0, minutes: 1 });
        assert_eq!(count("a\u{a0}b"), WordCount { words: 2, minutes: 1 });
    }

    #[test]
    fn reading_takes_a_minute_for_every_213_words_begun() {
        assert_eq!(count(&"word ".repeat(213)).minutes, 1);
        assert_eq!(count(&"word ".repeat(214)).minutes, 2);
        assert_eq!(count(&"word ".repeat(1493)), WordCount { words: 1493, minutes: 8 });
    }

    #[test]
    fn chinese_is_counted_and_read_by_the_character() {
        assert_eq!(count("你好，世界。 Rust 很好"), WordCount { words: 9, minutes: 1 });
        assert_eq!(count(&"字".repeat(501)).minutes, 1);
        assert_eq!(count(&"字".repeat(502)), WordCount { words: 502, minutes: 2 });
    }

    #[test]
    fn one_chinese_word_does_not_make_a_text_chinese() {
        assert_eq!(count("The word 你好 means “hello” — nothing else").words, 8);
    }
}
