mod leaf;
#[cfg(test)]
mod palette;

use crate::components::{Frame, footer, header, trouble};
use crate::state::Reader;
use leaf::Leaf;
use leptos::prelude::*;
use offprint_model::{BasePath, Masthead};
use std::sync::Arc;

/// Everything inside `<div id="app">`. Built natively it is the page's HTML; in the browser it takes that
/// HTML over, so it may depend on its arguments alone.
#[component]
pub fn App(
    /// Where the site lies on its host.
    base: BasePath,
    /// What every page shows.
    masthead: Masthead,
    /// The page on the screen, and how navigation is doing.
    reader: Reader,
) -> impl IntoView {
    let frame = Arc::new(Frame { base, masthead });
    let (head, foot) = (header(&frame, reader), footer(&frame));
    let page = move || Leaf(Arc::clone(&reader.shown.read().html));
    view! {
        <a class="skip" href="#main">"Skip to the text"</a>
        {head}
        {trouble(reader)}
        <main id="main" tabindex="-1">{page}</main>
        {foot}
    }
}
