use crate::emit::release::RELEASE;
use crate::feed::Feed;
use crate::installable::MANIFEST;
use crate::offline::WORKER;
use crate::{Config, Library};
use offprint_catalog::Catalog;
use offprint_model::Permalink;
use std::collections::BTreeMap;

/// What Offprint makes at the top of a site for machines, and authors cannot have for themselves.
const MACHINES: [&str; 7] =
    ["_headers", "_redirects", MANIFEST, RELEASE, "shell.html", offprint_search::ENTRY, WORKER];

/// What a file of a built site is to who asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Served {
    /// A post or a page.
    Page,
    /// A list of posts, of terms, of topics; the archive.
    List,
    /// A feed.
    Feed,
    /// A file that is copied, or one that Offprint makes for machines.
    File,
    /// An old address that leads to another one.
    Redirect,
}

impl Library {
    /// The addresses of all list pages.
    pub fn lists(&self) -> Vec<Permalink> {
        let summaries = self.posts.iter().map(|post| post.summary.clone()).collect();
        let catalog = Catalog::new(self.site.clone(), summaries);
        catalog.routes().iter().map(|route| catalog.permalink(route)).collect()
    }

    /// The files that a build writes for readers, by their path inside the output folder.
    pub fn served(&self, config: &Config) -> BTreeMap<String, Served> {
        let mut served = BTreeMap::new();
        if self.site.feeds {
            served.insert("sitemap.xml".to_owned(), Served::File);
            for feed in Feed::all(self, Some(1)) {
                let files =
                    [feed.path(), feed.other_path()].into_iter().chain(feed.more_paths(&config.feed_also));
                served.extend(files.map(|file| (file, Served::Feed)));
            }
        }
        served.extend(MACHINES.map(|file| (file.to_owned(), Served::File)));
        served.insert("robots.txt".to_owned(), Served::File);
        served.insert("404.html".to_owned(), Served::Page);
        served.extend(self.files.iter().map(|file| (file.to.clone(), Served::File)));
        served.extend(self.redirects.iter().map(|redirect| (redirect.from.file(), Served::Redirect)));
        let masthead = &self.site.masthead;
        let search = masthead.search.iter().map(|search| search.url.file());
        let saved = masthead.offline.iter().map(|place| place.url.file());
        let posts = self.posts.iter().map(|post| post.summary.url.file());
        let documents = self.documents.iter().map(|document| document.page.url.file());
        let pages = search.chain(saved).chain(posts).chain(documents);
        served.extend(pages.map(|file| (file, Served::Page)));
        served.extend(self.lists().iter().map(|list| (list.file(), Served::List)));
        served
    }
}
