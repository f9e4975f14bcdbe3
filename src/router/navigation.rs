use super::arrival::Arrival;
use super::lists::Lists;
use super::request::Requests;
use super::{PageCache, Target, Turn, Turns};
use crate::api::ApiError;
use crate::components::Frame;
use crate::filters::Hand;
use crate::screen;
use crate::state::{Reader, Shown, Status};
use js_sys::{Date, Promise};
use leptos::prelude::{GetUntracked, ReadUntracked, Set};
use offprint_model::{PageKind, Permalink, Place};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

/// The progress line shows after so many milliseconds; what is quicker needs none.
const PATIENCE: i32 = 150;

/// A document is loaded within so many milliseconds, or what was asked for is none.
const LEAVING: i32 = 8000;

/// What a reader is told of a page that cannot be had without a network.
const UNSAVED: &str = "You are offline, and this page is not saved on this device.";

/// The same where a server may be there, but in trouble.
const NOT_HAD: &str = "This page cannot be loaded now, and it is not saved on this device.";

/// Moves the reader from page to page.
pub struct Router {
    pub(super) requests: Requests,
    pub(super) lists: Lists,
    origin: String,
    pub(super) frame: Frame,
    pub(super) reader: Reader,
    /// What the reader does above a list.
    pub hand: Hand,
    /// What is on the screen.
    pub(super) here: RefCell<Target>,
    pub(super) turns: Turns,
    /// The navigation that waits for data.
    waiting: Cell<Option<Turn>>,
}

impl Router {
    /// A router for the page on the screen.
    pub fn new(app: String, lists: Lists, frame: Frame, policy: String, reader: Reader) -> Rc<Self> {
        let origin = screen::origin();
        let here = Target::of(&screen::location(), &origin, &frame.base).unwrap_or_else(|| Target {
            permalink: Permalink::home(),
            url: String::new(),
            hash: String::new(),
        });
        let site = [origin.as_str(), frame.base.as_str()].concat();
        let requests = Requests::new(app, site, frame.masthead.clone(), policy);
        let router = Self {
            requests,
            lists,
            origin,
            frame,
            reader,
            hand: Hand::default(),
            here: RefCell::new(here),
            turns: Turns::default(),
            waiting: Cell::new(None),
        };
        let (shown, here) = (router.reader.shown.get_untracked(), router.here());
        if shown.place.kind == PageKind::Saved && shown.place.url.as_ref() != Some(&here.permalink) {
            // It stands in for a page that cannot be had, and is not that page.
            let status = Status::Failed { url: here.address(), message: NOT_HAD.to_owned() };
            router.reader.status.set(status);
        } else if shown.place.kind != PageKind::Missing && !router.asks(&here) {
            router.keep(&here, shown);
        }
        Rc::new(router)
    }

    /// Takes a link, or leaves it to the browser: `None`. `within` says whether the link is one of the
    /// page's own.
    pub fn visit(self: Rc<Self>, href: &str, within: bool) -> Option<Promise> {
        let target = self.target(href)?;
        let same = self.is_here(&target);
        if same && !target.hash.is_empty() {
            return None;
        }
        let again = same && self.hand.failed.get();
        Some(self.start(target, if again { Arrival::Stay } else { Arrival::Link { within } }))
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
        self.rest();
        if let Some(top) = scroll {
            screen::scroll_to(top);
        }
        None
    }

    /// Fetches the page of a link that the reader is likely to follow. What a query chooses or sorts is
    /// made of a page that is there.
    pub fn prefetch(self: Rc<Self>, href: &str) {
        if let Some(target) = self.target(href)
            && target.search().is_empty()
            && !self.is_here(&target)
            && self.at_hand(&target, Arrival::Link { within: true }).is_none()
        {
            self.requests.prefetch(&target.url);
        }
    }

    /// There is time to read the content index of a small site.
    pub async fn gather(&self) {
        if !self.frame.masthead.large {
            self.lists.gather().await;
        }
    }

    /// Where the page on the screen is.
    pub fn place(&self) -> Place {
        self.reader.shown.read_untracked().place.clone()
    }

    /// What is on the screen.
    pub(super) fn here(&self) -> Target {
        self.here.borrow().clone()
    }

    fn target(&self, href: &str) -> Option<Target> {
        Target::of(href, &self.origin, &self.frame.base)
    }

    fn is_here(&self, target: &Target) -> bool {
        self.here.borrow().url == target.url
    }

    /// A page that takes no request.
    fn at_hand(&self, target: &Target, arrival: Arrival) -> Option<Shown> {
        match arrival {
            Arrival::Return { .. } => {
                self.kept(target, PageCache::get).or_else(|| self.listed_if_fresh(target))
            }
            Arrival::Link { .. } => self
                .listed_if_fresh(target)
                .or_else(|| self.kept(target, |cache, url| cache.fresh(url, Date::now()))),
            // At work on a list its reader stays with one index.
            Arrival::Typing | Arrival::Stay => self.listed(target),
        }
    }

    fn kept(&self, target: &Target, find: impl Fn(&PageCache, &str) -> Option<Shown>) -> Option<Shown> {
        find(&self.requests.cache.borrow(), &target.url)
    }

    fn listed_if_fresh(&self, target: &Target) -> Option<Shown> {
        if self.lists.are_fresh() { self.listed(target) } else { None }
    }

    pub(super) fn start(self: Rc<Self>, target: Target, arrival: Arrival) -> Promise {
        future_to_promise(async move {
            self.go(target, arrival).await;
            Ok(JsValue::UNDEFINED)
        })
    }

    async fn go(self: Rc<Self>, target: Target, arrival: Arrival) {
        let turn = self.turns.next();
        if self.turns_over(&target, arrival) {
            return self.turn_over(target, arrival);
        }
        if let Some(shown) = self.at_hand(&target, arrival) {
            return self.show(shown, target, arrival, turn).await;
        }
        self.wait(turn);
        if self.asks(&target) && self.choose(&target, arrival, turn).await {
            return;
        }
        self.fetch(target, arrival, turn).await;
        self.lists.renew().await;
    }

    /// The progress line shows where this takes a while.
    fn wait(self: &Rc<Self>, turn: Turn) {
        self.waiting.set(Some(turn));
        if matches!(self.reader.status.get_untracked(), Status::Failed { .. }) {
            self.reader.status.set(Status::Ready);
        }
        let patient = Rc::clone(self);
        spawn_local(async move {
            screen::sleep(PATIENCE).await;
            if patient.waiting.get() == Some(turn) {
                patient.reader.status.set(Status::Loading);
            }
        });
    }

    /// Nothing is waited for any more.
    pub(super) fn rest(&self) {
        self.waiting.set(None);
        if self.reader.status.get_untracked() != Status::Ready {
            self.reader.status.set(Status::Ready);
        }
    }

    /// Shows a page from its file.
    pub(super) async fn fetch(self: &Rc<Self>, target: Target, arrival: Arrival, turn: Turn) -> bool {
        // What is chosen of a list, how terms are sorted, or what is searched for is not in the file.
        let asks = self.asks(&target) || self.is_search(&target) || target.search().contains("sort=");
        let url = if asks { target.path() } else { target.url.as_str() };
        let answer = self.requests.page(url).await;
        if !self.turns.is_latest(turn) {
            return false;
        }
        match answer {
            Ok(shown) => self.show(shown, target, arrival, turn).await,
            Err(ApiError::NotAPage) => self.leave(&target, turn).await,
            Err(error) => match self.listed(&target) {
                // An old list is better than none.
                Some(shown) => self.show(shown, target, arrival, turn).await,
                None => self.fail(&target, &error),
            },
        }
        self.turns.is_latest(turn)
    }

    /// Lets the browser load the document. The line stays until it is there, or for a while: what looks
    /// like a page may turn out to be a download.
    pub(super) async fn leave(&self, target: &Target, turn: Turn) {
        screen::load_document(&target.address());
        screen::sleep(LEAVING).await;
        if self.turns.is_latest(turn) {
            self.rest();
        }
    }

    fn fail(&self, target: &Target, error: &ApiError) {
        self.waiting.set(None);
        let unsaved = *error == ApiError::Network && screen::is_offline();
        let message = if unsaved {
            UNSAVED.to_owned()
        } else {
            ["The page did not load: ", &error.to_string(), "."].concat()
        };
        self.reader.status.set(Status::Failed { url: target.address(), message });
    }

    /// Keeps a page for the reader's return.
    pub(super) fn keep(&self, target: &Target, shown: Shown) {
        self.requests.cache.borrow_mut().put(&target.url, shown, Date::now());
    }
}
