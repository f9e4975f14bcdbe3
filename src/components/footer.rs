use super::Frame;
use leptos::prelude::*;

/// The copyright line, the feed and what is saved on the device, below every page. By the last the loader knows
/// whether the site can be read offline.
pub fn footer(frame: &Frame) -> impl IntoView + use<> {
    let copyright = frame.masthead.copyright.clone().map(|line| view! { <p>{line}</p> });
    // A feed needs absolute addresses: a site that does not know its own has none.
    let feed = (!frame.masthead.base_url.is_empty()).then(|| {
        view! { <p><a href=frame.base.file("feed.xml") type="application/rss+xml">"RSS feed"</a></p> }
    });
    let saved = frame.masthead.offline.as_ref().map(|offline| {
        let state = if offline.preview { "preview" } else { "on" };
        view! { <p><a data-offline=state href=frame.url(&offline.url)>"Saved"</a></p> }
    });
    view! {
        <footer class="colophon">
            {copyright}
            {feed}
            {saved}
        </footer>
    }
}
