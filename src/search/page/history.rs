//! The entries of the browser's history.

use super::dom;
use js_sys::Math;
use wasm_bindgen::JsValue;

/// Path of the document.
pub fn path() -> String {
    dom::window().location().pathname().unwrap_or_default()
}

/// Query string of the document, without its `?`.
pub fn search() -> String {
    let search = dom::window().location().search().unwrap_or_default();
    search.strip_prefix('?').map(str::to_owned).unwrap_or(search)
}

/// Sets the query string of the document: in a new entry of the history, or in the present one. The loader knows
/// an entry by the number that is its state.
pub fn set_search(search: &str, new_entry: bool) {
    let Ok(history) = dom::window().history() else { return };
    let address = if search.is_empty() { path() } else { [&path(), "?", search].concat() };
    // Browsers refuse too many changes in a short time; the results are right, their address then lags behind.
    let _ = if new_entry {
        history.push_state_with_url(&JsValue::from_f64(Math::random()), "", Some(&address))
    } else {
        history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(&address))
    };
}
