//! What stands above a list for a reader to choose from, and the list itself. What the app looks for, and what
//! keeps its focus when a choice changes the rest, has an id.

mod chips;
mod facets;
mod results;
#[cfg(test)]
mod tests;

pub use chips::status;
pub use results::results;

use super::Frame;
use chips::chips;
use facets::facets;
use leptos::prelude::*;
use offprint_model::ListPage;

/// The URL of a list with a query string, as the panel's links have it; empty is the whole list.
pub fn filter_url(frame: &Frame, list: &ListPage, query: &str) -> String {
    let url = frame.url(&list.url);
    if query.is_empty() { url } else { [&url, "?", query].concat() }
}

/// A reader has narrowed or sorted the list: it is not the one of the files.
pub fn is_filtered(list: &ListPage) -> bool {
    list.panel.as_ref().is_some_and(|panel| !panel.query.is_empty())
}

/// All that stands between the head of a list and its posts. A list that was always empty has none.
///
/// The form works before the app does: it leads to the list with the words in its query, which the app
/// then reads from the address.
pub fn filters(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    if list.total == 0 && list.panel.is_none() {
        return None;
    }
    let status = Some(status(list)).filter(|status| !status.is_empty());
    let words = list.panel.as_ref().map(|panel| panel.words.clone()).unwrap_or_default();
    Some(view! {
        <div id="filters" class="filters">
            <details id="filter-box">
                <summary>
                    <span class="scripted">"Filter and sort"</span>
                    <span class="unscripted">"Browse"</span>
                </summary>
                <form
                    id="filter-form"
                    class="scripted"
                    role="search"
                    aria-label="Filter this list"
                    action=frame.url(&list.url)
                >
                    <label for="filter-words">"Words in title, summary or terms"</label>
                    <input id="filter-words" type="search" name="q" value=words autocomplete="off" />
                </form>
                <div id="facets">{facets(frame, list)}</div>
            </details>
            <div id="chips">{chips(frame, list)}</div>
            <p id="filter-status" role="status">{status}</p>
        </div>
    })
}
