//! Shows and hides articles and groups.

use super::{Needle, left};
use crate::screen::{all_in, find, find_all};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlInputElement};

thread_local! {
    /// What was typed last, and which series were switched off, by their values.
    static LAST: RefCell<(String, Vec<String>)> = RefCell::default();
}

/// Has the page as it was left, where the reader goes back to it; otherwise it is new.
pub fn resume(back: bool) {
    let (typed, off) = LAST.take();
    if let Some(narrow) = input("#narrow").filter(|_| back) {
        narrow.set_value(&typed);
        for series in &off {
            if let Some(switch) = input(&["input[name=series][value='", series, "']"].concat()) {
                switch.set_checked(false);
            }
        }
        apply();
    }
}

fn input(selector: &str) -> Option<HtmlInputElement> {
    find(selector)?.dyn_into().ok()
}

/// Brings the page in step with its box and its switches; on other pages there is nothing to do.
pub fn apply() {
    let Some(narrow) = input("#narrow") else { return };
    let needle = Needle::new(&narrow.value());
    let off: Vec<String> = find_all("input[name=series]:not(:checked)")
        .iter()
        .filter_map(|element| element.get_attribute("value"))
        .collect();
    LAST.set((narrow.value(), off.clone()));
    let (mut articles, mut topics) = ([0, 0], [0, 0]);
    for group in find_all("details.topic") {
        let entries = all_in(&group, "[data-text]");
        let mut shown = 0;
        for entry in &entries {
            let series = entry.get_attribute("data-series");
            let fits = !series.is_some_and(|series| off.contains(&series))
                && needle.is_in(&entry.get_attribute("data-text").unwrap_or_default());
            hide(entry, !fits);
            shown += usize::from(fits);
        }
        hide(&group, shown == 0);
        if shown > 0 && !needle.is_empty() {
            unfold(&group);
        }
        articles = [articles[0] + shown, articles[1] + entries.len()];
        topics = [topics[0] + usize::from(shown > 0), topics[1] + 1];
    }
    for link in find_all(".jump a") {
        let gone = named(&link.get_attribute("href").unwrap_or_default())
            .is_some_and(|group| group.has_attribute("hidden"));
        hide(&link.closest("li").ok().flatten().unwrap_or(link), gone);
    }
    if let Some(status) = find("#narrow-status") {
        status.set_text_content(Some(&left(articles, topics)));
    }
}

/// Unfolds the group that a fragment names.
pub fn open_named(hash: &str) {
    if let Some(group) = named(hash) {
        unfold(&group);
    }
}

fn named(hash: &str) -> Option<Element> {
    let id = percent_encoding::percent_decode_str(hash.strip_prefix('#')?).decode_utf8().ok()?;
    find_all("details.topic").into_iter().find(|group| group.id() == id)
}

fn unfold(group: &Element) {
    if let Some(details) = group.dyn_ref::<HtmlDetailsElement>() {
        details.set_open(true);
    }
}

fn hide(element: &Element, hidden: bool) {
    // The name of the attribute is valid.
    let _ = element.toggle_attribute_with_force("hidden", hidden);
}
