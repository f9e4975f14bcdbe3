use offprint_model::{PostSummary, fold, is_mark};

/// The words of a text, without case and diacritics: runs of letters and digits, with `+` and `#` directly
/// after them (`c++`, `c#`); each character of Chinese and Japanese, which have no spaces, is one of its own.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(std::mem::take(word));
        }
    };
    for character in fold(text).chars() {
        if is_ideograph(character) {
            end(&mut word);
            word.push(character);
            end(&mut word);
        } else if character.is_alphanumeric() {
            if word.ends_with(['+', '#']) {
                end(&mut word);
            }
            word.push(character);
        } else if !word.is_empty() && (matches!(character, '+' | '#') || is_sign(character)) {
            word.push(character);
        } else {
            end(&mut word);
        }
    }
    end(&mut word);
    words
}

/// The words by which a post is found, some of them more than once: of its title, its summary and its labels.
pub(crate) fn words_of(post: &PostSummary) -> Vec<String> {
    let mut text = [post.title.as_str(), "\n", &post.summary].concat();
    let labels = post.terms.values().flatten().chain(&post.authors).chain(&post.topic);
    for label in labels {
        text.push('\n');
        text.push_str(label);
    }
    words(&text)
}

/// Han, Hiragana or Katakana, less what [`fold`] writes otherwise.
fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), 0x3005..=0x3007 | 0x3041..=0x30ff | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
        && character.is_alphanumeric()
}

/// A sign that belongs to the letter before it, such as a virama. General punctuation, which is frequent, is
/// told apart without tables.
fn is_sign(character: char) -> bool {
    matches!(u32::from(character), 0x300..0x2000 | 0xa000..=0xdfff | 0x10000..) && is_mark(character)
}
