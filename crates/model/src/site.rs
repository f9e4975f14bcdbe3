use crate::{Link, Permalink, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The site without its posts: what a list page needs beside the summaries. It changes with the
/// configuration and the sections, not with a new post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Site {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// What every page shows.
    pub masthead: Masthead,
    /// How the home list looks.
    pub home: PostListOptions,
    /// HTML above the home list, from `content/_index.md`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// The taxonomies, in the configured order.
    pub taxonomies: Vec<Taxonomy>,
    /// The sections that have list pages, parents before children.
    pub sections: Vec<Section>,
    /// The date formats in use, as configured; index 0 is the site's own.
    pub date_formats: Vec<String>,
    /// The page of all topics, unless the author wants none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topics: Option<TopicsOptions>,
    /// The archive, unless the author wants none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<ArchiveOptions>,
    /// Lists have feeds: the site's address is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub feeds: bool,
}

/// The page of all topics.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TopicsOptions {
    /// Where it is.
    pub path: Permalink,
    /// Its title.
    pub title: String,
    /// The order of series in it; one that is not named comes after these, A to Z.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Slug>,
    /// What a topic is called: one, and many.
    pub noun: [String; 2],
}

/// The archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ArchiveOptions {
    /// Where it is. Lists of years and months lie below it.
    pub path: Permalink,
    /// Its title.
    pub title: String,
    /// How the lists of years and months look.
    pub list: PostListOptions,
    /// Names of the twelve months, January first.
    pub months: Vec<String>,
}

/// What every page shows around its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Masthead {
    /// The site's title.
    pub title: String,
    /// The site's description.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Where the site lives, absolute with the base path and a trailing slash; empty when not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_url: String,
    /// BCP 47 tag.
    pub language: String,
    /// Absolute URL of the picture that stands for the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The copyright line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// The main menu.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<MenuItem>,
    /// Key and path of each taxonomy that has terms, by which a term's address is found.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub taxonomy_paths: BTreeMap<String, Permalink>,
    /// The pages by which a reader finds posts: topics, taxonomies with terms, the archive.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub browse: Vec<Link>,
    /// There are so many posts that their index is read only when a reader asks for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large: bool,
    /// Where a reader searches all text, unless the author wants no search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<SearchPlace>,
    /// Where a reader finds what is saved on the device, unless the author wants nothing saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<OfflinePlace>,
}

impl Masthead {
    /// Where the list of a term is, if its taxonomy has pages.
    pub fn term_url(&self, taxonomy: &str, label: &str) -> Option<Permalink> {
        Some(self.taxonomy_paths.get(taxonomy)?.join(Slug::from_label(label).as_str()))
    }
}

/// Where a reader searches all text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SearchPlace {
    /// The search page.
    pub url: Permalink,
    /// That page is one of the author's own, which shows no results.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

/// Where a reader finds what is saved on the device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfflinePlace {
    /// The page of what is saved.
    pub url: Permalink,
    /// The site is served to its author, whose drafts are not to be kept: nothing is saved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub preview: bool,
}

/// An entry of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MenuItem {
    /// Its text.
    pub label: String,
    /// URL: root-relative with the base path, or absolute.
    pub url: String,
}

/// A way of classing posts: tags, categories, series, or the author's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taxonomy {
    /// The front-matter key: `tags`.
    pub key: String,
    /// Its name for readers: "Tags".
    pub title: String,
    /// Where the list of its terms is: `tags/`. Terms lie below it.
    pub path: Permalink,
    /// Titles and descriptions that the author gave single terms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<Slug, TermTitle>,
    /// How its terms' lists look.
    pub list: PostListOptions,
    /// A term's posts stand in the order of their part numbers, not newest first.
    #[serde(default)]
    pub ordered: bool,
}

/// What an author says of one term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermTitle {
    /// Shown instead of the label as the list's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Shown below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A folder of posts with a list page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// Its path as in [`crate::PostSummary::section`]: `posts/`, `notes/rust/`.
    pub path: String,
    /// Where its list is.
    pub url: Permalink,
    /// Its title.
    pub title: String,
    /// A line below the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// HTML above the list, from the section's `_index.md`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// How its list looks.
    pub list: PostListOptions,
}

/// How a list of posts looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostListOptions {
    /// Posts on a page; `None` is all on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_page: Option<u32>,
    /// Which of [`Site::date_formats`] it uses.
    pub date_format: usize,
    /// What it says of each post, in this order.
    pub facts: Vec<Fact>,
}

/// Something a list can say of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// "April 28, 2026".
    Date,
    /// "8 min".
    ReadingTime,
    /// "1493 words".
    Words,
    /// Names of the authors.
    Author,
    /// The post's categories.
    Category,
    /// The post's tags.
    Tags,
    /// The summary.
    Summary,
    /// The title, which stands first where a list does not say where.
    Title,
    /// A link "Read more".
    ReadMore,
}
