//! What a reader asks, as written in one line.

use std::ops::Range;

use offprint_unicode::fold;

use crate::text::tokens::{Kind, Token, character_at, tokens};
use crate::text::unspaced::is_attached;

/// Most bytes of a query that are read: more than twice the longest of the collections that searches are
/// judged by.
const MOST_BYTES: usize = 8192;
/// Most different words that are looked for.
const MOST_CLAUSES: usize = 256;
/// Words beside its phrases from which on a query is a text that somebody pasted: its quotation marks are its
/// own, and its phrases need not hold.
const PASTED: usize = 12;
/// Most bytes of a facet's key.
const MOST_KEY: usize = 64;

/// A query as it was understood. Any text is one; of a very long one the first 8 KB are read, and of these
/// the first 256 different words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// Words to look for, each once, in the order of their first place; those of phrases, too.
    pub(crate) clauses: Vec<Clause>,
    /// Words that hits must have side by side.
    pub(crate) phrases: Vec<Phrase>,
    /// What hits must not have.
    pub(crate) excluded: Vec<Phrase>,
    /// Facet values that hits must or must not have.
    pub(crate) filters: Vec<Narrowing>,
}

/// A word that is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// As the index has it; the whole of a compound.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// The words that a compound consists of, in order, for where the whole is not found. Empty for a word.
    pub(crate) parts: Vec<String>,
    /// How often the query has it: the weight counts as often.
    pub(crate) count: u32,
    /// It may be unfinished: words that begin so are meant, too. Of a compound it is the last part.
    pub(crate) typing: bool,
    /// It always stands for all tokens that begin so: a single character of a script without spaces.
    pub(crate) begins: bool,
    /// It says nothing beside the others, which need not stand back for it. In a query of nothing but stop
    /// words none is marked so.
    pub(crate) stop: bool,
    /// Where it stands in the query.
    pub(crate) span: Range<usize>,
}

/// Words side by side; one word is a phrase, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Terms of the index, and their places from the first one's, ascending.
    pub(crate) terms: Vec<(String, u32)>,
    /// The last term may be unfinished.
    pub(crate) typing: bool,
}

/// `facet:value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Narrowing {
    /// Index of the facet.
    pub(crate) facet: usize,
    /// The value as typed, without quotes.
    pub(crate) value: String,
    /// Hits must not have it.
    pub(crate) without: bool,
    /// The value may be unfinished.
    pub(crate) typing: bool,
}

/// What an index knows of the words in a query.
pub(crate) struct Lexicon<'a> {
    /// The index of the facet that has this key or alias (given folded).
    pub(crate) facet: &'a dyn Fn(&str) -> Option<usize>,
    /// Is this (folded) a stop word?
    pub(crate) stop: &'a dyn Fn(&str) -> bool,
}

impl Query {
    /// Understands a query. `typing`: the last word may be unfinished.
    pub(crate) fn parse(text: &str, typing: bool, lexicon: &Lexicon<'_>) -> Self {
        let cut = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
        let mut reading =
            Reading { text: cut, typing: typing && cut.len() == text.len(), query: Self::default() };
        let mut at = 0;
        while let Some(character) = character_at(cut, at) {
            at =
                if character.is_whitespace() { at + character.len_utf8() } else { reading.item(at, lexicon) };
        }
        let mut query = reading.query;
        let stop =
            |clause: &Clause| clause.kind == Kind::Word && !clause.typing && (lexicon.stop)(&clause.text);
        let in_phrases: usize = query.phrases.iter().map(|phrase| phrase.terms.len()).sum();
        if query.clauses.len() > in_phrases + PASTED {
            query.phrases.clear();
        }
        if !query.clauses.iter().all(stop) {
            for clause in &mut query.clauses {
                clause.stop = stop(clause);
            }
        }
        query
    }
}

struct Reading<'a> {
    text: &'a str,
    typing: bool,
    query: Query,
}

impl Reading<'_> {
    /// Reads what begins at a byte, which is no space; returns where it ends, always further on.
    fn item(&mut self, at: usize, lexicon: &Lexicon<'_>) -> usize {
        let without = self.excludes(at, lexicon);
        let start = at + usize::from(without);
        if character_at(self.text, start).is_some_and(is_quote) {
            let (inside, end) = self.quoted(start);
            let before = self.text.get(..start).unwrap_or_default().chars().next_back();
            if before.is_some_and(char::is_alphanumeric) && inside.end == end {
                // Inches: nothing is quoted.
                return inside.start;
            }
            self.phrase(inside, without);
            return end;
        }
        if let Some((facet, value)) = self.facet(start, lexicon) {
            let (inside, end) = match character_at(self.text, value) {
                Some(sign) if is_quote(sign) => self.quoted(value),
                _ => (value..self.word_end(value), self.word_end(value)),
            };
            let typing = self.typing && inside.end == self.text.len();
            let value = self.text.get(inside).unwrap_or_default().trim().to_owned();
            if !value.is_empty() {
                self.query.filters.push(Narrowing { facet, value, without, typing });
            }
            return end;
        }
        let end = self.word_end(start);
        if without {
            self.phrase(start..end, true);
        } else if !(self.typing && end == self.text.len() && self.is_option(at, end) && end == at + 2) {
            // While `-w` is being typed it may still become the exclusion of a word.
            self.clauses(start..end);
        }
        end
    }

    /// Does the minus at a byte exclude what follows? Not where it is part of a technical word: `--release`,
    /// `-O3`, `-v`, `-1`.
    fn excludes(&self, at: usize, lexicon: &Lexicon<'_>) -> bool {
        if self.text.as_bytes().get(at) != Some(&b'-') {
            return false;
        }
        match character_at(self.text, at + 1) {
            Some(next) if is_quote(next) => true,
            Some(next) if next.is_alphabetic() => !self.is_option(at, self.word_end(at + 1)),
            _ => self.facet(at + 1, lexicon).is_some(),
        }
    }

    /// Is this a minus, one letter, and digits?
    fn is_option(&self, at: usize, end: usize) -> bool {
        match self.text.as_bytes().get(at..end) {
            Some([b'-', letter, digits @ ..]) => {
                letter.is_ascii_alphabetic() && digits.iter().all(u8::is_ascii_digit)
            }
            _ => false,
        }
    }

    /// The facet whose key and a colon stand at a byte, and where its value begins.
    fn facet(&self, start: usize, lexicon: &Lexicon<'_>) -> Option<(usize, usize)> {
        let rest = self.text.get(start..)?;
        let key = rest.get(..rest.bytes().take(MOST_KEY).position(|byte| byte == b':')?)?;
        let value = start + key.len() + 1;
        let sign = |character: char| character.is_whitespace() || is_quote(character);
        if key.is_empty()
            || key.contains(sign)
            || matches!(self.text.as_bytes().get(value), Some(b':' | b'/'))
        {
            return None;
        }
        Some(((lexicon.facet)(&fold(key))?, value))
    }

    /// What the quotation mark at a byte encloses, to the end if there is no other, and where to go on.
    fn quoted(&self, at: usize) -> (Range<usize>, usize) {
        let start = at + character_at(self.text, at).map_or(1, char::len_utf8);
        let inside = self.text.get(start..).unwrap_or_default();
        match inside.char_indices().find(|(_, character)| is_quote(*character)) {
            Some((length, mark)) => (start..start + length, start + length + mark.len_utf8()),
            None => (start..start + inside.len(), self.text.len()),
        }
    }

    /// The next space or quotation mark after a byte.
    fn word_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or_default();
        let end = |character: char| character.is_whitespace() || is_quote(character);
        start + rest.find(end).unwrap_or(rest.len())
    }

    /// Calls `each` with the tokens of a part of the query that stand for themselves, not inside of another,
    /// and then with those inside of them (true).
    fn tokens(&self, range: Range<usize>, each: &mut dyn FnMut(&Token<'_>, Range<usize>, bool)) {
        let mut outer = 0..0;
        tokens(self.text.get(range.clone()).unwrap_or_default(), &mut |token| {
            let inside = token.range.start < outer.end && token.range.end <= outer.end;
            if !inside {
                outer = token.range.clone();
            }
            each(token, range.start + token.range.start..range.start + token.range.end, inside);
        });
    }

    fn phrase(&mut self, range: Range<usize>, without: bool) {
        let mut phrase = Phrase::default();
        let (mut first, mut last) = (None, 0);
        self.tokens(range.clone(), &mut |token, span, inside| {
            if !inside && phrase.terms.len() < MOST_CLAUSES && !self.is_single(token, &span) {
                let first = *first.get_or_insert(token.position);
                phrase.terms.push((token.text.to_owned(), token.position - first));
                last = span.end;
            }
        });
        phrase.typing = self.typing && !without && last == self.text.len();
        if !without {
            self.clauses(range);
        }
        if !phrase.terms.is_empty() {
            if without { &mut self.query.excluded } else { &mut self.query.phrases }.push(phrase);
        }
    }

    fn clauses(&mut self, range: Range<usize>) {
        let mut clauses = std::mem::take(&mut self.query.clauses);
        // Which clause the parts that follow belong to, if it is new.
        let mut whole = None;
        self.tokens(range, &mut |token, span, inside| {
            let unfinished = |kind| {
                self.typing
                    && span.end == self.text.len()
                    && matches!(kind, Kind::Word | Kind::Whole | Kind::Part)
            };
            if inside {
                if matches!(token.kind, Kind::Part | Kind::Opaque)
                    && let Some(clause) = whole.and_then(|whole: usize| clauses.get_mut(whole))
                {
                    clause.parts.push(token.text.to_owned());
                }
                return;
            }
            whole = None;
            if let Some(clause) = clauses.iter_mut().find(|clause| clause.text == token.text) {
                clause.count += 1;
                clause.typing |= unfinished(token.kind);
            } else if clauses.len() < MOST_CLAUSES {
                whole = Some(clauses.len());
                clauses.push(Clause {
                    text: token.text.to_owned(),
                    kind: token.kind,
                    parts: Vec::new(),
                    count: 1,
                    typing: unfinished(token.kind),
                    begins: self.is_single(token, &span),
                    stop: false,
                    span,
                });
            }
        });
        self.query.clauses = clauses;
    }

    /// Is this a single character of a script without spaces?
    fn is_single(&self, token: &Token<'_>, span: &Range<usize>) -> bool {
        let source = self.text.get(span.clone()).unwrap_or_default();
        token.kind == Kind::Bigram && source.chars().filter(|character| !is_attached(*character)).count() < 2
    }
}

/// Does it begin or end a phrase? Readers type one of these, and some keyboards make others of it.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

#[cfg(test)]
mod tests;
