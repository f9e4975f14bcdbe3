//! Where a word begins and ends.

use std::ops::Range;

use offprint_unicode::is_mark;

use crate::text::tokens::character_at;
use crate::text::unspaced::{is_emoji, is_unspaced};

/// Does a word begin at this byte?
pub(crate) fn begins_word(text: &str, at: usize) -> bool {
    character_at(text, at).is_some_and(is_letter)
}

/// The word that begins at a byte, and where to go on: English endings after an apostrophe are left out, as
/// are elided articles and pronouns before one.
pub(crate) fn word(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let mut start = start;
    loop {
        let end = end(text, start)?;
        let Some(after) = apostrophe(text, end).filter(|after| begins_word(text, *after)) else {
            return Some((start..end, end));
        };
        let next = self::end(text, after)?;
        match text.as_bytes().get(after..next)? {
            // `don't` is often typed as `dont`.
            [b't' | b'T'] => return Some((start..next, next)),
            [b's' | b'S' | b'd' | b'm'] | [b'r' | b'v', b'e'] | [b'l', b'l'] => {
                return Some((start..end, next));
            }
            _ => {}
        }
        let elided = text.get(start..end)?;
        let name = |at| character_at(text, at).is_some_and(|letter| letter.is_ascii_uppercase());
        // `l'amour`, `qu'il`; but `O'Reilly`.
        let is_elided = elided.len() <= 2 && elided.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_elided || (name(start) && name(after)) {
            return Some((start..end, end));
        }
        start = after;
    }
}

/// The end of the letters and digits from a byte on; none if there are none.
fn end(text: &str, start: usize) -> Option<usize> {
    let first = character_at(text, start).filter(|first| is_letter(*first))?;
    let mut at = start + first.len_utf8();
    while let Some(character) = character_at(text, at) {
        if continues(character) {
            at += character.len_utf8();
        } else if character == ',' && groups_thousands(text.as_bytes(), start, at) {
            at += 4;
        } else {
            break;
        }
    }
    Some(at)
}

/// Is the comma at a byte one of `1,000,000`?
fn groups_thousands(bytes: &[u8], start: usize, comma: usize) -> bool {
    let before = bytes.get(start..comma).unwrap_or_default();
    let grouped = before.len() < 4 || before.get(before.len() - 4) == Some(&b',');
    let after = bytes.get(comma + 1..).unwrap_or_default();
    grouped
        && before.len() < 32
        && before.iter().all(|byte| byte.is_ascii_digit() || *byte == b',')
        && after.iter().take_while(|byte| byte.is_ascii_digit()).take(4).count() == 3
        && after.get(3).is_none_or(|byte| !byte.is_ascii_alphabetic())
}

/// Where an apostrophe ends that stands at a byte.
fn apostrophe(text: &str, at: usize) -> Option<usize> {
    character_at(text, at).filter(|sign| matches!(sign, '\'' | '’' | 'ʼ')).map(|sign| at + sign.len_utf8())
}

/// Can a word begin with it?
fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    character.is_alphanumeric() && !is_unspaced(character) && character != 'ʼ'
}

/// Can it stand inside of a word?
fn continues(character: char) -> bool {
    is_letter(character)
        || match character {
            '\0'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => false,
            // Invisible: where to break a word, how to join its letters, which variant of a sign is meant.
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => true,
            '\u{300}'..='\u{36f}' => true,
            '\u{2000}'..='\u{303f}' => false,
            _ => !is_unspaced(character) && !is_emoji(character) && is_mark(character),
        }
}
