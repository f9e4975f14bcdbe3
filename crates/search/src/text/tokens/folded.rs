//! Folding without asking for Unicode's tables where the answer is known: a browser has them behind a call.

use offprint_unicode::fold;

use crate::text::unspaced::is_unspaced;

/// Adds a word, folded, to a buffer. Apostrophes, thousands separators and invisible characters inside of it
/// are left out; a hyphen is a hyphen.
pub(super) fn push_folded(buffer: &mut String, word: &str) {
    let start = buffer.len();
    for character in word.chars() {
        match simple(character) {
            Some('\0') => {}
            Some('ß') => buffer.push_str("ss"),
            Some('æ') => buffer.push_str("ae"),
            Some(folded) => buffer.push(folded),
            None => {
                buffer.truncate(start);
                for character in fold(word).chars() {
                    match simple(character) {
                        Some('\0') => {}
                        Some('-') => buffer.push('-'),
                        _ => buffer.push(character),
                    }
                }
                return;
            }
        }
    }
}

/// Folds a character that does not depend on its neighbours; `\0` for one that is left out.
fn simple(character: char) -> Option<char> {
    Some(match character {
        '\''
        | ','
        | '’'
        | 'ʼ'
        | '\u{ad}'
        | '\u{200c}'
        | '\u{200d}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => '\0',
        '\0'..='\x7f' => character.to_ascii_lowercase(),
        '‐' | '‑' => '-',
        'à'..='å' | 'À'..='Å' => 'a',
        'æ' | 'Æ' => 'æ',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        'ß' => 'ß',
        'ё' | 'Ё' => 'е',
        'й' | 'Й' => 'и',
        'а'..='я' => character,
        'А'..='Я' => char::from_u32(character as u32 + 32).unwrap_or(character),
        // In the middle of the blocks, where nothing is composed of other characters.
        '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30f6}'
        | '\u{e01}'..='\u{e32}'
        | '\u{e34}'..='\u{e5b}'
        | 'ー'
            if is_unspaced(character) =>
        {
            character
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_a_known_character_is_folding_by_the_tables() {
        for character in (0x20..0x30000).filter_map(char::from_u32) {
            let known = simple(character).filter(|known| !matches!(known, '\0' | '-'));
            if let Some(known) = known {
                let mut folded = String::new();
                push_folded(&mut folded, character.encode_utf8(&mut [0; 4]));
                assert_eq!(folded, fold(&character.to_string()), "{character:?} {known:?}");
            }
        }
    }

    #[test]
    fn a_mark_that_stands_apart_is_folded_with_its_letter() {
        for (word, folded) in
            [("e\u{301}te\u{301}", "ete"), ("か\u{3099}", "が"), ("각", "각"), ("don’t", "dont")]
        {
            let mut buffer = String::new();
            push_folded(&mut buffer, word);
            assert_eq!(buffer, folded, "{word}");
        }
    }
}
