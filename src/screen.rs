//! The document around the app: head, focus, scroll position, address.

use crate::state::HeadTags;
use js_sys::Math;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDetailsElement, ScrollBehavior, ScrollToOptions};

mod patch;

pub use patch::{element_of, focus, patch};

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements that a selector finds, in the order of the page.
pub fn find_all(selector: &str) -> Vec<Element> {
    document().document_element().map(|root| all_in(&root, selector)).unwrap_or_default()
}

/// All elements inside one that a selector finds, in their order.
pub fn all_in(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|number| found.get(number)?.dyn_into().ok()).collect()
}

/// Keeps title, description and canonical link in step with the page.
pub fn set_head(head: &HeadTags) {
    document().set_title(&head.title);
    set_tag("meta", ("name", "description"), "content", Some(&head.description));
    set_tag("link", ("rel", "canonical"), "href", head.canonical.as_deref());
}

fn set_tag(name: &str, key: (&str, &str), attribute: &str, value: Option<&str>) {
    let found = find(&[name, "[", key.0, "=", key.1, "]"].concat());
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        if let Some(tag) = found {
            tag.remove();
        }
        return;
    };
    let made = || {
        let tag = document().create_element(name).ok()?;
        tag.set_attribute(key.0, key.1).ok()?;
        document().head()?.append_child(&tag).ok()?;
        Some(tag)
    };
    if let Some(tag) = found.or_else(made) {
        // An attribute name from this file is always valid.
        let _ = tag.set_attribute(attribute, value);
    }
}

/// Moves the focus to the page's heading, which a screen reader then reads. False when there is none: the
/// page is not in the document.
pub fn focus_heading() -> bool {
    let heading = find("#main h1");
    if let Some(heading) = &heading {
        focus(heading);
    }
    heading.is_some()
}

/// Scrolls at once, whatever the stylesheet says of smoothness.
pub fn scroll_to(top: f64) {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to an element, if there is one of that id.
pub fn scroll_to_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Scrolls to the first element that a selector finds and focuses it.
pub fn go_to(selector: &str) {
    if let Some(element) = find(selector) {
        if !element.has_attribute("tabindex") {
            // The name of the attribute is valid.
            let _ = element.set_attribute("tabindex", "-1");
        }
        element.scroll_into_view();
        focus(&element);
    }
}

/// Unfolds the first details that a selector finds.
pub fn unfold(selector: &str) {
    if let Some(details) = find(selector).and_then(|element| element.dyn_into::<HtmlDetailsElement>().ok()) {
        details.set_open(true);
    }
}

/// The list on the screen is the one that its address asks for, or the reader knows that it is not.
pub fn settle_filter() {
    if let Some(root) = document().document_element() {
        // The name of the attribute is valid.
        let _ = root.remove_attribute("data-filter");
    }
}

/// Has the page's part of offline reading found that there is no network?
pub fn is_offline() -> bool {
    find(":root[data-network=offline]").is_some()
}

/// Goes to a fragment of the page as the browser itself would, so that `:target` and the place from
/// which Tab moves on are right too.
pub fn go_to_fragment(address: &str) {
    // Refused only in sandboxed frames, where the page stays at its top.
    let _ = window().location().replace(address);
}

/// Sets the address: a new entry of the history, or the present one's. The loader remembers scroll
/// positions by the number that is an entry's state.
pub fn set_address(address: &str, new_entry: bool) {
    let Ok(history) = window().history() else { return };
    // Browsers refuse too many changes in a short time; the page is right, its address then lags behind.
    let _ = if new_entry {
        history.push_state_with_url(&JsValue::from_f64(Math::random()), "", Some(address))
    } else {
        history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(address))
    };
}

/// The content of one of the document's `meta` tags.
pub fn meta(name: &str) -> Option<String> {
    find(&["meta[name=", name, "]"].concat())?.get_attribute("content")
}

/// Absolute URL of the document.
pub fn location() -> String {
    window().location().href().unwrap_or_default()
}

/// Scheme, host and port of the document.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Says above the choices of a list why they don't answer, and how to try again.
pub fn excuse(facets: &Element, why: &str, retry: &str) {
    if let Some(old) = find("#excuse") {
        old.remove();
    }
    let child = |parent: &Element, name: &str, text: &str| {
        let element = document().create_element(name).ok()?;
        element.set_text_content(Some(text));
        parent.append_child(&element).ok()?;
        Some(element)
    };
    let text = ["Filtering is not available right now: ", why, ". "].concat();
    let Some(excuse) = child(facets, "p", &text) else { return };
    excuse.set_id("excuse");
    excuse.set_class_name("unavailable");
    // An attribute name from this file is always valid.
    let _ = excuse.set_attribute("role", "alert");
    // Where it is already, an element can be moved.
    let _ = facets.insert_before(&excuse, facets.first_child().as_ref());
    if let Some(link) = child(&excuse, "a", "Try again") {
        link.set_id("retry");
        link.set_class_name("button");
        // Attribute names from this file are always valid.
        let _ = link.set_attribute("href", retry);
    }
}

/// Lets the browser load a document. To the address where it is already, this is a reload.
pub fn load_document(address: &str) {
    let location = window().location();
    let path = address.split('#').next().unwrap_or_default();
    let here = [location.pathname().unwrap_or_default(), location.search().unwrap_or_default()].concat();
    // Refused only in sandboxed frames.
    let _ = if path == here { location.reload() } else { location.assign(address) };
}

/// Tells the loader something.
pub fn dispatch(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        // Nobody cancels these events.
        let _ = window().dispatch_event(&event);
    }
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        // A browser without timers does not start the app.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    // The promise is never rejected.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
