use crate::state::Reader;
use leptos::prelude::*;
use offprint_model::{BasePath, Masthead};

/// The whole page inside `<div id="app">`.
#[component]
pub fn App(base: BasePath, masthead: Masthead, reader: Reader) -> impl IntoView {
    let _ = (base, reader);
    view! { <main id="main"><h1 tabindex="-1">{masthead.title}</h1></main> }
}
