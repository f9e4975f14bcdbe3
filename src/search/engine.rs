//! What the worker calls. Answers leave this module as HTML.

use super::question::Question;
use super::{choices, hits, wording};
use offprint_search::{FacetName, IndexError, Searcher};
use std::cell::Cell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Hits that the palette shows.
const IN_PALETTE: usize = 8;

/// Stands in no text: where it does, in a hostile title, [`super::markup::Markup`] leaves it out. One text takes less
/// code to hand over than many.
const BETWEEN: char = '\0';

thread_local! {
    /// The one index of the worker.
    static ENGINE: Cell<Option<Box<Engine>>> = const { Cell::new(None) };
}

struct Engine {
    searcher: Searcher,
    /// Where the site lies.
    base: String,
}

/// Opens an index by its entry file, inflated; whatever was open is forgotten.
///
/// # Errors
/// `version` or `damaged`.
#[wasm_bindgen]
pub fn open(entry: &[u8], base: String) -> Result<(), JsValue> {
    let searcher = Searcher::open(entry).map_err(|error| reason(&error))?;
    ENGINE.set(Some(Box::new(Engine { searcher, base })));
    Ok(())
}

/// Takes a file that was wanted, inflated.
///
/// # Errors
/// `version` or `damaged`.
#[wasm_bindgen]
pub fn supply(path: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
    with(|engine| engine.searcher.supply(path, bytes)).unwrap_or(Ok(())).map_err(|error| reason(&error))
}

/// Does something with the index, if there is one.
fn with<T>(act: impl FnOnce(&mut Engine) -> T) -> Option<T> {
    let mut engine = ENGINE.take()?;
    let done = act(&mut engine);
    ENGINE.set(Some(engine));
    Some(done)
}

/// Answers what the parameters of the search page's address ask (a name and a value in turn), for that page or for
/// the palette, as far as the files that are there tell. Nothing where nothing is asked; else in this order, what is
/// said as what is asked with [`BETWEEN`] between the parts:
///
/// - how many hits the answer holds
/// - how many there are
/// - `true` where it is settled which they are
/// - HTML of the hits
/// - how many there are, a sentence
/// - HTML of what was looked for instead of what was typed
/// - HTML of the choices beside the words
/// - HTML of the way to more hits
/// - what was found, folded, a word a line
/// - from here on the files that would make the answer better or whole, relative to the site's base
#[wasm_bindgen]
pub fn ask(parameters: &str, palette: bool) -> String {
    let parameters: Vec<String> = parameters.split(BETWEEN).map(str::to_owned).collect();
    with(|engine| engine.answer(&parameters, palette)).unwrap_or_default().join("\0")
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

impl Engine {
    fn answer(&mut self, parameters: &[String], palette: bool) -> Vec<String> {
        let facets = self.searcher.facets();
        let question = Question::parse(parameters, |name| {
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
        let words = wording::looked_for(&question, &answer.corrected);
        let mut reply = vec![
            answer.hits.len().to_string(),
            answer.total.to_string(),
            if answer.settled { "true".to_owned() } else { String::new() },
            hits,
            wording::status(&words, answer.total, question.filters.len()),
            wording::corrected(&words, &answer.corrected),
            choices,
            more,
            answer.words.join("\n"),
        ];
        reply.extend(answer.wants);
        reply
    }
}

fn reason(error: &IndexError) -> JsValue {
    JsValue::from_str(if matches!(error, IndexError::Version { .. }) { "version" } else { "damaged" })
}
