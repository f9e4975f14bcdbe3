//! A site as its old generator published it, and as Offprint shall have it. What one generator's module makes,
//! and all that the writer and the report know.

use crate::Finding;
use std::path::PathBuf;

/// A site, read.
#[derive(Clone, Debug, Default)]
pub struct OldSite {
    /// What goes into `offprint.toml`.
    pub settings: Settings,
    /// Everything with a text of its own.
    pub pages: Vec<Page>,
    /// Everything that is copied: pictures, downloads.
    pub files: Vec<File>,
    /// The addresses that the old generator made of itself: lists, their further pages, terms, feeds.
    pub addresses: Vec<Address>,
    /// What could not be carried over, or not as it was.
    pub findings: Vec<Finding>,
}

/// A file of Markdown.
#[derive(Clone, Debug)]
pub struct Page {
    /// The old file, relative to the old folder, with `/` between its parts.
    pub source: String,
    /// What it is.
    pub kind: PageKind,
    /// The path of the old address, root-relative and without the old base path, not percent-encoded:
    /// `/2014/10/30/Stability.html`, `/posts/hello/`. `None` where the old generator did not publish it (a draft).
    pub url: Option<String>,
    /// Further old addresses that led to it (aliases, `redirect_from`), written likewise.
    pub aliases: Vec<String>,
    /// The new file below the new folder: `content/posts/hello.md`.
    pub target: String,
    /// Keys of the new front matter in the order in which they are written. Neither `path` nor `aliases` are
    /// among them: the writer adds what the old addresses need.
    pub front_matter: Vec<(String, toml::Value)>,
    /// The new body, in Offprint's Markdown.
    pub body: String,
    /// The old body as HTML, as the old generator would have written it, as far as that is known: what the
    /// report counts as "before". It is made from the old text, never from `body`. Shortcodes that nobody knows
    /// stand in it as text, as they do in `body`.
    pub reference: String,
}

/// What a page is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PageKind {
    /// It stands in lists.
    Post,
    /// It stands alone.
    Page,
    /// It is the text above a section's list: `_index.md`.
    Section,
}

/// A file that is copied.
#[derive(Clone, Debug)]
pub struct File {
    /// Its bytes.
    pub source: FileSource,
    /// The path of the old address, as in [`Page::url`].
    pub url: String,
    /// The new file below the new folder: `static/img/a.png`, `content/posts/hello/a.png`.
    pub target: String,
}

/// Where a file's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSource {
    /// On the disk.
    Disk(PathBuf),
    /// In memory.
    Bytes(Vec<u8>),
}

/// An address that the old generator made of itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The path of the old address, as in [`Page::url`].
    pub url: String,
    /// What was there.
    pub kind: AddressKind,
    /// Where it leads now, if not to the same address: a root-relative path of the new site.
    pub to: Option<String>,
}

/// What an address showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressKind {
    /// A list of posts: the home page, a section, an archive, a page further down.
    List,
    /// The page of a term, or of all terms.
    Term,
    /// A feed.
    Feed,
}

/// What the new `offprint.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Top-level keys and tables in the order in which they are written, but for those below.
    pub keys: Vec<(String, toml::Value)>,
    /// The old site's absolute URL with its base path, if it is known: `https://example.org/blog/`.
    pub base_url: Option<String>,
}
