//! Lists as their reader has filtered and sorted them.

use super::navigation::Arrival;
use super::source::Around;
use super::{Router, Target, Turn, source};
use crate::api::ApiError;
use crate::components::filters::{facets_unavailable, is_filtered, status};
use crate::state::Shown;
use crate::{routes, screen};
use leptos::prelude::{ReadUntracked, RenderHtml, Write};
use offprint_catalog::Query;
use offprint_model::{Head, ListPage, Page};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;

/// What is left of a list is told to screen readers when nothing is typed for so many milliseconds.
const SETTLED: i32 = 500;

/// Where the focus goes when what had it is gone.
const INSTEAD: [&str; 2] = ["#filter-box > summary", "#main h1"];

impl Router {
    /// After the page was taken over: what its address asks for, and what was typed and opened before.
    pub fn begin(self: &Rc<Self>) {
        let here = self.here();
        let open = screen::find("#filter-box[open]").is_some();
        self.hand.open.set(open);
        let typed = self.query_typed(&here).filter(|query| !query.words().is_empty());
        if typed.is_some_and(|query| query != self.query(here.search())) {
            self.search();
        } else if self.asks(&here) || self.look_for_order(&here) {
            let _ = Rc::clone(self).start(here, Arrival::Stay);
        } else {
            screen::settle_filter();
        }
        self.shown();
    }

    fn look_for_order(&self, here: &Target) -> bool {
        matches!(&*self.reader.shown.read_untracked().page, Page::Terms(_)) && !here.search().is_empty()
    }

    /// The reader opens the box above a list, or closes it.
    pub fn open_panel(self: &Rc<Self>, open: bool) {
        self.hand.open.set(open);
        let bare = self.list(|list| list.panel.is_none());
        if open && bare == Some(true) {
            let _ = Rc::clone(self).start(self.here(), Arrival::Stay);
        }
    }

    /// Answers what stands in the boxes now.
    pub fn search(self: &Rc<Self>) {
        let here = self.here();
        let Some((query, url)) = self.query_typed(&here).zip(self.list(|list| list.url.clone())) else {
            return;
        };
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

    /// What is on the screen, if it is a list.
    fn list<T>(&self, look: impl FnOnce(&ListPage) -> T) -> Option<T> {
        match &*self.reader.shown.read_untracked().page {
            Page::List(list) => Some(look(list)),
            _ => None,
        }
    }

    /// What is chosen here, with the words that stand in the box.
    fn query_typed(&self, here: &Target) -> Option<Query> {
        Some(self.query(here.search()).with_words(&words_box()?.value()))
    }

    /// What a query string chooses. Before the index is there the masthead knows the taxonomies, too.
    fn query(&self, search: &str) -> Query {
        match self.content.catalog() {
            Some(catalog) => catalog.query(search),
            None => source::query(search, &self.frame.masthead),
        }
    }

    /// Does a list take the index to be shown as it is asked for?
    pub(super) fn asks(&self, target: &Target) -> bool {
        !self.query(target.search()).is_empty() || self.hand.open.get() && self.is_list_here(target)
    }

    fn is_list_here(&self, target: &Target) -> bool {
        self.list(|list| target.permalink == list.url.page(list.page) || target.permalink == list.url)
            == Some(true)
    }

    /// A list from the index, if all that it takes is in memory.
    pub(super) fn listed(&self, target: &Target) -> Option<Shown> {
        self.made(target, false)
    }

    fn made(&self, target: &Target, partly: bool) -> Option<Shown> {
        let catalog = self.content.catalog()?;
        let intro = self.list(|list| list.intro.clone()).flatten();
        let needles = self.hand.needles.borrow();
        let open = self.hand.open.get() && self.is_list_here(target);
        let needles: &[_] = if open { &needles } else { &[] };
        source::list(&catalog, target, Around { open, needles, intro: intro.as_deref(), partly })
    }

    /// Shows a list as it is asked for once the index is there. False when it is no list: it may be a page.
    pub(super) async fn choose(self: &Rc<Self>, target: &Target, arrival: Arrival, turn: Turn) -> bool {
        let mut answer = self.content.reach().await;
        let question = self.content.catalog().and_then(|catalog| source::question(&catalog, target));
        if answer.is_ok() {
            let Some((route, query)) = question else { return false };
            let refined = || {
                // Rows that have come stand before those that have not.
                if self.turns.is_latest(turn)
                    && let Some(shown) = self.made(target, true)
                    && self.stays(&shown.page, target, arrival)
                {
                    self.render(shown, arrival);
                }
            };
            answer = self.content.satisfy(&route, &query, &refined).await;
        }
        if !self.turns.is_latest(turn) {
            return true;
        }
        match (answer, self.listed(target)) {
            (Ok(()), Some(shown)) => self.show(shown, target.clone(), arrival, turn).await,
            (Ok(()), None) => return false,
            (Err(ApiError::NotAPage), _) => self.leave(target, turn).await,
            (Err(error), _) => self.cannot_choose(target, arrival, turn, &error).await,
        }
        true
    }

    /// The list stays as it is, and says why, and how to try again.
    async fn cannot_choose(self: &Rc<Self>, target: &Target, arrival: Arrival, turn: Turn, error: &ApiError) {
        if !self.is_list_here(target) && !self.fetch(target.clone(), arrival, turn).await {
            return;
        }
        self.rest();
        screen::settle_filter();
        self.hand.failed.set(true);
        if let Some(facets) = screen::find("#facets") {
            let message = ["Filtering is not available right now: ", &error.to_string(), "."].concat();
            facets.set_inner_html(&facets_unavailable(&self.frame, &message, &target.url).to_html());
            screen::unfold("#filter-box");
        }
    }

    /// Is a page the one on the screen in another state, which takes its place without moving the reader?
    pub(super) fn stays(&self, page: &Page, target: &Target, arrival: Arrival) -> bool {
        let shown = self.reader.shown.read_untracked();
        let same = match (page, &*shown.page) {
            (Page::List(new), Page::List(old)) => {
                new.url == old.url && (is_filtered(new) || is_filtered(old))
            }
            (Page::Terms(new), Page::Terms(old)) => new.url == old.url,
            _ => false,
        };
        let elsewhere = arrival == Arrival::Link { within: false };
        same && !elsewhere && target.hash.is_empty() || arrival == Arrival::Stay
    }

    /// Notes how a list is left, and says whether the box above the next one is open.
    pub(super) fn leave_list(&self, next: &Page, arrival: Arrival) -> bool {
        let left = self.list(|list| list.url.clone());
        let open = self.hand.leave(left);
        let open =
            matches!((next, arrival), (Page::List(list), Arrival::Return { .. }) if open.contains(&list.url));
        self.hand.open.set(open);
        open
    }

    /// Changes the page on the screen into another state of it.
    pub(super) fn change(self: &Rc<Self>, shown: Shown, target: Target, arrival: Arrival) {
        let here = self.here();
        let turned = self.query(here.search()).at_page(1) == self.query(target.search()).at_page(1);
        match arrival {
            Arrival::Link { .. } => screen::set_address(&target.url, here.url != target.url),
            Arrival::Typing => {
                // The address before is no entry of the history any more.
                self.requests.cache.borrow_mut().forget(&here.url);
                screen::set_address(&target.url, false);
            }
            Arrival::Return { .. } | Arrival::Stay => {}
        }
        self.rest();
        screen::set_head(&Head::of(&self.frame.masthead, &shown.page));
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
        let html = routes::page(&self.frame, &shown).to_html();
        let told = if arrival == Arrival::Typing {
            screen::find("#filter-status").and_then(|status| status.text_content())
        } else {
            None
        };
        screen::patch(&root, &html, told.as_deref(), &INSTEAD);
        *self.reader.shown.write_untracked() = shown;
        match arrival {
            Arrival::Typing => self.tell(),
            Arrival::Stay => {}
            Arrival::Link { .. } | Arrival::Return { .. } => self.fill(),
        }
    }

    /// Says what is left, once nothing more is typed.
    fn tell(self: &Rc<Self>) {
        let router = Rc::clone(self);
        spawn_local(async move {
            if router.hand.rests(SETTLED).await
                && let Some(text) = router.list(status)
                && let Some(element) = screen::find("#filter-status")
            {
                element.set_text_content(Some(&text));
            }
        });
    }

    /// Puts the words of the list into their box, unless they stand there.
    fn fill(&self) {
        let words =
            self.list(|list| list.panel.as_ref().map(|panel| panel.words.clone()).unwrap_or_default());
        if let Some((words, input)) = words.zip(words_box())
            && Query::default().with_words(&input.value()).words() != words
        {
            input.set_value(&words);
        }
    }
}

fn words_box() -> Option<HtmlInputElement> {
    screen::find("#filter-words")?.dyn_into().ok()
}
