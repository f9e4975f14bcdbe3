//! Which words of the index a word of a query stands for.

use crate::sorting::sort;
use std::cmp::Reverse;

use crate::format::entry::{Entry, File};
use crate::format::term_shard::TermShard;
use crate::ranking::cache::Cache;
use crate::ranking::correction;
use crate::ranking::query::{Clause, Query};
use crate::ranking::score::Form;
use crate::text::edit_distance::{distance, edits_allowed};
use crate::text::tokens::Kind;

/// What all readings of a word are worth that is not there as typed.
const CORRECTED: f32 = 0.7;
/// What a word is worth that may be another form of what is asked for, or not.
const DOUBTFUL: f32 = 0.5;
/// Fewest bytes that words of one stem have in common for certain.
const SURE: usize = 5;
/// What a part of a compound says beside the compound.
const PART: f32 = 0.3;
/// Files of a segment that are fetched for words that begin so: the first ones of very many.
const COMPLETION_FILES: usize = 3;
/// Files that are fetched for words that may be meant.
const CORRECTION_FILES: usize = 6;
/// Fewest characters of what is typed that are completed.
const COMPLETED: usize = 2;

/// A word of the index that stands for one of the query.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) file: File,
    pub(crate) term: usize,
    pub(crate) form: Form,
}

/// Words of the index that are one word for the reader: as rare as all of them together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub(crate) sources: Vec<Source>,
    pub(crate) worth: f32,
    /// What was looked for instead of what was typed; empty where that was found.
    pub(crate) correction: String,
}

/// What is looked for to answer a word of the query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// As the index would have it.
    pub(crate) text: String,
    /// The best one counts in each document.
    pub(crate) readings: Vec<Reading>,
    /// What is good to have beside: parts of a compound.
    pub(crate) beside: Vec<Reading>,
    /// How often the query has it.
    pub(crate) times: u32,
    /// Documents may begin so, too.
    pub(crate) typing: bool,
    /// Which clause of the query it is of.
    pub(crate) clause: usize,
    /// Files are missing that would tell more.
    pub(crate) pending: bool,
}

/// Finds what the words of a query stand for, as far as the files are there; says which are missing.
pub(crate) fn candidates(entry: &Entry, cache: &mut Cache, query: &Query) -> Vec<Wanted> {
    let looked_for = |index: usize, clause: &Clause| {
        // The last character of a row of them is in the pair before.
        let before = index.checked_sub(1).and_then(|before| query.clauses.get(before));
        let in_pair = clause.begins
            && before.is_some_and(|before| {
                before.kind == Kind::Bigram && before.span.end == clause.span.end && !before.begins
            });
        !clause.stop && !in_pair
    };
    let clauses = || query.clauses.iter().enumerate().filter(|(index, clause)| looked_for(*index, clause));
    // All files at once, whatever each of them will say.
    for (_, clause) in clauses() {
        look(entry, cache, &clause.text, clause.typing, clause.begins);
        for part in worded(&clause.parts) {
            look(entry, cache, part, false, false);
        }
    }
    let mut all = Vec::new();
    for (index, clause) in clauses() {
        let mut wanted = word(entry, cache, &clause.text, clause.typing, clause.begins);
        wanted.times = clause.count;
        wanted.clause = index;
        if clause.parts.is_empty() {
            all.push(wanted);
        } else if !wanted.readings.is_empty() {
            for part in worded(&clause.parts) {
                let part = word(entry, cache, part, false, false);
                wanted.beside.extend(part.readings.into_iter().filter(|part| part.correction.is_empty()));
            }
            for part in &mut wanted.beside {
                part.worth *= PART;
            }
            all.push(wanted);
        } else if wanted.pending {
            all.push(wanted);
        } else {
            let last = clause.parts.last();
            for part in worded(&clause.parts) {
                let part = word(entry, cache, part, clause.typing && Some(part) == last, false);
                all.push(Wanted { times: clause.count, clause: index, ..part });
            }
            // Of numbers alone none says anything by itself: `1.80` is the nearest to `1.80.1`.
            if worded(&clause.parts).next().is_none()
                && let Some(shorter) = shorter(&clause.text)
            {
                let part = word(entry, cache, shorter, false, false);
                all.push(Wanted { times: clause.count, clause: index, ..part });
            }
        }
    }
    all
}

/// A row of numbers without the last.
fn shorter(numbers: &str) -> Option<&str> {
    let (shorter, _) = numbers.rsplit_once(|sign: char| !sign.is_alphanumeric())?;
    shorter.contains(|sign: char| !sign.is_alphanumeric()).then_some(shorter)
}

/// Parts that say something by themselves.
fn worded(parts: &[String]) -> impl Iterator<Item = &String> {
    parts.iter().filter(|part| part.chars().any(char::is_alphabetic))
}

fn word(entry: &Entry, cache: &mut Cache, text: &str, typing: bool, begins: bool) -> Wanted {
    let files = look(entry, cache, text, typing, begins);
    let mut wanted =
        Wanted { text: text.to_owned(), times: 1, typing: typing || begins, ..Wanted::default() };
    wanted.pending = files.iter().any(|file| cache.terms(*file).is_none());
    let mut sources = as_written(cache, &files, text);
    if begins || typing && text.chars().count() >= COMPLETED {
        let form = if begins { Form::Same } else { Form::Completion };
        complete(cache, &files, text, form, &mut sources);
    }
    if !sources.is_empty() {
        wanted.readings.push(Reading { sources, worth: 1.0, correction: String::new() });
    } else if !wanted.pending && !begins {
        unknown(entry, cache, &mut wanted, text, typing);
    }
    wanted
}

/// Reads a word that is not in the index as another form of one that is, or as one with a typing error.
fn unknown(entry: &Entry, cache: &mut Cache, wanted: &mut Wanted, text: &str, typing: bool) {
    let files = kin_files(entry, cache, text);
    wanted.pending = files.iter().any(|file| cache.terms(*file).is_none());
    let (sources, sure) = kin(entry, cache, &files, text);
    if !sources.is_empty() {
        let worth = if sure { 1.0 } else { DOUBTFUL };
        wanted.readings.push(Reading { sources, worth, correction: String::new() });
    }
    // What is being typed has no ending yet, and an ending of one letter may be a typing error.
    if !wanted.pending && (typing || !sure) {
        correct(entry, cache, wanted, false);
    }
}

/// Reads a word that is in the index as one that was meant, too: it may be someone else's typing error, or one that
/// happens to be a word. Returns how many readings it had.
pub(crate) fn doubt(entry: &Entry, cache: &mut Cache, wanted: &mut Wanted) -> usize {
    let count = wanted.readings.len();
    correct(entry, cache, wanted, true);
    count
}

/// The files that a word may be in; they are wanted.
fn look(entry: &Entry, cache: &mut Cache, text: &str, typing: bool, begins: bool) -> Vec<File> {
    let mut files: Vec<File> = if begins { Vec::new() } else { entry.term_files(text).collect() };
    if begins || typing && text.chars().count() >= COMPLETED {
        let (mut segment, mut count) = (0..0, 0);
        for file in entry.prefix_files(text) {
            let documents = entry.documents_of(file);
            if documents != segment {
                (segment, count) = (documents, 0);
            }
            count += 1;
            if count <= COMPLETION_FILES && !files.contains(&file) {
                files.push(file);
            }
        }
    }
    for file in &files {
        cache.need(*file);
    }
    files
}

/// The word as it is written, and its other forms.
fn as_written(cache: &Cache, files: &[File], text: &str) -> Vec<Source> {
    let shards = || files.iter().filter_map(|file| Some((*file, cache.terms(*file)?)));
    let mut sources = Vec::new();
    let mut forms: Vec<&str> = Vec::new();
    for (file, shard) in shards() {
        let Some(found) = shard.find(text) else { continue };
        for term in shard.siblings(found) {
            let form = if term == found { Form::Same } else { Form::Kin };
            sources.push(Source { file, term, form });
            forms.push(shard.word(term));
        }
    }
    // In a segment that does not have the word itself, its other forms have no word in common with it.
    for (file, shard) in shards().filter(|(_, shard)| shard.find(text).is_none()) {
        for form in &forms {
            if let Some(term) = shard.find(form)
                && !sources.iter().any(|source| (source.file, source.term) == (file, term))
            {
                sources.push(Source { file, term, form: Form::Kin });
            }
        }
    }
    sources
}

/// The files with words that an unknown word may be a form of; they are wanted.
fn kin_files(entry: &Entry, cache: &mut Cache, text: &str) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    if !text.chars().all(char::is_alphabetic) {
        return files;
    }
    if let Some(stem) = entry.suffixes().shortest_stem(text) {
        for file in entry.term_files(stem).chain(entry.term_files(text)) {
            if !files.contains(&file) {
                files.push(file);
                cache.need(file);
            }
        }
    }
    files
}

/// The forms of a word that is itself in no document, by the endings that words of this index have; and
/// whether they are more than a typing error away.
fn kin(entry: &Entry, cache: &Cache, files: &[File], text: &str) -> (Vec<Source>, bool) {
    let (mut sources, mut sure) = (Vec::new(), false);
    let Some(stem) = entry.suffixes().shortest_stem(text) else { return (sources, sure) };
    for (file, shard) in files.iter().filter_map(|file| Some((*file, cache.terms(*file)?))) {
        let nearest = shard
            .prefixed(stem)
            .filter(|term| !shard.is_opaque(*term))
            .filter_map(|term| Some((entry.suffixes().relation(text, shard.word(term))?, Reverse(term))))
            .max();
        if let Some((shared, Reverse(nearest))) = nearest {
            let error = distance(text, shard.word(nearest), edits_allowed(text)).is_some();
            sure |= shared >= SURE && !error;
            let siblings = shard.siblings(nearest);
            sources.extend(siblings.map(|term| Source { file, term, form: Form::Kin }));
        }
    }
    (sources, sure)
}

/// Adds the words that begin so.
fn complete(cache: &Cache, files: &[File], text: &str, form: Form, sources: &mut Vec<Source>) {
    let mut known: Vec<(File, usize)> = sources.iter().map(|source| (source.file, source.term)).collect();
    sort(&mut known);
    for (file, shard) in files.iter().filter_map(|file| Some((*file, cache.terms(*file)?))) {
        for term in shard.prefixed(text) {
            if !shard.is_opaque(term) && known.binary_search(&(file, term)).is_err() {
                sources.push(Source { file, term, form });
            }
        }
    }
}

/// Reads the word as another one, a typing error away.
fn correct(entry: &Entry, cache: &mut Cache, wanted: &mut Wanted, thoroughly: bool) {
    let corrections = correction::corrections(entry, cache, &wanted.text, wanted.typing, thoroughly);
    wanted.pending |= corrections.pending;
    let mut all: Vec<File> = Vec::new();
    let mut looked_up = Vec::new();
    for correction in corrections.words {
        let files: Vec<File> = entry.term_files(&correction).collect();
        let more = files.iter().filter(|file| !all.contains(file)).count();
        let known = wanted.readings.iter().any(|reading| reading.correction == correction);
        if !known && all.len() + more <= CORRECTION_FILES {
            for file in &files {
                wanted.pending |= !cache.need(*file);
                if !all.contains(file) {
                    all.push(*file);
                }
            }
            looked_up.push((correction, files));
        }
    }
    for (correction, files) in looked_up {
        let sources = as_written(cache, &files, &correction);
        if !sources.is_empty() {
            wanted.readings.push(Reading { sources, worth: CORRECTED, correction });
        }
    }
}

/// The shard and the number of a source's word in it.
pub(crate) fn term_of<'a>(cache: &'a Cache, source: &Source) -> Option<(&'a TermShard, usize)> {
    Some((cache.terms(source.file)?, source.term))
}
