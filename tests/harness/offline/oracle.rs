//! Says of a page what it is: whole and of one release, the page of what is saved, nothing at all, or wrong.

use super::editions;
use crate::harness::browser::Browser;
use crate::harness::server::Server;
use serde::Deserialize;
use std::fmt;
use std::time::{Duration, Instant};

/// How long a document may take until it does not change any more.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a tab shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The page of the address, whole, every part of it of this edition.
    Whole(char),
    /// The same, from the network, but with a picture of another edition: it has no hash in its name, and another
    /// release came out between the two, as on any website.
    Patched(char),
    /// The page of what is saved, of this edition, in place of a page that is not. All quiet ones have the same.
    Saved(char),
    /// The few lines that the worker says where it has nothing.
    Plain,
    /// What the host says where there is no page: an error, a page of somebody else's.
    Host(String),
    /// The browser's own page: no network.
    NoPage,
    /// None of these. It must not happen.
    Wrong(String),
}

impl Shown {
    /// Is it what must never be shown?
    pub fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_))
    }

    /// The edition, where there is one.
    pub fn letter(&self) -> Option<char> {
        match self {
            Self::Whole(letter) | Self::Patched(letter) | Self::Saved(letter) => Some(*letter),
            _ => None,
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(letter) => write!(formatter, "the whole page of edition {letter}"),
            Self::Patched(letter) => write!(formatter, "edition {letter} with a picture of another one"),
            Self::Saved(letter) => write!(formatter, "what is saved, of edition {letter}"),
            Self::Plain => formatter.write_str("the worker's few lines"),
            Self::Host(text) => write!(formatter, "the host's “{text}”"),
            Self::NoPage => formatter.write_str("no page"),
            Self::Wrong(why) => write!(formatter, "WRONG: {why}"),
        }
    }
}

/// How the page came to the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As a document, and the network was well: every part is there.
    Document,
    /// From the network, while something was wrong with it: parts may be missing. Where a worker is, the page itself
    /// is whole.
    Troubled {
        /// A worker had the tab in its hands.
        by_worker: bool,
        /// Another release came out meanwhile: a file that has no hash may be of it, as on any website.
        with_deploy: bool,
    },
}

/// What is read from the document. Letters are those of the editions named there, each once, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Sight {
    url: String,
    path: String,
    media_type: String,
    body: String,
    has_app: bool,
    is_saved: bool,
    is_missing: bool,
    is_quiet: bool,
    heading: String,
    title: String,
    frame: String,
    text: String,
    style: String,
    boot: Option<String>,
    footer: bool,
    end: bool,
    entries: Vec<String>,
    pictures: Vec<u32>,
}

const LOOK: &str = "
    const letters = (text) => [...new Set([...(text ?? '').matchAll(/edition-([A-Z])/g)].map((m) => m[1]))].sort().join('');
    const one = (selector) => document.querySelector(selector);
    const pictures = [...document.querySelectorAll('#body img')];
    // What was read and saved when is the reader's own record, with the titles of then: not a part of the page.
    const main = one('#main')?.cloneNode(true);
    main?.querySelectorAll('#saved-items, #saved-visited, #saved-recent').forEach((record) => record.remove());
    let boot = null;
    try { boot = letters(JSON.stringify(JSON.parse(one('script#boot').textContent).masthead)); } catch {}
    return {
        url: document.documentURI,
        path: decodeURIComponent(location.pathname),
        media_type: document.contentType,
        body: (document.body?.innerText ?? '').trim().slice(0, 300),
        has_app: Boolean(one('#app')),
        is_saved: Boolean(one('[data-saved-page]')),
        is_missing: Boolean(one('#main')?.innerText.includes('not found') || one('[data-missing]')),
        is_quiet: Boolean(one('header.masthead')?.textContent.includes('of the quay')),
        heading: one('#main h1')?.textContent.trim() ?? '',
        title: letters(document.title),
        frame: letters(one('header.masthead')?.textContent) + letters(one('footer.colophon')?.textContent),
        text: letters(main?.textContent),
        style: letters(getComputedStyle(document.documentElement).getPropertyValue('--edition')),
        boot,
        footer: Boolean(one('footer.colophon')),
        end: Boolean(one('#body')?.textContent.includes('The end of sheet')),
        entries: [...document.querySelectorAll('#results ol.posts h2')].map((title) => title.textContent.trim()),
        pictures: pictures.map((picture) => picture.naturalWidth),
    };";

/// True once nothing is under way in the document: it is loaded, the app's first fetch of a list has ended, and
/// the pictures have come or failed.
const SETTLED: &str = "document.readyState === 'complete'
    && [...document.querySelectorAll('#body img')].every((picture) => picture.complete)
    && !document.querySelector('.progress:not([hidden])')";

impl Sight {
    /// Reads the document on the screen.
    pub async fn of(browser: &Browser) -> Self {
        let start = Instant::now();
        let mut sight: Option<Self> = None;
        loop {
            let settled = browser.comes_true(SETTLED, Duration::from_millis(50)).await;
            let now =
                browser.driver().execute(LOOK, Vec::new()).await.and_then(|answer| answer.convert::<Self>());
            if let Ok(now) = now {
                // What is on its way to the screen is seen in one look and not in the one before: the shell is
                // empty until the app has its list.
                if settled
                    && sight.as_ref() == Some(&now)
                    && (now.is_filled() || start.elapsed() > PATIENCE / 4)
                {
                    return now;
                }
                sight = Some(now);
            }
            if start.elapsed() > PATIENCE {
                return sight.unwrap_or_default();
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// Is it at this address?
    pub fn is_at(&self, base: &str, address: &str) -> bool {
        self.path == format!("{base}{address}")
    }

    /// Is there what a page that has come to its end would have?
    fn is_filled(&self) -> bool {
        self.is_no_page() || !self.has_app || !self.heading.is_empty()
    }

    fn is_no_page(&self) -> bool {
        self.url.starts_with("chrome-error:") || self.url.starts_with("about:")
    }

    /// What it is the sight of, if the reader went to this address, relative to the base.
    pub fn verdict(&self, base: &str, address: &str, way: Way) -> Shown {
        if self.is_no_page() {
            return Shown::NoPage;
        }
        if !self.has_app {
            return self.without_app();
        }
        if self.is_missing {
            return Shown::Host("not found".to_owned());
        }
        match self.flaw(way) {
            Some(flaw) => Shown::Wrong(format!("{flaw}: {self:?}")),
            None if self.is_saved && address != "saved/" => self.letter().map_or_else(
                || Shown::Wrong(format!("what is saved, of no edition: {self:?}")),
                Shown::Saved,
            ),
            None if !self.is_at(base, address) => {
                Shown::Wrong(format!("the address is not {base}{address}: {self:?}"))
            }
            None => match (self.lost_text(address), self.lost_parts(address), self.letter()) {
                (None, None, Some(letter)) if self.has_other_picture() => Shown::Patched(letter),
                (None, None, Some(letter)) => Shown::Whole(letter),
                // Half of a page that the network broke off is no page that anybody promised.
                (Some(_), _, _) if matches!(way, Way::Troubled { by_worker: false, .. }) => {
                    Shown::Host("a part of a page".to_owned())
                }
                (None, Some(_), _) if matches!(way, Way::Troubled { .. }) => {
                    Shown::Host("a page without a part of it".to_owned())
                }
                (Some(what), _, _) | (_, Some(what), _) => {
                    Shown::Wrong(format!("incomplete, {what}: {self:?}"))
                }
                (None, None, None) => Shown::Wrong(format!("of no edition: {self:?}")),
            },
        }
    }

    fn without_app(&self) -> Shown {
        match self.body.as_str() {
            "" if self.media_type != "text/html" => Shown::Host(self.media_type.clone()),
            "" => Shown::Wrong(format!("an empty document: {self:?}")),
            body if body.to_lowercase().contains("not saved on this device") => Shown::Plain,
            body => Shown::Host(body.to_owned()),
        }
    }

    /// Is a picture of another edition than the text?
    fn has_other_picture(&self) -> bool {
        self.pictures.iter().any(|width| *width > 0 && !self.text.contains(picture_letter(*width)))
    }

    fn letter(&self) -> Option<char> {
        let quiet = self.is_quiet.then_some('P');
        self.text.chars().next().or_else(|| self.frame.chars().next()).or(quiet)
    }

    /// Parts that do not belong together.
    fn flaw(&self, way: Way) -> Option<&'static str> {
        let one = |letters: &str| {
            let mut letters: Vec<char> = letters.chars().collect();
            letters.sort_unstable();
            letters.dedup();
            letters.len() <= 1
        };
        let together = |parts: &[&str]| one(&parts.concat());
        if self.pictures.iter().any(|width| *width > 0 && picture_letter(*width) == '?') {
            return Some("a picture of no edition");
        }
        let boot = self.boot.as_deref().unwrap_or_default();
        if !one(&self.text) {
            return Some("the text is of two editions");
        }
        if !together(&[&self.text, &self.title]) {
            return Some("title and text are of two editions");
        }
        if self.has_other_picture() && !matches!(way, Way::Troubled { with_deploy: true, .. }) {
            return Some("text and picture are of two editions");
        }
        if !together(&[&self.frame, &self.style, boot]) {
            return Some("frame and style are of two editions");
        }
        if !together(&[&self.frame, &self.text]) {
            return Some("frame and text are of two editions");
        }
        None
    }

    /// What the document itself should have and has not.
    fn lost_text(&self, address: &str) -> Option<&'static str> {
        if !self.footer {
            return Some("without its frame");
        }
        if self.heading.is_empty() {
            return Some("without a heading");
        }
        match number(address) {
            Some(_) if self.boot.is_none() => Some("without its data"),
            Some(number) if !self.heading.starts_with(&format!("{} ", editions::title(number))) => {
                Some("another post")
            }
            Some(_) if !self.end => Some("without its end"),
            None if (address.is_empty() || address == editions::TAG) && self.entries.is_empty() => {
                Some("without its posts")
            }
            _ => None,
        }
    }

    /// What it shows beside its text and has not.
    fn lost_parts(&self, address: &str) -> Option<&'static str> {
        if self.style.is_empty() && !self.letter().is_some_and(editions::is_quiet) {
            return Some("without the author's styles");
        }
        let has_picture = self.pictures.len() == 1 && self.pictures.iter().all(|width| *width > 0);
        (number(address).is_some() && !has_picture).then_some("without its picture")
    }
}

/// The number of the post at an address.
fn number(address: &str) -> Option<usize> {
    address.strip_prefix("posts/post-")?.trim_end_matches('/').parse().ok()
}

fn picture_letter(width: u32) -> char {
    ('A'..='Z').find(|letter| editions::width(*letter) == width).unwrap_or('?')
}

/// What a tab shows that came by a way to an address relative to the base of the site.
pub async fn shown(browser: &Browser, server: &Server, address: &str, way: Way) -> Shown {
    Sight::of(browser).await.verdict(&server.base(), address, way)
}
