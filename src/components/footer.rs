use super::Frame;
use leptos::prelude::*;

/// The copyright line and the feed, below every page.
pub fn footer(frame: &Frame) -> impl IntoView + use<> {
    let copyright = frame.masthead.copyright.clone().map(|line| view! { <p>{line}</p> });
    view! {
        <footer class="colophon">
            {copyright}
            <p><a href=frame.base.file("feed.xml") type="application/rss+xml">"RSS feed"</a></p>
        </footer>
    }
}
