//! The dictionaries of a segment: terms with postings and positions, and words for spelling.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::cuts::{Item, UNIT, cut, word_hash};
use super::files::Files;
use super::vocabulary::{Occurrence, TermKind, Vocabulary};
use crate::format::codec::{Kind, shared_prefix};
use crate::format::directory::ShardName;
use crate::format::entry::SegmentRecord;
use crate::format::position_shard::encode_positions;
use crate::format::spelling_shard::encode_spelling;
use crate::format::term_shard::{BARE, OPAQUE, PostingRecord, TermRecord, encode_terms, stop_key};
use crate::format::weight::Weight;
use crate::text::tokens::Kind as Token;
use crate::text::unspaced::is_unspaced;

/// About how many bytes a shard of words for spelling has, compressed.
const SPELLING: u32 = 3000;
/// Smallest and largest aim for shards of terms.
const TERMS: (f32, f32) = (1448.0, 8192.0);

/// What a segment is made of.
pub(super) struct Source<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// All terms in order, not only those of the segment.
    pub(super) sorted: &'a [u32],
    pub(super) documents: Range<u32>,
    pub(super) stop_words: &'a [String],
    /// By document: words in its text, in its title.
    pub(super) lengths: &'a [(u32, u32)],
    pub(super) average: f32,
    /// About how many bytes a shard of terms has, compressed; of the first segment that follows from its size.
    pub(super) aim: Option<u32>,
}

impl<'a> Source<'a> {
    fn occurrences(&self, term: &Listed<'a>) -> impl Iterator<Item = &'a Occurrence> {
        let all = &self.vocabulary.occurrences;
        term.occurrences.iter().filter_map(|number| all.get(*number as usize))
    }
}

/// A term in the segment.
struct Listed<'a> {
    number: u32,
    text: &'a str,
    /// As in the dictionary.
    key: Cow<'a, str>,
    is_stop_word: bool,
    kind: TermKind,
    /// Their numbers, by document.
    occurrences: &'a [u32],
}

/// Writes the shards of a segment. `spelled` are the words that segments before this have for spelling. Also
/// returns how large shards of terms were to be.
pub(super) fn write_segment(
    source: &Source,
    spelled: &mut [bool],
    files: &mut Files,
) -> (SegmentRecord, u32) {
    let (occurrences, ends) = by_term(source);
    let mut listed = Vec::new();
    let mut start = 0;
    for (number, end) in source.sorted.iter().zip(ends) {
        let these = &occurrences[std::mem::replace(&mut start, end)..end];
        if let (false, Some(term)) = (these.is_empty(), source.vocabulary.terms.get(*number as usize)) {
            let text: &str = &term.text;
            let is_stop_word = source.stop_words.binary_search_by(|stop| stop.as_str().cmp(text)).is_ok();
            let key = if is_stop_word { Cow::Owned(stop_key(text)) } else { Cow::Borrowed(text) };
            listed.push(Listed {
                number: *number,
                text,
                key,
                is_stop_word,
                kind: term.kind,
                occurrences: these,
            });
        }
    }
    listed.sort_by(|a, b| a.key.cmp(&b.key));
    let (terms, aim) = write_terms(source, &listed, files);
    let documents = source.documents.end - source.documents.start;
    let mut record = SegmentRecord { documents, terms, ..SegmentRecord::default() };
    let mut words: Vec<(String, u32)> = listed
        .iter()
        .filter(|term| is_spelled(term) && !std::mem::replace(&mut spelled[term.number as usize], true))
        .map(|term| (term.text.to_owned(), term.occurrences.len() as u32))
        .collect();
    words.sort_unstable();
    let mut backwards: Vec<(String, u32)> =
        words.iter().map(|(word, count)| (word.chars().rev().collect(), *count)).collect();
    backwards.sort_unstable();
    // What is the same from both ends is in two files nevertheless.
    let [forwards_of, backwards_of] = [0, 1].map(|order| source.documents.start * 2 + order);
    record.spelling = write_spelling(&words, forwards_of, files);
    record.backwards = write_spelling(&backwards, backwards_of, files);
    (record, aim)
}

/// The numbers of the occurrences in the segment, by the order of the sorted terms, then by document; and
/// where those of each term end.
fn by_term(source: &Source) -> (Vec<u32>, Vec<usize>) {
    let all = &source.vocabulary.occurrences;
    let start = all.partition_point(|occurrence| occurrence.document < source.documents.start);
    let end = all.partition_point(|occurrence| occurrence.document < source.documents.end);
    let mut ranks = vec![0_u32; source.sorted.len()];
    for (rank, number) in source.sorted.iter().enumerate() {
        ranks[*number as usize] = rank as u32;
    }
    let rank = |occurrence: &Occurrence| ranks[occurrence.term as usize] as usize;
    let mut next = vec![0; source.sorted.len()];
    for occurrence in &all[start..end] {
        next[rank(occurrence)] += 1;
    }
    let mut sum = 0;
    for count in &mut next {
        sum += std::mem::replace(count, sum);
    }
    let mut sorted = vec![0; end - start];
    for (number, occurrence) in (start..).zip(&all[start..end]) {
        let at = &mut next[rank(occurrence)];
        sorted[*at] = number as u32;
        *at += 1;
    }
    (sorted, next)
}

fn write_terms(source: &Source, listed: &[Listed], files: &mut Files) -> (Vec<ShardName>, u32) {
    let torn = torn_stems(source, listed);
    let mut before = "";
    let items: Vec<Item> = listed
        .iter()
        .zip(torn)
        .map(|(term, torn)| {
            let new = term.key.len() - shared_prefix(before, &term.key);
            let opens = class(before) != class(&term.key);
            before = &term.key;
            Item { cost: cost(new, term, source), hash: word_hash(term.text), torn, opens }
        })
        .collect();
    let aim = source.aim.unwrap_or_else(|| aim(&items));
    let mut names = Vec::new();
    for shard in cut(&items, aim) {
        let terms = listed.get(shard).unwrap_or_default();
        let (Some(first), Some(last)) = (terms.first(), terms.last()) else { continue };
        let records: Vec<TermRecord> = terms.iter().map(|term| record(source, term)).collect();
        let dictionary = encode_terms(source.documents.start, &records);
        let places: Vec<Vec<u8>> = terms.iter().map(|term| places(source, term)).collect();
        let positions = encode_positions(&places);
        // One hash for both: they are cut at the same words, and the entry is smaller.
        let hash = files.name(source.documents.start, &[&dictionary, &positions]);
        files.push(Kind::Terms, 0, hash, dictionary);
        files.push(Kind::Positions, 0, hash, positions);
        names.push(ShardName { first: first.key.to_string(), last: last.key.to_string(), hash });
    }
    (names, aim)
}

/// How large shards are to be. A query fetches two or three, and of all shards a hash and a beginning, some
/// eight bytes in the entry: so the sum is least where they grow with the root of all. The nearest of four
/// steps to twice the size, so that a word more does not move all cuts.
fn aim(items: &[Item]) -> u32 {
    let total: u64 = items.iter().map(|item| u64::from(item.cost)).sum();
    let least = (7.0 * total as f32 / UNIT as f32).sqrt().clamp(TERMS.0, TERMS.1);
    ((least.log2() * 4.0).round() / 4.0).exp2() as u32
}

fn record<'a>(source: &Source, term: &'a Listed<'a>) -> TermRecord<'a> {
    let weight = |occurrence: &Occurrence| {
        let (length, title) = source.lengths.get(occurrence.document as usize).copied().unwrap_or((0, 0));
        let fields = occurrence.fields;
        let mut weight = Weight::of_text(occurrence.count.into(), length, source.average);
        if fields.title {
            weight = weight.in_title(title, fields.alone);
        }
        if fields.heading || fields.facet {
            weight = weight.aside();
        }
        weight.byte()
    };
    let posting = |occurrence: &Occurrence| PostingRecord {
        document: occurrence.document,
        weight: weight(occurrence),
        // Nobody looks for the part of a document that says most of a stop word.
        part: if term.is_stop_word { 0 } else { occurrence.part },
    };
    let flags = match term.kind {
        TermKind::Value => BARE,
        TermKind::Token(Token::Opaque) => OPAQUE,
        TermKind::Token(_) => 0,
    };
    let stem = source.vocabulary.terms.get(term.number as usize).and_then(|term| term.stem);
    TermRecord { key: &term.key, flags, stem, postings: source.occurrences(term).map(posting).collect() }
}

fn places(source: &Source, term: &Listed) -> Vec<u8> {
    if term.kind == TermKind::Value {
        return Vec::new();
    }
    let places = |number: &u32| source.vocabulary.places(*number as usize);
    term.occurrences.iter().flat_map(places).copied().collect()
}

/// Values of facets, stop words and other words do not share a shard.
fn class(key: &str) -> u8 {
    key.bytes().next().unwrap_or(0).min(3)
}

/// About how many bytes a term takes compressed, times [`UNIT`].
fn cost(new: usize, term: &Listed, source: &Source) -> u32 {
    let count = term.occurrences.len() as u32;
    // In bits: a gap takes the logarithm of its mean and two, a weight four, a part three.
    let documents = source.documents.end - source.documents.start;
    let gap = (documents / count).max(1).ilog2() + 2;
    let weight = if term.kind == TermKind::Value { 0 } else { 4 };
    let part = if source.occurrences(term).any(|occurrence| occurrence.part > 0) { 3 } else { 0 };
    let bits = count.saturating_mul(gap + weight + part).saturating_add(new as u32 * 5 + 15);
    bits.saturating_mul(UNIT / 8)
}

/// Of each term how many stems have words both before it and from it on.
fn torn_stems(source: &Source, listed: &[Listed]) -> Vec<u32> {
    let mut spans: HashMap<u32, (usize, usize)> = HashMap::new();
    for (index, term) in listed.iter().enumerate() {
        if let Some(stem) = source.vocabulary.terms.get(term.number as usize).and_then(|term| term.stem) {
            spans.entry(stem).or_insert((index, index)).1 = index;
        }
    }
    let mut changes = vec![0_i32; listed.len() + 1];
    for (first, last) in spans.into_values() {
        changes[first + 1] += 1;
        changes[last + 1] -= 1;
    }
    let running = changes.into_iter().scan(0, |sum, change| {
        *sum += change;
        Some(*sum as u32)
    });
    running.collect()
}

/// Is this a word that a misspelt word may stand for?
fn is_spelled(term: &Listed) -> bool {
    matches!(term.kind, TermKind::Token(Token::Word | Token::Part | Token::Whole))
        && term.text.chars().all(|letter| letter.is_alphabetic() && !is_unspaced(letter))
        && term.text.chars().count() >= SHORTEST
}

/// Letters of the shortest word that is there for spelling.
const SHORTEST: usize = 3;

fn write_spelling(words: &[(String, u32)], of: u32, files: &mut Files) -> Vec<ShardName> {
    let mut before = "";
    let items: Vec<Item> = words
        .iter()
        .map(|(word, _)| {
            let new = word.len() - shared_prefix(before, word);
            before = word;
            Item { cost: new as u32 * 10 + 14, hash: word_hash(word), torn: 0, opens: false }
        })
        .collect();
    let mut names = Vec::new();
    for shard in cut(&items, SPELLING) {
        let words = words.get(shard).unwrap_or_default();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
        let written: Vec<(&str, u32)> = words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        let bytes = encode_spelling(&written);
        let hash = files.name(of, &[&bytes]);
        files.push(Kind::Spelling, 0, hash, bytes);
        names.push(ShardName { first: first.0.clone(), last: last.0.clone(), hash });
    }
    names
}
