//! One view for each kind of page.

mod archive;
mod document;
mod list;
mod missing;
mod post;
mod search;
mod terms;
mod topics;

use crate::components::Frame;
use leptos::either::EitherOf8;
use leptos::prelude::*;
use offprint_model::Page;

/// The part of the page that navigation replaces: what stands inside `<main>`.
pub fn page(frame: &Frame, page: &Page, body: &str) -> impl IntoView + use<> {
    match page {
        Page::List(list) => EitherOf8::A(list::list(frame, list)),
        Page::Terms(terms) => EitherOf8::B(terms::terms(frame, terms)),
        Page::Post(page) => EitherOf8::C(post::post(frame, page, body)),
        Page::Document(document) => EitherOf8::D(document::document(document, body)),
        Page::Missing => EitherOf8::E(missing::missing(frame)),
        Page::Topics(topics) => EitherOf8::F(topics::topics(frame, topics)),
        Page::Archive(archive) => EitherOf8::G(archive::archive(frame, archive)),
        Page::Search(search) => EitherOf8::H(search::search(frame, search)),
    }
}
