//! Marks posts as read, and shows the marks where posts are listed.

use super::ReadPosts;
use crate::screen::{find, find_all};
use crate::storage;
use leptos::prelude::{document, window};
use offprint_model::{PageKind, Permalink, Place};
use std::cell::RefCell;

const KEY: &str = "offprint.read";

thread_local! {
    /// The post that was noted last.
    static NOTED: RefCell<Option<Permalink>> = const { RefCell::new(None) };
}

/// Notes the post on the screen as read once the end of its text is, or has been above. Asked again and
/// again while a reader scrolls, it costs a look at one element's place, and after the end nothing.
pub fn note_end(place: &Place) {
    let Some(url) = place.url.as_ref().filter(|_| place.kind == PageKind::Post) else { return };
    if NOTED.with_borrow(|noted| noted.as_ref() == Some(url)) {
        return;
    }
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if !find("#body").is_some_and(|body| body.get_bounding_client_rect().bottom() <= height) {
        return;
    }
    NOTED.set(Some(url.clone()));
    let mut read = stored();
    if read.add(url.as_str()) && !storage::keep(KEY, &read.to_json()) {
        // No room, or no storage at all.
        read.halve();
        storage::keep(KEY, &read.to_json());
    }
}

/// Marks the posts on the screen that have been read, for the eye and for screen readers.
pub fn show() {
    let marked = find_all("[data-read-url]:not(.read)");
    if marked.is_empty() {
        return;
    }
    let read = stored();
    for element in marked {
        if element.get_attribute("data-read-url").is_some_and(|url| read.has(&url))
            && element.class_list().add_1("read").is_ok()
            && let Ok(note) = document().create_element("span")
        {
            note.set_class_name("visually-hidden");
            note.set_text_content(Some(", read"));
            let inside = |selector| element.query_selector(selector).ok().flatten();
            let link = inside("h2 a").or_else(|| inside("a")).unwrap_or(element);
            // A new element can be put anywhere.
            let _ = link.append_child(&note);
        }
    }
}

fn stored() -> ReadPosts {
    ReadPosts::parse(&storage::kept(KEY).unwrap_or_default())
}
