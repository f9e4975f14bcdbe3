use crate::format::entry::{Entry, FacetName, File};
use crate::ranking::cache::Cache;
use crate::ranking::candidates::{Wanted, candidates, doubt};
use crate::ranking::filter::allowed;
use crate::ranking::query::{Lexicon, Query};
use crate::ranking::score::Scores;
use crate::text::edit_distance::edits_allowed;
use crate::{Answer, IndexError, Request};

mod counts;
mod hits;
mod ranking;
mod words;

use ranking::{ALL_WORDS, Ranking};

/// Where the entry file is, relative to the site's base. It alone has no hash in its name: it names the others.
pub const ENTRY: &str = "search.bin";

/// An index as far as its files are there.
#[derive(Debug)]
pub struct Searcher {
    entry: Entry,
    cache: Cache,
    scores: Scores,
}

impl Searcher {
    /// Opens an index by its entry file, inflated.
    ///
    /// # Errors
    /// When the file is none, damaged, or of another version.
    pub fn open(entry: &[u8]) -> Result<Self, IndexError> {
        let entry = Entry::decode(entry).map_err(|damage| damage.of(ENTRY))?;
        Ok(Self { entry, cache: Cache::default(), scores: Scores::default() })
    }

    /// Takes a file that an answer wanted, inflated.
    ///
    /// # Errors
    /// When the file is damaged, of another version, or not of this index.
    pub fn supply(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), IndexError> {
        let unknown = || IndexError::Unknown { path: path.to_owned() };
        let file = self.entry.file(path).ok_or_else(unknown)?;
        self.cache.insert(&self.entry, file, &bytes).map_err(|damage| damage.of(path))
    }

    /// Answers from the files that are there.
    ///
    /// An answer from nothing takes two rounds of files: those of the words (with the places of words in
    /// phrases, the values of facets, the likeness of documents), then the texts of the hits. A word with a
    /// typing error near its end takes no more, as what was meant stands beside it; another takes one round for
    /// the dictionary and one for what was meant. To ask for the dictionary with every word would double what a
    /// query without errors costs. Counts of facets come last.
    pub fn ask(&mut self, request: &Request) -> Answer {
        let Self { entry, cache, scores } = self;
        cache.begin();
        let facet = |key: &str| {
            let named =
                |facet: &FacetName| *facet.key == *key || facet.aliases.iter().any(|alias| **alias == *key);
            entry.facets().iter().position(named)
        };
        let stop = |word: &str| entry.is_stop_word(word);
        let query = Query::parse(&request.query, request.typing, &Lexicon { facet: &facet, stop: &stop });
        let mut wanted = candidates(entry, cache, &query);
        let allowed = allowed(entry, cache, &query, &request.filters);
        let mut ranking = Ranking::of(entry, cache, scores, &wanted, &allowed, request);
        // A doubt may bring better hits, but these are what was asked for.
        let known = cache.missing().is_empty();
        if let Some(doubtful) = doubtful(cache, &ranking, &wanted) {
            let typed = wanted.get_mut(doubtful).map_or(0, |word| doubt(entry, cache, word));
            ranking = Ranking::of(entry, cache, scores, &wanted, &allowed, request);
            if !ranking.complete || !cache.missing().is_empty() {
                if let Some(word) = wanted.get_mut(doubtful) {
                    word.readings.truncate(typed);
                }
                ranking = Ranking::of(entry, cache, scores, &wanted, &allowed, request);
            }
        }
        let mut answer = Answer {
            total: ranking.total,
            words: words::words(cache, &wanted),
            settled: cache.missing().is_empty(),
            ..Answer::default()
        };
        answer.corrected = words::corrected(cache, &wanted, &query, request, ranking.hits.first());
        if known {
            let matcher = words::Matcher::new(cache, &wanted, &ranking.rarities);
            answer.hits = hits::hits(entry, cache, &ranking, &wanted, &matcher);
            if request.facets && cache.missing().is_empty() {
                answer.facets = counts::counts(entry, cache, scores, &allowed);
            }
        }
        answer.wants = cache.missing().iter().filter_map(|file| entry.path(*file)).collect();
        cache.shrink();
        answer
    }

    /// The facets of the index: keys, aliases, names.
    pub fn facets(&self) -> &[FacetName] {
        self.entry.facets()
    }

    /// BCP 47 tag of the language that most documents are in.
    pub fn language(&self) -> &str {
        self.entry.language()
    }

    /// Bytes that the index takes in memory, about.
    pub fn bytes(&self) -> usize {
        self.entry.size() + self.cache.size() + self.scores.size()
    }
}

/// The word of a short query that may have a typing error, though it is in the index: the rarest, where no
/// document has all words.
fn doubtful(cache: &Cache, ranking: &Ranking, wanted: &[Wanted]) -> Option<usize> {
    let short = wanted.len() > 1 && wanted.len() <= ALL_WORDS;
    if !short || ranking.complete || !cache.missing().is_empty() {
        return None;
    }
    let words = wanted.iter().zip(&ranking.rarities).enumerate();
    words
        .filter(|(_, (word, _))| edits_allowed(&word.text) > 0)
        .max_by(|(_, (_, one)), (_, (_, other))| one.total_cmp(other))
        .map(|(index, _)| index)
}

/// Says that files are needed; are all there?
fn need(cache: &mut Cache, files: impl Iterator<Item = File>) -> bool {
    files.fold(true, |all, file| cache.need(file) & all)
}
