//! What a reader does above a list (opens, types, narrows) and on the page of all topics, heard in one
//! place for every page that the app shows.

use crate::router::Router;
use crate::{reading, screen, topics};
use leptos::prelude::{document, window};
use offprint_model::Permalink;
use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlDetailsElement, HtmlInputElement, InputEvent};

/// Keys that follow each other within so many milliseconds are answered once.
const PAUSE: i32 = 40;

/// All that is listened to. `toggle` and `scroll` do not bubble: everything is heard on its way down.
const EVENTS: [&str; 8] =
    ["toggle", "focusin", "input", "compositionend", "submit", "click", "hashchange", "scroll"];

/// What of the choices above a list is not in its address.
#[derive(Debug, Default)]
pub struct Hand {
    /// The box is open.
    pub open: Cell<bool>,
    /// The index could not be read for what was wanted last.
    pub failed: Cell<bool>,
    /// What is looked for in long facets: a facet's key, and a text.
    pub needles: RefCell<Vec<(String, String)>>,
    /// Pages of lists whose box was open when they were left.
    left_open: RefCell<Vec<Permalink>>,
    /// The address is one that was typed, and goes on with what is typed.
    pub has_typed: Cell<bool>,
    /// Keys pressed so far: what is not the latest is not answered.
    typed: Cell<u32>,
}

impl Hand {
    /// Waits whether more is typed; false when it was.
    pub async fn rests(&self, milliseconds: i32) -> bool {
        let typed = self.typed.get();
        screen::sleep(milliseconds).await;
        self.typed.get() == typed
    }

    /// Forgets what belongs to a page that is left; all but whether its box is open. Pages that were left so
    /// are returned.
    pub fn leave(&self, list: Option<Permalink>) -> Ref<'_, Vec<Permalink>> {
        if let Some(list) = list {
            let mut left_open = self.left_open.borrow_mut();
            left_open.retain(|other| *other != list);
            if self.open.get() {
                left_open.push(list);
            }
        }
        self.failed.set(false);
        self.has_typed.set(false);
        self.needles.borrow_mut().clear();
        self.typed.set(self.typed.get().wrapping_add(1));
        self.left_open.borrow()
    }

    fn look_for(&self, facet: String, text: String) {
        let mut needles = self.needles.borrow_mut();
        needles.retain(|(other, _)| *other != facet);
        needles.push((facet, text));
    }
}

/// Listens from now on.
pub fn listen(router: Rc<Router>) {
    let hear = Closure::<dyn Fn(Event)>::new(move |event: Event| hear(&router, &event));
    for event in EVENTS {
        // Refused for no event.
        let _ =
            window().add_event_listener_with_callback_and_bool(event, hear.as_ref().unchecked_ref(), true);
    }
    hear.forget();
}

fn hear(router: &Rc<Router>, event: &Event) {
    let root = document().document_element();
    if root.is_some_and(|root| root.get_attribute("data-app").is_some_and(|state| state == "stopped")) {
        return;
    }
    let kind = event.type_();
    match kind.as_str() {
        "scroll" => reading::marks::note_end(&router.place()),
        "hashchange" => topics::narrowing::open_named(&window().location().hash().unwrap_or_default()),
        _ => {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
                return;
            };
            match kind.as_str() {
                "toggle" => toggled(router, &target),
                "focusin" if within(&target, "#filter-form") => router.open_panel(true),
                "submit" if target.id() == "filter-form" => {
                    event.prevent_default();
                    typed(router, &target);
                }
                "click" => {
                    if let Some(href) = target
                        .closest("a[href^='#']")
                        .ok()
                        .flatten()
                        .and_then(|link| link.get_attribute("href"))
                    {
                        topics::narrowing::open_named(&href);
                    }
                }
                "input" | "compositionend"
                    if !event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) =>
                {
                    typed(router, &target);
                }
                _ => {}
            }
        }
    }
}

fn within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

fn toggled(router: &Rc<Router>, target: &Element) {
    if target.id() == "filter-box"
        && let Some(details) = target.dyn_ref::<HtmlDetailsElement>()
    {
        router.open_panel(details.open());
    }
}

fn typed(router: &Rc<Router>, target: &Element) {
    let facet = target.get_attribute("data-facet");
    if within(target, "#filter-form") || facet.is_some() {
        router.hand.typed.set(router.hand.typed.get().wrapping_add(1));
        let router = Rc::clone(router);
        if let (Some(facet), Some(input)) = (facet, target.dyn_ref::<HtmlInputElement>()) {
            router.hand.look_for(facet, input.value());
        }
        spawn_local(async move {
            if router.hand.rests(PAUSE).await {
                router.search();
            }
        });
    } else if within(target, ".topics") {
        topics::narrowing::apply();
    }
}
