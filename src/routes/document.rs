use crate::components::{cover, text};
use leptos::prelude::*;
use offprint_model::DocumentPage;

/// A page outside the lists, such as about.
pub fn document(page: &DocumentPage, body: &str) -> impl IntoView + use<> {
    view! {
        <article class="post">
            <header class="page-head"><h1 tabindex="-1">{page.title.clone()}</h1></header>
            {page.cover.as_ref().map(cover)}
            {text(&page.contents, body)}
        </article>
    }
}
