//! What the worker calls. The index lives in its instance of the module; answers leave it as HTML.

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

/// An answer as far as the files that are there tell.
#[derive(Default)]
#[wasm_bindgen(getter_with_clone)]
pub struct Reply {
    /// HTML of the hits.
    pub hits: String,
    /// How many these are.
    pub count: usize,
    /// Hits of the whole index.
    pub total: usize,
    /// How many hits there are, a sentence; empty where nothing was asked.
    pub status: String,
    /// HTML of what was looked for instead of what was typed.
    pub corrected: String,
    /// HTML of the choices beside the words.
    pub choices: String,
    /// HTML of the way to more hits.
    pub more: String,
    /// What was found, folded, a word a line.
    pub words: String,
    /// Nothing that is still wanted changes which hits these are.
    pub settled: bool,
    /// Files that would make the answer better or whole, relative to the site's base.
    pub wants: Vec<String>,
}

/// Opens an index by its entry file, inflated; whatever was open is forgotten.
///
/// # Errors
/// `version` or `damaged`.
#[wasm_bindgen]
pub fn open(entry: &[u8], base: String) -> Result<(), JsValue> {
    let searcher = Searcher::open(entry).map_err(|error| reason(&error))?;
    ENGINE.with(|engine| engine.replace(Some(Engine { searcher, base })));
    Ok(())
}

/// Takes a file that was wanted, inflated.
///
/// # Errors
/// `version` or `damaged`.
#[wasm_bindgen]
pub fn supply(path: &str, bytes: Vec<u8>) -> Result<(), JsValue> {
    ENGINE.with(|engine| match engine.borrow_mut().as_mut() {
        Some(engine) => engine.searcher.supply(path, bytes).map_err(|error| reason(&error)),
        None => Ok(()),
    })
}

/// Answers a query string of the search page, for that page or for the palette. Nothing before an index is open.
#[wasm_bindgen]
pub fn ask(search: &str, palette: bool) -> Option<Reply> {
    ENGINE.with(|engine| Some(engine.borrow_mut().as_mut()?.answer(search, palette)))
}

/// Bytes that the index takes in memory.
#[wasm_bindgen]
pub fn bytes() -> usize {
    ENGINE.with(|engine| engine.borrow().as_ref().map_or(0, |engine| engine.searcher.bytes()))
}

impl Engine {
    fn answer(&mut self, search: &str, palette: bool) -> Reply {
        let facets = self.searcher.facets();
        let question = Question::parse(search, |name| {
            let named = |facet: &&FacetName| {
                *facet.key == *name || facet.aliases.iter().any(|alias| **alias == *name)
            };
            facets.iter().find(named).map(|facet| facet.key.to_string())
        });
        if question.is_empty() {
            return Reply::default();
        }
        let mut request = question.request(!palette);
        if palette {
            request.limit = IN_PALETTE;
        }
        let answer = self.searcher.ask(&request);
        let page = [&self.base, "search/"].concat();
        let of_page = |html: String| if palette { String::new() } else { html };
        Reply {
            hits: if palette {
                hits::options(&self.base, &answer.hits)
            } else {
                hits::list(&self.base, &answer.hits)
            },
            count: answer.hits.len(),
            total: answer.total,
            status: wording::status(&question, answer.total),
            corrected: wording::corrected(&question, &answer.corrected),
            choices: of_page(choices::choices(&page, &question, &answer.facets)),
            more: of_page(choices::more(&page, &question, answer.total)),
            words: answer.words.join("\n"),
            settled: answer.settled,
            wants: answer.wants,
        }
    }
}

fn reason(error: &IndexError) -> JsValue {
    web_sys::console::warn_1(&error.to_string().into());
    JsValue::from_str(match error {
        IndexError::Version { .. } => "version",
        _ => "damaged",
    })
}
