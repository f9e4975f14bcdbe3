//! What the browser remembers, for a tab while it is open or for good. It may forbid it; then nothing is
//! remembered.

#[cfg(feature = "hydrate")]
use crate::screen;
use web_sys::window;

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

/// What this site keeps for good under a key.
#[cfg(feature = "hydrate")]
pub fn kept(key: &str) -> Option<String> {
    local()?.get_item(&own(key)).ok()?
}

/// Keeps a text for good; false where that is forbidden or there is no room.
#[cfg(feature = "hydrate")]
pub fn keep(key: &str, value: &str) -> bool {
    local().is_some_and(|storage| storage.set_item(&own(key), value).is_ok())
}

/// Sites below paths of one host share its storage, so a key names the path: that of a site at the root does not.
#[cfg(feature = "hydrate")]
fn own(key: &str) -> String {
    match screen::meta("offprint-base").as_deref() {
        None | Some("/") => key.to_owned(),
        Some(base) => [key, " ", base].concat(),
    }
}

#[cfg(feature = "hydrate")]
fn local() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}
