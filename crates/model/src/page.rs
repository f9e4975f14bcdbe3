use crate::{Cover, Heading, Permalink, PostListOptions, PostSummary};
use serde::{Deserialize, Serialize};

/// The data of one page; with the HTML of its body, all that is needed to show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Page {
    /// A list of posts: home, a section, a term.
    List(ListPage),
    /// The terms of a taxonomy.
    Terms(TermsPage),
    /// A post.
    Post(Box<PostPage>),
    /// A page outside the lists, such as about.
    Document(DocumentPage),
    /// No such page: `404.html`, served at any address.
    Missing,
}

/// A list of posts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListPage {
    /// What the list is of.
    pub heading: ListHeading,
    /// Address of its first page.
    pub url: Permalink,
    /// HTML above the list; first page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<String>,
    /// The posts of this page.
    pub posts: Vec<PostSummary>,
    /// How they are shown.
    pub options: PostListOptions,
    /// Posts of the whole list.
    pub total: usize,
    /// Number of this page, from 1.
    pub page: usize,
    /// Number of pages, at least 1.
    pub pages: usize,
}

/// What a list is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ListHeading {
    /// The whole site.
    Home,
    /// A section.
    Section {
        /// Its title.
        title: String,
        /// A line below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
    /// A term of a taxonomy.
    Term {
        /// The taxonomy's name for readers.
        taxonomy: String,
        /// Where the list of its terms is.
        taxonomy_url: Permalink,
        /// The term's title.
        title: String,
        /// A line below it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<String>,
    },
}

/// The terms of a taxonomy, by label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermsPage {
    /// The taxonomy's name for readers.
    pub title: String,
    /// The page's address.
    pub url: Permalink,
    /// The terms, A to Z ignoring case.
    pub terms: Vec<TermCount>,
}

/// A term and how many posts carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermCount {
    /// The label, or the title that the author gave it.
    pub label: String,
    /// Where its list is.
    pub url: Permalink,
    /// Posts that carry it.
    pub count: usize,
}

/// A post's page without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostPage {
    /// What lists say of it.
    pub post: PostSummary,
    /// For metadata; empty where it is the summary.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Absolute URL of the original, where the post was published elsewhere first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// Headings for the table of contents; empty where it would not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Heading>,
    /// Its place in its series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<SeriesBox>,
    /// The post before it in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<Link>,
    /// The post after it in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<Link>,
}

/// A post's place in its series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeriesBox {
    /// The series' title.
    pub title: String,
    /// Where its list is.
    pub url: Permalink,
    /// The part before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
    /// The part after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
}

/// A titled link to a page of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The target's title.
    pub title: String,
    /// The target.
    pub url: Permalink,
}

/// A page outside the lists, without its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentPage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Permalink,
    /// For metadata.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Absolute URL of the original, where there is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canonical: Option<String>,
    /// Headings for the table of contents; empty where it would not help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Heading>,
    /// The picture that stands for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover: Option<Cover>,
}
