use super::claims::Claims;
use crate::config::{ArchiveConfig, TopicsConfig};
use crate::{Config, Diagnostic, Post};
use offprint_catalog::LARGE;
use offprint_model::{
    ArchiveOptions, Link, OfflinePlace, Permalink, SearchPlace, Slug, Taxonomy, TopicsOptions,
};
use std::collections::{BTreeMap, BTreeSet};

/// The pages by which a reader finds posts, as far as this site has something to show on them and its
/// author has nothing else at their addresses.
#[derive(Debug)]
pub(crate) struct Browse {
    pub(crate) topics: Option<TopicsOptions>,
    pub(crate) archive: Option<ArchiveOptions>,
    pub(crate) search: Option<SearchPlace>,
    pub(crate) offline: Option<OfflinePlace>,
    pub(crate) taxonomies: Vec<Taxonomy>,
    /// The terms of each taxonomy, by its key.
    terms: BTreeMap<String, BTreeSet<Slug>>,
    /// What the author should know.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Browse {
    /// Decides which of the pages there are. `claims` holds every address of the author's.
    pub(crate) fn new(config: &Config, posts: &[Post], claims: &Claims) -> Self {
        let mut browse = Self {
            topics: None,
            archive: None,
            search: None,
            offline: None,
            taxonomies: Vec::new(),
            terms: BTreeMap::new(),
            findings: Vec::new(),
        };
        for taxonomy in &config.taxonomies {
            let (path, slugs) = (taxonomy.permalink(), slugs(posts, &taxonomy.key));
            let mut terms = slugs.iter().map(|slug| path.join(slug.as_str()));
            if taxonomy.gives_way
                && (claims.holder(&path).is_some() || terms.any(|term| claims.holder(&term).is_some()))
            {
                continue;
            }
            browse.terms.insert(taxonomy.key.clone(), slugs);
            browse.taxonomies.push(Taxonomy {
                key: taxonomy.key.clone(),
                title: taxonomy.title.clone(),
                path,
                titles: taxonomy.titles.clone(),
                list: config.lists.taxonomy(&taxonomy.key).clone(),
                ordered: taxonomy.ordered,
            });
        }
        browse.topics = config.browse.topics.as_ref().and_then(|topics| browse.topics(topics, posts, claims));
        browse.archive =
            config.browse.archive.as_ref().and_then(|archive| browse.archive(archive, config, posts, claims));
        browse.search = config.search.then(|| browse.search(claims));
        browse.offline = config.offline.enabled.then(|| browse.offline(claims));
        browse
    }

    /// The taxonomies that some post has a term of.
    pub(crate) fn used(&self) -> impl Iterator<Item = &Taxonomy> {
        self.taxonomies.iter().filter(|taxonomy| self.terms_of(taxonomy) > 0)
    }

    /// How many terms a taxonomy has.
    pub(crate) fn terms_of(&self, taxonomy: &Taxonomy) -> usize {
        self.terms.get(&taxonomy.key).map_or(0, BTreeSet::len)
    }

    /// Links to all of the pages.
    pub(crate) fn links(&self) -> Vec<Link> {
        let link = |title: &str, url: &Permalink| Link { title: title.to_owned(), url: url.clone() };
        let topics = self.topics.iter().map(|topics| link(&topics.title, &topics.path));
        let taxonomies = self.used().map(|taxonomy| link(&taxonomy.title, &taxonomy.path));
        let archive = self.archive.iter().map(|archive| link(&archive.title, &archive.path));
        topics.chain(taxonomies).chain(archive).collect()
    }

    fn topics(&mut self, topics: &TopicsConfig, posts: &[Post], claims: &Claims) -> Option<TopicsOptions> {
        let there = posts.iter().any(|post| post.summary.topic.is_some());
        if !there || !self.is_free(&topics.path, "the page of all topics", topics.asked, claims) {
            return None;
        }
        let known = slugs(posts, "series");
        for series in topics.series.iter().filter(|series| !known.contains(series)) {
            let message = format!("`topics.series` names a series that no post is part of: `{series}`");
            let help = "its name is written as in the posts; where it stands does nothing until there is one";
            self.findings.push(Diagnostic::warning(crate::config::FILE, message).help(help));
        }
        Some(TopicsOptions {
            path: topics.path.clone(),
            title: topics.title.clone(),
            series: topics.series.clone(),
            noun: topics.noun.clone(),
        })
    }

    fn archive(
        &mut self,
        archive: &ArchiveConfig,
        config: &Config,
        posts: &[Post],
        claims: &Claims,
    ) -> Option<ArchiveOptions> {
        let dated = posts.iter().filter(|post| post.summary.date.is_some()).count();
        if dated == 0 || !self.is_free(&archive.path, "the archive", archive.asked, claims) {
            return None;
        }
        // A long archive has pages of its years and months too.
        let topics = self.topics.as_ref().map(|topics| topics.path.collision_key() + "index.html");
        let (mut targets, path) = (claims.targets().chain(topics.as_deref()), archive.path.collision_key());
        if dated > LARGE && targets.any(|target| is_period(target, &path)) {
            return None;
        }
        let options = ArchiveOptions {
            path: archive.path.clone(),
            title: archive.title.clone(),
            list: config.lists.archive.clone(),
            months: archive.months.clone(),
        };
        Some(options)
    }

    /// Where a reader searches. The author's own page at that address stays: then nothing but the palette
    /// shows what is found.
    fn search(&mut self, claims: &Claims) -> SearchPlace {
        let url = Permalink::home().join("search");
        let own = !self.gives_room(&url, "the search page", claims);
        SearchPlace { url, own }
    }

    /// Where a reader finds what is saved. A page of the author's at that address stays: then it is at another.
    fn offline(&mut self, claims: &Claims) -> OfflinePlace {
        let mut url = Permalink::home().join("saved");
        if !self.gives_room(&url, "the page of what is saved", claims) {
            url = Permalink::home().join("offprint-saved");
        }
        OfflinePlace { url, preview: false }
    }

    /// Whether nothing at all is at an address that no author chose.
    fn gives_room(&mut self, path: &Permalink, what: &str, claims: &Claims) -> bool {
        let archive = self.archive.as_ref().is_some_and(|archive| archive.path == *path);
        !archive && self.is_free(path, what, false, claims)
    }

    /// Whether nothing else is at a page's address; says what is where the author asked for the page.
    fn is_free(&mut self, path: &Permalink, what: &str, asked: bool, claims: &Claims) -> bool {
        let here = |taxonomy: &&Taxonomy| {
            let mut terms = self.terms.get(&taxonomy.key).into_iter().flatten();
            taxonomy.path == *path || terms.any(|slug| taxonomy.path.join(slug.as_str()) == *path)
        };
        let list =
            self.used().find(here).map(|taxonomy| format!("a list of the taxonomy `{}`", taxonomy.key));
        let topics = self.topics.as_ref().filter(|topics| topics.path == *path);
        let other = list
            .or_else(|| topics.map(|_| "the page of all topics".to_owned()))
            .or_else(|| claims.holder(path).map(str::to_owned));
        let Some(other) = other else { return true };
        if asked {
            let message = format!("{what} is left out: {other} is at its address, `{path}`");
            let help = "give one of them another address; `path` is where Offprint's own page is told its";
            self.findings.push(Diagnostic::warning(crate::config::FILE, message).help(help));
        }
        false
    }
}

/// Whether a file is where the list of a year or a month of the archive could be. Both in lower case.
fn is_period(target: &str, archive: &str) -> bool {
    let below = target.strip_prefix(archive).and_then(|rest| rest.strip_suffix("/index.html"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    below.is_some_and(|path| path.split('/').all(|segment| is_number(segment) || segment == "page"))
}

fn slugs(posts: &[Post], key: &str) -> BTreeSet<Slug> {
    let labels: BTreeSet<&str> =
        posts.iter().flat_map(|post| post.summary.labels(key)).map(String::as_str).collect();
    labels.into_iter().map(Slug::from_label).collect()
}
