use super::request::Requests;
use super::{PageCache, Target, Turn, Turns, source};
use crate::api::{ApiError, index};
use crate::screen;
use crate::state::{Reader, Shown, Status};
use js_sys::{Date, Promise};
use leptos::prelude::{GetUntracked, Set};
use leptos::task::tick;
use offprint_catalog::Catalog;
use offprint_model::{BasePath, Head, Masthead, Permalink};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

/// The progress line shows after so many milliseconds; what is quicker needs none.
const PATIENCE: i32 = 150;

/// A document is loaded within so many milliseconds, or what was asked for is none.
const LEAVING: i32 = 8000;

/// Moves the reader from page to page.
pub struct Router {
    requests: Requests,
    origin: String,
    base: BasePath,
    masthead: Masthead,
    reader: Reader,
    /// What is on the screen.
    here: RefCell<Target>,
    index: RefCell<Option<Index>>,
    turns: Turns,
    /// The navigation that waits for data.
    waiting: Cell<Option<Turn>>,
}

/// The content index in memory.
struct Index {
    catalog: Rc<Catalog>,
    build: String,
    /// When the server last said that it is current, in milliseconds.
    at: f64,
}

/// How the reader comes to a page.
#[derive(Clone, Copy)]
enum Arrival {
    /// By a link.
    Link,
    /// Back or forward, to a page that was scrolled so far when it was left.
    Return { scroll: Option<f64> },
}

impl Router {
    /// A router for the page on the screen.
    pub fn new(app: String, base: BasePath, masthead: Masthead, policy: String, reader: Reader) -> Rc<Self> {
        let origin = screen::origin();
        let here = Target::of(&screen::location(), &origin, &base).unwrap_or_else(|| Target {
            permalink: Permalink::home(),
            url: String::new(),
            hash: String::new(),
        });
        let site = [origin.as_str(), base.as_str()].concat();
        let requests = Requests::new(app, site, masthead.clone(), policy);
        let shown = reader.shown.get_untracked();
        if source::may_keep(&shown.page) {
            requests.cache.borrow_mut().put(&here.url, shown, Date::now());
        }
        Rc::new(Self {
            requests,
            origin,
            base,
            masthead,
            reader,
            here: RefCell::new(here),
            index: RefCell::new(None),
            turns: Turns::default(),
            waiting: Cell::new(None),
        })
    }

    /// Takes a link, or leaves it to the browser: `None`.
    pub fn visit(self: Rc<Self>, href: &str) -> Option<Promise> {
        let target = self.target(href)?;
        let same = self.is_here(&target);
        if same && !target.hash.is_empty() {
            return None;
        }
        Some(self.start(target, Arrival::Link))
    }

    /// Shows the page of the present address after the reader went back or forward.
    pub fn traverse(self: Rc<Self>, scroll: Option<f64>) -> Option<Promise> {
        let Some(target) = self.target(&screen::location()) else {
            screen::load_document(&screen::location());
            return None;
        };
        if !self.is_here(&target) {
            return Some(self.start(target, Arrival::Return { scroll }));
        }
        // Within the page; whatever was on its way is not wanted any more.
        self.turns.next();
        self.waiting.set(None);
        self.set_status(Status::Ready);
        if let Some(top) = scroll {
            screen::scroll_to(top);
        }
        None
    }

    /// Fetches the page of a link that the reader is likely to follow.
    pub fn prefetch(self: Rc<Self>, href: &str) {
        if let Some(target) = self.target(href)
            && !self.is_here(&target)
            && self.at_hand(&target, false).is_none()
        {
            self.requests.prefetch(&target.url);
        }
    }

    fn target(&self, href: &str) -> Option<Target> {
        Target::of(href, &self.origin, &self.base)
    }

    fn is_here(&self, target: &Target) -> bool {
        self.here.borrow().url == target.url
    }

    fn at_hand(&self, target: &Target, back: bool) -> Option<Shown> {
        let now = Date::now();
        let index = self.index.borrow();
        let fresh = index.as_ref().filter(|index| now - index.at < PageCache::FRESH);
        let catalog = fresh.map(|index| &*index.catalog);
        source::at_hand(catalog, &self.requests.cache.borrow(), &target.permalink, &target.url, now, back)
    }

    fn start(self: Rc<Self>, target: Target, arrival: Arrival) -> Promise {
        future_to_promise(async move {
            self.go(target, arrival).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    async fn go(self: Rc<Self>, target: Target, arrival: Arrival) {
        let turn = self.turns.next();
        let back = matches!(arrival, Arrival::Return { .. });
        if let Some(shown) = self.at_hand(&target, back) {
            return self.show(shown, target, arrival, turn).await;
        }
        self.waiting.set(Some(turn));
        if matches!(self.reader.status.get_untracked(), Status::Failed { .. }) {
            self.reader.status.set(Status::Ready);
        }
        let patient = Rc::clone(&self);
        spawn_local(async move {
            screen::sleep(PATIENCE).await;
            if patient.waiting.get() == Some(turn) {
                patient.reader.status.set(Status::Loading);
            }
        });
        let answer = self.requests.page(&target.url).await;
        if !self.turns.is_latest(turn) {
            return;
        }
        match answer {
            Ok(shown) => self.show(shown, target, arrival, turn).await,
            Err(ApiError::NotAPage) => self.leave(&target, turn).await,
            Err(error) => {
                let index = self.index.borrow().as_ref().map(|index| Rc::clone(&index.catalog));
                match index.and_then(|catalog| source::list(&catalog, &target.permalink)) {
                    // An old list is better than none.
                    Some(shown) => self.show(shown, target, arrival, turn).await,
                    None => self.fail(&target, &error),
                }
            }
        }
        if self.index.borrow().is_some() {
            self.gather().await;
        }
    }

    /// Lets the browser load the document. The line stays until it is there, or for a while: what looks
    /// like a page may turn out to be a download.
    async fn leave(&self, target: &Target, turn: Turn) {
        screen::load_document(&target.address());
        screen::sleep(LEAVING).await;
        if self.turns.is_latest(turn) {
            self.waiting.set(None);
            self.set_status(Status::Ready);
        }
    }

    fn fail(&self, target: &Target, error: &ApiError) {
        self.waiting.set(None);
        let message = ["The page did not load: ", &error.to_string(), "."].concat();
        self.reader.status.set(Status::Failed { url: target.address(), message });
    }

    async fn show(&self, shown: Shown, mut target: Target, arrival: Arrival, turn: Turn) {
        self.waiting.set(None);
        if let Arrival::Link = arrival {
            // A redirect may have led to the page, or a host that does without the last slash.
            if let Some(permalink) = source::address(&shown.page) {
                target = target.moved_to(permalink, &self.base);
            }
            screen::set_address(&target.url, !at(&target.url));
        }
        screen::set_head(&Head::of(&self.masthead, &shown.page));
        self.reader.shown.set(shown);
        self.set_status(Status::Ready);
        self.here.replace(target.clone());
        tick().await;
        if !self.turns.is_latest(turn) {
            return;
        }
        if !screen::focus_heading() {
            // Something else took the app's elements out of the document.
            return screen::load_document(&target.address());
        }
        match (arrival, target.fragment()) {
            (Arrival::Return { scroll: Some(top) }, _) => screen::scroll_to(top),
            (Arrival::Return { scroll: None }, Some(id)) => screen::scroll_to_id(&id),
            (Arrival::Link, Some(_)) => {
                screen::scroll_to(0.0);
                screen::go_to_fragment(&target.address());
            }
            (_, None) => screen::scroll_to(0.0),
        }
        screen::dispatch("offprint:shown");
    }

    fn set_status(&self, status: Status) {
        if self.reader.status.get_untracked() != status {
            self.reader.status.set(status);
        }
    }

    /// Takes a content index that was read before the router was there.
    pub fn hold(&self, catalog: Rc<Catalog>, build: String) {
        self.index.replace(Some(Index { catalog, build, at: Date::now() }));
    }

    /// Reads the content index, if the site is small enough that lists without requests are worth it; or
    /// asks whether the one in memory is current.
    pub async fn gather(&self) {
        let now = Date::now();
        if self.index.borrow().as_ref().is_some_and(|index| now - index.at < PageCache::FRESH) {
            return;
        }
        let Ok(release) = index::release(&self.base).await else { return };
        // Another app has been published: the next page that is fetched says so, and loads as a document.
        if release.app != self.requests.app() {
            self.index.replace(None);
            return;
        }
        if let Some(index) = self.index.borrow_mut().as_mut().filter(|index| index.build == release.build) {
            index.at = now;
            return;
        }
        if release.posts.len() > 1 && self.index.borrow().is_none() {
            return;
        }
        // Without the index lists come as pages do; a failure costs nothing that a reader would see.
        let Ok(catalog) = index::catalog(&self.base, &release).await else { return };
        if catalog.site().masthead == self.masthead {
            self.hold(Rc::new(catalog), release.build);
        }
    }
}

/// Is the document's address this one, but for a fragment?
fn at(url: &str) -> bool {
    let here = screen::location();
    let here = here.split('#').next().unwrap_or_default();
    here.strip_prefix(screen::origin().as_str()) == Some(url)
}
