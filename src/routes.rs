//! One view for each kind of page.

mod document;
mod list;
mod missing;
mod post;
mod terms;

use crate::components::Frame;
use crate::state::Shown;
use leptos::either::EitherOf5;
use leptos::prelude::*;
use offprint_model::Page;

/// The part of the page that navigation replaces: what stands inside `<main>`.
pub fn page(frame: &Frame, shown: &Shown) -> impl IntoView + use<> {
    match &*shown.page {
        Page::List(list) => EitherOf5::A(list::list(frame, list)),
        Page::Terms(terms) => EitherOf5::B(terms::terms(frame, terms)),
        Page::Post(page) => EitherOf5::C(post::post(frame, page, &shown.body)),
        Page::Document(document) => EitherOf5::D(document::document(document, &shown.body)),
        Page::Missing => EitherOf5::E(missing::missing(frame)),
    }
}
