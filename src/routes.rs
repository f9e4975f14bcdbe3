//! One view for each kind of page.

mod document;
mod list;
mod missing;
mod post;
mod terms;

use crate::components::Frame;
use crate::state::Shown;
use leptos::prelude::*;
use offprint_model::Page;

/// The part of the page that navigation replaces: what stands inside `<main>`.
pub fn page(frame: &Frame, shown: &Shown) -> AnyView {
    match &*shown.page {
        Page::List(list) => list::list(frame, list).into_any(),
        Page::Terms(terms) => terms::terms(frame, terms).into_any(),
        Page::Post(page) => post::post(frame, page, &shown.body).into_any(),
        Page::Document(document) => document::document(document, &shown.body).into_any(),
        Page::Missing => missing::missing(frame).into_any(),
    }
}
