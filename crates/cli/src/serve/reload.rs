//! Live reload: a script in the head of every page that is served, and the stream of events it hears.
//! Both are added on the way out, so that the files are the bytes that a build for a host would write.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::stream::{self, Stream};

use super::edition::Shown;

/// Where the script is. Outside the site's base path, so it can never meet one of its files.
pub(crate) const SCRIPT: &str = "/__offprint/reload.js";
/// Where the events come from.
pub(crate) const EVENTS: &str = "/__offprint/events";

/// How soon a page asks again after the server was stopped.
const RETRY: Duration = Duration::from_millis(500);

pub(crate) async fn script() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-store")];
    (headers, include_str!("reload.js"))
}

/// The edition that is shown now, at once, and each later one when it is there.
pub(crate) async fn events(
    State(shown): State<Arc<Shown>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut editions = shown.subscribe();
    editions.mark_changed();
    let events = stream::unfold(editions, |mut editions| async {
        editions.changed().await.ok()?;
        let edition = editions.borrow_and_update().clone();
        Some((Ok(Event::default().data(edition).retry(RETRY)), editions))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// A page with the script at the end of its head, told which edition the page is of.
pub(crate) fn with_script(mut html: Vec<u8>, edition: &str) -> Vec<u8> {
    const HEAD_END: &[u8] = b"</head>";
    if let Some(at) = html.windows(HEAD_END.len()).position(|window| window.eq_ignore_ascii_case(HEAD_END)) {
        let script = format!("<script src=\"{SCRIPT}?edition={edition}\" async></script>");
        html.splice(at..at, script.into_bytes());
    }
    html
}

#[cfg(test)]
mod tests {
    use super::with_script;

    #[test]
    fn a_page_is_told_its_edition() {
        let page = with_script(b"<head><title>A</title></head><body></head>".to_vec(), "7-1");
        assert_eq!(
            String::from_utf8_lossy(&page),
            "<head><title>A</title><script src=\"/__offprint/reload.js?edition=7-1\" async></script></head><body></head>"
        );
    }

    #[test]
    fn a_fragment_stays_as_it_is() {
        assert_eq!(with_script(b"<p>Hello".to_vec(), "7-1"), b"<p>Hello");
    }
}
