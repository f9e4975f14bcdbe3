mod sentence;

use unicode_segmentation::UnicodeSegmentation;

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
    /// The first sentence; one that goes on and on is cut after 600 characters, with the ending.
    Sentence,
    /// So many words, and the ending.
    Words(usize),
    /// So many characters, the ending included.
    Chars(usize),
    /// All of it.
    Whole,
}

/// The most characters of a sentence that stands for its text. What ends nowhere, such as a text without a full
/// stop, would else be in every list, feed and index whole.
const LONGEST_SENTENCE: usize = 600;

/// Where a text may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// After a word.
    Word,
    /// After any character.
    Exact,
}

/// The summary of a [`crate::Document::text`], as one line.
pub fn summarize(text: &str, rule: &SummaryRule) -> String {
    match rule.length {
        SummaryLength::Sentence => characters(&one_line(sentence::first(text)), LONGEST_SENTENCE, rule),
        SummaryLength::Words(most) => words(text, most, &rule.ending),
        SummaryLength::Chars(most) => characters(&one_line(text), most, rule),
        SummaryLength::Whole => one_line(text),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &str, most: usize, ending: &str) -> String {
    let mut words = text.split_whitespace();
    let kept: Vec<_> = words.by_ref().take(most).collect();
    let mut summary = kept.join(" ");
    if words.next().is_some() {
        summary.push_str(ending);
    }
    summary
}

/// At most so many characters (Unicode scalar values), the ending among them. What a reader sees as
/// one character, such as a letter with its accent or a flag, is not cut.
fn characters(text: &str, most: usize, rule: &SummaryRule) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    // Where the ending alone would be longer than the summary, the text goes without.
    let ending = if rule.ending.chars().count() < most { rule.ending.as_str() } else { "" };
    let room = most - ending.chars().count();
    let mut end = 0;
    let mut used = 0;
    for (start, cluster) in text.grapheme_indices(true) {
        used += cluster.chars().count();
        if used > room {
            break;
        }
        end = start + cluster.len();
    }
    let mut kept = &text[..end];
    if rule.cut == Cut::Word && !text[end..].starts_with(' ') {
        // A first word that is longer than all the room is cut after all, and so is a text without spaces.
        if let Some(space) = kept.rfind(' ') {
            kept = &kept[..space];
        }
    }
    if rule.cut == Cut::Word {
        kept = kept.trim_end();
    }
    format!("{kept}{ending}")
}

#[cfg(test)]
mod tests {
    use super::{Cut, SummaryLength, SummaryRule, summarize};

    fn summary(text: &str, length: SummaryLength, ending: &str, cut: Cut) -> String {
        summarize(text, &SummaryRule { length, ending: ending.to_owned(), cut })
    }

    #[test]
    fn a_number_of_words_is_kept_and_the_ending_says_that_it_goes_on() {
        let words = |text, most| summary(text, SummaryLength::Words(most), "…", Cut::Word);
        assert_eq!(words("One two three\nfour five", 4), "One two three four…");
        assert_eq!(words("One two three\nfour", 4), "One two three four");
        let long = "word ".repeat(80);
        assert_eq!(words(&long, 55).split(' ').count(), 55);
    }

    #[test]
    fn a_number_of_characters_includes_the_ending() {
        let chars =
            |most, ending, cut| summary("The quick brown fox", SummaryLength::Chars(most), ending, cut);
        assert_eq!(chars(19, "…", Cut::Word), "The quick brown fox");
        assert_eq!(chars(18, "…", Cut::Exact), "The quick brown f…");
        assert_eq!(chars(18, "…", Cut::Word), "The quick brown…");
        assert_eq!(chars(18, " […]", Cut::Exact), "The quick brow […]");
        assert_eq!(chars(18, " […]", Cut::Word), "The quick […]");
        assert_eq!(chars(10, "...", Cut::Word), "The...");
        assert_eq!(chars(13, "...", Cut::Word), "The quick...");
        assert_eq!(chars(2, "...", Cut::Word), "Th");
    }

    #[test]
    fn a_cut_spares_letters_with_accents_and_texts_without_spaces() {
        let chars = |text, most| summary(text, SummaryLength::Chars(most), "…", Cut::Word);
        assert_eq!(chars("re\u{301}sume\u{301}s", 4), "re\u{301}…");
        assert_eq!(chars("今天天气很好，我们去公园", 8), "今天天气很好，…");
        assert_eq!(chars("👩‍👩‍👧 family", 4), "…");
    }

    #[test]
    fn a_sentence_that_goes_on_and_on_is_cut() {
        let sentence = |text: &str| summary(text, SummaryLength::Sentence, "…", Cut::Word);
        assert_eq!(sentence("One. Two."), "One.");
        let long = sentence(&"word ".repeat(1_000));
        assert_eq!(long.chars().count(), 600);
        assert!(long.ends_with("word…"), "{long}");
    }

    #[test]
    fn the_whole_text_comes_as_one_line() {
        assert_eq!(summary("One.\nTwo  three.", SummaryLength::Whole, "…", Cut::Word), "One. Two three.");
    }
}
