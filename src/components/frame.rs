use offprint_model::{BasePath, Masthead, Permalink};

/// What stands around every page, and how addresses become URLs.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Where the site lies on its host.
    pub base: BasePath,
    /// The site's title, menu and the like.
    pub masthead: Masthead,
}

impl Frame {
    /// The URL of a page, for a link.
    pub fn url(&self, permalink: &Permalink) -> String {
        self.base.url(permalink)
    }

    /// The URL of a term's list, if its taxonomy has pages.
    pub fn term_url(&self, taxonomy: &str, label: &str) -> Option<String> {
        self.masthead.term_url(taxonomy, label).map(|permalink| self.url(&permalink))
    }

    /// The page of this site that a menu's URL leads to: `None` for another site, or a place in a page.
    pub fn permalink(&self, url: &str) -> Option<Permalink> {
        if url.contains(['?', '#']) {
            return None;
        }
        match url.strip_prefix(&self.masthead.base_url) {
            Some(rest) if !self.masthead.base_url.is_empty() => Permalink::new(rest).ok(),
            _ => self.base.strip(url),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::components::sample;

    #[test]
    fn a_menu_may_name_a_page_by_its_path_or_in_full() {
        let frame = sample::frame("/blog/");
        let about = frame.permalink("/blog/about/");
        assert!(about.is_some());
        assert_eq!(frame.permalink("https://example.org/blog/about/"), about);
        assert_eq!(frame.permalink("https://elsewhere.example/about/"), None);
        assert_eq!(frame.permalink("/blog/about/#team"), None);
        assert_eq!(frame.permalink("/other/"), None);
    }
}
