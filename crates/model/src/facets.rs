use crate::FileRef;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file of `data/facets-*`: which of some consecutive posts carry which term. With it a list is filtered
/// and counted without the summaries of its posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacetChunk {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// Number of the first post here, counted from the site's oldest.
    pub first: u32,
    /// Posts here.
    pub count: u32,
    /// Each taxonomy's terms: by slug the label as first written here, and the posts.
    pub terms: BTreeMap<String, BTreeMap<String, (String, Postings)>>,
    /// The posts of each section, by its path.
    pub sections: BTreeMap<String, Postings>,
    /// Months of the posts from the first to the last, as runs: year times 12 plus month less 1 (-1 for
    /// posts without a date), and for how many posts.
    pub months: Vec<(i32, u32)>,
    /// Weights of the posts that have one: the post counted from `first`, and its weight.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<(u32, i32)>,
    /// Numbers of the posts that are parts of a series: the post counted from `first`, and its number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<(u32, u32)>,
}

impl FacetChunk {
    /// Posts in one file.
    pub const SIZE: usize = 10_000;
}

/// Numbers of posts, ascending, as text: the gap to the number before (the first number itself at the
/// start), less one, each as a Base64 VLQ without a sign: six bits a character of the alphabet of RFC 4648
/// §5, five of them value, lowest first, the highest bit set where more follow.
pub type Postings = String;

/// `data/words.*`: where the words are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordDirectory {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// The files, by words ascending.
    pub shards: Vec<WordShardRef>,
}

/// A file of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordShardRef {
    /// Its first word. The shard before ends below it.
    pub from: String,
    /// The file.
    pub file: FileRef,
}

/// A file of `data/words-*`: which posts have which words in title, summary or terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordShard {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// The words, ascending, each with its posts, counted from the site's oldest.
    pub words: Vec<(String, Postings)>,
}

/// `data/order-title.*` and `data/order-update.*`: the numbers of all posts in an order that dates do not
/// give, as Base64 VLQs (see [`Postings`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostOrder {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// By title, A to Z ignoring case: the numbers themselves. By last update (the date where there was none),
    /// newest first: the number before (at the start, of posts) less one, less the number; of either sign, as
    /// 0, -1, 1, -2, 2 and so on are 0, 1, 2, 3, 4.
    pub posts: String,
}
