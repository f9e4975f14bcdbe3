//! Words that signs hold together: versions, paths, options, identifiers, names of languages.

use std::ops::Range;

use crate::text::word_end::{begins_word, word};

/// Most parts that are read as one; longer ones are read as several.
const MOST_READ: usize = 32;

/// Words without a space between them.
#[derive(Debug, Default)]
pub(crate) struct Compound {
    parts: Vec<Part>,
    /// Where to go on reading.
    end: usize,
}

/// A word of a compound, as bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// Where the signs before it begin that belong to it: `--release`, `.NET`.
    pub(crate) lead: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Where the signs after it end that belong to it: `c++`, `C#`.
    pub(crate) tail: usize,
    /// Does a sign stand before it that parts more than it joins? `tokio::spawn_blocking` is one, and two.
    apart: bool,
}

impl Compound {
    /// Reads what stands at a byte of a text; false if that is no word.
    pub(crate) fn read(&mut self, text: &str, at: usize) -> bool {
        self.parts.clear();
        self.end = at;
        let (mut lead, mut start, mut apart) = (at, at + lead(text, at), false);
        while let Some((word, next)) = word(text, start) {
            // What was elided is no part: `l'amour`.
            let lead_of_word = if word.start == start { lead } else { word.start };
            let tail = if next == word.end { next + tail(text, word.clone()) } else { word.end };
            self.parts.push(Part { lead: lead_of_word, start: word.start, end: word.end, tail, apart });
            self.end = tail.max(next);
            if self.parts.len() == MOST_READ {
                break;
            }
            match joiner(text, self.end) {
                Some((sign, parts)) => (start, apart) = (self.end + sign, parts),
                // `c++17`
                None if tail > word.end && begins_word(text, tail) => (start, apart) = (tail, true),
                None => break,
            }
            lead = start;
        }
        !self.parts.is_empty()
    }

    /// Where to go on reading.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    /// All of it.
    pub(crate) fn range(&self) -> Range<usize> {
        range(&self.parts)
    }

    /// The word, if it is one without signs.
    pub(crate) fn word(&self) -> Option<Range<usize>> {
        match self.parts.as_slice() {
            [part] if part.lead == part.start && part.tail == part.end => Some(part.start..part.end),
            _ => None,
        }
    }

    /// Its parts.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts that belong together more than others.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &[Part]> {
        self.parts.chunk_by(|_, next| !next.apart)
    }
}

/// From the first of some parts to the last, with their signs.
pub(crate) fn range(parts: &[Part]) -> Range<usize> {
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => first.lead..last.tail,
        _ => 0..0,
    }
}

/// The numbers with dots between that some parts begin with, and where they begin: without the `v` of a
/// version.
pub(crate) fn version(text: &str, parts: &[Part]) -> Option<(usize, usize)> {
    let first = parts.first()?;
    let word = text.get(first.start..first.end)?;
    let letter = usize::from(parts.len() > 1 && word.starts_with(['v', 'V']));
    if !is_number(word.get(letter..)?) {
        return None;
    }
    let mut count = 1;
    for (part, next) in parts.iter().zip(parts.iter().skip(1)) {
        if text.get(part.end..next.start)? != "." || !is_number(text.get(next.start..next.end)?) {
            break;
        }
        count += 1;
    }
    Some((first.start + letter, count))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Bytes of the signs at a place that belong to the word after them, if a word can begin there.
fn lead(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let signs = match rest {
        [b'-', b'-', letter, ..] if letter.is_ascii_alphabetic() => 2,
        [b'-' | b'.', letter, ..] if letter.is_ascii_alphabetic() => 1,
        _ => return 0,
    };
    match text.get(..at).unwrap_or_default().chars().next_back() {
        Some('-' | '.' | '_') => 0,
        Some(before) if before.is_ascii() && before.is_ascii_alphanumeric() => 0,
        _ => signs,
    }
}

/// Bytes of the signs that belong to the word before them.
fn tail(text: &str, word: Range<usize>) -> usize {
    let rest = text.as_bytes().get(word.end..).unwrap_or_default();
    match rest {
        [b'+', b'+', b'+', ..] => 0,
        [b'+', b'+', ..] => 2,
        [b'#', ..] if word.len() <= 2 && !begins_word(text, word.end + 1) => {
            let name = text.get(word).unwrap_or_default();
            usize::from(name.bytes().all(|byte| byte.is_ascii_alphabetic()))
        }
        _ => 0,
    }
}

/// Bytes of the sign that joins what is before it to a word after it, and whether it parts them more.
fn joiner(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = text.as_bytes().get(at..)?;
    let (signs, apart) = match rest {
        [b'_', b'_', ..] => (2, false),
        [b'.' | b'-' | b'_' | b'\'', ..] => (1, false),
        // Typographic apostrophes and hyphens.
        [0xe2, 0x80, 0x99 | 0x90 | 0x91, ..] => (3, false),
        [0xca, 0xbc, ..] => (2, false),
        [b':', b'/', b'/', ..] => (3, true),
        [b':', b':', ..] => (2, true),
        [b'/' | b'\\' | b':' | b'@' | b'=' | b'?' | b'&' | b'#' | b'+', ..] => (1, true),
        _ => return None,
    };
    begins_word(text, at + signs).then_some((signs, apart))
}

/// The words of which one in `camelCase` consists, as bytes of it; false, and none, if there is but one.
/// Each has at least two letters: `iPhone` is one word.
pub(crate) fn humps(word: &str, each: &mut dyn FnMut(Range<usize>)) -> bool {
    let bytes = word.as_bytes();
    let mut start = 0;
    for at in 2..bytes.len().saturating_sub(1) {
        let (Some(before), Some(byte), Some(after)) = (bytes.get(at - 1), bytes.get(at), bytes.get(at + 1))
        else {
            break;
        };
        if !byte.is_ascii_uppercase() || at < start + 2 {
            continue;
        }
        // `spawnBlocking`, `utf8ToString`; `HTTPServer`, but not `URLs`.
        let rises = before.is_ascii_lowercase() && after.is_ascii_alphanumeric();
        let falls = (before.is_ascii_uppercase() || before.is_ascii_digit())
            && after.is_ascii_lowercase()
            && bytes.get(at + 2).is_some_and(u8::is_ascii_lowercase);
        if rises || falls {
            each(start..at);
            start = at;
        }
    }
    if start > 0 {
        each(start..bytes.len());
    }
    start > 0
}
