use crate::{Page, Permalink};
use serde::{Deserialize, Serialize};

/// Where in the site a page is, and of what kind: all that the app has to know of a page that it shows as
/// its file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The page's own address; a missing page has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<Permalink>,
    /// The section of a post, as in [`crate::PostSummary::section`]; empty for other pages.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// What it is.
    pub kind: PageKind,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PageKind {
    /// A list of posts, which can be filtered.
    List,
    /// The terms of a taxonomy, which can be sorted.
    Terms,
    /// All articles by topic.
    Topics,
    /// All posts by year and month.
    Archive,
    /// A post.
    Post,
    /// A page outside the lists.
    Document,
    /// Where a reader searches all text.
    Search,
    /// What is saved on the reader's device.
    Saved,
    /// No page.
    Missing,
}

impl Place {
    /// A place that is none.
    pub fn missing() -> Self {
        Self { url: None, section: String::new(), kind: PageKind::Missing }
    }

    /// The place of a page. All filtered views of a list are at the place of its first page.
    pub fn of(page: &Page) -> Self {
        let at = |url: &Permalink, kind| Self { url: Some(url.clone()), section: String::new(), kind };
        match page {
            Page::List(list) if list.panel.as_ref().is_some_and(|panel| !panel.query.is_empty()) => {
                at(&list.url, PageKind::List)
            }
            Page::List(list) => at(&list.url.page(list.page), PageKind::List),
            Page::Terms(terms) => at(&terms.url, PageKind::Terms),
            Page::Topics(topics) => at(&topics.url, PageKind::Topics),
            Page::Archive(archive) => at(&archive.url, PageKind::Archive),
            Page::Post(page) => {
                Self { section: page.post.section.clone(), ..at(&page.post.url, PageKind::Post) }
            }
            Page::Document(document) => at(&document.url, PageKind::Document),
            Page::Search(search) => at(&search.url, PageKind::Search),
            Page::Saved(saved) => at(&saved.url, PageKind::Saved),
            Page::Missing => Self::missing(),
        }
    }

    /// The first page of the list that this page is one of; the page itself where it is no list.
    pub fn first(&self) -> Option<Permalink> {
        self.url.as_ref().map(|url| match self.kind {
            PageKind::List => url.split_page().0,
            _ => url.clone(),
        })
    }
}
