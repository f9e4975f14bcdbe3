use super::Frame;
use leptos::prelude::*;
use offprint_model::Link;

/// The posts before and after a post in time.
pub fn neighbours(
    frame: &Frame,
    older: Option<&Link>,
    newer: Option<&Link>,
) -> Option<impl IntoView + use<>> {
    let neighbour = |class: &'static str, rel: &'static str, label: &'static str, link: Option<&Link>| {
        let link = link?;
        let (url, title) = (frame.url(&link.url), link.title.clone());
        Some(view! {
            <a class=class rel=rel href=url>
                <span class="step">{label}</span>
                <span class="title">{title}</span>
            </a>
        })
    };
    let links: Vec<_> =
        [neighbour("older", "prev", "Older", older), neighbour("newer", "next", "Newer", newer)]
            .into_iter()
            .flatten()
            .collect();
    (!links.is_empty())
        .then(|| view! { <nav class="neighbours" aria-label="Older and newer posts">{links}</nav> })
}
