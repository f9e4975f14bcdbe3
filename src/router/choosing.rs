//! Lists as their reader has filtered and sorted them.

use super::arrival::Arrival;
use super::{Router, Target, Turn};
use crate::api::ApiError;
use crate::browse::source::Around;
use crate::screen;
use crate::state::{Choice, Shown};
use leptos::prelude::{GetUntracked, ReadUntracked, Write};
use offprint_catalog::Query;
use offprint_model::{PageKind, Permalink, Place};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

/// What is left of a list is told to screen readers when nothing is typed for so many milliseconds.
const SETTLED: i32 = 500;

/// Where the focus goes when what had it is gone.
const INSTEAD: [&str; 3] = ["#clear", "#filter-box > summary", "#main h1"];

impl Router {
    /// After the page was taken over: what its address asks for, and what was typed and opened before.
    pub fn begin(self: &Rc<Self>) {
        let here = self.here();
        let open = screen::find("#filter-box[open]").is_some();
        self.hand.open.set(open);
        let typed = self.query_typed(&here).filter(|query| !query.words().is_empty());
        if typed.is_some_and(|query| query != self.query(here.search())) {
            self.search();
        } else if self.asks(&here) {
            let _ = Rc::clone(self).start(here, Arrival::Stay);
        } else {
            screen::settle_filter();
        }
        self.shown();
    }

    /// The reader opens the box above a list, or closes it.
    pub fn open_panel(self: &Rc<Self>, open: bool) {
        self.hand.open.set(open);
        // What has failed waits for the reader to try again.
        if open && !self.hand.failed.get() && self.list().is_some() && !self.choice().panel {
            let _ = Rc::clone(self).start(self.here(), Arrival::Stay);
        }
    }

    /// Answers what stands in the boxes now.
    pub fn search(self: &Rc<Self>) {
        let here = self.here();
        let Some((query, url)) = self.query_typed(&here).zip(self.list()) else { return };
        if query.words() == self.query(here.search()).words() {
            // What was typed elsewhere, into a facet's box, leaves the address as it is.
            let _ = Rc::clone(self).start(here, Arrival::Stay);
            return;
        }
        let text = query.to_string();
        let address = self.frame.base.url(&url);
        let url_with_query = if text.is_empty() { address } else { [&address, "?", &text].concat() };
        let target = Target { permalink: url, url: url_with_query, hash: String::new() };
        let _ = Rc::clone(self).start(target, Arrival::Typing);
    }

    /// The first page of the list on the screen.
    fn list(&self) -> Option<Permalink> {
        first_of(&self.reader.shown.read_untracked().place)
    }

    /// What is chosen of the list on the screen, as it has been answered.
    fn choice(&self) -> Arc<Choice> {
        self.reader.shown.read_untracked().choice.clone().unwrap_or_default()
    }

    /// What is chosen here, with the words that stand in the box.
    fn query_typed(&self, here: &Target) -> Option<Query> {
        Some(self.query(here.search()).with_words(&words_box()?.value()))
    }

    /// What a query string chooses.
    fn query(&self, search: &str) -> Query {
        let keys: Vec<&str> = self.frame.masthead.taxonomy_paths.keys().map(String::as_str).collect();
        Query::parse(search, &keys)
    }

    /// Does a list take the index to be shown as it is asked for?
    pub(super) fn asks(&self, target: &Target) -> bool {
        !self.query(target.search()).is_empty() && !self.is_search(target)
            || self.hand.open.get() && self.is_list_here(target)
    }

    /// Is it the page that shows what a search finds? Its query looks like that of a list.
    pub(super) fn is_search(&self, target: &Target) -> bool {
        let search = self.frame.masthead.search.as_ref();
        search.is_some_and(|search| !search.own && search.url == target.permalink)
    }

    fn is_list_here(&self, target: &Target) -> bool {
        let place = self.place();
        first_of(&place)
            .is_some_and(|first| target.permalink == first || Some(&target.permalink) == place.url.as_ref())
    }

    /// A list from the index, if all that it takes is in memory.
    pub(super) fn listed(&self, target: &Target) -> Option<Shown> {
        self.made(target, false)
    }

    fn made(&self, target: &Target, partly: bool) -> Option<Shown> {
        let needles = self.hand.needles.borrow();
        let open = self.hand.open.get() && self.is_list_here(target);
        let place = self.place();
        let here = place.url.as_ref() == Some(&target.permalink) && place.url == place.first();
        let needles: &[_] = if open { &needles } else { &[] };
        self.lists.answer(&target.url, Around { open, here, partly, needles })
    }

    /// Shows a list as it is asked for once the index is there. False when it is no list: it may be a page.
    pub(super) async fn choose(self: &Rc<Self>, target: &Target, arrival: Arrival, turn: Turn) -> bool {
        let (router, asked) = (Rc::clone(self), target.clone());
        let before = self.reader.shown.get_untracked();
        let refined = Closure::<dyn Fn()>::new(move || {
            // Rows that have come stand before those that have not.
            if router.turns.is_latest(turn)
                && let Some(shown) = router.made(&asked, true)
                && router.stays(&shown, &asked, arrival)
            {
                router.render(shown, arrival);
                screen::settle_filter();
            }
        });
        let answer = self.lists.satisfy(&target.url, refined.as_ref().unchecked_ref()).await;
        if !self.turns.is_latest(turn) {
            return true;
        }
        match (answer, self.listed(target)) {
            (Ok(true), Some(shown)) => self.show(shown, target.clone(), arrival, turn).await,
            (Ok(_), _) => return false,
            (Err(ApiError::NotAPage), _) => self.leave(target, turn).await,
            (Err(error), _) => {
                if !Arc::ptr_eq(&before.html, &self.reader.shown.read_untracked().html) {
                    // Rows that will not come now have no place.
                    self.render(before, Arrival::Stay);
                }
                self.cannot_choose(target, arrival, turn, &error).await;
            }
        }
        true
    }

    /// The list stays as it is, and says why, and how to try again.
    async fn cannot_choose(self: &Rc<Self>, target: &Target, arrival: Arrival, turn: Turn, error: &ApiError) {
        // Back or forward the address has changed already, and the page must be the one at it.
        let moved =
            matches!(arrival, Arrival::Return { .. }) && self.place().url.as_ref() != Some(&target.permalink);
        if (moved || !self.is_list_here(target)) && !self.fetch(target.clone(), arrival, turn).await {
            return;
        }
        self.rest();
        screen::settle_filter();
        self.hand.failed.set(true);
        if let Some(facets) = screen::find("#facets") {
            screen::excuse(&facets, &error.to_string(), &target.url);
            screen::unfold("#filter-box");
        }
    }

    /// Is a page the one on the screen in another state, which takes its place without moving the reader?
    pub(super) fn stays(&self, new: &Shown, target: &Target, arrival: Arrival) -> bool {
        let filtered = |shown: &Shown| shown.choice.as_ref().is_some_and(|choice| choice.filtered);
        let old = self.reader.shown.read_untracked();
        let first = first_of(&new.place);
        let same = first.is_some() && first == first_of(&old.place) && (filtered(new) || filtered(&old));
        let elsewhere = arrival == Arrival::Link { within: false };
        same && !elsewhere && target.hash.is_empty() || arrival == Arrival::Stay
    }

    /// Notes how a list is left, and says whether the box above the next one is open.
    pub(super) fn leave_list(&self, next: &Place, arrival: Arrival) -> bool {
        let left_open = self.hand.leave(self.list().and(self.place().url));
        let back = matches!(arrival, Arrival::Return { .. });
        let open = back && next.url.as_ref().is_some_and(|url| left_open.contains(url));
        self.hand.open.set(open);
        open
    }

    /// Changes the page on the screen into another state of it.
    pub(super) fn change(self: &Rc<Self>, shown: Shown, mut target: Target, arrival: Arrival) {
        let here = self.here();
        let turned = self.query(here.search()).at_page(1) == self.query(target.search()).at_page(1);
        match arrival {
            Arrival::Link { .. } => {
                self.hand.has_typed.set(false);
                screen::set_address(&target.url, here.url != target.url);
            }
            Arrival::Typing => {
                // One entry of the history for all that is typed at a time.
                let again = self.hand.has_typed.replace(true);
                if again {
                    self.requests.cache.borrow_mut().forget(&here.url);
                }
                // Written as links write it, so that one choice has one address.
                if let Some(choice) = shown.choice.as_ref().filter(|choice| !choice.query.is_empty()) {
                    target.url = [target.path(), "?", &choice.query].concat();
                }
                screen::set_address(&target.url, !again);
            }
            Arrival::Return { .. } => self.hand.has_typed.set(false),
            Arrival::Stay => {}
        }
        self.rest();
        screen::set_head(&shown.head);
        self.keep(&target, shown.clone());
        self.here.replace(target);
        self.render(shown, arrival);
        screen::settle_filter();
        match arrival {
            Arrival::Link { .. } if turned && here.search() != self.here.borrow().search() => {
                screen::go_to("#results")
            }
            Arrival::Return { scroll } => screen::scroll_to(scroll.unwrap_or_default()),
            _ => {}
        }
        self.shown();
    }

    /// Writes what has changed.
    fn render(self: &Rc<Self>, shown: Shown, arrival: Arrival) {
        let Some(root) = screen::find("#main > :only-child") else { return };
        self.hand.failed.set(false);
        let told = if arrival == Arrival::Typing {
            screen::find("#filter-status").and_then(|status| status.text_content())
        } else {
            None
        };
        screen::patch(&root, &shown.html, told.as_deref(), &INSTEAD);
        *self.reader.shown.write_untracked() = shown;
        match arrival {
            Arrival::Typing => self.tell(),
            // A reader may be typing.
            Arrival::Stay if screen::find("#filter-words:focus").is_some() => {}
            _ => self.fill(),
        }
    }

    /// Says what is left, once nothing more is typed.
    fn tell(self: &Rc<Self>) {
        let router = Rc::clone(self);
        spawn_local(async move {
            if router.hand.rests(SETTLED).await
                && let Some(element) = screen::find("#filter-status")
            {
                element.set_text_content(Some(&router.choice().status));
            }
        });
    }

    /// Puts the words of the list into their box, unless they stand there.
    fn fill(&self) {
        let choice = self.choice();
        if let Some(input) = words_box()
            && Query::default().with_words(&input.value()).words() != choice.words
        {
            input.set_value(&choice.words);
        }
    }
}

fn words_box() -> Option<HtmlInputElement> {
    screen::find("#filter-words")?.dyn_into().ok()
}

/// The first page of the list that a page is of.
fn first_of(place: &Place) -> Option<Permalink> {
    if place.kind == PageKind::List { place.first() } else { None }
}
