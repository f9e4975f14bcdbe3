//! Which documents may be hits: those with the chosen values of facets, with the phrases, without what is
//! excluded.

use crate::ranking::cache::Cache;
use std::ops::Range;

use crate::format::entry::{Entry, File, facet_word};
use crate::format::term_shard::TermShard;
use crate::ranking::query::{Narrowing, Query};
use crate::{Filter, FilterMode};

mod phrase;
mod value;

use phrase::mark_phrase;
pub(crate) use value::plain;

/// More phrases narrow nothing.
const MOST_PHRASES: usize = 32;
/// In a query of more words, quotation marks are those of prose.
const PROSE: usize = 12;

/// Which documents may be hits; all where nothing narrows them.
#[derive(Debug, Default)]
pub(crate) struct Allowed {
    /// Without the alternatives.
    rest: Option<Vec<bool>>,
    /// By facet those with one of the values that are chosen as alternatives.
    alternatives: Vec<(usize, Vec<bool>)>,
}

impl Allowed {
    /// May it be a hit? `but`: whatever is chosen of this facet as alternatives.
    pub(crate) fn has(&self, document: u32, but: Option<usize>) -> bool {
        let marked = |marked: &Vec<bool>| marked.get(document as usize) == Some(&true);
        self.rest.as_ref().is_none_or(marked)
            && self.alternatives.iter().all(|(facet, one)| Some(*facet) == but || marked(one))
    }

    /// Is nothing narrowed?
    pub(crate) fn is_all(&self) -> bool {
        self.rest.is_none() && self.alternatives.is_empty()
    }

    /// Keeps those with what is marked, or those without it.
    fn keep(&mut self, marked: &[bool], with: bool) {
        let allowed = self.rest.get_or_insert_with(|| vec![true; marked.len()]);
        for (allowed, marked) in allowed.iter_mut().zip(marked) {
            *allowed &= *marked == with;
        }
    }
}

/// Works out which documents may be hits, as far as the files are there; says which are missing. What is not
/// known yet narrows nothing.
pub(crate) fn allowed(entry: &Entry, cache: &mut Cache, query: &Query, filters: &[Filter]) -> Allowed {
    let mut allowed = Allowed::default();
    let documents = entry.documents() as usize;
    let facets = entry.facets();
    for (index, filter) in filters.iter().enumerate() {
        let alternative = |other: &&Filter| other.facet == filter.facet && other.mode == FilterMode::Any;
        let mut marked = vec![false; documents];
        let known = match filter.mode {
            FilterMode::Any => {
                if filters[..index].iter().any(|other| alternative(&other)) {
                    continue;
                }
                // All of them are asked for before one that is missing is noticed.
                let alternatives = filters.iter().filter(alternative);
                alternatives.fold(true, |known, other| {
                    mark_value(entry, cache, &facet_word(&other.facet, &other.value), &mut marked) & known
                })
            }
            FilterMode::With | FilterMode::Without => {
                mark_value(entry, cache, &facet_word(&filter.facet, &filter.value), &mut marked)
            }
        };
        let facet = facets.iter().position(|facet| *facet.key == *filter.facet);
        match facet.filter(|_| filter.mode == FilterMode::Any) {
            _ if !known => {}
            Some(facet) => allowed.alternatives.push((facet, marked)),
            None => allowed.keep(&marked, filter.mode != FilterMode::Without),
        }
    }
    for Narrowing { facet, value, without, typing } in &query.filters {
        let Some(facet) = facets.get(*facet) else { continue };
        let mut marked = vec![false; documents];
        let plain = facet_word(&facet.key, &plain(value));
        let mut known = mark_value(entry, cache, &plain, &mut marked);
        // What is there is meant, and only an unfinished value may be any that begins so.
        if *typing && !without && !marked.contains(&true) {
            known &= mark_beginning(entry, cache, &plain, &mut marked);
        }
        if known {
            allowed.keep(&marked, !without);
        }
    }
    let words = query.clauses.iter().filter(|clause| !clause.stop).count();
    let bind = |with: bool| !with || words <= PROSE;
    for (phrases, with) in [(&query.phrases, true), (&query.excluded, false)] {
        for phrase in phrases.iter().take(MOST_PHRASES).filter(|_| bind(with)) {
            let mut marked = vec![false; documents];
            if mark_phrase(entry, cache, phrase, &mut marked) {
                allowed.keep(&marked, with);
            }
        }
    }
    allowed
}

/// Marks the documents that have a value. False where files are missing.
fn mark_value(entry: &Entry, cache: &mut Cache, word: &str, marked: &mut [bool]) -> bool {
    let files: Vec<File> = entry.term_files(word).collect();
    let known = files.iter().fold(true, |known, file| cache.need(*file) & known);
    mark(cache, &files, &|shard| shard.find(word).map_or(0..0, |term| term..term + 1), marked);
    known
}

/// The same for values that begin so.
fn mark_beginning(entry: &Entry, cache: &mut Cache, word: &str, marked: &mut [bool]) -> bool {
    let files: Vec<File> = entry.prefix_files(word).collect();
    let known = files.iter().fold(true, |known, file| cache.need(*file) & known);
    mark(cache, &files, &|shard| shard.prefixed(word), marked);
    known
}

fn mark(cache: &Cache, files: &[File], terms: &dyn Fn(&TermShard) -> Range<usize>, marked: &mut [bool]) {
    for shard in files.iter().filter_map(|file| cache.terms(*file)) {
        for posting in terms(shard).flat_map(|term| shard.postings(term)) {
            if let Some(marked) = marked.get_mut(posting.document as usize) {
                *marked = true;
            }
        }
    }
}
