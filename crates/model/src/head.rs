use crate::{ListHeading, Masthead, Page, Permalink};

/// What a page says of itself outside its body: the build writes it into the HTML head, the app keeps
/// the document's head in step with it while a reader moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The document title: the page's, then the site's.
    pub title: String,
    /// The page's own title.
    pub heading: String,
    /// One or two sentences; falls back to the site's.
    pub description: String,
    /// Absolute URL; `None` where the site's address is not known, and for a missing page.
    pub canonical: Option<String>,
    /// URL of the picture that stands for the page.
    pub image: Option<String>,
    /// Open Graph's type.
    pub kind: HeadKind,
}

/// Open Graph's type of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeadKind {
    /// `website`.
    Website,
    /// `article`, with its dates as RFC 3339.
    Article {
        /// When it was published.
        published: Option<String>,
        /// When it was last changed.
        modified: Option<String>,
    },
}

impl Head {
    /// The head of a page.
    pub fn of(masthead: &Masthead, page: &Page) -> Self {
        let absolute = |url: &Permalink| {
            (!masthead.base_url.is_empty()).then(|| format!("{}{}", masthead.base_url, url.encoded()))
        };
        let website = |heading: String, description: Option<&str>, canonical: Option<String>| Self {
            title: titled(&heading, &masthead.title),
            heading,
            description: description
                .filter(|text| !text.is_empty())
                .unwrap_or(&masthead.description)
                .to_owned(),
            canonical,
            image: masthead.image.clone(),
            kind: HeadKind::Website,
        };
        match page {
            Page::List(list) => {
                let (heading, description) = match &list.heading {
                    ListHeading::Home => (masthead.title.clone(), None),
                    ListHeading::Section { title, description }
                    | ListHeading::Term { title, description, .. } => (title.clone(), description.as_deref()),
                    ListHeading::Period { title, .. } => (title.clone(), None),
                };
                // A list that its reader has filtered is a view of the whole: its pages have no address of
                // their own.
                let filtered = list.panel.as_ref().is_some_and(|panel| !panel.query.is_empty());
                let page = if filtered { 1 } else { list.page };
                let numbered = if page > 1 { format!("{heading} – page {page}") } else { heading };
                website(numbered, description, absolute(&list.url.page(page)))
            }
            Page::Terms(terms) => website(terms.title.clone(), None, absolute(&terms.url)),
            Page::Topics(topics) => website(topics.title.clone(), Some(&topics.lead), absolute(&topics.url)),
            Page::Archive(archive) => website(archive.title.clone(), None, absolute(&archive.url)),
            Page::Document(document) => Self {
                image: document
                    .cover
                    .as_ref()
                    .map(|cover| cover.src.clone())
                    .or_else(|| masthead.image.clone()),
                ..website(
                    document.title.clone(),
                    Some(&document.description),
                    document.canonical.clone().or_else(|| absolute(&document.url)),
                )
            },
            Page::Post(page) => Self {
                image: page
                    .post
                    .cover
                    .as_ref()
                    .map(|cover| cover.src.clone())
                    .or_else(|| masthead.image.clone()),
                kind: HeadKind::Article {
                    published: page.post.date.as_ref().map(|date| date.iso.clone()),
                    modified: page.post.updated.as_ref().map(|date| date.iso.clone()),
                },
                ..website(
                    page.post.title.clone(),
                    Some(if page.description.is_empty() { &page.post.summary } else { &page.description }),
                    page.canonical.clone().or_else(|| absolute(&page.post.url)),
                )
            },
            Page::Search(search) => website("Search".to_owned(), None, absolute(&search.url)),
            Page::Saved(saved) => website("Saved".to_owned(), None, absolute(&saved.url)),
            Page::Missing => website("Page not found".to_owned(), None, None),
        }
    }
}

fn titled(heading: &str, site: &str) -> String {
    if heading == site || site.is_empty() { heading.to_owned() } else { format!("{heading} · {site}") }
}
