use super::desk::{Listener, Reply};
use super::{Page, dom, history, recent, remember, value_of};
use crate::search::markup::Markup;
use crate::search::question::{with_words, words_of};
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, HtmlDetailsElement, ScrollBehavior, ScrollToOptions};

/// How many hits there are is told when nothing is typed for so many milliseconds.
const SETTLED: i32 = 500;

/// Answers kept for a reader who comes back to them.
const KEPT: usize = 12;

/// Where the focus goes when what had it is gone.
const INSTEAD: [&str; 3] = ["#search-clear", "#search-relevance", "#search-box"];

/// The search page, where its reader is on it.
pub struct Results {
    /// How far the page was scrolled when it was left.
    position: Function,
    /// The page's element, to know it again.
    root: RefCell<Option<Element>>,
    /// Where the page is.
    path: RefCell<String>,
    /// The document's title without the query.
    title: RefCell<String>,
    /// What was asked last.
    asked: RefCell<String>,
    /// Typing changes the present entry of the history; else it makes a new one.
    open: Cell<bool>,
    /// The latest question was typed: what comes of it is told after a pause.
    typing: Cell<bool>,
    scroll: Cell<Option<f64>>,
    timer: Cell<i32>,
    kept: RefCell<VecDeque<(String, Answer)>>,
}

/// An answer as it stands on the screen.
#[derive(Clone)]
struct Answer {
    results: String,
    choices: String,
    status: String,
    words: String,
    none: bool,
}

impl Results {
    /// Without a page yet.
    pub fn new(position: Function) -> Self {
        Self {
            position,
            root: RefCell::default(),
            path: RefCell::default(),
            title: RefCell::default(),
            asked: RefCell::default(),
            open: Cell::new(true),
            typing: Cell::new(false),
            scroll: Cell::new(None),
            timer: Cell::new(0),
            kept: RefCell::default(),
        }
    }

    /// A page is on the screen: perhaps the search page.
    pub fn arrive(&self, page: &Rc<Page>) {
        let root = dom::find("[data-search-page]");
        let same = |old: &Element| root.as_ref().is_some_and(|root| old.is_same_node(Some(root)));
        if self.root.borrow().as_ref().is_some_and(same) {
            return;
        }
        let there = root.is_some();
        self.root.replace(root);
        if !there {
            return;
        }
        self.path.replace(history::path());
        self.title.replace(dom::document().title());
        self.show_recent();
        // The loader does not throw.
        let position = self.position.call0(&JsValue::UNDEFINED);
        self.scroll.set(position.ok().and_then(|position| position.as_f64()));
        let (here, typed) = (history::search(), value_of("search-box").map(|input| input.value()));
        // What was typed before this module was there counts.
        match typed.filter(|typed| !typed.trim().is_empty() && typed.trim() != words_of(&here).trim()) {
            Some(words) => {
                self.open.set(words_of(&here).is_empty());
                self.take(page, &words);
            }
            None => self.turn(page),
        }
    }

    fn is_here(&self) -> bool {
        let there = self.root.borrow().as_ref().is_some_and(|root| root.is_connected());
        // Going back to another page the address comes before the page.
        there && *self.path.borrow() == history::path()
    }

    /// The address has changed, by going back or forward: answers it.
    pub fn turn(&self, page: &Rc<Page>) {
        if !self.is_here() {
            return;
        }
        let search = history::search();
        if let Some(input) = value_of("search-box") {
            let words = words_of(&search);
            if input.value() != words {
                input.set_value(&words);
            }
        }
        self.open.set(words_of(&search).trim().is_empty());
        self.typing.set(false);
        self.ask(page, search);
    }

    /// Answers what stands in the box now.
    pub fn typed(&self, page: &Rc<Page>) {
        if self.is_here()
            && let Some(input) = value_of("search-box")
        {
            self.take(page, &input.value());
        }
    }

    fn take(&self, page: &Rc<Page>, words: &str) {
        let here = history::search();
        let search = with_words(&here, words.trim_start());
        if search == here {
            return self.ask(page, search);
        }
        history::set_search(&search, !self.open.replace(true));
        self.typing.set(true);
        self.ask(page, search);
    }

    /// What is typed is meant so: typing goes on in another entry of the history.
    pub fn settle(&self) {
        let words = words_of(&history::search());
        if self.is_here() && !words.trim().is_empty() {
            remember(&words);
            self.open.set(false);
        }
    }

    /// A link of the page is followed. True where it leads to the same page in another state.
    pub fn follow(&self, page: &Rc<Page>, link: &Element) -> bool {
        let Some(anchor) = link.dyn_ref::<HtmlAnchorElement>() else { return false };
        if link.closest(".hit").is_ok_and(|hit| hit.is_some()) {
            self.settle();
            let kept = self.kept.borrow();
            let words = kept.iter().find(|(search, _)| *search == *self.asked.borrow());
            page.found.follow(link, words.map_or("", |(_, answer)| &answer.words));
            return false;
        }
        let here = dom::window().location();
        let leads_here = anchor.pathname() == history::path() && Ok(anchor.origin()) == here.origin();
        if !leads_here || !anchor.hash().is_empty() || link.has_attribute("target") {
            return false;
        }
        history::set_search(anchor.search().trim_start_matches('?'), true);
        self.scroll.set(None);
        self.turn(page);
        true
    }

    fn ask(&self, page: &Rc<Page>, search: String) {
        self.asked.replace(search.clone());
        self.set_title(&words_of(&search));
        let kept =
            self.kept.borrow().iter().find(|(kept, _)| *kept == search).map(|(_, answer)| answer.clone());
        if search.is_empty() || kept.is_some() {
            page.desk.forget();
            let nothing = Answer {
                results: String::new(),
                choices: String::new(),
                status: String::new(),
                words: String::new(),
                none: true,
            };
            self.put(kept.unwrap_or(nothing));
            self.busy(false);
            return;
        }
        self.busy(true);
        page.desk.ask(search, Listener::Results, false);
    }

    fn set_title(&self, words: &str) {
        let title = self.title.borrow();
        let words = words.trim();
        dom::document().set_title(&if words.is_empty() {
            title.clone()
        } else {
            [words, " · ", &title].concat()
        });
    }

    fn busy(&self, busy: bool) {
        if let Some(results) = dom::by_id("search-results") {
            dom::set(&results, "aria-busy", busy.then_some("true"));
        }
    }

    /// Shows an answer, unless a better one is awaited that will have something to show.
    pub fn show(&self, reply: &Reply) {
        let whole = reply.whole();
        if !self.is_here() || !whole && reply.count() == 0 {
            return;
        }
        let results = match reply.hits() {
            hits if hits.is_empty() => reply.corrected(),
            hits => [&reply.corrected(), "<ol class=\"hits\">", &hits, "</ol>", &reply.more()].concat(),
        };
        let answer = Answer {
            results,
            choices: reply.choices(),
            status: reply.status(),
            words: reply.words(),
            none: reply.total() == 0,
        };
        if whole {
            let mut kept = self.kept.borrow_mut();
            let asked = self.asked.borrow().clone();
            kept.retain(|(search, _)| *search != asked);
            kept.push_front((asked, answer.clone()));
            kept.truncate(KEPT);
        }
        self.put(answer);
        if whole {
            self.busy(false);
            // The loader waits for it with what can come later.
            if let Ok(event) = Event::new("offprint:found") {
                let _ = dom::window().dispatch_event(&event);
            }
        }
    }

    fn put(&self, answer: Answer) {
        if let Some(results) = dom::by_id("search-results") {
            dom::write(&results, &answer.results, &INSTEAD);
        }
        if let Some(choices) = dom::by_id("search-facets") {
            let folded: Vec<String> =
                dom::all_in(&choices, "details[id]:not([open])").iter().map(Element::id).collect();
            dom::write(&choices, &answer.choices, &INSTEAD);
            for facet in folded.iter().filter_map(|id| dom::by_id(id)?.dyn_into::<HtmlDetailsElement>().ok())
            {
                facet.set_open(false);
            }
        }
        self.tell(answer.status);
        if let Some(top) = self.scroll.take().filter(|_| !answer.none) {
            let options = ScrollToOptions::new();
            options.set_top(top);
            options.set_behavior(ScrollBehavior::Instant);
            dom::window().scroll_to_with_scroll_to_options(&options);
        }
    }

    /// Tells how many hits there are, while something is typed when the reader pauses.
    fn tell(&self, status: String) {
        dom::window().clear_timeout_with_handle(self.timer.get());
        let write = move || {
            if let Some(place) = dom::by_id("search-status") {
                place.set_text_content(Some(&status));
            }
        };
        if self.typing.get() {
            self.timer.set(dom::after(SETTLED, write));
        } else {
            write();
        }
    }

    /// Says that there is no answer.
    pub fn fail(&self, page: &Rc<Page>) {
        self.busy(false);
        let Some(place) = dom::by_id("search-results").filter(|_| self.is_here()) else { return };
        page.excuse(&place, &words_of(&self.asked.borrow()), || {
            super::with(|page| {
                page.results.busy(true);
                page.desk.ask(page.results.asked.borrow().clone(), Listener::Results, true);
            });
        });
    }

    /// Shows the recent queries above what else one may begin with.
    pub fn show_recent(&self) {
        if let Some(old) = dom::find("#search-start > .search-recent") {
            old.remove();
        }
        let (recent, Some(start)) = (recent(), dom::by_id("search-start")) else { return };
        if recent.queries().is_empty() {
            return;
        }
        let mut html = Markup::default();
        html.tag("<div class=\"search-recent\"><h2>Recent searches</h2><ul>");
        for words in recent.queries() {
            html.tag("<li><a href=\"")
                .text(&history::path())
                .tag("?")
                .text(&with_words("", words))
                .tag("\">");
            html.text(words).tag("</a></li>");
        }
        html.tag("</ul><button type=\"button\" data-search-forget>Clear</button></div>");
        // The place is an element.
        let _ = start.insert_adjacent_html("afterbegin", &html.finish());
    }
}
