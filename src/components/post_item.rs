use super::{Frame, Row, facts_line, list_rows, tag_links};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use offprint_model::{PostListOptions, PostSummary};

/// A post in a list: its title and the facts that the list is set to show.
pub fn post_item(frame: &Frame, post: &PostSummary, options: &PostListOptions) -> impl IntoView + use<> {
    let rows: Vec<_> = list_rows(frame, post, options)
        .into_iter()
        .map(|row| match row {
            Row::Line(line) => EitherOf3::A(facts_line(line)),
            Row::Tags(tags) => EitherOf3::B(tag_links(tags)),
            Row::Summary(summary) => EitherOf3::C(view! { <p class="summary">{summary}</p> }),
        })
        .collect();
    view! {
        <li>
            <article class="post-item">
                <h2><a href=frame.url(&post.url)>{post.title.clone()}</a></h2>
                {rows}
            </article>
        </li>
    }
}
