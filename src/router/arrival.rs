//! How a page takes the screen.

use super::{Router, Target, Turn};
use crate::state::Shown;
use crate::{reading, screen, terms, topics};
use leptos::prelude::Set;
use leptos::task::tick;
use offprint_model::PageKind;
use std::rc::Rc;

/// How the reader comes to a page.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Arrival {
    /// By a link; is it one of the page's own, not of what stands around every page?
    Link { within: bool },
    /// Back or forward, to a page that was scrolled so far when it was left.
    Return { scroll: Option<f64> },
    /// By typing: the address changes with every pause.
    Typing,
    /// Not at all: the same page in another state.
    Stay,
}

impl Router {
    /// Puts a page on the screen, or changes the one that is there.
    pub(super) async fn show(
        self: &Rc<Self>,
        shown: Shown,
        mut target: Target,
        arrival: Arrival,
        turn: Turn,
    ) {
        if let Arrival::Link { .. } = arrival {
            // A redirect may have led to the page, or a host that does without the last slash.
            if let Some(permalink) = shown.place.url.clone() {
                target = target.moved_to(permalink, &self.frame.base);
            }
        }
        if self.stays(&shown, &target, arrival) {
            return self.change(shown, target, arrival);
        }
        if let Arrival::Link { .. } = arrival {
            screen::set_address(&target.url, !at(&target.url));
        }
        let open = self.leave_list(&shown.place, arrival);
        let topics = shown.place.kind == PageKind::Topics;
        screen::set_head(&shown.head);
        self.reader.shown.set(shown);
        self.rest();
        screen::settle_filter();
        self.here.replace(target.clone());
        tick().await;
        if !self.turns.is_latest(turn) {
            return;
        }
        if !screen::focus_heading() {
            // Something else took the app's elements out of the document.
            return screen::load_document(&target.address());
        }
        if open {
            screen::unfold("#filter-box");
        }
        if topics {
            topics::narrowing::resume(matches!(arrival, Arrival::Return { .. }));
        }
        match (arrival, target.fragment()) {
            (Arrival::Return { scroll: Some(top) }, _) => screen::scroll_to(top),
            (Arrival::Return { scroll: None }, Some(id)) => screen::scroll_to_id(&id),
            (Arrival::Link { .. }, Some(_)) => {
                topics::narrowing::open_named(&target.hash);
                screen::scroll_to(0.0);
                screen::go_to_fragment(&target.address());
            }
            _ => screen::scroll_to(0.0),
        }
        self.shown();
    }

    /// Whatever follows a page that has come to the screen.
    pub(super) fn shown(&self) {
        let place = self.place();
        if place.kind == PageKind::Terms {
            terms::sorting::sort(self.here.borrow().search());
        }
        reading::marks::note_end(&place);
        reading::marks::show();
        screen::dispatch("offprint:shown");
    }

    /// Is this the page on the screen, of which the query says no more than how it shows what it has: the terms
    /// in another order, the results of another search?
    pub(super) fn turns_over(&self, target: &Target, arrival: Arrival) -> bool {
        let place = self.place();
        let here = place.url.as_ref() == Some(&target.permalink);
        match place.kind {
            PageKind::Terms => here && arrival != Arrival::Link { within: false },
            PageKind::Search => here,
            _ => false,
        }
    }

    /// Leaves the page where it is and has it show what its address asks for: the search hears of it as of any
    /// page that has come.
    pub(super) fn turn_over(&self, target: Target, arrival: Arrival) {
        if let Arrival::Link { .. } = arrival {
            screen::set_address(&target.url, !at(&target.url));
        }
        self.rest();
        self.here.replace(target);
        if let Arrival::Return { scroll: Some(top) } = arrival {
            screen::scroll_to(top);
        }
        self.shown();
    }
}

/// Is the document's address this one, but for a fragment?
fn at(url: &str) -> bool {
    let here = screen::location();
    let here = here.split('#').next().unwrap_or_default();
    here.strip_prefix(screen::origin().as_str()) == Some(url)
}
