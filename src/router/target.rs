use offprint_model::{BasePath, Permalink};

/// Where a link leads inside this site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The page.
    pub permalink: Permalink,
    /// Path and query, percent-encoded, as a request names it.
    pub url: String,
    /// The fragment with its `#`; empty where there is none.
    pub hash: String,
}

impl Target {
    /// The page that an absolute URL names, or `None` when it is the browser's business: another site,
    /// a path outside the base path, a file that is no page. `href` is normalised, as an anchor's is.
    pub fn of(href: &str, origin: &str, base: &BasePath) -> Option<Self> {
        let address = href.strip_prefix(origin)?;
        // An origin is also the start of other hosts' names: `https://a.example` of `https://a.example.net`.
        if !address.starts_with('/') {
            return None;
        }
        let (url, hash) = address.split_at(address.find('#').unwrap_or(address.len()));
        let path = url.split_once('?').map_or(url, |(path, _)| path);
        if names_a_file(path) {
            return None;
        }
        Some(Self { permalink: base.strip(path)?, url: url.to_owned(), hash: hash.to_owned() })
    }

    /// The query without its `?`; empty where there is none.
    pub fn search(&self) -> &str {
        self.url.split_once('?').map_or("", |(_, search)| search)
    }

    /// The URL without its query.
    pub fn path(&self) -> &str {
        self.url.split_once('?').map_or(self.url.as_str(), |(path, _)| path)
    }

    /// Path, query and fragment.
    pub fn address(&self) -> String {
        [self.url.as_str(), self.hash.as_str()].concat()
    }

    /// The same place of a page at its own address; the query stays.
    pub fn moved_to(&self, permalink: Permalink, base: &BasePath) -> Self {
        let query = self.url.find('?').and_then(|at| self.url.get(at..)).unwrap_or_default();
        Self { url: [&base.url(&permalink), query].concat(), permalink, hash: self.hash.clone() }
    }

    /// The fragment as the id of an element.
    pub fn fragment(&self) -> Option<String> {
        let id = self.hash.strip_prefix('#').filter(|id| !id.is_empty())?;
        Some(percent_encoding::percent_decode_str(id).decode_utf8_lossy().into_owned())
    }
}

/// A last segment with an ending is a feed, a picture or a download; a page ends with a slash, `.html`,
/// or nothing at all where a host drops the slash.
fn names_a_file(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    last.rsplit_once('.').is_some_and(|(_, ending)| !matches!(ending, "html" | "htm"))
}

#[cfg(test)]
mod tests {
    use super::Target;
    use offprint_model::BasePath;

    const ORIGIN: &str = "https://example.org";

    fn target(href: &str, base: &str) -> Option<Target> {
        Target::of(href, ORIGIN, &BasePath::new(base).expect("a base path"))
    }

    #[test]
    fn a_link_to_a_page_of_this_site_is_ours() {
        let found = target("https://example.org/posts/caf%C3%A9/?a=1#top%20part", "/").expect("ours");
        assert_eq!(found.permalink.as_str(), "posts/café/");
        assert_eq!(found.url, "/posts/caf%C3%A9/?a=1");
        assert_eq!(found.fragment().as_deref(), Some("top part"));
        assert_eq!(found.address(), "/posts/caf%C3%A9/?a=1#top%20part");
        assert!(target("https://example.org/", "/").is_some_and(|home| home.permalink.as_str().is_empty()));
        assert!(target("https://example.org/2014/10/30/Stability.html", "/").is_some());
        assert!(target("https://example.org/2014/12/12/1.0-Timeline/", "/").is_some());
        assert!(target("https://example.org/about", "/").is_some());
    }

    #[test]
    fn files_and_other_places_stay_the_browsers() {
        for href in [
            "https://example.org/feed.xml",
            "https://example.org/posts/a/picture.webp",
            "https://example.org/paper.pdf?download",
            "https://example.org.evil.net/posts/a/",
            "https://elsewhere.org/posts/a/",
            "https://example.org:8080/posts/a/",
            "http://example.org/posts/a/",
            "mailto:someone@example.org",
            "https://example.org/a//b/",
            "https://example.org/%ff/",
        ] {
            assert_eq!(target(href, "/"), None, "{href}");
        }
    }

    #[test]
    fn only_what_lies_below_the_base_path_is_this_site() {
        assert!(target("https://example.org/blog/posts/a/", "/blog/").is_some());
        assert_eq!(target("https://example.org/shop/", "/blog/"), None);
        assert_eq!(target("https://example.org/blogroll/", "/blog/"), None);
        assert_eq!(target("https://example.org/", "/blog/"), None);
    }

    #[test]
    fn a_page_is_shown_under_its_own_address() {
        let asked = target("https://example.org/blog/about?from=feed#team", "/blog/").expect("ours");
        let base = BasePath::new("/blog/").expect("a base path");
        let shown = asked.moved_to(asked.permalink.clone(), &base);
        assert_eq!(shown.address(), "/blog/about/?from=feed#team");
    }

    #[test]
    fn an_empty_fragment_names_no_element() {
        assert_eq!(target("https://example.org/a/#", "/").and_then(|target| target.fragment()), None);
        assert_eq!(target("https://example.org/a/", "/").and_then(|target| target.fragment()), None);
    }
}
