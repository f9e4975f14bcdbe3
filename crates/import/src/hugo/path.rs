//! Names as Hugo makes addresses of them: `common/paths/path.go` and `helpers/path.go` of its source.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a site's configuration says of all addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PathRules {
    /// `disablePathToLower`: capitals stay.
    pub keep_case: bool,
    /// `removePathAccents`: `é` is `e`.
    pub remove_accents: bool,
}

impl PathRules {
    /// `MakePathSanitized`: what may stand in a path, with hyphens for spaces.
    pub fn sanitize(self, text: &str) -> String {
        let mut text = sanitize(text);
        if self.remove_accents {
            text = text.nfd().filter(|c| !is_combining_mark(*c)).nfc().collect();
        }
        if self.keep_case { text } else { lower(&text) }
    }

    /// `urlize`, as a value of a permalink pattern. It is percent-encoded there and decoded again as a query
    /// is (`url.QueryUnescape`), which turns a plus sign into a space.
    pub fn token(self, text: &str) -> String {
        self.sanitize(text)
    }
}

/// Lower case letter by letter, as Go has it: without the final sigma, and `İ` stays one letter.
fn lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut all = c.to_lowercase();
            match (all.next(), all.next()) {
                (Some(one), None) => one,
                (Some(first), Some(_)) => first,
                _ => c,
            }
        })
        .collect()
}

/// Cuts out what no path may have. Spaces are one hyphen, unless one is there.
fn sanitize(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut hyphen_before, mut was_hyphen) = (false, false);
    for (at, character) in text.char_indices() {
        if is_allowed(text, at, character) {
            was_hyphen = character == '-';
            if std::mem::take(&mut hyphen_before) && !was_hyphen {
                clean.push('-');
            }
            clean.push(character);
        } else if !clean.is_empty() && !was_hyphen && character.is_whitespace() {
            hyphen_before = true;
        }
    }
    clean
}

fn is_allowed(text: &str, at: usize, character: char) -> bool {
    character.is_alphabetic()
        || is_digit(character)
        || is_combining_mark(character)
        || "./\\_#+~-@".contains(character)
        || character == '%'
            && text.as_bytes().get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}

/// A decimal digit of any script: no `²`, no `½`, no `①`.
pub fn is_digit(character: char) -> bool {
    let other = matches!(u32::from(character),
        0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe | 0x2070..=0x2089 | 0x2150..=0x218f | 0x2460..=0x24ff
        | 0x2776..=0x2793 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303a | 0x3192..=0x3195 | 0x3220..=0x3229
        | 0x3248..=0x325f | 0x3280..=0x3289 | 0x32b1..=0x32bf);
    character.is_numeric() && !other
}

/// `url.QueryUnescape`: `None` where a percent sign begins nothing.
pub fn query_unescape(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let whole =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%').all(|(at, _)| {
            bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
        });
    whole.then(|| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned())
}

/// `path.Clean`: the shortest path of the same place.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// `NormalizePathStringBasic`: how Hugo compares paths below `content`.
pub fn normal(path: &str) -> String {
    lower(path).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::{PathRules, clean, query_unescape};

    /// Cases of Hugo's own `helpers/path_test.go` (`TestMakePath`, `TestMakePathSanitized`), and ours.
    #[test]
    fn a_name_becomes_a_part_of_an_address() {
        let rules = PathRules::default();
        for (name, part) in [
            (
                "dot.slash/backslash\\underscore_pound#plus+hyphen-",
                "dot.slash/backslash\\underscore_pound#plus+hyphen-",
            ),
            ("abcXYZ0123456789", "abcxyz0123456789"),
            ("%20 %2", "%20-2"),
            ("foo- bar", "foo-bar"),
            ("  Foo bar  ", "foo-bar"),
            ("Vim (text editor)", "vim-text-editor"),
            ("трям/трям", "трям/трям"),
            ("은행", "은행"),
            ("Банковский кассир", "банковский-кассир"),
            ("संस्कृत", "संस्कृत"),
            ("this+is+a+test", "this+is+a+test"),
            ("~foo", "~foo"),
            ("foo--bar", "foo--bar"),
            ("FOo/BaR.html", "foo/bar.html"),
            ("FOo   Ba---R.html", "foo-ba---r.html"),
            ("What's new, Doc?", "whats-new-doc"),
            ("½ m² of ①", "m-of"),
            ("a & b", "a-b"),
            ("one — two", "one-two"),
        ] {
            assert_eq!(rules.sanitize(name), part, "{name}");
        }
    }

    #[test]
    fn capitals_and_accents_are_the_sites_choice() {
        let keep = PathRules { keep_case: true, remove_accents: false };
        assert_eq!(keep.sanitize("Social Media"), "Social-Media");
        let plain = PathRules { keep_case: false, remove_accents: true };
        assert_eq!(plain.sanitize("Résumé für Řezáč"), "resume-fur-rezac");
    }

    #[test]
    fn a_plus_sign_in_a_pattern_is_a_space() {
        assert_eq!(query_unescape("c++-rocks").as_deref(), Some("c  -rocks"));
        assert_eq!(query_unescape("caf%C3%A9").as_deref(), Some("café"));
        assert_eq!(query_unescape("100%"), None);
    }

    #[test]
    fn a_path_is_cleaned() {
        for (path, cleaned) in
            [("/a//b/", "/a/b"), ("a/./b/../c", "a/c"), ("/..", "/"), ("../a", "../a"), ("", "."), ("/", "/")]
        {
            assert_eq!(clean(path), cleaned, "{path}");
        }
    }
}
