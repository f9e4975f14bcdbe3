//! The words of a text, by one rule for making an index and for asking it.

use std::ops::Range;

use crate::text::opaque::is_opaque;
use crate::text::technical::{self, Compound, Part, humps, version};
use crate::text::unspaced::{is_attached, is_emoji, is_unspaced};

mod folded;

use folded::push_folded;

/// A word, or what is looked for as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// As it is compared: folded, never empty, at most [`LONGEST`] bytes.
    pub(crate) text: &'a str,
    /// Where it stands in the source, in bytes; on character boundaries.
    pub(crate) range: Range<usize>,
    /// Its place in the order of words, from 0. Parts of a compound have consecutive places, the whole has
    /// that of its first part; but parts by `camelCase` share a place, as the same word may be written
    /// without capitals. Every character of a script without spaces has its own.
    pub(crate) position: u32,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, or a number.
    Word,
    /// A compound as it stands, comes before its parts: `async/await`, `1.80.0`, `--release`.
    Whole,
    /// One of a compound's words.
    Part,
    /// Two characters in a row of a script that has no spaces; or the last of the row alone, so that every
    /// character begins one token and a single one is found as a prefix.
    Bigram,
    /// A hash, a key, encoded data: exactly findable, but no word to complete or to correct.
    Opaque,
}

/// Most bytes of a token. A longer word is cut and [`Kind::Opaque`].
pub(crate) const LONGEST: usize = 64;
/// Most bytes of an opaque one: 128 bits of a hash tell it from all others.
const LONGEST_OPAQUE: usize = 32;
/// Most bytes of a compound that is a token as a whole, too. Longer ones are found by their parts.
const LONGEST_WHOLE: usize = 48;
/// Most parts of such a compound.
const MOST_PARTS: usize = 6;

/// Calls `each` with the tokens of a text, in order.
pub(crate) fn tokens(text: &str, each: &mut dyn FnMut(&Token<'_>)) {
    let mut scan = Scan { text, buffer: String::new(), position: 0, each };
    let mut compound = Compound::default();
    let mut at = 0;
    while let Some(character) = character_at(text, at) {
        at = if is_unspaced(character) {
            scan.unspaced(at)
        } else if is_emoji(character) {
            let end = at + character.len_utf8();
            scan.leaf(at..end, Kind::Word);
            end
        } else if compound.read(text, at) {
            scan.compound(&compound);
            compound.end().max(at + character.len_utf8())
        } else {
            at + character.len_utf8()
        };
    }
}

/// The character that begins at a byte.
pub(crate) fn character_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&byte) if byte < 0x80 => Some(char::from(byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// What is known half-way through a text.
struct Scan<'a> {
    text: &'a str,
    /// The token's folded text, the same memory for all.
    buffer: String,
    position: u32,
    each: &'a mut dyn FnMut(&Token<'_>),
}

impl Scan<'_> {
    /// A token at the present position; false if nothing of it is left when folded.
    fn token(&mut self, range: Range<usize>, kind: Kind) -> bool {
        let word = self.text.get(range.clone()).unwrap_or_default();
        self.buffer.clear();
        // What is cut off need not be folded; a letter never folds to less than an eighth of its bytes.
        push_folded(&mut self.buffer, cut(word, 8 * LONGEST));
        let (most, kind) = match kind {
            Kind::Opaque => (LONGEST_OPAQUE, kind),
            _ if self.buffer.len() > LONGEST => (LONGEST, Kind::Opaque),
            _ => (LONGEST, kind),
        };
        self.buffer.truncate(cut(&self.buffer, most).len());
        if self.buffer.is_empty() {
            return false;
        }
        (self.each)(&Token { text: &self.buffer, range, position: self.position, kind });
        true
    }

    /// A token with a position of its own.
    fn leaf(&mut self, range: Range<usize>, kind: Kind) {
        if self.token(range, kind) {
            self.position += 1;
        }
    }

    /// Characters of scripts without spaces, from `start`; returns their end.
    fn unspaced(&mut self, start: usize) -> usize {
        let (mut before, mut at) = (None::<Range<usize>>, start);
        while let Some(character) = character_at(self.text, at).filter(|character| is_unspaced(*character)) {
            let mut end = at + character.len_utf8();
            while let Some(mark) = character_at(self.text, end).filter(|mark| is_attached(*mark)) {
                end += mark.len_utf8();
            }
            if let Some(before) = before {
                self.leaf(before.start..end, Kind::Bigram);
            }
            before = Some(at..end);
            at = end;
        }
        if let Some(last) = before {
            self.leaf(last, Kind::Bigram);
        }
        at
    }

    fn compound(&mut self, compound: &Compound) {
        if self.opaque(compound.range()) {
            return;
        }
        if let Some(word) = compound.word() {
            return self.word(word, Kind::Word);
        }
        if compound.groups().nth(1).is_some() {
            self.whole(compound.parts());
        }
        for group in compound.groups() {
            if group.len() == 1 || !self.opaque(technical::range(group)) {
                self.group(group);
            }
        }
    }

    fn group(&mut self, group: &[Part]) {
        let [first, ..] = group else { return };
        if group.len() > 1 || technical::range(group) != (first.start..first.end) {
            self.whole(group);
        }
        // Where a row of numbers ends that has been seen.
        let mut seen = 0;
        for (index, part) in group.iter().enumerate() {
            let mut start = part.start;
            let rest = group.get(index..).unwrap_or_default();
            let version = if index < seen { None } else { version(self.text, rest) };
            if let Some((number, count)) = version.filter(|(_, count)| *count > 1) {
                // `1.80.0` is found by `1.80`, `v1.80.0` by both.
                (start, seen) = (number, index + count);
                for part in rest.iter().take(count.min(MOST_PARTS)).skip(1).rev() {
                    if number > first.lead || part.end < technical::range(group).end {
                        self.token(number..part.end, Kind::Whole);
                    }
                }
            }
            if group.len() > 1 && part.tail > part.end {
                self.token(part.start..part.tail, Kind::Whole);
            }
            self.word(start..part.end, Kind::Part);
        }
    }

    /// A compound as it stands, unless it is too long for anyone to ask for.
    fn whole(&mut self, parts: &[Part]) {
        let range = technical::range(parts);
        let opaque = |part: &Part| is_opaque(self.text.get(part.start..part.end).unwrap_or_default());
        if range.len() <= LONGEST_WHOLE && parts.len() <= MOST_PARTS && !parts.iter().any(opaque) {
            self.token(range, Kind::Whole);
        }
    }

    /// An opaque token, if this is one.
    fn opaque(&mut self, range: Range<usize>) -> bool {
        let opaque = is_opaque(self.text.get(range.clone()).unwrap_or_default());
        if opaque {
            self.leaf(range, Kind::Opaque);
        }
        opaque
    }

    /// A word without signs inside, which may be written in `camelCase`.
    fn word(&mut self, range: Range<usize>, kind: Kind) {
        let word = self.text.get(range.clone()).unwrap_or_default();
        if self.opaque(range.clone()) {
            return;
        }
        if word.len() > LONGEST_WHOLE || !humps(word, &mut |_| {}) {
            return self.leaf(range, kind);
        }
        self.token(range.clone(), Kind::Whole);
        humps(word, &mut |hump| {
            self.token(range.start + hump.start..range.start + hump.end, Kind::Part);
        });
        self.position += 1;
    }
}

/// At most so many bytes of a word, whole characters.
fn cut(word: &str, most: usize) -> &str {
    word.get(..word.floor_char_boundary(most)).unwrap_or(word)
}

#[cfg(test)]
mod tests;
