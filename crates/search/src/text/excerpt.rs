//! The part of a text that says most of what was asked.

use std::ops::Range;

use crate::Marked;
use crate::text::tokens::{Token, tokens};

mod layout;
mod window;

use layout::Layout;
use window::Window;

/// A token that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    /// Which word of the query it answers: another one counts for more than the same one again. Those above
    /// 63 count as one.
    pub(crate) word: usize,
    /// What it is worth, above 0.
    pub(crate) weight: f32,
}

/// An excerpt and where it is from.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Excerpt {
    /// About thirty words with what matched; `…` where it is cut within a sentence. Any space is one space.
    pub(crate) marked: Marked,
    /// Byte of the text where the best match begins; 0 without a match.
    pub(crate) at: usize,
    /// A few words around the best match as they stand in one line of the text; empty without a match.
    pub(crate) fragment: String,
    /// The worth of what it shows: to choose among the parts of a document. 0 without a match.
    pub(crate) worth: f32,
}

/// Where a token matched.
#[derive(Clone, Debug)]
struct Found {
    range: Range<usize>,
    matched: Match,
}

/// Makes the excerpt of a text.
pub(crate) fn excerpt(text: &str, matches: &mut dyn FnMut(&Token<'_>) -> Option<Match>) -> Excerpt {
    let mut layout = Layout::new(text);
    let mut found = Vec::new();
    tokens(text, &mut |token| {
        layout.add(token);
        if let Some(matched) = matches(token).filter(|matched| matched.weight > 0.0) {
            found.push(Found { range: token.range.clone(), matched });
        }
    });
    let window = Window::best(&layout, &found);
    Excerpt {
        marked: shown(&layout, &window, &merged(&found)),
        at: window.best.as_ref().map_or(0, |best| best.start),
        fragment: window.best.map_or_else(String::new, |best| layout.fragment(best)),
        worth: window.worth,
    }
}

/// A whole text (a title) with what matched.
pub(crate) fn marked(text: &str, matches: &mut dyn FnMut(&Token<'_>) -> Option<Match>) -> Marked {
    let mut found = Vec::new();
    tokens(text, &mut |token| {
        if let Some(matched) = matches(token) {
            found.push(Found { range: token.range.clone(), matched });
        }
    });
    Marked { text: text.to_owned(), marks: merged(&found) }
}

/// The ranges of what was found, in order and apart.
fn merged(found: &[Found]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(found.len());
    // Tokens come in the order of their beginnings, but for the whole of a compound before its parts.
    for range in found.iter().map(|found| &found.range) {
        match ranges.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range.clone()),
        }
    }
    ranges
}

/// What a window shows.
fn shown(layout: &Layout<'_>, window: &Window, marks: &[Range<usize>]) -> Marked {
    let mut marked = Marked::default();
    if window.opens_within {
        marked.text.push_str("… ");
    }
    let mut at = window.range.start;
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(window.range.end));
        if start >= end {
            continue;
        }
        push(&mut marked.text, layout.text, at..start);
        let from = marked.text.len();
        push(&mut marked.text, layout.text, start..end);
        marked.marks.push(from..marked.text.len());
        at = end;
    }
    push(&mut marked.text, layout.text, at..window.range.end);
    if window.closes_within {
        marked.text.push_str(" …");
    }
    marked
}

/// Adds a piece of text; any space becomes one.
fn push(shown: &mut String, text: &str, range: Range<usize>) {
    for character in text.get(range).unwrap_or_default().chars() {
        if !character.is_whitespace() {
            shown.push(character);
        } else if !shown.is_empty() && !shown.ends_with(' ') {
            shown.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
