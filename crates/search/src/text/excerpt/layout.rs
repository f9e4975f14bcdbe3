use std::ops::Range;

use crate::text::tokens::{Kind, Token};
use crate::text::unspaced::is_unspaced;

/// Columns of a fragment before the match, and in all.
const BEFORE: u32 = 16;
const FRAGMENT: u32 = 44;
/// Most characters of signs at a word that are shown with it.
const SIGNS: usize = 6;

/// A text as words with a width.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    pub(super) units: Vec<Unit>,
}

/// What an excerpt has whole: a word, or a character of a script without spaces.
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Columns before it: a character of a script without spaces is as wide as two others.
    pub(super) column: u32,
}

impl<'a> Layout<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, units: Vec::new() }
    }

    /// Takes the next token of the text.
    pub(super) fn add(&mut self, token: &Token<'_>) {
        let Range { start, end } = token.range;
        let (mut from, mut column) = (0, 0);
        if let Some(last) = self.units.last_mut() {
            if start < last.end && (token.kind != Kind::Bigram || start <= last.start) {
                return;
            }
            // Two characters of which the second begins the next two.
            last.end = last.end.min(start);
            (from, column) = (last.start, last.column);
        }
        column += columns(self.text.get(from..start).unwrap_or_default());
        self.units.push(Unit { start, end, column });
    }

    /// The unit that a byte is in, or the next.
    pub(super) fn unit_at(&self, at: usize) -> usize {
        self.units.partition_point(|unit| unit.end <= at)
    }

    /// Columns from the beginning of one unit to the end of another.
    pub(super) fn width(&self, first: usize, last: usize) -> u32 {
        let (Some(first), Some(last)) = (self.units.get(first), self.units.get(last)) else { return 0 };
        last.column.saturating_sub(first.column)
            + columns(self.text.get(last.start..last.end).unwrap_or_default())
    }

    /// What stands between a unit and the one before; from the text's beginning, to its end.
    pub(super) fn gap_before(&self, unit: usize) -> &'a str {
        let start =
            unit.checked_sub(1).and_then(|before| self.units.get(before)).map_or(0, |before| before.end);
        let end = self.units.get(unit).map_or(self.text.len(), |unit| unit.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Does a sentence, a line or the text begin with a unit? Does one end with the unit before?
    pub(super) fn begins_sentence(&self, unit: usize) -> bool {
        let gap = self.gap_before(unit);
        let mut after_stop = unit == 0 || unit >= self.units.len();
        for character in gap.chars() {
            match character {
                '\n' | '。' | '！' | '？' => return true,
                '.' | '!' | '?' | '…' => after_stop = true,
                _ if character.is_whitespace() && after_stop => return true,
                _ => {}
            }
        }
        unit == 0 || unit >= self.units.len()
    }

    /// Where a unit begins with the signs that belong to it: an opening quotation mark, an article.
    pub(super) fn start(&self, unit: usize) -> usize {
        let gap = self.gap_before(unit);
        let end = self.units.get(unit).map_or(self.text.len(), |unit| unit.start);
        let ends = |sign: char| sign.is_whitespace() || matches!(sign, '。' | '！' | '？' | '、' | '，');
        let signs = gap.chars().rev().take(SIGNS).take_while(|sign| !ends(*sign)).map(char::len_utf8);
        end - signs.sum::<usize>()
    }

    /// Where a unit ends with the signs that belong to it: a full stop.
    pub(super) fn end(&self, unit: usize) -> usize {
        let start = self.units.get(unit).map_or(self.text.len(), |unit| unit.end);
        let gap = self.gap_before(unit + 1);
        let signs = gap.chars().take(SIGNS).take_while(|sign| !sign.is_whitespace()).map(char::len_utf8);
        start + signs.sum::<usize>()
    }

    /// A few words around a match, in its line, and not of the sentence before.
    pub(super) fn fragment(&self, best: Range<usize>) -> String {
        let (first, last) = (self.unit_at(best.start), self.unit_at(best.end.saturating_sub(1)));
        let (mut from, mut to) = (first, last);
        if self.width(from, to) > 2 * FRAGMENT {
            return String::new();
        }
        while from > 0
            && !self.begins_sentence(from)
            && self.width(from - 1, last) <= self.width(first, last) + BEFORE
        {
            from -= 1;
        }
        while to + 1 < self.units.len()
            && !self.gap_before(to + 1).contains('\n')
            && self.width(from, to + 1) <= FRAGMENT
        {
            to += 1;
        }
        match (self.units.get(from), self.units.get(to)) {
            (Some(from), Some(to)) => self.text.get(from.start..to.end).unwrap_or_default().to_owned(),
            _ => String::new(),
        }
    }
}

/// How wide a text is.
fn columns(text: &str) -> u32 {
    if text.is_ascii() {
        return u32::try_from(text.len()).unwrap_or(u32::MAX);
    }
    text.chars().fold(0, |columns, character| columns + if is_unspaced(character) { 2 } else { 1 })
}
