//! What a site holds once its files are read and checked: nothing here is left to be found wrong.

pub(crate) mod browse;
pub(crate) mod claims;
pub(crate) mod menu;
pub(crate) mod redirects;
pub(crate) mod sections;
pub(crate) mod series;
mod served;

pub(crate) use sections::readable;
pub use served::Served;

use crate::Diagnostic;
use jiff::Zoned;
use offprint_markdown::Section;
use offprint_model::{DocumentPage, Heading, Permalink, PostSummary, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;

/// A whole site in memory.
#[derive(Clone, Debug)]
pub struct Library {
    /// The site without its posts, as it crosses the wire.
    pub site: Site,
    /// The posts, oldest first.
    pub posts: Vec<Post>,
    /// The pages outside the lists, by address.
    pub documents: Vec<Document>,
    /// Files to copy as they are, by target: `static/**`, and what lies beside posts.
    pub files: Vec<StaticFile>,
    /// Pictures of diagrams, by their paths inside the output folder.
    pub drawings: Vec<(String, Vec<u8>)>,
    /// Old addresses that lead to new ones, by old address.
    pub redirects: Vec<Redirect>,
    /// What other hosts the text above the home list needs.
    pub home_origins: Origins,
    /// What other hosts the text above each section's list needs, in the order of [`Site::sections`].
    pub section_origins: Vec<Origins>,
    /// The addresses in the text above the home list.
    pub home_references: Vec<Reference>,
    /// The addresses in the text above each section's list, in the order of [`Site::sections`].
    pub section_references: Vec<Vec<Reference>>,
    /// The author's additions to every page.
    pub theme: Theme,
    /// What the author should know, in file order.
    pub warnings: Vec<Diagnostic>,
}

/// A post.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its file, relative to the site's folder: `content/posts/a.md`.
    pub source: String,
    /// What lists say of it.
    pub summary: PostSummary,
    /// For metadata and feeds; falls back to the summary.
    pub description: String,
    /// Absolute URL of the original, where it was published elsewhere first.
    pub canonical: Option<String>,
    /// When it was published, in the author's zone.
    pub date: Option<Zoned>,
    /// When it was last changed in substance.
    pub updated: Option<Zoned>,
    /// Its body.
    pub html: String,
    /// What its body says, for searching; nothing where there is no search.
    pub text: Vec<Section>,
    /// Its headings for a table of contents; empty where that would not help.
    pub contents: Vec<Heading>,
    /// What other hosts its body and cover need.
    pub origins: Origins,
    /// The addresses in its body.
    pub references: Vec<Reference>,
}

/// A page outside the lists.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its file, relative to the site's folder: `content/about.md`.
    pub source: String,
    /// The page without its body.
    pub page: DocumentPage,
    /// When it was last changed, where its author says so.
    pub updated: Option<Zoned>,
    /// Its body.
    pub html: String,
    /// What its body says, for searching; nothing where there is no search.
    pub text: Vec<Section>,
    /// What other hosts its body and cover need.
    pub origins: Origins,
    /// The addresses in its body.
    pub references: Vec<Reference>,
}

/// An address that an author wrote in a text, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written.
    pub written: String,
    /// As the page has it: with the base path, or absolute, or a mere fragment.
    pub address: String,
    /// Whether the page loads what is there, as it does a picture, and does not only lead to it.
    pub loads: bool,
    /// Whether it names a file that is not there, which [`Library::warnings`] say.
    pub missing: bool,
    /// The bytes of the file that name it.
    pub span: Range<usize>,
}

/// Other hosts that a page loads from, each as an origin: `https://host`. Empty of images where
/// `[images] remote` is `"block"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// Of images, sound and video.
    pub media: BTreeSet<String>,
    /// Of frames.
    pub frames: BTreeSet<String>,
}

/// A file to copy as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Where it lies now.
    pub from: PathBuf,
    /// Its path inside the output folder, with `/` between its parts and no percent-encoding.
    pub to: String,
}

/// An old address and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The old address.
    pub from: Permalink,
    /// The page that has taken its place.
    pub to: Permalink,
}

/// The author's additions to every page, from `theme/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// `custom.css`: loaded after the app's own styles.
    pub custom_css: Option<String>,
    /// `head.html`: the end of the head.
    pub head_html: Option<String>,
    /// `footer.html`: the end of the footer.
    pub footer_html: Option<String>,
    /// `snippets/*.html`: what the author's own directives become, by the file's path in the site.
    pub snippets: BTreeMap<String, String>,
}
