//! One view for each kind of page.

mod archive;
mod document;
mod list;
mod missing;
mod post;
mod terms;
mod topics;

use crate::components::Frame;
use leptos::either::EitherOf7;
use leptos::prelude::*;
use offprint_model::Page;

/// The part of the page that navigation replaces: what stands inside `<main>`.
pub fn page(frame: &Frame, page: &Page, body: &str) -> impl IntoView + use<> {
    match page {
        Page::List(list) => EitherOf7::A(list::list(frame, list)),
        Page::Terms(terms) => EitherOf7::B(terms::terms(frame, terms)),
        Page::Post(page) => EitherOf7::C(post::post(frame, page, body)),
        Page::Document(document) => EitherOf7::D(document::document(document, body)),
        Page::Missing => EitherOf7::E(missing::missing(frame)),
        Page::Topics(topics) => EitherOf7::F(topics::topics(frame, topics)),
        Page::Archive(archive) => EitherOf7::G(archive::archive(frame, archive)),
    }
}
