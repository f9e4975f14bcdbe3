//! One view for each kind of page.

mod archive;
mod document;
mod list;
mod missing;
mod post;
mod saved;
mod search;
mod terms;
mod topics;

use crate::components::Frame;
use leptos::either::EitherOf9;
use leptos::prelude::*;
use offprint_model::Page;

/// The part of the page that navigation replaces: what stands inside `<main>`.
pub fn page(frame: &Frame, page: &Page, body: &str) -> impl IntoView + use<> {
    match page {
        Page::List(list) => EitherOf9::A(list::list(frame, list)),
        Page::Terms(terms) => EitherOf9::B(terms::terms(frame, terms)),
        Page::Post(page) => EitherOf9::C(post::post(frame, page, body)),
        Page::Document(document) => EitherOf9::D(document::document(document, body)),
        Page::Missing => EitherOf9::E(missing::missing(frame)),
        Page::Topics(topics) => EitherOf9::F(topics::topics(frame, topics)),
        Page::Archive(archive) => EitherOf9::G(archive::archive(frame, archive)),
        Page::Search(search) => EitherOf9::H(search::search(frame, search)),
        Page::Saved(_) => EitherOf9::I(saved::saved(frame)),
    }
}
