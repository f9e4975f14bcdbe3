use super::contents::contents;
use leptos::prelude::*;
use offprint_model::Heading;
use std::sync::Arc;

/// The text of a post or a document, with its table of contents. When the page is taken over the text
/// stays as it is: only a navigation writes it.
pub fn text(headings: &[Heading], body: &Arc<str>) -> impl IntoView + use<> {
    view! {
        <div class="post-text">
            {contents(headings)}
            <div class="prose" id="body" inner_html=Arc::clone(body)></div>
        </div>
    }
}
