use super::contents::contents;
use leptos::prelude::*;
use offprint_model::Heading;

/// The text of a post or a document, with its table of contents.
pub fn text(headings: &[Heading], body: &str) -> impl IntoView + use<> {
    view! {
        <div class="post-text">
            {contents(headings)}
            <div class="prose" id="body" inner_html=body.to_owned()></div>
        </div>
    }
}
