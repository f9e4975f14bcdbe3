//! Cuts a document's text into parts small enough to be fetched for one excerpt.

use super::Section;
use crate::format::text_shard::{Heading, TextPart, encode_part};

/// Most bytes of text in a part; and most bytes of a file of several documents.
pub(super) const PART: usize = 3072;
/// Most parts of a document: a longer one has larger parts. A part may be a quarter smaller than it should, and
/// their number is a byte in postings.
const MOST_PARTS: usize = 190;

/// A piece of a section's text that is not cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) section: usize,
    pub(super) text: &'a str,
    pub(super) part: usize,
    /// It begins a block; otherwise it goes on where the last ended.
    pub(super) begins: bool,
}

/// The pieces of a document, each with the part that it is in.
pub(super) fn pieces(sections: &[Section]) -> Vec<Piece<'_>> {
    let total: usize = sections.iter().map(|section| section.text.len()).sum();
    let most = PART.max(total.div_ceil(MOST_PARTS));
    // Parts of one size: a last one of a few words would be a file of its own for nothing.
    let aim = total.div_ceil(total.div_ceil(most).max(1));
    let mut pieces = Vec::new();
    let (mut part, mut size) = (0, 0);
    for (number, section) in sections.iter().enumerate() {
        // A heading is found even if nothing stands below it.
        let lines = section.text.lines().filter(|line| !line.is_empty());
        let lines = lines.chain(section.text.trim_matches('\n').is_empty().then_some(""));
        let mut opens = true;
        for line in lines {
            for (index, text) in split(line, most / 4).enumerate() {
                let full = size + text.len() > most || size >= aim || opens && size * 4 >= aim * 3;
                if full && size > 0 {
                    part += 1;
                    size = 0;
                }
                opens = false;
                size += text.len() + 1;
                pieces.push(Piece { section: number, text, part, begins: index == 0 });
            }
        }
    }
    pieces
}

/// Cuts a line after a sentence, or else a word, so that no piece is longer than `most`.
fn split(line: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut left = Some(line);
    std::iter::from_fn(move || {
        let line = left?;
        if line.len() <= most {
            left = None;
            return Some(line);
        }
        let (head, _) = line.split_at(line.floor_char_boundary(most.max(4)));
        let sentence = head.rfind(". ").map(|at| at + 2).filter(|at| at * 2 > head.len());
        let end = sentence.or_else(|| head.rfind(' ').map(|at| at + 1)).unwrap_or(head.len());
        let (piece, rest) = line.split_at(end);
        left = (!rest.is_empty()).then_some(rest);
        Some(piece)
    })
}

/// The parts as they are written, at least one.
pub(super) fn records(document: &super::Document, pieces: &[Piece]) -> Vec<Vec<u8>> {
    let mut records = Vec::new();
    let mut section = None;
    for pieces in pieces.chunk_by(|a, b| a.part == b.part) {
        let mut text = String::new();
        let mut headings = Vec::new();
        for piece in pieces {
            if piece.begins && !text.is_empty() {
                text.push('\n');
            }
            if text.is_empty() || section != Some(piece.section) {
                section = Some(piece.section);
                let heading =
                    document.sections.get(piece.section).filter(|section| !section.heading.is_empty());
                headings.extend(heading.map(|found| Heading {
                    at: text.len(),
                    id: &found.id,
                    text: &found.heading,
                }));
            }
            text.push_str(piece.text);
        }
        records.push(record(document, headings, &text));
    }
    if records.is_empty() {
        records.push(record(document, Vec::new(), ""));
    }
    records
}

fn record(document: &super::Document, headings: Vec<Heading>, text: &str) -> Vec<u8> {
    let super::Document { url, title, note, .. } = document;
    encode_part(&TextPart { url, title, note, headings, text })
}
