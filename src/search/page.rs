//! Search as the page shows it: the palette over any page, the results of the search page, and what was found
//! in a page that is opened from them. The loader has made the palette's box already, and started the worker.

mod desk;
mod dom;
mod found;
mod history;
mod palette;
mod results;

use desk::{Desk, Files, Heard, Listener};
use found::Found;
use js_sys::Function;
use palette::Palette;
use results::Results;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    CompositionEvent, Element, Event, HtmlInputElement, InputEvent, KeyboardEvent, MouseEvent, Worker,
};

use super::recent::Recent;
use crate::storage;

/// Where recent queries are kept.
const RECENT: &str = "offprint.searches";

thread_local! {
    /// The one page of the document; the worker's instance has none.
    static PAGE: RefCell<Option<Rc<Page>>> = const { RefCell::new(None) };
}

/// What the parts of the interface share.
struct Page {
    desk: Desk,
    palette: Palette,
    results: Results,
    found: Found,
    base: String,
    excuse: Function,
}

#[wasm_bindgen]
extern "C" {
    /// What the loader has made ready.
    pub type Start;

    #[wasm_bindgen(method, getter)]
    fn worker(this: &Start) -> Worker;
    #[wasm_bindgen(method, getter)]
    fn module(this: &Start) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn glue(this: &Start) -> String;
    #[wasm_bindgen(method, getter)]
    fn script(this: &Start) -> String;
    #[wasm_bindgen(method, getter)]
    fn base(this: &Start) -> String;
    /// The bytes of the entry file, or nothing.
    #[wasm_bindgen(method, getter)]
    fn entry(this: &Start) -> JsValue;
    /// Says in an element that search is not available; with what to try again.
    #[wasm_bindgen(method, getter)]
    fn excuse(this: &Start) -> Function;
    /// How far the page was scrolled when it was left, if the reader came back to it.
    #[wasm_bindgen(method, getter)]
    fn position(this: &Start) -> Function;
}

/// Says why where a panic ends an instance.
pub fn set_up() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&["Offprint stopped searching: ", &info.to_string()].concat().into());
    }));
}

/// Takes over what the loader has begun.
#[wasm_bindgen]
pub fn begin(start: &Start) {
    let files =
        Files { module: start.module(), glue: start.glue(), script: start.script(), base: start.base() };
    let page = Page {
        desk: Desk::new(files, start.worker(), &start.entry(), hear),
        palette: Palette::default(),
        results: Results::new(start.position()),
        found: Found::default(),
        base: start.base(),
        excuse: start.excuse(),
    };
    PAGE.with(|slot| slot.replace(Some(Rc::new(page))));
    listen();
    with(|page| page.results.arrive(page));
}

/// The loader has opened the palette.
#[wasm_bindgen]
pub fn open_palette() {
    with(|page| page.palette.opened(page));
}

/// Does something with the page, if this is its instance.
fn with<T>(act: impl FnOnce(&Rc<Page>) -> T) -> Option<T> {
    // The page is not borrowed meanwhile: what is done may cause events that come back here.
    let page = PAGE.with(|slot| slot.borrow().clone());
    page.as_ref().map(act)
}

fn hear(heard: Heard) {
    with(|page| match heard {
        Heard::Answer(reply, Listener::Palette) => page.palette.show(page, &reply),
        Heard::Answer(reply, Listener::Results) => page.results.show(&reply),
        Heard::Trouble(Listener::Palette) => page.palette.fail(page),
        Heard::Trouble(Listener::Results) => page.results.fail(page),
    });
}

/// All events are heard at the document: elements come and go with the app's pages.
fn listen() {
    let document = dom::document();
    dom::on(&document, "input", |event: InputEvent| {
        // What an input method is still composing is no word yet.
        if !event.is_composing() {
            typed(&event);
        }
    });
    dom::on(&document, "compositionend", |event: CompositionEvent| typed(&event));
    dom::on(&document, "change", |event: Event| {
        if dom::around(&event, "#search-box").is_some() {
            with(|page| page.results.settle());
        }
    });
    dom::on(&document, "submit", |event: Event| {
        if dom::around(&event, "[data-search-page]").is_some() {
            event.prevent_default();
            with(|page| page.results.settle());
        }
    });
    dom::on(&document, "keydown", |event: KeyboardEvent| {
        with(|page| {
            if dom::around(&event, "#palette").is_some() {
                page.palette.key(page, &event);
            } else if event.key() == "Escape"
                && dom::around(&event, "input, textarea, select, dialog").is_none()
            {
                page.found.clear();
            }
        });
    });
    dom::on(&document, "click", |event: MouseEvent| {
        with(|page| clicked(page, &event));
    });
    let window = dom::window();
    dom::on(&window, "offprint:shown", |_: Event| {
        with(|page| {
            page.palette.close();
            page.found.arrive();
            page.results.arrive(page);
        });
    });
    dom::on(&window, "popstate", |_: Event| {
        with(|page| page.results.turn(page));
    });
}

fn typed(event: &Event) {
    with(|page| {
        if dom::around(event, "#palette-input").is_some() {
            page.palette.typed(page);
        } else if dom::around(event, "#search-box").is_some() {
            page.results.typed(page);
        }
    });
}

fn clicked(page: &Rc<Page>, event: &MouseEvent) {
    if dom::around(event, "[data-search-forget]").is_some() {
        forget_recent(page);
    }
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let Some(link) = dom::around(event, "a[href]") else { return };
    if dom::around(event, "#palette").is_some() {
        page.palette.followed(page, &link, plain);
    } else if plain && dom::around(event, "[data-search-page]").is_some() && page.results.follow(page, &link)
    {
        event.prevent_default();
    }
}

impl Page {
    /// Address of the search page.
    fn address(&self, search: &str) -> String {
        let address = [&self.base, "search/"].concat();
        if search.is_empty() { address } else { [&address, "?", search].concat() }
    }

    /// Says in an element that search is not available, and tries again when the reader wants to.
    fn excuse(&self, place: &Element, words: &str, again: fn()) {
        let again = wasm_bindgen::closure::Closure::<dyn Fn()>::new(again).into_js_value();
        // The loader's function does not throw.
        let _ = self.excuse.call3(&JsValue::UNDEFINED, place, &again, &words.into());
    }
}

/// What stands in a text box.
fn value_of(id: &str) -> Option<HtmlInputElement> {
    dom::by_id(id)?.dyn_into().ok()
}

fn recent() -> Recent {
    Recent::parse(&storage::kept(RECENT).unwrap_or_default())
}

fn remember(words: &str) {
    let mut recent = recent();
    recent.add(words);
    // Where nothing can be kept, nothing is recent.
    let _ = storage::keep(RECENT, &recent.text());
}

fn forget_recent(page: &Rc<Page>) {
    let _ = storage::keep(RECENT, "");
    page.results.show_recent();
    page.palette.forgot(page);
}
