//! How the app begins: it takes over a prerendered page, or, where there is none, makes one.

use crate::api::page::PageFile;
use crate::app::App;
use crate::components::Frame;
use crate::router::Router;
use crate::router::lists::Lists;
use crate::state::Reader;
use crate::{filters, screen};
use js_sys::{Function, Promise};
use leptos::mount::hydrate_from;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

mod shell;

thread_local! {
    /// The one router of the document, for the calls that come from the loader.
    static ROUTER: RefCell<Option<Rc<Router>>> = const { RefCell::new(None) };
}

/// Starts the app in the document. `load` loads the module that makes lists, and promises its exports.
#[wasm_bindgen]
pub fn start(load: Function) {
    std::panic::set_hook(Box::new(|info| stop(&info.to_string().replace('\n', " "))));
    let lists = Lists::new(load);
    let root = document().get_element_by_id("app").and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    match PageFile::of(&document()) {
        Some(_) if !is_whole() => stop("the page is not as it was built"),
        Some(file) => hydrate(root, file, lists),
        None if root.first_element_child().is_none() => spawn_local(shell::mount(root, lists)),
        // A finished page whose data was lost on the way can be read; the app could only take it away.
        None => {}
    }
}

/// What the app expects of a finished page before it takes it over: its parts in their order, and one
/// element with all that a navigation replaces.
const WHOLE: [&str; 2] =
    ["#app > .skip:first-child + header + div + div + #main + footer:last-child", "#main > :only-child"];

/// Has nobody on the way (a proxy, an extension) added parts to the page or taken some away? Inside the
/// parts hydration itself is strict, or has nothing to find.
fn is_whole() -> bool {
    WHOLE.iter().all(|selector| document().query_selector(selector).is_ok_and(|found| found.is_some()))
}

/// Gives the links back to the browser. The page on the screen stays.
fn stop(reason: &str) {
    web_sys::console::error_1(&["Offprint stopped: ", reason].concat().into());
    screen::dispatch("offprint:panic");
}

/// The first render depends on the page's own data alone; all else comes after it.
fn hydrate(root: HtmlElement, file: PageFile, lists: Lists) {
    let PageFile { boot, shown, policy } = file;
    let reader = Reader::new(shown);
    let (base, masthead) = (boot.base.clone(), boot.masthead.clone());
    hydrate_from(root, move || view! { <App base masthead reader /> }).forget();
    let frame = Frame { base: boot.base, masthead: boot.masthead };
    run(Router::new(boot.app, lists, frame, policy, reader));
}

/// Hands the links over to the router.
fn run(router: Rc<Router>) {
    ROUTER.with(|slot| slot.replace(Some(Rc::clone(&router))));
    screen::dispatch("offprint:ready");
    filters::listen(Rc::clone(&router));
    router.begin();
}

fn router() -> Option<Rc<Router>> {
    ROUTER.with(|slot| slot.borrow().clone())
}

/// A link was followed, one of the page's own or of what stands around every page. The promise ends with
/// the navigation; without one the link is the browser's.
#[wasm_bindgen]
pub fn visit(href: &str, within: bool) -> Option<Promise> {
    router()?.visit(href, within)
}

/// The reader went back or forward to an entry of the history that was scrolled so far.
#[wasm_bindgen]
pub fn traverse(scroll: Option<f64>) -> Option<Promise> {
    router()?.traverse(scroll)
}

/// A link is likely to be followed.
#[wasm_bindgen]
pub fn prefetch(href: &str) {
    if let Some(router) = router() {
        router.prefetch(href);
    }
}

/// There is time to read the content index.
#[wasm_bindgen]
pub fn gather() {
    if let Some(router) = router() {
        spawn_local(async move { router.gather().await });
    }
}
