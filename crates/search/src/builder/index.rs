//! All files of an index, from its documents' words.

use std::collections::BTreeMap;

use super::Schema;
use super::analysis::Analyzed;
use super::dictionary::{Source, write_segment};
use super::files::{Files, IndexFile};
use super::likeness::neighbours;
use super::texts::write_texts;
use super::vocabulary::{TermKind, Vocabulary};
use crate::format::codec::Kind;
use crate::format::column::{ValueRecord, encode_columns};
use crate::format::entry::{COLUMN_DOCUMENTS, EntryRecord, NEIGHBOUR_DOCUMENTS, encode, facet_word};
use crate::format::neighbour::encode_neighbours;
use crate::ranking::filter::plain;
use crate::text::stems::Stemmer;
use crate::text::stop_words::stop_words;
use crate::text::suffixes::Suffixes;
use crate::text::tokens::Kind as Token;

/// Fewer documents are not divided: one segment is one file less for each word.
const FEWEST_DIVIDED: u32 = 256;

/// Adds a document's words and values to the others'.
pub(super) fn add(schema: &Schema, vocabulary: &mut Vocabulary, number: u32, document: &Analyzed) {
    vocabulary.add(number, document, Stemmer::new(&schema.language).as_ref());
    for (facet, values) in schema.facets.iter().zip(&document.facets) {
        // As they may be typed, too.
        let forms = values.iter().flat_map(|(key, label)| [key.clone(), plain(key), plain(label)]);
        let mut keys: Vec<String> = forms.filter(|key| !key.is_empty()).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            vocabulary.add_value(number, &facet_word(&facet.key, &key));
        }
    }
}

/// Writes all files, the entry last.
pub(super) fn write(schema: &Schema, vocabulary: &Vocabulary, documents: &[Analyzed]) -> Vec<IndexFile> {
    let count = documents.len() as u32;
    let base = base(count);
    let stop_words = stop_words(&schema.language);
    let sorted = vocabulary.sorted();
    let lengths: Vec<(u32, u32)> =
        documents.iter().map(|document| (document.length, document.title_length)).collect();
    let average = average(if base > 0 { &lengths[..base as usize] } else { &lengths });

    let mut files = Files::default();
    let mut spelled = vec![false; sorted.len()];
    let mut aim = None;
    let segments = [0..base, base..count].into_iter().filter(|documents| !documents.is_empty());
    let segments = segments.map(|documents| {
        let source = Source {
            vocabulary,
            sorted: &sorted,
            documents,
            stop_words: &stop_words,
            lengths: &lengths,
            average,
            aim: aim.map(|aim: u32| aim / 2),
        };
        let (record, used) = write_segment(&source, &mut spelled, &mut files);
        aim = Some(used);
        record
    });
    let segments = segments.collect();
    let texts = write_texts(documents, base, &mut files);
    let entry = EntryRecord {
        language: &schema.language,
        stop_words: &stop_words,
        suffixes: suffixes(vocabulary, &sorted),
        facets: schema
            .facets
            .iter()
            .map(|facet| (facet.key.as_str(), facet.label.as_str(), facet.aliases.as_slice()))
            .collect(),
        segments,
        texts,
        columns: write_columns(schema, documents, &mut files),
        neighbours: write_neighbours(&neighbours(vocabulary, count, base, &stop_words), &mut files),
    };
    let mut files = files.files;
    files.push(IndexFile { path: crate::ENTRY.to_owned(), bytes: encode(&entry) });
    files
}

/// How many of the first documents are the base: about seven of eight, and the same until about an eighth
/// has been added.
fn base(documents: u32) -> u32 {
    if documents < FEWEST_DIVIDED {
        return 0;
    }
    // The power of two that is nearest by ratio: 3/4 of one is nearer to it than to the one below.
    let power = (documents.saturating_mul(4) / 3).checked_next_power_of_two().unwrap_or(1 << 31) / 2;
    let step = (power / 8).max(1);
    documents / step * step
}

/// The mean length of a text, to the nearest power of √2, so that it seldom changes.
fn average(lengths: &[(u32, u32)]) -> f32 {
    let total: u64 = lengths.iter().map(|(text, _)| u64::from(*text)).sum();
    let mean = total as f32 / (lengths.len().max(1)) as f32;
    ((mean.max(1.0).log2() * 2.0).round() / 2.0).exp2()
}

fn suffixes(vocabulary: &Vocabulary, sorted: &[u32]) -> Suffixes {
    let mut groups: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for number in sorted {
        if let Some(term) = vocabulary.terms.get(*number as usize)
            && let (Some(stem), TermKind::Token(Token::Word)) = (term.stem, term.kind)
        {
            groups.entry(stem).or_default().push(&term.text);
        }
    }
    Suffixes::learn(groups.values().filter(|group| group.len() > 1).map(Vec::as_slice))
}

fn write_columns(schema: &Schema, documents: &[Analyzed], files: &mut Files) -> Vec<u64> {
    let mut hashes = Vec::new();
    for (chunk, documents) in documents.chunks(COLUMN_DOCUMENTS as usize).enumerate() {
        let first = chunk as u32 * COLUMN_DOCUMENTS;
        let facets: Vec<Vec<ValueRecord>> = (0..schema.facets.len())
            .map(|facet| {
                let mut values: BTreeMap<&str, (&str, Vec<u32>)> = BTreeMap::new();
                for (number, document) in (first..).zip(documents) {
                    for (key, label) in document.facets.get(facet).into_iter().flatten() {
                        let (_, documents) = values.entry(key).or_insert((label, Vec::new()));
                        if documents.last() != Some(&number) {
                            documents.push(number);
                        }
                    }
                }
                values.into_iter().map(|(key, (label, documents))| (key, label, documents)).collect()
            })
            .collect();
        let bytes = encode_columns(first, &facets);
        let hash = files.name(first, &[&bytes]);
        files.push(Kind::Columns, 0, hash, bytes);
        hashes.push(hash);
    }
    hashes
}

fn write_neighbours(all: &[Vec<crate::format::neighbour::Neighbour>], files: &mut Files) -> Vec<u64> {
    let mut hashes = Vec::new();
    for (chunk, documents) in (0..).zip(all.chunks(NEIGHBOUR_DOCUMENTS as usize)) {
        let first = chunk * NEIGHBOUR_DOCUMENTS;
        let bytes = encode_neighbours(first, documents);
        let hash = files.name(first, &[&bytes]);
        files.push(Kind::Neighbours, 0, hash, bytes);
        hashes.push(hash);
    }
    hashes
}
