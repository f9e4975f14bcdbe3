use crate::state::Shown;
use std::collections::VecDeque;

/// Pages seen or prefetched in this tab, the latest last.
#[derive(Debug, Default)]
pub struct PageCache {
    entries: VecDeque<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// Path and query.
    url: String,
    shown: Shown,
    /// When it came from the server, in milliseconds.
    at: f64,
}

impl PageCache {
    /// Pages kept at most.
    pub const PAGES: usize = 40;
    /// Bytes of their HTML kept at most; the latest page stays whatever its size.
    pub const BYTES: usize = 4 << 20;
    /// For so long a link shows a kept page without asking the server, in milliseconds.
    pub const FRESH: f64 = 300_000.0;

    /// The page at a URL, however old: for going back to it.
    pub fn get(&self, url: &str) -> Option<Shown> {
        self.entries.iter().find(|entry| entry.url == url).map(|entry| entry.shown.clone())
    }

    /// The page at a URL, if it is young enough for a link.
    pub fn fresh(&self, url: &str, now: f64) -> Option<Shown> {
        let young = |entry: &&Entry| entry.url == url && now - entry.at < Self::FRESH;
        self.entries.iter().find(young).map(|entry| entry.shown.clone())
    }

    /// Keeps a page and forgets the oldest beyond the bounds.
    pub fn put(&mut self, url: &str, shown: Shown, now: f64) {
        self.forget(url);
        self.entries.push_back(Entry { url: url.to_owned(), shown, at: now });
        while self.entries.len() > 1 && (self.entries.len() > Self::PAGES || self.bytes() > Self::BYTES) {
            self.entries.pop_front();
        }
    }

    /// Forgets a page that its address does not lead to any more.
    pub fn forget(&mut self, url: &str) {
        self.entries.retain(|entry| entry.url != url);
    }

    fn bytes(&self) -> usize {
        self.entries.iter().map(|entry| entry.shown.html.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::PageCache;
    use crate::state::Shown;

    fn page(html: &str) -> Shown {
        Shown { html: html.into(), ..Shown::missing() }
    }

    #[test]
    fn the_oldest_pages_are_forgotten() {
        let mut cache = PageCache::default();
        for number in 0..=PageCache::PAGES {
            cache.put(&format!("/{number}/"), page("x"), 0.0);
        }
        assert_eq!(cache.get("/0/"), None);
        assert_eq!(cache.get("/1/"), Some(page("x")));
    }

    #[test]
    fn long_pages_push_others_out_but_never_themselves() {
        let mut cache = PageCache::default();
        cache.put("/short/", page("x"), 0.0);
        let long = "y".repeat(PageCache::BYTES + 1);
        cache.put("/long/", page(&long), 0.0);
        assert_eq!(cache.get("/short/"), None);
        assert!(cache.get("/long/").is_some());
    }

    #[test]
    fn a_link_asks_the_server_again_after_a_while_and_going_back_does_not() {
        let mut cache = PageCache::default();
        cache.put("/a/", page("old"), 1000.0);
        assert!(cache.fresh("/a/", 2000.0).is_some());
        let later = 1000.0 + PageCache::FRESH;
        assert_eq!(cache.fresh("/a/", later), None);
        assert_eq!(cache.get("/a/"), Some(page("old")));
        cache.put("/a/", page("new"), later);
        assert_eq!(cache.fresh("/a/", later), Some(page("new")));
    }
}
