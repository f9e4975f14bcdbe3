//! Questions for a page that the reader remembers: some words of its title.
//!
//! Of every title with two or more words (of three or more letters), the rarest two or three by the number of
//! documents they stand in, in the order of the title. Left out is what names no page: words that are not
//! the whole of a title and stand together in several. Where titles are alike, each of their pages is right.

use super::collection::{Document, Judged, QuerySet, Wanted};
use super::typo::mistyped;
use crate::harness::generated::dice::Dice;
use std::collections::{BTreeMap, BTreeSet};

/// Most questions of a kind.
const MOST: usize = 600;

/// The same pages looked for in five ways.
pub fn sets(documents: &[Document], seed: u64) -> Vec<QuerySet> {
    let mut dice = Dice::new(seed);
    let whole = whole(documents, &mut dice);
    let typed: Vec<Judged> = whole.iter().filter_map(|query| cut(query, &mut dice)).collect();
    let mut with_typo = |queries: &[Judged]| -> Vec<Judged> {
        let mistype = |query: &Judged| {
            let text = mistyped(&query.text, &mut dice)?;
            Some(Judged { text, relevant: query.relevant.clone() })
        };
        queries.iter().filter_map(mistype).collect()
    };
    let (whole_typo, typed_typo) = (with_typo(&whole), with_typo(&typed));
    let set = |name, typing, queries| QuerySet { name, wanted: Wanted::Page, typing, queries };
    let sets = [
        set("as typed", true, typed),
        set("as typed, a typo", true, typed_typo),
        set("whole words", false, whole),
        set("whole words, a typo", false, whole_typo),
        set("version numbers", false, versions(documents)),
    ];
    sets.into_iter().filter(|set| !set.queries.is_empty()).collect()
}

fn whole(documents: &[Document], dice: &mut Dice) -> Vec<Judged> {
    let mut frequencies: BTreeMap<String, usize> = BTreeMap::new();
    let mut alike: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (document, number) in documents.iter().zip(0..) {
        let text = format!("{} {}", document.title, document.body()).to_lowercase();
        let words: BTreeSet<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        for word in words {
            *frequencies.entry(word.to_owned()).or_default() += 1;
        }
        alike.entry(document.title.to_lowercase()).or_default().push(number);
    }
    let titles: Vec<Vec<&str>> = alike.keys().map(|title| words(title)).collect();
    let mut queries: Vec<Judged> = alike
        .values()
        .zip(&titles)
        .filter_map(|(relevant, title)| {
            let mut rarest = title.clone();
            rarest.sort_by_key(|word| frequency(&frequencies, word));
            rarest.truncate(2 + dice.below(2));
            let query: Vec<&str> = title.iter().copied().filter(|word| rarest.contains(word)).collect();
            let answered = |title: &&Vec<&str>| query.iter().all(|word| title.contains(word));
            let known = query.len() == title.len() || titles.iter().filter(answered).count() == 1;
            (known && query.len() > 1).then(|| Judged { text: query.join(" "), relevant: relevant.clone() })
        })
        .collect();
    while queries.len() > MOST {
        queries.swap_remove(dice.below(queries.len()));
    }
    queries
}

/// The different words of a title: three or more letters or digits, with what joins them (`1.80.0`).
fn words(title: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for word in title.split(|letter: char| letter.is_whitespace() || "()[]/,:;!?\"“”".contains(letter)) {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.chars().count() >= 3 && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// In how many documents the rarest part of a word stands.
fn frequency(frequencies: &BTreeMap<String, usize>, word: &str) -> usize {
    let parts = word.split(|letter: char| !letter.is_alphanumeric());
    parts.filter_map(|part| frequencies.get(part).copied()).min().unwrap_or_default()
}

/// The query while its last word is being typed, three letters or more of it.
fn cut(query: &Judged, dice: &mut Dice) -> Option<Judged> {
    let (before, last) = query.text.rsplit_once(' ')?;
    if !last.chars().all(char::is_alphabetic) {
        return None;
    }
    let letters = last.chars().count();
    let left = 3 + dice.below(letters.checked_sub(3).filter(|more| *more > 0)?);
    let last: String = last.chars().take(left).collect();
    Some(Judged { text: format!("{before} {last}"), relevant: query.relevant.clone() })
}

/// Each version number in a title; every page that has it there is right.
fn versions(documents: &[Document]) -> Vec<Judged> {
    let mut versions: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (document, number) in documents.iter().zip(0..) {
        for word in document.title.split_whitespace() {
            let word = word.trim_matches(|letter: char| !letter.is_ascii_digit());
            if word.contains('.') && word.chars().all(|letter| letter.is_ascii_digit() || letter == '.') {
                versions.entry(word).or_default().push(number);
            }
        }
    }
    let judged = |(text, relevant): (&str, Vec<u32>)| Judged { text: text.to_owned(), relevant };
    versions.into_iter().map(judged).collect()
}
