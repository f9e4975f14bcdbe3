use crate::{Cover, DateStamp, FilterPanel, Heading, Permalink, PostListOptions, PostSummary};
use serde::{Deserialize, Serialize};

/// What one page says; with the HTML of its body, all that a view needs. Pages cross the wire as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A list of posts: home, a section, a term.
    List(ListPage),
    /// The terms of a taxonomy.
    Terms(TermsPage),
    /// All articles by topic.
    Topics(TopicsPage),
    /// All posts by year and month.
    Archive(ArchivePage),
    /// A post.
    Post(Box<PostPage>),
    /// A page outside the lists, such as about.
    Document(DocumentPage),
    /// Where a reader searches all text.
    Search(SearchPage),
    /// What is saved on the reader's device.
    Saved(SavedPage),
    /// No such page: `404.html`, served at any address.
    Missing,
}

/// A list of posts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPage {
    /// What the list is of.
    pub heading: ListHeading,
    /// Address of its first page.
    pub url: Permalink,
    /// HTML above the list; first page only.
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
    /// The list's own feed, where the site has feeds.
    pub feed: Option<Permalink>,
    /// A series: its posts are the numbered steps of a path, and a number without a post is a gap in it.
    pub numbered: bool,
    /// The choices that a reader has made and can make. A page in a file has none: it is the app that filters.
    pub panel: Option<Box<FilterPanel>>,
    /// Posts of this page whose summaries are still on their way; they stand after [`ListPage::posts`].
    pub pending: usize,
}

/// What a list is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListHeading {
    /// The whole site.
    Home,
    /// A section.
    Section {
        /// Its title.
        title: String,
        /// A line below it.
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
        description: Option<String>,
    },
    /// A year or a month.
    Period {
        /// The archive's title.
        archive: String,
        /// Where the archive is.
        archive_url: Permalink,
        /// "2025", "November 2025".
        title: String,
    },
}

/// The terms of a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsPage {
    /// The taxonomy's name for readers.
    pub title: String,
    /// The page's address.
    pub url: Permalink,
    /// The terms, A to Z ignoring case.
    pub terms: Vec<TermCount>,
}

/// A term and how many posts carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCount {
    /// The label, or the title that the author gave it.
    pub label: String,
    /// Where its list is.
    pub url: Permalink,
    /// Posts that carry it.
    pub count: usize,
    /// When the newest of them was published, with one text: the one that its list shows.
    pub latest: Option<DateStamp>,
}

/// All articles by topic. An article is a post that has a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicsPage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Permalink,
    /// "Browse 75 articles by topic — 19 topics across Backend and DevOps series."
    pub lead: String,
    /// The series that articles belong to, in the configured order.
    pub series: Vec<TopicSeries>,
    /// The topics, A to Z ignoring case.
    pub topics: Vec<Topic>,
}

/// A series, as the page of all topics shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSeries {
    /// Its title.
    pub title: String,
    /// Where its list is, if series have pages.
    pub url: Option<Permalink>,
    /// Its articles, those without a topic left out.
    pub count: usize,
    /// Its first part, "01" in front: where to start.
    pub start: Option<TopicStart>,
}

/// Where a series starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicStart {
    /// "01".
    pub number: String,
    /// The post.
    pub link: Link,
}

/// A topic and its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its name.
    pub label: String,
    /// Fragment of its place on the page.
    pub id: String,
    /// All its articles, by series as configured, then by number.
    pub articles: Vec<TopicArticle>,
}

/// An article, as the page of all topics shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicArticle {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: Permalink,
    /// Its summary.
    pub blurb: String,
    /// Place of its series in [`TopicsPage::series`].
    pub series: Option<usize>,
    /// "Backend · 06"; "Backend" where it has no number.
    pub label: Option<String>,
}

/// All posts by year and month, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivePage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Permalink,
    /// Dated posts of the site.
    pub total: usize,
    /// The years that have posts.
    pub years: Vec<ArchiveYear>,
}

/// A year of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveYear {
    /// "2025".
    pub year: i16,
    /// Where its list is, on a site with too many posts for one archive page.
    pub url: Option<Permalink>,
    /// Its posts.
    pub count: usize,
    /// The months that have posts.
    pub months: Vec<ArchiveMonth>,
}

/// A month of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveMonth {
    /// Fragment of its place on the page: "2025-11".
    pub id: String,
    /// "November".
    pub name: String,
    /// Where its list is, on a site with too many posts for one archive page.
    pub url: Option<Permalink>,
    /// Its posts.
    pub count: usize,
    /// The posts, newest first; none where the month has a list of its own.
    pub posts: Vec<ArchiveEntry>,
}

/// A post in the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveEntry {
    /// Its title.
    pub title: String,
    /// Where it is.
    pub url: Permalink,
    /// When it was published, with one text.
    pub date: DateStamp,
}

/// A post's page without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostPage {
    /// What lists say of it.
    pub post: PostSummary,
    /// For metadata; empty where it is the summary.
    pub description: String,
    /// Absolute URL of the original, where the post was published elsewhere first.
    pub canonical: Option<String>,
    /// Headings for the table of contents; empty where it would not help.
    pub contents: Vec<Heading>,
    /// Its place in its series.
    pub series: Option<SeriesBox>,
    /// The post before it in time.
    pub older: Option<Link>,
    /// The post after it in time.
    pub newer: Option<Link>,
}

/// A post's place in its series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesBox {
    /// The series' title.
    pub title: String,
    /// Where its list is.
    pub url: Permalink,
    /// The part before.
    pub previous: Option<Link>,
    /// The part after.
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

/// The search page before anything is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchPage {
    /// The page's address.
    pub url: Permalink,
    /// The terms that most posts carry.
    pub terms: Vec<TermCount>,
    /// The newest posts.
    pub newest: Vec<Link>,
}

/// The page of what is saved on the reader's device, as the build knows it: empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPage {
    /// The page's address.
    pub url: Permalink,
}

/// A page outside the lists, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentPage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Permalink,
    /// For metadata.
    pub description: String,
    /// Absolute URL of the original, where there is another.
    pub canonical: Option<String>,
    /// Headings for the table of contents; empty where it would not help.
    pub contents: Vec<Heading>,
    /// The picture that stands for it.
    pub cover: Option<Cover>,
}
