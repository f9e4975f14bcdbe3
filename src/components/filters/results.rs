use super::is_filtered;
use crate::components::{Frame, counted, pagination, post_rows};
use leptos::either::Either;
use leptos::prelude::*;
use offprint_model::ListPage;

/// The posts of a list and the way through its pages, for `#results`.
pub fn results(frame: &Frame, list: &ListPage) -> impl IntoView + use<> {
    let empty = (list.posts.is_empty() && list.pending == 0).then(|| empty(frame, list));
    view! {
        {empty}
        {post_rows(frame, list)}
        {pagination(frame, list)}
        {all_text(frame, list)}
    }
}

/// The words that are looked for here, in the search of all text, with what is chosen beside them.
fn all_text(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    let search = frame.masthead.search.as_ref().filter(|search| !search.own)?;
    let panel = list.panel.as_ref().filter(|panel| !panel.words.is_empty())?;
    let url = [&frame.url(&search.url), "?", &panel.query].concat();
    let label = ["Search all text for “", &panel.words, "”"].concat();
    Some(view! { <p class="all-text"><a href=url>{label}</a></p> })
}

fn empty(frame: &Frame, list: &ListPage) -> impl IntoView + use<> {
    match list.panel.as_ref().filter(|panel| panel.of > 0 && is_filtered(list)) {
        None => Either::Left(view! { <p class="empty">"There are no posts here yet."</p> }),
        Some(panel) => {
            let all = ["See all ", &counted(panel.of, "post", "posts")].concat();
            Either::Right(view! {
                <p class="empty">"No post fits all of this. "<a href=frame.url(&list.url)>{all}</a></p>
            })
        }
    }
}
