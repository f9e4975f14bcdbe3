use super::Frame;
use super::menu::current_item;
use crate::state::Reader;
use leptos::prelude::*;
use std::sync::Arc;

/// The site's title, its main menu, the way to search and the theme switch, above every page.
pub fn header(frame: &Arc<Frame>, reader: Reader) -> impl IntoView + use<> {
    let menu = &frame.masthead.menu;
    let items: Vec<_> = (0..menu.len()).filter_map(|number| menu_item(frame, reader, number)).collect();
    let menu = (!items.is_empty()).then(|| {
        view! { <nav class="menu" aria-label="Main"><ul>{items}</ul></nav> }
    });
    view! {
        <header class="masthead">
            <div class="masthead-inner">
                <a class="brand" href=frame.base.to_string()>{frame.masthead.title.clone()}</a>
                {menu}
                {search_link(frame)}
                <button
                    type="button"
                    class="theme-switch"
                    data-theme-switch=""
                    aria-label="Dark theme"
                ></button>
            </div>
        </header>
    }
}

/// Leads to the search page. The loader opens the palette instead, where it runs: over any page, with what is
/// found in it; a page of the author's own shows no results.
fn search_link(frame: &Frame) -> Option<impl IntoView + use<>> {
    let search = frame.masthead.search.as_ref()?;
    let opens = if search.own { "palette" } else { "page" };
    Some(view! {
        <a
            class="search-link"
            href=frame.url(&search.url)
            data-search-open=opens
            aria-keyshortcuts="/ Control+K Meta+K"
        >
            "Search"
        </a>
    })
}

fn menu_item(frame: &Arc<Frame>, reader: Reader, number: usize) -> Option<impl IntoView + use<>> {
    let item = frame.masthead.menu.get(number)?;
    let (url, label) = (item.url.clone(), item.label.clone());
    let frame = Arc::clone(frame);
    let current = move || {
        let shown = reader.shown.read();
        let (here, current) = current_item(&frame, &frame.masthead.menu, &shown.place)?;
        (here == number).then(|| current.aria())
    };
    Some(view! { <li><a href=url aria-current=current>{label}</a></li> })
}
