use crate::text::tokens::tokens;
use std::ops::Range;

/// Where words stand in a text: the byte ranges, in order and apart, of what an answer's words
/// ([`crate::Answer::words`]) were found by.
pub fn marks(text: &str, words: &[String]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    tokens(text, &mut |token| {
        if words.iter().any(|word| word == token.text) {
            match marks.last_mut() {
                // A whole and its parts.
                Some(last) if token.range.start < last.end => last.end = last.end.max(token.range.end),
                _ => marks.push(token.range.clone()),
            }
        }
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::marks;

    #[test]
    fn words_are_marked_however_they_are_written() {
        let words = ["cafe".to_owned(), "async".to_owned()];
        assert_eq!(marks("Café, async! Cafeteria", &words), [0..5, 7..12]);
        assert!(marks("", &words).is_empty());
        assert!(marks("Café", &[]).is_empty());
    }
}
