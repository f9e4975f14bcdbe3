use crate::components::{
    Frame, Saved, cover, facts_line, neighbours, post_line, save_line, series_box, tag_links, tags_of, text,
};
use leptos::prelude::*;
use offprint_model::PostPage;

/// A post with all that stands around its text.
pub fn post(frame: &Frame, page: &PostPage, body: &str) -> impl IntoView + use<> {
    let post = &page.post;
    let tags = tags_of(frame, post);
    let tags = (!tags.is_empty()).then(|| tag_links(tags));
    let series = page.series.as_ref().map(|series| series_box(frame, series, post.part));
    view! {
        <article class="post">
            <header class="page-head">
                <h1 tabindex="-1">{post.title.clone()}</h1>
                {facts_line(post_line(frame, post))}
                {tags}
                {save_line(frame, Saved::Post)}
            </header>
            {post.cover.as_ref().map(cover)}
            {series}
            {text(&page.contents, body)}
            {neighbours(frame, page.older.as_ref(), page.newer.as_ref())}
        </article>
    }
}
