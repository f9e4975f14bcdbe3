//! What the page's instance does to the document.

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::convert::FromWasmAbi;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Window};

#[wasm_bindgen]
extern "C" {
    // The worker's instance has neither, and asks for neither.
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Window;
}

/// The document.
pub fn document() -> Document {
    DOCUMENT.with(Clone::clone)
}

/// Its window.
pub fn window() -> Window {
    WINDOW.with(Clone::clone)
}

/// The element with an id.
pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The first element that a selector finds.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// All elements that a selector finds inside one.
pub fn all_in(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|number| found.get(number)?.dyn_into().ok()).collect()
}

/// What an event happened to, or the nearest element around it that a selector finds.
pub fn around(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

/// Sets an attribute, or takes it away.
pub fn set(element: &Element, name: &str, value: Option<&str>) {
    // The names are this module's own, and valid.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Hides an element, or shows it.
pub fn hide(element: &Element, hidden: bool) {
    set(element, "hidden", hidden.then_some(""));
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &Element) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Writes the HTML of an element. What had the focus in it has it again: the element of the same id, or the
/// link to the same address, or else the first that one of `instead` finds.
pub fn write(element: &Element, html: &str, instead: &[&str]) {
    let held = document().active_element().filter(|held| !held.is_same_node(Some(element)));
    let held = held.filter(|held| element.contains(Some(held)));
    element.set_inner_html(html);
    let Some(held) = held else { return };
    let again = by_id(&held.id()).filter(|_| !held.id().is_empty()).or_else(|| {
        let href = held.get_attribute("href")?;
        let links = all_in(element, "a[href]").into_iter();
        { links }.find(|link| link.get_attribute("href").as_ref() == Some(&href))
    });
    if let Some(next) = again.or_else(|| instead.iter().find_map(|selector| find(selector))) {
        focus(&next);
    }
}

/// Hears an event for as long as the document lives.
pub fn on<E: FromWasmAbi + 'static>(target: &EventTarget, event: &str, hear: impl Fn(E) + 'static) {
    let listener = Closure::<dyn Fn(E)>::new(hear).into_js_value();
    // Refused only for what is no function.
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Does something after so many milliseconds, and says by which number it can be called off.
pub fn after(milliseconds: i32, act: impl FnOnce() + 'static) -> i32 {
    let act = Closure::once_into_js(act);
    let timer =
        window().set_timeout_with_callback_and_timeout_and_arguments_0(act.unchecked_ref(), milliseconds);
    // Timers start at 1.
    timer.unwrap_or_default()
}

/// An object for JavaScript.
pub fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A new object takes any field.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
