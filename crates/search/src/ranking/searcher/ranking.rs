use super::need;
use crate::format::entry::{Entry, File};
use crate::format::weight::title_class;
use crate::ranking::cache::Cache;
use crate::ranking::candidates::{Reading, Wanted, term_of};
use crate::ranking::filter::Allowed;
use crate::ranking::score::{Form, Profile, Scores};
use crate::sorting::{sort_by, sort_first};
use crate::{Request, Sort};

/// Up to so many words all of them should be in a hit: documents with all come before all others.
pub(super) const ALL_WORDS: usize = 3;
/// How much more a document is worth whose title has all words.
const IN_TITLE: f32 = 1.15;
/// The same if the title has hardly any others.
const WHOLE_TITLE: f32 = 1.3;
/// Files of neighbours that are fetched for a question.
const NEIGHBOUR_FILES: usize = 4;

/// The documents that answer.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// Document and score of the hits asked for, in order.
    pub(super) hits: Vec<(u32, f32)>,
    /// All hits.
    pub(super) total: usize,
    /// All hits, in no order.
    pub(super) all: Vec<(u32, f32)>,
    /// How rare each of the words wanted is.
    pub(super) rarities: Vec<f32>,
    /// Does a hit have all words?
    pub(super) complete: bool,
}

impl Ranking {
    pub(super) fn of(
        entry: &Entry,
        cache: &mut Cache,
        scores: &mut Scores,
        wanted: &[Wanted],
        allowed: &Allowed,
        request: &Request,
    ) -> Self {
        let mut ranking = Self::default();
        scores.clear(entry.documents());
        let length = wanted.len();
        let profile = Profile::new(length);
        let mut required = 0;
        for word in wanted {
            let mut rarity = 0.0_f32;
            for reading in &word.readings {
                rarity = rarity.max(read(cache, scores, &profile, reading));
            }
            scores.end_word(word.times as f32, true);
            required += usize::from(!word.readings.is_empty());
            for reading in &word.beside {
                read(cache, scores, &profile, reading);
                scores.end_word(word.times as f32, false);
            }
            ranking.rarities.push(rarity);
        }
        if wanted.is_empty() && !allowed.is_all() {
            (0..entry.documents()).for_each(|document| scores.admit(document));
        }
        let neighbours =
            if profile.smoothing > 0.0 { neighbour_files(entry, cache, scores) } else { Vec::new() };
        ranking.score(scores, allowed, length, required);
        if !neighbours.is_empty() {
            ranking.smooth(entry, cache, scores, &neighbours, profile.smoothing);
        }
        ranking.complete = ranking.all.iter().any(|(document, _)| scores.found(*document) >= required);
        if length <= ALL_WORDS {
            ranking.all_words_first(scores, required);
        }
        ranking.take(request);
        ranking
    }

    /// The documents that may be hits, with what they say themselves.
    fn score(&mut self, scores: &Scores, allowed: &Allowed, length: usize, required: usize) {
        let documents = scores.scored().iter().copied().filter(|document| allowed.has(*document, None));
        self.all = documents
            .map(|document| {
                let in_title = length > 0 && scores.titled(document) == required;
                let says = match scores.title_class(document) {
                    class if in_title && class >= title_class(length) => WHOLE_TITLE,
                    _ if in_title => IN_TITLE,
                    _ => 1.0,
                };
                (document, scores.total(document) * says)
            })
            .collect();
    }

    /// Adds what the documents most like it say to what a document says (score regularisation: Diaz, "Regularizing
    /// query-based retrieval scores", Information Retrieval 10, 2007). Where a document's neighbours are not known,
    /// they are taken to say as much beside it as the known ones do on average.
    fn smooth(&mut self, entry: &Entry, cache: &Cache, scores: &Scores, files: &[File], by: f32) {
        let mean = |document: u32| {
            let file = entry.neighbour_file(document);
            let neighbours = files.contains(&file).then(|| cache.neighbours(file)).flatten()?;
            let (mut sum, mut weights) = (0.0, 0.0);
            for neighbour in neighbours.of(document) {
                sum += neighbour.likeness * scores.total(neighbour.document);
                weights += neighbour.likeness;
            }
            Some(if weights > 0.0 { sum / weights } else { 0.0 })
        };
        let (mut own, mut beside) = (0.0, 0.0);
        let means: Vec<Option<f32>> = self.all.iter().map(|(document, _)| mean(*document)).collect();
        for ((_, score), mean) in self.all.iter().zip(&means) {
            if let Some(mean) = mean {
                own += score;
                beside += mean;
            }
        }
        let usual = if own > 0.0 { beside / own } else { 0.0 };
        for ((_, score), mean) in self.all.iter_mut().zip(means) {
            *score += by * mean.unwrap_or(*score * usual);
        }
    }

    /// Raises documents with all words above all others.
    fn all_words_first(&mut self, scores: &Scores, required: usize) {
        let others = self.all.iter().filter(|(document, _)| scores.found(*document) < required);
        let highest = others.map(|(_, score)| *score).fold(0.0, f32::max);
        for (document, score) in &mut self.all {
            if scores.found(*document) >= required {
                *score += highest;
            }
        }
    }

    fn take(&mut self, request: &Request) {
        if request.sort == Sort::Newest {
            for (document, score) in &mut self.all {
                *score = *document as f32;
            }
        }
        self.total = self.all.len();
        let end = request.offset.saturating_add(request.limit).min(self.all.len());
        let better =
            |one: &(u32, f32), other: &(u32, f32)| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0));
        sort_first(&mut self.all, end, better);
        self.hits = self.all.get(request.offset..end).unwrap_or_default().to_vec();
    }
}

/// Adds up what documents say of a word in one reading. Returns how rare it is.
fn read(cache: &Cache, scores: &mut Scores, profile: &Profile, reading: &Reading) -> f32 {
    for source in &reading.sources {
        let Some((shard, term)) = term_of(cache, source) else { continue };
        for posting in shard.postings(term) {
            let worth = profile.worth(posting.weight, source.form);
            let title = if source.form == Form::Kin { 0 } else { posting.weight.title_class() };
            scores.say(posting.document, worth, title);
        }
    }
    scores.end_reading(reading.worth)
}

/// The files that tell the neighbours of the best documents; they are wanted. All of a small index.
fn neighbour_files(entry: &Entry, cache: &mut Cache, scores: &Scores) -> Vec<File> {
    let mut files: Vec<(f32, File)> = Vec::new();
    let mut add = |file: File, score: f32| match files.iter_mut().find(|(_, other)| *other == file) {
        Some((sum, _)) => *sum += score,
        None => files.push((score, file)),
    };
    let all = (0..entry.documents()).step_by(crate::format::entry::NEIGHBOUR_DOCUMENTS as usize);
    if all.len() <= NEIGHBOUR_FILES {
        all.for_each(|document| add(entry.neighbour_file(document), 1.0));
    } else if cache.missing().is_empty() {
        // Only what is far above the rest: its fourth power.
        for &document in scores.scored() {
            let square = scores.total(document) * scores.total(document);
            add(entry.neighbour_file(document), square * square);
        }
        sort_by(&mut files, |one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        files.truncate(NEIGHBOUR_FILES);
    }
    let files: Vec<File> = files.into_iter().map(|(_, file)| file).collect();
    need(cache, files.iter().copied());
    files
}
