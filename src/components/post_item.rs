use super::{Frame, Row, facts_line, list_rows, part_number, tag_links};
use leptos::either::EitherOf5;
use leptos::prelude::*;
use offprint_model::{ListPage, PostSummary};

/// A post in a list: its title and the facts that the list is set to show. In a series its number stands
/// before it. What the app needs to mark it as read is its address in `data-read-url`.
pub fn post_item(frame: &Frame, post: &PostSummary, list: &ListPage) -> impl IntoView + use<> {
    let url = frame.url(&post.url);
    let part = post.part.filter(|_| list.numbered);
    let part = part.map(|part| view! { <span class="part">{part_number(part)}</span>" " });
    let rows: Vec<_> = list_rows(frame, post, &list.options)
        .into_iter()
        .map(|row| match row {
            Row::Title(title) => EitherOf5::A(view! { <h2><a href=url.clone()>{title}</a></h2> }),
            Row::Line(line) => EitherOf5::B(facts_line(line)),
            Row::Tags(tags) => EitherOf5::C(tag_links(tags)),
            Row::Summary(summary) => EitherOf5::D(view! { <p class="summary">{summary}</p> }),
            Row::ReadMore => EitherOf5::E(view! {
                <p class="read-more">
                    <a href=url.clone()>
                        "Read more"
                        <span class="visually-hidden">{[": ", &post.title].concat()}</span>
                    </a>
                </p>
            }),
        })
        .collect();
    view! {
        <li>
            {part}
            <article class="post-item" data-read-url=post.url.as_str().to_owned()>{rows}</article>
        </li>
    }
}
