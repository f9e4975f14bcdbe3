use std::sync::LazyLock;

/// The quotation marks of a language, in which `"`, `'`, `--`, `---` and `...` are written as print has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotes {
    outer: (&'static str, &'static str),
    inner: (&'static str, &'static str),
    /// Words with an apostrophe in front are English.
    english: bool,
}

/// What stands beside a text in its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Nothing, or a blank.
    #[default]
    Blank,
    /// Something that a quotation may begin after or go on with.
    Opening,
    /// Part of a word.
    Word,
    /// A character of text.
    Is(char),
}

static TABLE: LazyLock<Vec<(&'static str, Quotes)>> = LazyLock::new(|| {
    let lines = include_str!("quotes.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| {
        let mut marks = line.split('\t');
        let tag = marks.next()?;
        let (outer, inner) = ((marks.next()?, marks.next()?), (marks.next()?, marks.next()?));
        Some((tag, Quotes { outer, inner, english: tag == "en" }))
    });
    rows.collect()
});

const ENGLISH: Quotes = Quotes { outer: ("“", "”"), inner: ("‘", "’"), english: true };

/// English words that begin with an apostrophe.
const CLIPPED: [&str; 9] = ["tis", "twas", "twere", "twill", "til", "cause", "em", "n", "bout"];

impl Quotes {
    /// The marks of a BCP 47 tag: of its longest beginning that is known, else the English ones.
    pub fn of(tag: &str) -> Self {
        let mut tag = tag;
        loop {
            if let Some((_, quotes)) = TABLE.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag)) {
                return *quotes;
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => return Quotes { english: false, ..ENGLISH },
            }
        }
    }

    /// A text as it is printed; `before` and `after` are what stands beside it in its line.
    pub fn printed(&self, text: &str, before: Edge, after: Edge) -> String {
        let mut shown = String::with_capacity(text.len() + 8);
        let mut rest = text;
        let mut last = before;
        while let Some(character) = rest.chars().next() {
            let dashes = rest.len() - rest.trim_start_matches('-').len();
            let dots = rest.len() - rest.trim_start_matches('.').len();
            let taken = match character {
                '-' => dashes,
                '.' => dots,
                _ => character.len_utf8(),
            };
            let following = rest[taken..].chars().next().map_or(after, Edge::Is);
            match character {
                // `--help` is an option.
                '-' if dashes == 2 && !(is_open(last) && is_word(following)) => shown.push('–'),
                '-' if dashes == 3 => shown.push('—'),
                '.' if dots == 3 => shown.push('…'),
                '"' => shown.push_str(mark(self.outer, opens(last, following))),
                '\'' if self.is_apostrophe(last, following, &rest[taken..]) => shown.push('’'),
                '\'' => shown.push_str(mark(self.inner, opens(last, following))),
                _ => shown.push_str(&rest[..taken]),
            }
            last = Edge::Is(character);
            rest = &rest[taken..];
        }
        shown
    }

    fn is_apostrophe(&self, before: Edge, after: Edge, rest: &str) -> bool {
        if is_word(before) && is_word(after) {
            return true;
        }
        if !is_open(before) {
            return false;
        }
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let years = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        years || self.english && CLIPPED.iter().any(|clipped| word.eq_ignore_ascii_case(clipped))
    }
}

fn mark(marks: (&'static str, &'static str), opens: bool) -> &'static str {
    if opens { marks.0 } else { marks.1 }
}

fn opens(before: Edge, after: Edge) -> bool {
    let blank = match after {
        Edge::Blank => true,
        Edge::Is(c) => c.is_whitespace() || ".,;:!?)]}".contains(c),
        Edge::Opening | Edge::Word => false,
    };
    is_open(before) && !blank
}

/// Whether a quotation may begin after it.
fn is_open(edge: Edge) -> bool {
    match edge {
        Edge::Blank | Edge::Opening => true,
        Edge::Word => false,
        Edge::Is(c) => c.is_whitespace() || "([{-–—/\"'=«„“‘¿¡\u{a0}\u{202f}".contains(c),
    }
}

fn is_word(edge: Edge) -> bool {
    match edge {
        Edge::Word => true,
        Edge::Is(c) => c.is_alphanumeric(),
        Edge::Blank | Edge::Opening => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Edge, Quotes};

    fn printed(language: &str, text: &str) -> String {
        Quotes::of(language).printed(text, Edge::Blank, Edge::Blank)
    }

    #[test]
    fn quotes_are_those_of_the_language() {
        let text = "Say \"it's 'so'\" (\"now\").";
        for (language, expected) in [
            ("en", "Say “it’s ‘so’” (“now”)."),
            ("en-GB", "Say “it’s ‘so’” (“now”)."),
            ("de", "Say „it’s ‚so‘“ („now“)."),
            ("de-CH", "Say «it’s ‹so›» («now»)."),
            ("fr", "Say «\u{202f}it’s “so”\u{202f}» («\u{202f}now\u{202f}»)."),
            ("sv-SE", "Say ”it’s ’so’” (”now”)."),
            ("pl", "Say „it’s «so»” („now”)."),
            ("ru", "Say «it’s „so“» («now»)."),
            ("ja", "Say 「it’s 『so』」 (「now」)."),
            ("zh-Hant-TW", "Say 「it’s 『so』」 (「now」)."),
            ("tlh", "Say “it’s ‘so’” (“now”)."),
        ] {
            assert_eq!(printed(language, text), expected, "{language}");
        }
    }

    #[test]
    fn apostrophes_dashes_and_dots_are_printed_as_such() {
        assert_eq!(
            printed("en", "'Tis the '90s -- rock 'n' roll's best---or so... a--b"),
            "’Tis the ’90s – rock ’n’ roll’s best—or so… a–b"
        );
        assert_eq!(printed("en", "run it with --help, or -v; ----"), "run it with --help, or -v; ----");
    }

    #[test]
    fn a_quotation_may_begin_or_end_beside_other_elements() {
        let quotes = Quotes::of("en");
        assert_eq!(quotes.printed("\"", Edge::Blank, Edge::Opening), "“");
        assert_eq!(quotes.printed("\"", Edge::Word, Edge::Blank), "”");
        assert_eq!(quotes.printed("'s", Edge::Word, Edge::Blank), "’s");
    }
}
