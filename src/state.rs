//! What the views read and the router writes.

use leptos::prelude::RwSignal;
use offprint_model::Place;
use std::sync::Arc;

/// A page as it stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Where and what it is.
    pub place: Place,
    /// HTML of the one element in `<main>`: as in the page's file, or as the content index gives it.
    pub html: Arc<str>,
    /// What it says of itself in the document's head.
    pub head: Arc<HeadTags>,
    /// Of a list from the content index, what is chosen.
    pub choice: Option<Arc<Choice>>,
}

impl Shown {
    /// Nothing, for want of a page.
    pub fn missing() -> Self {
        // One element stands in `<main>`, whatever it is.
        let html = "<div></div>".into();
        Self { place: Place::missing(), html, head: Arc::default(), choice: None }
    }
}

/// The tags of a document's head that follow the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadTags {
    /// The document's title.
    pub title: String,
    /// For `<meta name="description">`.
    pub description: String,
    /// For `<link rel="canonical">`.
    pub canonical: Option<String>,
}

/// What is chosen of a list, as the content index has answered it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The words that are looked for.
    pub words: String,
    /// The query string of what is chosen, without a page, as the list's links write it.
    pub query: String,
    /// How much is left, a sentence; empty where nothing is chosen.
    pub status: String,
    /// The panel of choices is there.
    pub panel: bool,
    /// Something is chosen.
    pub filtered: bool,
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
