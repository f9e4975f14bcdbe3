use super::{ALONE, BARE, FLAG_BITS, OPEN_STEMS, OPENS, PARTS};
use crate::format::codec::{Kind, Writer};
use crate::format::directory::write_word;
use crate::format::posting::write_gaps;

/// A word of a shard as it is written.
#[derive(Clone, Debug)]
pub(crate) struct TermRecord<'a> {
    /// The word; of a stop word [`super::stop_key`].
    pub(crate) key: &'a str,
    /// [`super::OPAQUE`], [`BARE`].
    pub(crate) flags: u32,
    /// The same for all words of one stem.
    pub(crate) stem: Option<u32>,
    pub(crate) postings: Vec<PostingRecord>,
}

/// A posting as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PostingRecord {
    pub(crate) document: u32,
    pub(crate) weight: u8,
    pub(crate) part: u8,
}

/// Writes a shard of a segment whose first document is `first`.
pub(crate) fn encode_terms(first: u32, terms: &[TermRecord]) -> Vec<u8> {
    let [mut lengths, mut letters, mut infos, mut counts, mut gaps] = [(); 5].map(|()| Writer::default());
    let (mut weights, mut parts) = (Vec::new(), Vec::new());
    let mut before = "";
    for (term, stem) in terms.iter().zip(stem_codes(terms)) {
        write_word(&mut lengths, &mut letters, before, term.key);
        before = term.key;
        let has_parts = term.postings.iter().any(|posting| posting.part > 0);
        let flags = term.flags | if has_parts { PARTS } else { 0 };
        infos.number(stem << FLAG_BITS | flags);
        counts.count(term.postings.len());
        write_gaps(&mut gaps, first, term.postings.iter().map(|posting| posting.document));
        if flags & BARE == 0 {
            weights.extend(term.postings.iter().map(|posting| posting.weight));
        }
        if has_parts {
            parts.extend(term.postings.iter().map(|posting| posting.part));
        }
    }
    let mut file = Writer::file(Kind::Terms);
    file.count(terms.len());
    for section in [lengths, letters, infos, counts, gaps] {
        file.section(&section.into_bytes());
    }
    file.section(&weights);
    file.bytes(&parts);
    file.into_bytes()
}

/// How each word's stem is written.
fn stem_codes(terms: &[TermRecord]) -> Vec<u32> {
    let mut stems: Vec<u32> = terms.iter().filter_map(|term| term.stem).collect();
    stems.sort_unstable();
    let shared = |stem: u32| {
        stems.partition_point(|other| *other <= stem) - stems.partition_point(|other| *other < stem) > 1
    };
    let mut recent: Vec<u32> = Vec::new();
    let code = |term: &TermRecord| {
        let Some(stem) = term.stem.filter(|stem| shared(*stem)) else { return ALONE };
        let code = match recent.iter().position(|other| *other == stem) {
            Some(at) => {
                recent.remove(at);
                2 + at as u32
            }
            None => {
                recent.truncate(OPEN_STEMS - 1);
                OPENS
            }
        };
        recent.insert(0, stem);
        code
    };
    terms.iter().map(code).collect()
}
