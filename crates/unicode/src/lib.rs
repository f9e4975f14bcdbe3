//! The questions about Unicode that need tables. A browser has the tables already: compiled to
//! WebAssembly they would be a third of the app.

#![warn(missing_docs)]

use std::borrow::Cow;

/// A text in normalisation form C (Unicode Standard Annex #15).
pub fn nfc(text: &str) -> Cow<'_, str> {
    // ASCII is in every normal form.
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(tables::nfc(text)) }
}

/// Is this a combining mark (general category M)?
pub fn is_mark(character: char) -> bool {
    !character.is_ascii() && tables::is_mark(character)
}

/// Appends a character in lower case, as it is by itself: without the sigma of a word's end.
pub fn push_lower(text: &mut String, character: char) {
    if character.is_ascii() {
        text.push(character.to_ascii_lowercase());
    } else {
        tables::push_lower(text, character);
    }
}

/// A text as it is compared when case and diacritics do not matter: "Éclair" is "eclair". Marks that are no
/// diacritics, such as the vowel signs of Devanagari, stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for character in tables::lower_nfkd(text).chars() {
        match character {
            // Combining diacritical marks, Hebrew points, Arabic vowel marks.
            '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' | '\u{670}' => {}
            // Letters that are one letter, and their neighbours on most keyboards.
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            _ => folded.push(character),
        }
    }
    nfc(&folded).into_owned()
}

#[cfg(not(target_family = "wasm"))]
mod tables {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    pub(super) fn nfc(text: &str) -> String {
        text.nfc().collect()
    }

    pub(super) fn push_lower(text: &mut String, character: char) {
        text.extend(character.to_lowercase());
    }

    pub(super) fn lower_nfkd(text: &str) -> String {
        text.nfkd().flat_map(char::to_lowercase).collect()
    }

    pub(super) fn is_mark(character: char) -> bool {
        is_combining_mark(character)
    }
}

#[cfg(target_family = "wasm")]
mod tables {
    use js_sys::{JsString, RegExp};

    pub(super) fn nfc(text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }

    pub(super) fn push_lower(text: &mut String, character: char) {
        let lower: String = JsString::from(character).to_lower_case().into();
        text.push_str(&lower);
    }

    /// A sigma at the end of a word becomes the other one here; both are folded into one.
    pub(super) fn lower_nfkd(text: &str) -> String {
        JsString::from(text).normalize("NFKD").to_lower_case().into()
    }

    pub(super) fn is_mark(character: char) -> bool {
        thread_local!(static MARK: RegExp = RegExp::new(r"\p{M}", "u"));
        MARK.with(|mark| mark.test(character.encode_utf8(&mut [0; 4])))
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn case_and_diacritics_do_not_matter() {
        for (text, folded) in [
            ("ABC", "abc"),
            ("Éclair", "eclair"),
            ("e\u{301}clair", "eclair"),
            ("Straße", "strasse"),
            ("ΟΔΟΣ", "οδοσ"),
            ("οδός", "οδοσ"),
            ("İstanbul", "istanbul"),
            ("Ｆｕｌｌ", "full"),
            ("Łódź", "lodz"),
            ("Ёлка", "елка"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn marks_that_make_another_word_stay() {
        for text in ["हिन्दी", "が", "한국어", "ไม่"] {
            assert_eq!(fold(text), text);
        }
    }
}
