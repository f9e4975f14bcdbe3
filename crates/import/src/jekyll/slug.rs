//! Jekyll's slugs: `Utils.slugify` and `Utils.titleize_slug`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `Utils.slugify`. `None` as a mode is "default"; a mode that is none of Jekyll's leaves the text as it is.
/// `cased` keeps capitals.
pub(super) fn slugify(text: &str, mode: Option<&str>, cased: bool) -> String {
    let mode = mode.unwrap_or("default");
    let lower = |text: String| if cased { text } else { text.to_lowercase() };
    let stays: fn(char) -> bool = match mode {
        "raw" => |c| !c.is_ascii_whitespace() && c != '\u{b}',
        "pretty" => |c| is_word(c) || "._~!$&'()+,;=@".contains(c),
        "ascii" => |c| c.is_ascii_alphanumeric(),
        "default" | "latin" => is_word,
        _ => return lower(text.to_owned()),
    };
    let text = if mode == "latin" { transliterate(text) } else { text.to_owned() };
    let mut slug = String::with_capacity(text.len());
    let mut replaced = false;
    for character in text.chars() {
        if stays(character) {
            slug.push(character);
        } else if !replaced {
            slug.push('-');
        }
        replaced = !stays(character);
    }
    let slug = slug.strip_prefix('-').unwrap_or(&slug);
    lower(slug.strip_suffix('-').unwrap_or(slug).to_owned())
}

/// `\p{M}`, `\p{L}` and `\p{Nd}`.
fn is_word(character: char) -> bool {
    character.is_alphabetic() && !is_letter_number(character)
        || character.is_ascii_digit()
        || is_combining_mark(character)
        || is_decimal_digit(character)
}

/// Roman numerals and their like (`\p{Nl}`), and circled letters (`\p{So}`), which Rust calls alphabetic.
fn is_letter_number(character: char) -> bool {
    matches!(u32::from(character), 0x2160..=0x2182 | 0x2185..=0x2188 | 0x24b6..=0x24e9 | 0x3007
        | 0x3021..=0x3029 | 0x3038..=0x303a | 0x16ee..=0x16f0)
}

/// Digits of other scripts; fractions and circled numbers are numeric too, and are none.
fn is_decimal_digit(character: char) -> bool {
    character.is_numeric()
        && matches!(u32::from(character), 0x660..=0x669 | 0x6f0..=0x6f9 | 0x7c0..=0x7c9 | 0x966..=0x96f
            | 0x9e6..=0x9ef | 0xa66..=0xa6f | 0xae6..=0xaef | 0xb66..=0xb6f | 0xbe6..=0xbef | 0xc66..=0xc6f
            | 0xce6..=0xcef | 0xd66..=0xd6f | 0xe50..=0xe59 | 0xed0..=0xed9 | 0xf20..=0xf29
            | 0x1040..=0x1049 | 0x17e0..=0x17e9 | 0x1810..=0x1819 | 0xff10..=0xff19)
}

/// `I18n.transliterate`: Latin letters without their accents, `?` for what is not Latin.
fn transliterate(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for character in text.nfc() {
        match character {
            c if c.is_ascii() => latin.push(c),
            'Æ' => latin.push_str("AE"),
            'æ' => latin.push_str("ae"),
            'Œ' => latin.push_str("OE"),
            'œ' => latin.push_str("oe"),
            'Ĳ' => latin.push_str("IJ"),
            'ĳ' => latin.push_str("ij"),
            'ß' => latin.push_str("ss"),
            'Þ' => latin.push_str("Th"),
            'þ' => latin.push_str("th"),
            'ŉ' => latin.push_str("'n"),
            '×' => latin.push('x'),
            'Ð' | 'Đ' => latin.push('D'),
            'ð' | 'đ' => latin.push('d'),
            'Ø' => latin.push('O'),
            'ø' => latin.push('o'),
            'Ħ' => latin.push('H'),
            'ħ' => latin.push('h'),
            'ı' => latin.push('i'),
            'ĸ' => latin.push('k'),
            'Ł' | 'Ŀ' => latin.push('L'),
            'ł' | 'ŀ' => latin.push('l'),
            'Ŋ' => latin.push_str("NG"),
            'ŋ' => latin.push_str("ng"),
            'Ŧ' => latin.push('T'),
            'ŧ' => latin.push('t'),
            // The table of I18n ends with Latin Extended-A.
            c if u32::from(c) < 0x180 => match std::iter::once(c).nfd().next() {
                Some(letter) if letter.is_ascii_alphabetic() => latin.push(letter),
                _ => latin.push('?'),
            },
            _ => latin.push('?'),
        }
    }
    latin
}

/// `Utils.titleize_slug`: each word between hyphens with one capital, the rest of it small.
pub(super) fn titleize(slug: &str) -> String {
    let words = slug.split('-').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase()
        })
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{slugify, titleize};

    #[test]
    fn every_mode_of_slugify_answers_as_the_documentation_says() {
        // The first six are the examples of the documentation of the filter and of lib/jekyll/utils.rb.
        for (text, mode, slug) in [
            ("The _config.yml file", Some("raw"), "the-_config.yml-file"),
            ("The _config.yml file", None, "the-config-yml-file"),
            ("The _config.yml file", Some("pretty"), "the-_config.yml-file"),
            ("The _cönfig.yml file", Some("ascii"), "the-c-nfig-yml-file"),
            ("The cönfig.yml file", Some("latin"), "the-config-yml-file"),
            ("The _config.yml file", Some("none"), "the _config.yml file"),
            ("  two  spaces ", None, "two-spaces"),
            ("Café au lait", None, "café-au-lait"),
            ("日本 語", None, "日本-語"),
            ("日本", Some("latin"), ""),
            ("C++ & C#", None, "c-c"),
            ("a--b", None, "a-b"),
            ("½ done", None, "done"),
            ("हिन्दी १२", None, "हिन्दी-१२"),
        ] {
            assert_eq!(slugify(text, mode, false), slug, "{text:?} {mode:?}");
        }
        assert_eq!(slugify("The _config.yml file", Some("pretty"), true), "The-_config.yml-file");
    }

    #[test]
    fn a_title_is_made_of_the_file_name() {
        assert_eq!(titleize("my-first-POST"), "My First Post");
        assert_eq!(titleize("a--b"), "A B");
        assert_eq!(titleize("under_scored"), "Under_scored");
    }
}
