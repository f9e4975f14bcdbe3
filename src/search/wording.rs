use super::markup::Markup;
use super::question::Question;
use offprint_search::Correction;

/// How many hits there are, a sentence for the status line; and by how many choices they were narrowed, which may
/// be out of sight.
pub fn status(words: &str, total: usize, choices: usize) -> String {
    let results = match total {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        total => [&grouped(total), " results"].concat(),
    };
    let mut status = results;
    if !words.is_empty() {
        status = [&status, " for “", words, "”"].concat();
    }
    match choices {
        0 => status,
        1 => [&status, ", narrowed by 1 choice"].concat(),
        choices => [&status, ", narrowed by ", &grouped(choices), " choices"].concat(),
    }
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What was looked for instead of what was typed; nothing where that was found.
pub fn corrected(words: &str, corrections: &[Correction]) -> String {
    let mut html = Markup::default();
    if !corrections.is_empty() {
        html.tag("<p class=\"search-corrected\">Showing results for <strong>")
            .text(words)
            .tag("</strong></p>");
    }
    html.finish()
}

/// The words as they were looked for.
pub fn looked_for(question: &Question, corrections: &[Correction]) -> String {
    let mut words = question.words.trim().to_owned();
    for Correction { from, to } in corrections {
        if let Some((before, after)) = around(&words, from) {
            words = [before, to, after].concat();
        }
    }
    words
}

/// What stands before and after a word. The standard library's search for a text is as large as all of this.
fn around<'a>(words: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let bytes = words.as_bytes().windows(word.len().max(1)).enumerate();
    let mut places = bytes.filter(|(_, part)| *part == word.as_bytes());
    places.find_map(|(at, _)| {
        let (before, after) = (words.get(..at)?, words.get(at + word.len()..)?);
        let inside = before.ends_with(char::is_alphanumeric) || after.starts_with(char::is_alphanumeric);
        (!inside).then_some((before, after))
    })
}

#[cfg(test)]
mod tests {
    use super::{corrected, looked_for, status};
    use crate::search::question::Question;
    use offprint_search::Correction;

    fn asked(words: &str) -> Question {
        let mut question = Question::default();
        words.clone_into(&mut question.words);
        question
    }

    #[test]
    fn the_status_counts() {
        assert_eq!(status("rust", 0, 0), "No results for “rust”");
        assert_eq!(status("rust", 1, 1), "1 result for “rust”, narrowed by 1 choice");
        assert_eq!(status("", 1_234_567, 2), "1,234,567 results, narrowed by 2 choices");
    }

    #[test]
    fn a_corrected_word_is_told_in_its_query() {
        let corrections = [Correction { from: "rutn".to_owned(), to: "rust".to_owned() }];
        let html = corrected(&looked_for(&asked("async rutn <b>"), &corrections), &corrections);
        let told = "Showing results for <strong>async rust &lt;b&gt;</strong>";
        assert_eq!(html, ["<p class=\"search-corrected\">", told, "</p>"].concat());
        let inside = [Correction { from: "rut".to_owned(), to: "rust".to_owned() }];
        assert_eq!(looked_for(&asked("brutal rut"), &inside), "brutal rust");
        assert_eq!(corrected("rust", &[]), "");
        assert_eq!(looked_for(&asked(" rust "), &[]), "rust");
    }
}
