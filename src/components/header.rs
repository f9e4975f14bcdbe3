use super::Frame;
use super::menu::current_item;
use crate::state::Reader;
use leptos::prelude::*;
use std::sync::Arc;

/// The site's title, its main menu and the theme switch, above every page.
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
