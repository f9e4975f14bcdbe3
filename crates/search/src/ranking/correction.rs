//! What a word with a typing error was meant to be.

use crate::format::entry::{Entry, File};
use crate::format::spelling_shard::Order;
use crate::ranking::cache::Cache;
use crate::sorting::{sort, sort_by};
use crate::text::edit_distance::{Walk, edits_allowed};

/// Words that may be meant: each of them asks for a file of its own.
const MOST: usize = 3;
/// The same for the beginning of a word, which more words are near to: most of them in one file.
const MOST_COMPLETED: usize = 32;
/// Files in each order for one word.
const FILES: usize = 3;
/// A dictionary of so few files is read as a whole if nothing was found by halves.
const SMALL: usize = 6;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Corrections {
    /// The most probable first.
    pub(crate) words: Vec<String>,
    /// Files are missing that may have others.
    pub(crate) pending: bool,
}

/// A word near the one that was typed; the least is the most probable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Near {
    edits: u8,
    /// Few err in the first letter.
    first_differs: bool,
    /// The more documents have it, the less.
    rareness: u8,
    word: String,
}

/// Other words of the index that a word may stand for. While it is being typed, beginnings of words count.
/// `thoroughly`: even if some are found, errors are looked for that the likeliest files do not show.
pub(crate) fn corrections(
    entry: &Entry,
    cache: &mut Cache,
    text: &str,
    typing: bool,
    thoroughly: bool,
) -> Corrections {
    let most = edits_allowed(text);
    if most == 0 {
        return Corrections::default();
    }
    let letters: Vec<char> = text.chars().collect();
    let backwards: String = letters.iter().rev().collect();
    let beginning = |word: &str, length: usize| word.chars().take(length).collect::<String>();
    // An error leaves all before it as it is, or all behind it. Exchanged letters are two places.
    let half = letters.len() / 2;
    let rest = letters.len() - 1 - half;
    let third = letters.len() / 3;
    let forwards = |length| (Order::Forwards, text, beginning(text, length));
    let backwards = |length| (Order::Backwards, backwards.as_str(), beginning(&backwards, length));
    let looks = if typing {
        // The end is not there yet. The first letter is right, or one too many, or exchanged with the second.
        let mut exchanged = letters.clone();
        if let [one, two, ..] = exchanged.as_mut_slice() {
            std::mem::swap(one, two);
        }
        let begins = |letters: &[char]| letters.iter().take(half).collect::<String>();
        let [fewer, exchanged] = [letters.get(1..).unwrap_or_default(), &exchanged].map(begins);
        [
            vec![forwards(half)],
            vec![forwards(1), (Order::Forwards, text, fewer), (Order::Forwards, text, exchanged)],
        ]
    } else {
        [vec![forwards(half), backwards(rest)], vec![forwards(third), backwards(third)]]
    };
    let mut found = Corrections::default();
    let mut near = Vec::new();
    if !typing && !thoroughly {
        search_neighbours(entry, cache, text, &beginning(text, half), &mut near);
    }
    for look in looks {
        if !thoroughly && !near.is_empty() {
            break;
        }
        for (order, word, beginning) in look {
            if !beginning.is_empty() {
                let files = files(entry, cache, order, &beginning, word);
                found.pending |= search(cache, &files, order, word, most, typing, &mut near);
            }
        }
        if !thoroughly && found.pending {
            break;
        }
    }
    if near.is_empty() && !found.pending {
        let files: Vec<File> = entry.spelling_files(Order::Forwards, "").take(SMALL + 1).collect();
        if files.len() <= SMALL {
            for file in &files {
                cache.need(*file);
            }
            found.pending |= search(cache, &files, Order::Forwards, text, most, typing, &mut near);
        }
    }
    sort(&mut near);
    near.dedup_by(|one, other| one.word == other.word);
    let least = near.first().map_or(0, |near| near.edits);
    near.retain(|near| near.edits == least);
    near.truncate(if typing { MOST_COMPLETED } else { MOST });
    found.words = near.into_iter().map(|near| near.word).collect();
    found
}

/// The files with words that begin so (or end so), nearest to the word first where there are too many; they are wanted.
fn files(entry: &Entry, cache: &mut Cache, order: Order, beginning: &str, word: &str) -> Vec<File> {
    let mut files: Vec<File> = entry.spelling_files(order, beginning).collect();
    if files.len() > 2 * FILES {
        // Where the word itself would be, in each segment.
        let nearest: Vec<File> = entry.spelling_files(order, word).collect();
        let away =
            |file: &File| nearest.iter().map(|near| near.number().abs_diff(file.number())).min().unwrap_or(0);
        sort_by(&mut files, |one, other| away(one).cmp(&away(other)));
        files.truncate(2 * FILES);
    }
    for file in &files {
        cache.need(*file);
    }
    files
}

/// Adds the words of the files that are near enough. True if a file is missing.
fn search(
    cache: &Cache,
    files: &[File],
    order: Order,
    word: &str,
    most: u8,
    typing: bool,
    near: &mut Vec<Near>,
) -> bool {
    let mut missing = false;
    for file in files {
        match cache.spelling(*file) {
            Some(shard) => {
                let mut words = (0..shard.len()).map(|index| (shard.word(index), shard.frequency(index)));
                search_words(&mut words, order, word, most, typing, near);
            }
            None => missing = true,
        }
    }
    missing
}

fn search_words(
    words: &mut dyn Iterator<Item = (&str, u8)>,
    order: Order,
    word: &str,
    most: u8,
    typing: bool,
    near: &mut Vec<Near>,
) {
    let mut walk = Walk::new(word, most, typing);
    let first = match order {
        Order::Forwards => word.chars().next(),
        Order::Backwards => word.chars().next_back(),
    };
    let mut before = "";
    for (term, frequency) in words {
        let shared = before.bytes().zip(term.bytes()).take_while(|(one, other)| one == other).count();
        before = term;
        let Some(edits) = walk.step(shared, term).filter(|edits| *edits > 0) else { continue };
        let term: String = match order {
            Order::Forwards => term.to_owned(),
            Order::Backwards => term.chars().rev().collect(),
        };
        let first_differs = term.chars().next() != first;
        near.push(Near { edits, first_differs, rareness: u8::MAX - frequency, word: term });
    }
}

/// Adds the words near enough among those that are there already, as their first half is the same.
fn search_neighbours(entry: &Entry, cache: &Cache, text: &str, half: &str, near: &mut Vec<Near>) {
    for shard in entry.term_files(text).filter_map(|file| cache.terms(file)) {
        let documents = |term| shard.postings(term).size_hint().1.unwrap_or_default();
        let terms = shard.prefixed(half).filter(|term| !shard.is_opaque(*term) && documents(*term) > 1);
        let words = terms.map(|term| (shard.word(term), documents(term).ilog2() as u8));
        let mut words = words.filter(|(word, _)| word.chars().all(char::is_alphabetic));
        search_words(&mut words, Order::Forwards, text, 1, false, near);
    }
}
