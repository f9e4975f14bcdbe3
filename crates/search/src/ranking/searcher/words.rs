//! What was found of the words of a query.

use crate::ranking::cache::Cache;
use crate::ranking::candidates::{Wanted, term_of};
use crate::ranking::query::Query;
use crate::ranking::score::Form;
use crate::sorting::{sort, sort_by};
use crate::text::excerpt::Match;
use crate::text::tokens::Token;
use crate::{Correction, Request};

/// Words that are named of those that begin as what is typed.
const MOST_COMPLETIONS: usize = 24;
/// Words of a query that an excerpt tells apart.
const TOLD_APART: usize = 63;

/// The words that were found, folded, each once.
pub(super) fn words(cache: &Cache, wanted: &[Wanted]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in wanted {
        let mut completions = 0;
        for source in word.readings.iter().chain(&word.beside).flat_map(|reading| &reading.sources) {
            let Some((shard, term)) = term_of(cache, source) else { continue };
            let is_completion = source.form == Form::Completion;
            completions += usize::from(is_completion);
            if completions <= MOST_COMPLETIONS || !is_completion {
                words.push(shard.word(term).to_owned());
            }
        }
    }
    sort(&mut words);
    words.dedup();
    words
}

/// What was looked for instead of words that are not there: of several readings the one that the best hit has.
pub(super) fn corrected(
    cache: &Cache,
    wanted: &[Wanted],
    query: &Query,
    request: &Request,
    best: Option<&(u32, f32)>,
) -> Vec<Correction> {
    let mut corrected = Vec::new();
    for word in wanted {
        let mut readings = word.readings.iter().filter(|reading| !reading.correction.is_empty());
        let Some(first) = readings.next() else { continue };
        let in_best = |document: u32| {
            word.readings.iter().find(|reading| {
                let mut sources = reading.sources.iter().filter_map(|source| term_of(cache, source));
                sources.any(|(shard, term)| shard.postings(term).any(|posting| posting.document == document))
            })
        };
        let reading = best.and_then(|(document, _)| in_best(*document)).unwrap_or(first);
        if reading.correction.is_empty() {
            continue;
        }
        let clause = query.clauses.get(word.clause);
        let typed = clause.filter(|clause| clause.parts.is_empty());
        let typed = typed.and_then(|clause| request.query.get(clause.span.clone()));
        corrected.push(Correction {
            from: typed.unwrap_or(&word.text).to_owned(),
            to: reading.correction.clone(),
        });
    }
    corrected
}

/// Tells which words of a text were asked for.
pub(super) struct Matcher {
    /// By text.
    words: Vec<(String, Match)>,
    beginnings: Vec<(String, Match)>,
}

impl Matcher {
    pub(super) fn new(cache: &Cache, wanted: &[Wanted], rarities: &[f32]) -> Self {
        let mut matcher = Self { words: Vec::new(), beginnings: Vec::new() };
        for (number, (word, rarity)) in wanted.iter().zip(rarities).enumerate() {
            let weight = rarity.max(0.1);
            let found = Match { word: number.min(TOLD_APART), weight };
            for reading in &word.readings {
                for source in &reading.sources {
                    if source.form == Form::Completion && reading.correction.is_empty() {
                        continue;
                    }
                    if let Some((shard, term)) = term_of(cache, source) {
                        matcher.words.push((shard.word(term).to_owned(), found));
                    }
                }
            }
            for source in word.beside.iter().flat_map(|reading| &reading.sources) {
                if let Some((shard, term)) = term_of(cache, source) {
                    let found = Match { weight: weight * 0.25, ..found };
                    matcher.words.push((shard.word(term).to_owned(), found));
                }
            }
            if word.typing {
                let found = Match { weight: weight * 0.5, ..found };
                matcher.beginnings.push((word.text.clone(), found));
            }
        }
        sort_by(&mut matcher.words, |one, other| one.0.cmp(&other.0));
        matcher.words.dedup_by(|one, other| one.0 == other.0);
        matcher
    }

    pub(super) fn find(&self, token: &Token<'_>) -> Option<Match> {
        if let Ok(at) = self.words.binary_search_by(|(word, _)| word.as_str().cmp(token.text)) {
            return self.words.get(at).map(|(_, found)| *found);
        }
        let begins = |(beginning, _): &&(String, Match)| token.text.starts_with(beginning.as_str());
        self.beginnings.iter().find(begins).map(|(_, found)| *found)
    }
}
