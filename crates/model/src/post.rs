use crate::{Permalink, SCHEMA_VERSION};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What every list says of a post: one entry of the content index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostSummary {
    /// Where the post is, inside the site.
    pub url: Permalink,
    /// The title as text.
    pub title: String,
    /// The summary as text, cut by the site's summary rule, its ending included.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateStamp>,
    /// When it was last changed in substance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<DateStamp>,
    /// Words of the body.
    pub words: u32,
    /// Minutes to read it, at least 1.
    pub minutes: u32,
    /// Names of the authors, in the author's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Labels by taxonomy key (`tags`, `categories`, `series`, own ones; not authors and topic), as written
    /// and in that order.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<String, Vec<String>>,
    /// The one topic it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// Its number in its series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// The section it lies in (`posts/`, `notes/rust/`), empty for the site's root.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Orders lists before the date where an author gave one: smaller first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i32>,
    /// The picture that stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
}

impl PostSummary {
    /// Its labels in one taxonomy. Authors and the topic are taxonomies too.
    pub fn labels(&self, taxonomy: &str) -> &[String] {
        match taxonomy {
            "authors" => &self.authors,
            "topic" => self.topic.as_slice(),
            _ => self.terms.get(taxonomy).map_or(&[], Vec::as_slice),
        }
    }
}

/// A moment, with every text that a list or page shows for it: dates are formatted at build only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DateStamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// RFC 3339 with the author's offset, for `<time datetime>`.
    pub iso: String,
    /// The date as text, one for each of the site's date formats, in the order of [`crate::Site::date_formats`].
    pub text: Vec<String>,
}

/// A picture with its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cover {
    /// URL, root-relative with the base path, or absolute.
    pub src: String,
    /// What it shows, for who cannot see it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// A line below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Pixels; absent where it could not be read (a remote picture).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// Pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// A file of the content index: summaries of consecutive posts, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostChunk {
    /// See [`SCHEMA_VERSION`].
    pub schema: u32,
    /// Number of the first post here, counted from the site's oldest.
    pub first: u32,
    /// The summaries, oldest first.
    pub posts: Vec<PostSummary>,
}

impl PostChunk {
    /// Posts in one file of the index.
    pub const SIZE: usize = 200;

    /// A chunk of today's schema.
    pub fn new(first: u32, posts: Vec<PostSummary>) -> Self {
        Self { schema: SCHEMA_VERSION, first, posts }
    }
}
