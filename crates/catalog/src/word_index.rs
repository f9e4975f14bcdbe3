use crate::bits::Bits;
use crate::catalog::places;
use crate::words::{words, words_of};
use crate::{IndexError, postings};
use offprint_model::{PostSummary, SCHEMA_VERSION, WordDirectory, WordShard};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Words ascending, each with the posts that have it.
type Entries = Vec<(String, Vec<u32>)>;

/// Which posts have which words.
#[derive(Clone, Debug)]
pub(crate) enum WordIndex {
    /// Made from the summaries when it is first asked for.
    Whole(OnceLock<Entries>),
    /// In files, some of them at hand. Without a directory nothing is known.
    Files(Option<Vec<Shard>>),
}

#[derive(Clone, Debug)]
pub(crate) struct Shard {
    /// No word of it stands before this one.
    from: String,
    words: Option<Entries>,
}

impl Default for WordIndex {
    fn default() -> Self {
        Self::Whole(OnceLock::new())
    }
}

impl WordIndex {
    /// An index whose files come later.
    pub(crate) fn in_files() -> Self {
        Self::Files(None)
    }

    /// Is it known where which words are?
    pub(crate) fn has_directory(&self) -> bool {
        !matches!(self, Self::Files(None))
    }

    pub(crate) fn set_directory(&mut self, directory: &WordDirectory) {
        let shard = |from: &String| Shard { from: from.clone(), words: None };
        *self = Self::Files(Some(directory.shards.iter().map(|named| shard(&named.from)).collect()));
    }

    pub(crate) fn add(&mut self, place: usize, shard: WordShard, count: u32) -> Result<(), IndexError> {
        let Self::Files(Some(shards)) = self else { return Err(IndexError::Words) };
        let slot = shards.get_mut(place).ok_or(IndexError::Words)?;
        let mut entries = Entries::with_capacity(shard.words.len());
        for (word, text) in shard.words {
            if entries.last().is_some_and(|(before, _)| *before >= word) || word < slot.from {
                return Err(IndexError::Words);
            }
            entries.push((word, postings::decode(&text, count)?));
        }
        slot.words = Some(entries);
        Ok(())
    }

    /// The files that are not at hand and may hold a word that is looked for.
    pub(crate) fn missing(&self, text: &str) -> Vec<usize> {
        let Self::Files(Some(shards)) = self else { return Vec::new() };
        let mut wanted = vec![false; shards.len()];
        for word in words(text) {
            for place in range(shards, &word) {
                if let (Some(wanted), Some(shard)) = (wanted.get_mut(place), shards.get(place)) {
                    *wanted = shard.words.is_none();
                }
            }
        }
        places(&wanted)
    }

    /// The posts that have a word beginning with each word of a text; `None` while that is not known, and
    /// `Some(None)` where the text has no word.
    pub(crate) fn find(&self, text: &str, posts: &[PostSummary], count: usize) -> Option<Option<Bits>> {
        let mut found: Option<Bits> = None;
        for word in words(text) {
            let bits = match self {
                Self::Whole(entries) => {
                    let mut bits = Bits::none(count);
                    add(&mut bits, entries.get_or_init(|| entries_of(posts)), &word);
                    bits
                }
                Self::Files(shards) => {
                    let shards = shards.as_ref()?;
                    let mut bits = Bits::none(count);
                    for shard in shards.get(range(shards, &word))? {
                        add(&mut bits, shard.words.as_ref()?, &word);
                    }
                    bits
                }
            };
            match &mut found {
                Some(found) => found.keep(&bits),
                None => found = Some(bits),
            }
        }
        Some(found)
    }
}

/// The shards that may hold words beginning so.
fn range(shards: &[Shard], prefix: &str) -> Range<usize> {
    let after = |shard: &Shard| shard.from.as_str() <= prefix || shard.from.starts_with(prefix);
    // The one that begins at the prefix or before it, and those that begin with it.
    let start = shards.partition_point(|shard| shard.from.as_str() <= prefix).saturating_sub(1);
    start..shards.partition_point(after).max(start)
}

fn add(bits: &mut Bits, entries: &[(String, Vec<u32>)], prefix: &str) {
    let start = entries.partition_point(|(word, _)| word.as_str() < prefix);
    let matching = entries.iter().skip(start).take_while(|(word, _)| word.starts_with(prefix));
    matching.for_each(|(_, posts)| bits.add(posts));
}

fn entries_of(posts: &[PostSummary]) -> Entries {
    let mut entries: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (number, post) in (0_u32..).zip(posts) {
        for word in words_of(post) {
            let numbers = entries.entry(word).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    entries.into_iter().collect()
}

/// Bytes of words and posts in a file, about: from `CUT` on it ends at the next word that may begin one, and
/// at `FULL` in any case.
const CUT: usize = 16 << 10;
const FULL: usize = 30 << 10;

/// The words of a site's posts in files, for its index. Where a file ends depends on the words about there
/// alone, so that a new post changes few of them.
pub fn word_shards(posts: &[PostSummary]) -> Vec<WordShard> {
    let mut shards: Vec<WordShard> = Vec::new();
    let mut size = 0;
    for (word, numbers) in entries_of(posts) {
        let text = postings::encode(&numbers);
        // With the punctuation of JSON.
        let bytes = word.len() + text.len() + 8;
        let full = size + bytes > FULL || size >= CUT && may_begin(&word);
        if shards.is_empty() || full && size > 0 {
            shards.push(WordShard { schema: SCHEMA_VERSION, words: Vec::new() });
            size = 0;
        }
        size += bytes;
        if let Some(shard) = shards.last_mut() {
            shard.words.push((word, text));
        }
    }
    shards
}

/// One word in sixteen (by its FNV-1a hash).
fn may_begin(word: &str) -> bool {
    let hash =
        word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash >> 28 == 0
}
