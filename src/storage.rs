//! What a tab remembers while it is open. A browser may forbid it; then nothing is remembered.

use leptos::prelude::window;

/// Is this the first time in this tab that `key` has this value? Where nothing can be remembered the
/// answer is no, so that what must happen once never happens twice.
pub fn first_time(key: &str, value: &str) -> bool {
    let Ok(Some(storage)) = window().session_storage() else {
        return false;
    };
    if storage.get_item(key).ok().flatten().as_deref() == Some(value) {
        return false;
    }
    storage.set_item(key, value).is_ok()
}
