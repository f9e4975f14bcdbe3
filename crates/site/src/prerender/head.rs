use crate::html::escape;
use crate::policy::Policy;
use offprint_catalog::Catalog;
use offprint_model::{BasePath, Head, HeadKind, ListPage, Masthead, Page};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use std::fmt::Write as _;

/// What a key in a query string must encode (RFC 3986 §2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The tags at the start of a page's head.
#[derive(Debug)]
pub(super) struct Tags(String);

impl Tags {
    /// The policy comes first: it holds for what stands below it.
    pub(super) fn new(policy: &Policy) -> Self {
        let policy = policy.meta();
        Self(format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"))
    }

    pub(super) fn title(&mut self, title: &str) {
        self.push(format_args!("<title>{}</title>", escape(title)));
    }

    /// What the page says of itself.
    pub(super) fn page(&mut self, head: &Head, masthead: &Masthead, base: &BasePath) {
        self.title(&head.title);
        self.named("description", &head.description);
        if let Some(canonical) = &head.canonical {
            self.link("canonical", canonical);
            self.property("og:url", canonical);
        }
        self.property("og:title", &head.heading);
        self.property("og:description", &head.description);
        self.property("og:site_name", &masthead.title);
        // Open Graph wants a language with its territory.
        if masthead.language.contains('-') {
            self.property("og:locale", &masthead.language.replace('-', "_"));
        }
        if let Some(image) = &head.image {
            self.property("og:image", &absolute(image, masthead, base));
            self.named("twitter:card", "summary_large_image");
        }
        match &head.kind {
            HeadKind::Website => self.property("og:type", "website"),
            HeadKind::Article { published, modified } => {
                self.property("og:type", "article");
                self.property("article:published_time", published.as_deref().unwrap_or_default());
                self.property("article:modified_time", modified.as_deref().unwrap_or_default());
            }
        }
    }

    /// The pages before and after a page of a list.
    pub(super) fn neighbours(&mut self, page: &Page, base: &BasePath) {
        if let Page::List(ListPage { url, page, pages, .. }) = page {
            if *page > 1 {
                self.link("prev", &base.url(&url.page(page - 1)));
            }
            if page < pages {
                self.link("next", &base.url(&url.page(page + 1)));
            }
        }
    }

    /// Tells what starts before the app whether an address asks for a filtered list: see [`filters`].
    pub(super) fn filters(&mut self, keys: &str) {
        self.named("offprint-filters", keys);
    }

    /// Tells what starts before the app that an address may ask for a search.
    pub(super) fn search(&mut self) {
        self.named("offprint-search", "page");
    }

    pub(super) fn base(&mut self, base: &BasePath) {
        self.named("offprint-base", base.as_str());
    }

    pub(super) fn feed(&mut self, url: &str, title: &str) {
        let (url, title) = (escape(url), escape(title));
        self.push(format_args!(
            "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"{title}\" href=\"{url}\">"
        ));
    }

    pub(super) fn keep_out_of_search(&mut self) {
        self.named("robots", "noindex");
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn link(&mut self, rel: &str, url: &str) {
        self.push(format_args!("<link rel=\"{rel}\" href=\"{}\">", escape(url)));
    }

    fn named(&mut self, name: &str, content: &str) {
        if !content.is_empty() {
            self.push(format_args!("<meta name=\"{name}\" content=\"{}\">", escape(content)));
        }
    }

    fn property(&mut self, property: &str, content: &str) {
        if !content.is_empty() {
            self.push(format_args!("<meta property=\"{property}\" content=\"{}\">", escape(content)));
        }
    }

    fn push(&mut self, tag: std::fmt::Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.0.write_fmt(tag);
    }
}

/// The parameters of a list's query string, with a space between them, each as it stands in an address: what
/// is reserved, and the key of every taxonomy that some post has a term of. Authors and topics can be filtered
/// by without being taxonomies that have pages.
pub(super) fn filters(catalog: &Catalog) -> String {
    let used = |key: &str| catalog.posts().iter().any(|post| !post.labels(key).is_empty());
    let mut filters = ["q", "year", "sort", "page"].map(Cow::Borrowed).to_vec();
    for key in catalog.keys().into_iter().filter(|key| used(key)) {
        let key: Cow<'_, str> = utf8_percent_encode(key, UNRESERVED).into();
        if !filters.contains(&key) {
            filters.push(key);
        }
    }
    filters.join(" ")
}

/// The absolute form of a root-relative URL, where the site's own address is known.
fn absolute(url: &str, masthead: &Masthead, base: &BasePath) -> String {
    let origin = masthead.base_url.strip_suffix(base.as_str()).unwrap_or_default();
    if url.starts_with('/') && !url.starts_with("//") { format!("{origin}{url}") } else { url.to_owned() }
}
