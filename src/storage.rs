//! What the browser remembers, for a tab while it is open or for good. It may forbid it; then nothing is
//! remembered.

use web_sys::{Storage, window};

/// Is this the first time in this tab that `key` has this value? Where nothing can be remembered the
/// answer is no, so that what must happen once never happens twice.
pub fn first_time(key: &str, value: &str) -> bool {
    let Some(storage) = window().and_then(|window| window.session_storage().ok()?) else {
        return false;
    };
    if storage.get_item(key).ok().flatten().as_deref() == Some(value) {
        return false;
    }
    storage.set_item(key, value).is_ok()
}

/// What is kept for good under a key.
pub fn kept(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Keeps a text for good; false where that is forbidden or there is no room.
pub fn keep(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

fn local() -> Option<Storage> {
    window()?.local_storage().ok()?
}
