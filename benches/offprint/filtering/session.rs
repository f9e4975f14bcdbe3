//! A reader who tries one filter after the other.

use crate::harness::browser::Browser;
use crate::harness::generated::blog::word;
use crate::harness::generated::dice::Dice;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

const CHOICE: &str = include_str!("choice.js");

/// Writes down when a timer of the length of the debounce has run out: what is typed is answered from then.
const WATCH_TIMERS: &str = "
    performance.setResourceTimingBufferSize(20000);
    const set = window.setTimeout;
    window.setTimeout = (run, wait, ...rest) => set((...all) => {
        if (wait >= 20 && wait <= 120) window.firedAt ??= performance.now();
        return run(...all);
    }, wait, ...rest);";

/// Ranks of words that readers look for, from the common ones to the rare ones.
const WORD_RANKS: usize = 4_000;

/// What one choice took, in milliseconds.
#[derive(Clone, Debug, Deserialize)]
pub struct Taken {
    /// Until the document had the answer.
    pub patched: f64,
    /// Until the browser had laid it out too.
    pub laid_out: f64,
    /// Until every row had its post.
    pub rows: f64,
    /// Something had to be fetched before the answer.
    pub waited: bool,
    query: String,
}

/// A kind of choice and what it took.
pub struct Choice {
    /// "or", "words" and so on.
    pub kind: &'static str,
    /// What was typed.
    pub typed: Option<String>,
    /// What it took.
    pub taken: Taken,
}

/// What the page offers to choose from.
#[derive(Debug, Deserialize)]
struct Offer {
    or: Vec<String>,
    with: Vec<String>,
    without: Vec<String>,
    years: Vec<String>,
    sorts: Vec<String>,
    chips: Vec<String>,
}

const OFFER: &str = "
    const ids = (selector) => [...document.querySelectorAll(selector)].map((e) => e.id);
    return {
        or: ids('#facets a.option:not([id^=f-year-])'),
        with: ids('#facets a.way[id$=-with]'),
        without: ids('#facets a.way[id$=-without]'),
        years: ids('#facets a.option[id^=f-year-]'),
        sorts: ids('#facets [id^=sort-]:not([aria-current])'),
        chips: ids('#chips [id^=chip-]'),
    };";

/// Makes the browser ready to be measured.
pub async fn prepare(browser: &Browser) {
    browser.before_each_page(WATCH_TIMERS).await;
}

/// Makes so many choices that were not made before in this list, and some that take choices away.
pub async fn choose(browser: &Browser, count: usize, dice: &mut Dice) -> Vec<Choice> {
    let (mut seen, mut choices) = (BTreeSet::new(), Vec::new());
    while seen.len() < count {
        let offer: Offer = browser.value(OFFER).await;
        let (kind, id, text) = next(&offer, dice);
        let id = format!("[id={}]", json!(id));
        let action = if text.is_some() { "type" } else { "click" };
        let taken: Option<Taken> =
            browser.value_of(CHOICE, vec![json!(action), json!(id), json!(text)]).await;
        let Some(taken) = taken else {
            let trail: Vec<_> =
                choices.iter().rev().take(3).map(|choice: &Choice| &choice.taken.query).collect();
            let log = browser.complaints().await;
            panic!("no answer to {kind} {id} {text:?} after {trail:?}: {log:?}");
        };
        seen.insert(taken.query.clone());
        choices.push(Choice { kind, typed: text, taken });
    }
    choices
}

fn next(offer: &Offer, dice: &mut Dice) -> (&'static str, String, Option<String>) {
    let typed = |dice: &mut Dice| ("words", "filter-words".to_owned(), Some(words(dice)));
    if offer.chips.len() >= 5 {
        return ("clear", "clear".to_owned(), None);
    }
    let (kind, ids) = match dice.below(100) {
        0..38 => ("or", &offer.or),
        38..50 => ("with", &offer.with),
        50..62 => ("without", &offer.without),
        62..72 => ("year", &offer.years),
        72..80 => ("sort", &offer.sorts),
        80..84 => ("chip", &offer.chips),
        _ => return typed(dice),
    };
    if ids.is_empty() { typed(dice) } else { (kind, ids[dice.below(ids.len())].clone(), None) }
}

/// A word or two as readers type them: not always to their end.
fn words(dice: &mut Dice) -> String {
    let one = |dice: &mut Dice| {
        let word = word(dice.below(WORD_RANKS));
        let letters = (2 + dice.below(6)).min(word.len());
        word[..letters].to_owned()
    };
    if dice.below(3) == 0 { [one(dice), one(dice)].join(" ") } else { one(dice) }
}
