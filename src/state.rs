//! What the views read and the router writes.

use leptos::prelude::RwSignal;
use offprint_model::Page;
use std::sync::Arc;

/// A page as it stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its data.
    pub page: Arc<Page>,
    /// HTML of a post's or document's body; empty otherwise.
    pub body: Arc<str>,
}

impl Shown {
    /// A page and the HTML of its body.
    pub fn new(page: Page, body: &str) -> Self {
        Self { page: Arc::new(page), body: body.into() }
    }
}

/// How the latest navigation is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing is under way.
    #[default]
    Ready,
    /// Data has taken longer than 150 ms: the progress line shows.
    Loading,
    /// It came to nothing; the page before it stays on the screen.
    Failed {
        /// Where the reader wanted to go, as a URL that a link can have. A plain link to it tries again,
        /// one with `data-reload` loads the document.
        url: String,
        /// What went wrong, a sentence for the reader.
        message: String,
    },
}

/// The signals that the views and the router share.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// The page on the screen.
    pub shown: RwSignal<Shown>,
    /// The state of the latest navigation.
    pub status: RwSignal<Status>,
}

impl Reader {
    /// Starts with a page and nothing under way. Call it inside a reactive owner.
    pub fn new(shown: Shown) -> Self {
        Self { shown: RwSignal::new(shown), status: RwSignal::new(Status::Ready) }
    }
}
