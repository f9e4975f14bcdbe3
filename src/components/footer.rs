use super::Frame;
use leptos::prelude::*;

/// The copyright line and the feed, below every page.
pub fn footer(frame: &Frame) -> impl IntoView + use<> {
    let copyright = frame.masthead.copyright.clone().map(|line| view! { <p>{line}</p> });
    // A feed needs absolute addresses: a site that does not know its own has none.
    let feed = (!frame.masthead.base_url.is_empty()).then(|| {
        view! { <p><a href=frame.base.file("feed.xml") type="application/rss+xml">"RSS feed"</a></p> }
    });
    view! {
        <footer class="colophon">
            {copyright}
            {feed}
        </footer>
    }
}
