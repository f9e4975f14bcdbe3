//! How a value of a facet is written in a query.

/// Before what is compared: no key of a value begins so.
const PLAIN: char = '\u{2}';

/// A value as it is compared with what is typed, the same for `Don’t panic` and `dont-panic`. The builder gives
/// each document its values so, too, by their names and by their keys.
pub(crate) fn plain(value: &str) -> String {
    let mut plain = String::from(PLAIN);
    for character in offprint_unicode::fold(value).chars() {
        match character {
            // What tells names of programming languages apart.
            '+' => plain.push_str("plus"),
            '#' => plain.push_str("sharp"),
            '\'' | '’' | 'ʼ' => {}
            _ if character.is_alphanumeric() || offprint_unicode::is_mark(character) => plain.push(character),
            _ if plain.ends_with(['-', PLAIN]) => {}
            _ => plain.push('-'),
        }
    }
    plain.truncate(plain.trim_end_matches('-').len());
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_value_is_the_same_by_its_name_and_by_its_key() {
        for (name, key) in [("Don’t panic", "dont-panic"), ("Bücher", "bucher"), ("  a / b! ", "a-b")] {
            let written = format!("\u{2}{key}");
            assert_eq!((plain(name), plain(key)), (written.clone(), written));
        }
    }

    #[test]
    fn languages_are_told_apart() {
        let plain: Vec<String> = ["C", "C++", "C#", "F#"].iter().map(|name| plain(name)).collect();
        assert_eq!(plain, ["\u{2}c", "\u{2}cplusplus", "\u{2}csharp", "\u{2}fsharp"]);
    }
}
