//! The two questions about Unicode that need tables. A browser has the tables already: compiled to
//! WebAssembly they would be a third of the app.

use std::borrow::Cow;

/// A text in normalisation form C (Unicode Standard Annex #15).
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    // ASCII is in every normal form.
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(tables::nfc(text)) }
}

/// Is this a combining mark (general category M)?
pub(crate) fn is_mark(character: char) -> bool {
    !character.is_ascii() && tables::is_mark(character)
}

#[cfg(not(target_family = "wasm"))]
mod tables {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    pub(super) fn nfc(text: &str) -> String {
        text.nfc().collect()
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

    pub(super) fn is_mark(character: char) -> bool {
        RegExp::new(r"\p{M}", "u").test(character.encode_utf8(&mut [0; 4]))
    }
}
