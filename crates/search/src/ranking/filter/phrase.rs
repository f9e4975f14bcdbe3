//! Words side by side.

use crate::format::entry::{Entry, File};
use crate::format::term_shard::TermShard;
use crate::ranking::cache::Cache;
use crate::ranking::query::Phrase;
use crate::sorting::sort;

/// Words of the index that are tried for the unfinished last word of a phrase.
const MOST_COMPLETIONS: usize = 50;

/// A place where a phrase may begin: document, and where its first word would stand.
type Start = (u32, u32);

/// Marks the documents that have a phrase. False where files are missing; until they have come, those with
/// all its words are marked.
pub(super) fn mark_phrase(entry: &Entry, cache: &mut Cache, phrase: &Phrase, marked: &mut [bool]) -> bool {
    let single = phrase.terms.len() < 2;
    let last = phrase.terms.len().saturating_sub(1);
    let mut known = true;
    let mut files: Vec<Vec<File>> = Vec::new();
    for (at, (word, _)) in phrase.terms.iter().enumerate() {
        let mut of_word: Vec<File> = entry.term_files(word).collect();
        if phrase.typing && at == last {
            of_word.extend(entry.prefix_files(word).take(2));
            sort(&mut of_word);
            of_word.dedup();
        }
        for file in &of_word {
            known &= cache.need(*file);
            if !single {
                known &= cache.need(file.positions());
            }
        }
        files.push(of_word);
    }
    if !known {
        return false;
    }
    let mut starts: Option<Vec<Start>> = None;
    for (at, (word, offset)) in phrase.terms.iter().enumerate() {
        let mut found: Vec<Start> = Vec::new();
        for file in files.get(at).into_iter().flatten() {
            let Some(shard) = cache.terms(*file) else { continue };
            let mut terms: Vec<usize> = shard.find(word).into_iter().collect();
            if phrase.typing && at == last {
                let completions = shard.prefixed(word).filter(|term| shard.word(*term) != word);
                terms.extend(completions.take(MOST_COMPLETIONS));
            }
            for term in terms {
                if single {
                    found.extend(shard.postings(term).map(|posting| (posting.document, 0)));
                } else {
                    starts_of(cache, shard, *file, term, *offset, &mut found);
                }
            }
        }
        sort(&mut found);
        let both = match starts {
            None => found,
            Some(mut starts) => {
                starts.retain(|start| found.binary_search(start).is_ok());
                starts
            }
        };
        starts = Some(both);
    }
    for (document, _) in starts.unwrap_or_default() {
        if let Some(marked) = marked.get_mut(document as usize) {
            *marked = true;
        }
    }
    true
}

/// Adds where a phrase would begin that has this word so many places after its first.
fn starts_of(cache: &Cache, shard: &TermShard, file: File, term: usize, offset: u32, found: &mut Vec<Start>) {
    let Some(positions) = cache.positions(file.positions()) else { return };
    let mut places = positions.places(term);
    let mut of_document = Vec::new();
    for posting in shard.postings(term) {
        of_document.clear();
        if !places.next(&mut of_document) {
            return;
        }
        let starts = of_document.iter().filter_map(|place| place.checked_sub(offset));
        found.extend(starts.map(|start| (posting.document, start)));
    }
}
