use crate::components::Frame;
use crate::components::filters::{is_filtered, status};
use crate::routes;
use leptos::prelude::RenderHtml;
use offprint_model::{Head, Page, Place};
use wasm_bindgen::prelude::wasm_bindgen;

/// A page made from the content index.
#[wasm_bindgen(getter_with_clone)]
pub struct Answer {
    /// JSON of its [`Place`].
    pub place: String,
    /// HTML of the one element in `<main>`.
    pub html: String,
    /// The document's title.
    pub title: String,
    /// For `<meta name="description">`.
    pub description: String,
    /// For `<link rel="canonical">`.
    pub canonical: Option<String>,
    /// Of a list the words that are looked for.
    pub words: String,
    /// Of a list the query string of what is chosen, without a page, as its links write it.
    pub query: String,
    /// Of a list how much is left, a sentence; empty where nothing is chosen.
    pub status: String,
    /// There is a panel of choices.
    pub panel: bool,
    /// Something is chosen.
    pub filtered: bool,
}

impl Answer {
    /// The answer that a page is.
    pub fn of(frame: &Frame, page: &Page) -> Self {
        let head = Head::of(&frame.masthead, page);
        let list = match page {
            Page::List(list) => Some(list),
            _ => None,
        };
        let panel = list.and_then(|list| list.panel.as_ref());
        Self {
            place: serde_json::to_string(&Place::of(page)).unwrap_or_default(),
            html: routes::page(frame, page, "").to_html(),
            title: head.title,
            description: head.description,
            canonical: head.canonical,
            words: panel.map(|panel| panel.words.clone()).unwrap_or_default(),
            query: panel.map(|panel| panel.query.clone()).unwrap_or_default(),
            status: list.map(status).unwrap_or_default(),
            panel: panel.is_some(),
            filtered: list.is_some_and(is_filtered),
        }
    }
}
