//! What a reader sees of a list and of the choices above it.

use super::browser::Browser;
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;

/// The selector of an id, whatever letters it has.
pub fn by_id(id: &str) -> String {
    format!("[id={}]", json!(id))
}

/// The app has nothing left to fetch for the list on the screen.
const SETTLED: &str =
    "!document.querySelector('#filters[aria-busy=true], #results .pending, #results[aria-busy=true]')";

/// A list, as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Seen {
    /// The titles on this page, in order.
    pub titles: Vec<String>,
    /// What is said of the choice: "12 of 75 posts".
    pub status: String,
    /// The number behind each option, by the option's id.
    pub counts: BTreeMap<String, usize>,
    /// The options that are on, by their ids.
    pub on: Vec<String>,
    /// What the chips say is chosen; "Clear all" is not counted.
    pub chips: usize,
    /// The query string, with its `?`.
    pub query: String,
}

impl Browser {
    /// Opens the box with the choices, and waits until there is something to choose.
    pub async fn open_filters(&self) {
        if !self.value::<bool>("return document.getElementById('filter-box').open").await {
            self.click("#filter-box > summary").await;
        }
        self.wait_for_choices().await;
    }

    /// Waits until there is something to choose, and nothing is under way.
    pub async fn wait_for_choices(&self) {
        let choices = "document.querySelector('#facets a.option, #facets [id^=sort-]')";
        self.wait("choices", &format!("{choices} && {SETTLED}")).await;
    }

    /// Unfolds the group that a control is in, and clicks the control.
    pub async fn choose(&self, id: &str) {
        self.unfold(id).await;
        self.click(&by_id(id)).await;
    }

    /// Unfolds the group that a control is in.
    pub async fn unfold(&self, id: &str) {
        let control = by_id(id);
        self.wait(&control, &format!("document.querySelector({})", json!(control))).await;
        let script = format!(
            "const group = document.querySelector({}).closest('details.facet');
             return group && !group.open ? group.id : null",
            json!(control)
        );
        if let Some(group) = self.value::<Option<String>>(&script).await {
            self.click(&format!("{} > summary", by_id(&group))).await;
        }
    }

    /// Waits until the query string is this one and its list is there.
    pub async fn wait_for_query(&self, query: &str) {
        let there = format!("location.search === {} && {SETTLED}", json!(query));
        self.wait(&format!("the list of `{query}`"), &there).await;
    }

    /// Waits until the list of these words is there.
    pub async fn wait_for_words(&self, words: &str) {
        let there =
            format!("new URLSearchParams(location.search).get('q') === {} && {SETTLED}", json!(words));
        self.wait(&format!("the list of “{words}”"), &there).await;
    }

    /// Waits until so much is said of the choice.
    pub async fn wait_for_status(&self, status: &str) {
        let said = "document.getElementById('filter-status')?.textContent.trim()";
        self.wait(&format!("“{status}”"), &format!("{said} === {} && {SETTLED}", json!(status))).await;
    }

    /// The list on the screen.
    pub async fn seen(&self) -> Seen {
        let script = "
            const all = (selector) => [...document.querySelectorAll(selector)];
            const title = (heading) => {
                const copy = heading.cloneNode(true);
                copy.querySelector('.visually-hidden')?.remove();
                return copy.textContent.trim();
            };
            return {
                titles: all('#results ol.posts h2').map(title),
                status: document.getElementById('filter-status').textContent.trim(),
                counts: Object.fromEntries(all('#facets a.option').map((link) => [link.id, Number(link.querySelector('.count').textContent)])),
                on: all('#facets a[aria-current=true]').map((link) => link.id),
                chips: all('#chips [id^=chip-]').length,
                query: location.search,
            };";
        self.value(script).await
    }
}
