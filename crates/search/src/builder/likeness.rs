//! Finds the documents that are most like each: by the cosine of their heaviest words.

use std::collections::HashMap;

use super::vocabulary::{Occurrence, TermKind, Vocabulary};
use crate::format::neighbour::{Neighbour, step};
use crate::text::tokens::Kind;

/// Words of a document that are compared.
const HEAVIEST: usize = 32;
/// Neighbours of a document at most.
const NEIGHBOURS: usize = 8;
/// A word of more documents tells nothing of what they have in common, and would take long.
const MOST_DOCUMENTS: usize = 500;

/// The neighbours of each document, by their number. Documents of the base, the first so many, know only each
/// other, and only what the base says of a word counts: so they stay as they are while the index grows.
pub(super) fn neighbours(
    vocabulary: &Vocabulary,
    documents: u32,
    base: u32,
    stop_words: &[String],
) -> Vec<Vec<Neighbour>> {
    let base = if base == 0 { documents } else { base };
    let vectors = vectors(vocabulary, documents, base, stop_words);
    // By concept the documents that it is heavy in, ascending.
    let mut lists: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
    for (document, vector) in vectors.iter().enumerate() {
        for (concept, weight) in vector {
            lists.entry(*concept).or_default().push((document as u32, *weight));
        }
    }
    let mut scores = vec![0.0_f32; documents as usize];
    let mut seen: Vec<u32> = Vec::new();
    let mut all = Vec::with_capacity(documents as usize);
    for (document, vector) in vectors.iter().enumerate() {
        let document = document as u32;
        let end = if document < base { base } else { documents };
        for (concept, weight) in vector {
            let Some(list) = lists.get(concept) else { continue };
            let list = &list[..list.partition_point(|(other, _)| *other < end)];
            if list.len() > MOST_DOCUMENTS {
                continue;
            }
            for (other, other_weight) in list.iter().filter(|(other, _)| *other != document) {
                let score = &mut scores[*other as usize];
                if *score == 0.0 {
                    seen.push(*other);
                }
                *score += weight * other_weight;
            }
        }
        let mut found: Vec<Neighbour> = seen
            .drain(..)
            .map(|document| Neighbour { document, likeness: std::mem::take(&mut scores[document as usize]) })
            .filter(|neighbour| step(neighbour.likeness) > 0)
            .collect();
        found.sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(a.document.cmp(&b.document)));
        found.truncate(NEIGHBOURS);
        found.sort_unstable_by_key(|neighbour| neighbour.document);
        all.push(found);
    }
    all
}

/// Of each document its heaviest concepts, words of one stem being one: a vector of length one.
fn vectors(
    vocabulary: &Vocabulary,
    documents: u32,
    base: u32,
    stop_words: &[String],
) -> Vec<Vec<(u32, f32)>> {
    let concepts = concepts(vocabulary, stop_words);
    let mut frequencies: HashMap<u32, u32> = HashMap::new();
    let mut counted: Vec<Vec<(u32, f32)>> = Vec::with_capacity(documents as usize);
    let mut occurrences = vocabulary.occurrences.chunk_by(|a, b| a.document == b.document).peekable();
    for document in 0..documents {
        let mut counts = Vec::new();
        if let Some(of_document) =
            occurrences.next_if(|found| found.first().is_some_and(|first| first.document == document))
        {
            counts = counts_of(of_document, &concepts);
        }
        if document < base {
            for (concept, _) in &counts {
                *frequencies.entry(*concept).or_default() += 1;
            }
        }
        counted.push(counts);
    }
    for vector in &mut counted {
        for (concept, weight) in &mut *vector {
            let frequency = frequencies.get(concept).copied().unwrap_or(1);
            *weight = (1.0 + weight.ln()) * (1.0 + base as f32 / frequency as f32).ln();
        }
        vector.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        vector.truncate(HEAVIEST);
        let length =
            vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for (_, weight) in vector {
            *weight /= length;
        }
    }
    counted
}

fn counts_of(occurrences: &[Occurrence], concepts: &[Option<u32>]) -> Vec<(u32, f32)> {
    let mut counts: Vec<(u32, f32)> = occurrences
        .iter()
        .filter_map(|found| {
            let concept = concepts.get(found.term as usize).copied().flatten()?;
            Some((
                concept,
                f32::from(found.count)
                    + f32::from(u8::from(found.fields.title))
                    + f32::from(u8::from(found.fields.facet)),
            ))
        })
        .collect();
    counts.sort_unstable_by_key(|(concept, _)| *concept);
    counts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    counts
}

/// By term what it stands for: its stem's first word, or itself.
fn concepts(vocabulary: &Vocabulary, stop_words: &[String]) -> Vec<Option<u32>> {
    let mut first_of_stem: HashMap<u32, u32> = HashMap::new();
    let terms = vocabulary.terms.iter().enumerate();
    terms
        .map(|(number, term)| {
            let number = number as u32;
            if stop_words.binary_search_by(|stop| stop.as_str().cmp(&term.text)).is_ok() {
                return None;
            }
            match term.kind {
                TermKind::Value | TermKind::Token(Kind::Opaque) => None,
                TermKind::Token(_) => {
                    Some(term.stem.map_or(number, |stem| *first_of_stem.entry(stem).or_insert(number)))
                }
            }
        })
        .collect()
}
