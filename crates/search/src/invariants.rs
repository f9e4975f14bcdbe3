//! What holds of any text, any query and any file.

use std::ops::Range;

use crate::ranking::query::{Lexicon, Query};
use crate::text::edit_distance::{MOST_EDITS, Walk, distance};
use crate::text::excerpt::{Match, excerpt, marked};
use crate::text::tokens::{LONGEST, Token, tokens};

mod files;

pub use files::broken_file;

/// The first of them that does not hold.
pub fn broken(text: &str, query: &str, typing: bool) -> Option<&'static str> {
    in_tokens(text)
        .or_else(|| in_query(query, typing))
        .or_else(|| in_excerpt(text, query))
        .or_else(|| in_distance(text))
}

fn in_tokens(text: &str) -> Option<&'static str> {
    let (mut broken, mut position, mut start) = (None, 0, 0);
    tokens(text, &mut |token| {
        let checks = [
            (text.get(token.range.clone()).is_none_or(str::is_empty), "a token is no piece of the text"),
            (token.text.is_empty() || token.text.len() > LONGEST, "a token is too short or too long"),
            (token.position < position || token.position > position + 1, "places of tokens are not in a row"),
            (token.range.start < start, "tokens are not in order"),
        ];
        broken = broken.or_else(|| first(&checks));
        (position, start) = (token.position, token.range.start);
    });
    broken
}

fn in_query(text: &str, typing: bool) -> Option<&'static str> {
    let facet = |key: &str| ["tag", "year", "a"].iter().position(|known| *known == key);
    let stop = |word: &str| word.len() == 2;
    let query = Query::parse(text, typing, &Lexicon { facet: &facet, stop: &stop });
    let ascends = |terms: &[(String, u32)]| {
        terms.windows(2).all(|pair| matches!(pair, [(_, one), (_, next)] if one <= next))
    };
    let mut checks = vec![
        (query.clauses.len() > 256, "a query has too many words"),
        (
            !query.clauses.is_empty() && query.clauses.iter().all(|clause| clause.stop),
            "a query asks for nothing",
        ),
    ];
    for clause in &query.clauses {
        checks.push((
            text.get(clause.span.clone()).is_none_or(str::is_empty),
            "a word is no piece of the query",
        ));
        checks.push((clause.count == 0 || clause.text.is_empty(), "a word is not asked for"));
    }
    for phrase in query.phrases.iter().chain(&query.excluded) {
        checks.push((phrase.terms.is_empty() || !ascends(&phrase.terms), "a phrase is not in order"));
    }
    for filter in &query.filters {
        checks.push((filter.facet > 2 || filter.value.is_empty(), "a filter has no facet or no value"));
    }
    first(&checks)
}

fn in_excerpt(text: &str, query: &str) -> Option<&'static str> {
    let mut words = Vec::new();
    tokens(query, &mut |token| words.push(token.text.to_owned()));
    let mut matches = |token: &Token<'_>| {
        let word = words.iter().position(|word| word == token.text)?;
        Some(Match { word, weight: 1.0 / (1 + word) as f32 })
    };
    let made = excerpt(text, &mut matches);
    let all = marked(text, &mut matches).marks;
    first(&[
        (!apart(&made.marked.text, &made.marked.marks), "marks of an excerpt are not in order and apart"),
        (!apart(text, &all), "marks of a text are not in order and apart"),
        (made.marked.text.len() > 4096, "an excerpt is too long"),
        (!text.is_char_boundary(made.at), "a match is within a character"),
        (!text.contains(&made.fragment) || made.fragment.contains('\n'), "a fragment is no piece of a line"),
        ((made.worth > 0.0) == all.is_empty(), "a match is worth nothing, or none something"),
        (made.marked.marks.is_empty() != all.is_empty(), "an excerpt does not show the match"),
    ])
}

fn in_distance(text: &str) -> Option<&'static str> {
    let mut lines: Vec<&str> =
        text.lines().take(16).map(|line| &line[..line.floor_char_boundary(64)]).collect();
    lines.sort_unstable();
    let word = lines.last()?;
    let mut walk = Walk::new(word, MOST_EDITS, false);
    let mut before = "";
    for line in &lines {
        let shared = before.bytes().zip(line.bytes()).take_while(|(one, other)| one == other).count();
        let found = walk.step(shared, line);
        if found != distance(word, line, MOST_EDITS) || found != distance(line, word, MOST_EDITS) {
            return Some("a distance depends on how it is measured");
        }
        before = line;
    }
    None
}

fn apart(text: &str, marks: &[Range<usize>]) -> bool {
    let pieces = marks.iter().all(|mark| text.get(mark.clone()).is_some_and(|piece| !piece.is_empty()));
    pieces && marks.windows(2).all(|pair| matches!(pair, [one, next] if one.end < next.start))
}

fn first(checks: &[(bool, &'static str)]) -> Option<&'static str> {
    checks.iter().find(|(broken, _)| *broken).map(|(_, what)| *what)
}
