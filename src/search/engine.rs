//! What the worker calls. Answers leave this module as HTML.

use super::question::Question;
use super::{choices, hits, wording};
use offprint_search::{FacetName, IndexError, Searcher};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hits that the palette shows.
const IN_PALETTE: usize = 8;

thread_local! {
    /// The one index of the worker.
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

struct Engine {
    searcher: Searcher,
    /// Where the site lies.
    base: String,
}

/// Opens an index by its entry file, inflated; whatever was open is forgotten.
///
/// # Errors
/// A sentence that begins with `version` or `damaged`.
#[wasm_bindgen]
pub fn open(entry: &[u8], base: String) -> Result<(), JsValue> {
    let searcher = Searcher::open(entry).map_err(|error| reason(&error))?;
    ENGINE.with(|engine| engine.replace(Some(Engine { searcher, base })));
    Ok(())
}

/// Takes a file that was wanted, inflated.
///
/// # Errors
/// A sentence that begins with `version` or `damaged`.
#[wasm_bindgen]
pub fn supply(path: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
    ENGINE.with(|engine| match engine.borrow_mut().as_mut() {
        Some(engine) => engine.searcher.supply(path, bytes).map_err(|error| reason(&error)),
        None => Ok(()),
    })
}

/// Answers a query string of the search page, for that page or for the palette, as far as the files that are there
/// tell. In this order: how many hits there are HTML of; of how many; is it settled which they are (`true`, or
/// nothing); their HTML; how many there are, a sentence; HTML of what was looked for instead of what was typed; of
/// the choices beside the words; of the way to more hits; what was found, folded, a word a line; and the files that
/// would make the answer better or whole, relative to the site's base.
#[wasm_bindgen]
pub fn ask(search: &str, palette: bool) -> Vec<String> {
    let answer = |engine: &mut Engine| engine.answer(search, palette);
    ENGINE.with(|engine| engine.borrow_mut().as_mut().map(answer).unwrap_or_default())
}

/// Where words, one a line, stand in a text: starts and ends in turn, in UTF-16 code units.
#[wasm_bindgen]
pub fn marks(text: &str, words: &str) -> Vec<u32> {
    let words: Vec<String> = words.lines().map(str::to_owned).collect();
    let (mut at, mut units, mut ends) = (0, 0, Vec::new());
    for mark in offprint_search::marks(text, &words) {
        for end in [mark.start, mark.end] {
            units += text.get(at..end).unwrap_or_default().chars().map(char::len_utf16).sum::<usize>();
            at = end;
            ends.push(u32::try_from(units).unwrap_or(u32::MAX));
        }
    }
    ends
}

/// Bytes that the index takes in memory.
#[wasm_bindgen]
pub fn bytes() -> usize {
    ENGINE.with(|engine| engine.borrow().as_ref().map_or(0, |engine| engine.searcher.bytes()))
}

impl Engine {
    fn answer(&mut self, search: &str, palette: bool) -> Vec<String> {
        let facets = self.searcher.facets();
        let question = Question::parse(search, |name| {
            let named = |facet: &&FacetName| {
                *facet.key == *name || facet.aliases.iter().any(|alias| **alias == *name)
            };
            facets.iter().find(named).map(|facet| facet.key.to_string())
        });
        if question.is_empty() {
            return Vec::new();
        }
        let mut request = question.request(!palette);
        if palette {
            request.limit = IN_PALETTE;
        }
        let answer = self.searcher.ask(&request);
        let (hits, choices, more) = if palette {
            (hits::options(&self.base, &answer.hits), String::new(), String::new())
        } else {
            let page = [&self.base, "search/"].concat();
            let choices = choices::choices(&page, &question, &answer.facets);
            (hits::list(&self.base, &answer.hits), choices, choices::more(&page, &question, answer.total))
        };
        let mut reply = vec![
            answer.hits.len().to_string(),
            answer.total.to_string(),
            if answer.settled { "true".to_owned() } else { String::new() },
            hits,
            wording::status(&question, answer.total),
            wording::corrected(&question, &answer.corrected),
            choices,
            more,
            answer.words.join("\n"),
        ];
        reply.extend(answer.wants);
        reply
    }
}

fn reason(error: &IndexError) -> JsValue {
    let kind = if matches!(error, IndexError::Version { .. }) { "version: " } else { "damaged: " };
    JsValue::from_str(&[kind, &error.to_string()].concat())
}
