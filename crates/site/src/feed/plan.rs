use super::{NAME, OTHER_NAME};
use crate::{Library, Post};
use offprint_model::{ListHeading, Permalink, Section, Slug, Taxonomy};
use std::collections::{BTreeMap, HashMap};

/// A feed, before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Feed {
    /// The list that it is of.
    pub(crate) list: Permalink,
    /// "Rust on A blog"; `None` for the feed of the whole site.
    pub(crate) title: Option<String>,
    /// What the author says of it.
    pub(crate) description: Option<String>,
    /// Its posts by their numbers, newest first.
    pub(crate) posts: Vec<u32>,
}

/// What the feed of a list calls itself; `None` where that is the site's.
pub(crate) fn title_of(heading: &ListHeading, site: &str) -> Option<String> {
    match heading {
        ListHeading::Section { title, .. } | ListHeading::Term { title, .. } => Some(titled(title, site)),
        ListHeading::Home | ListHeading::Period { .. } => None,
    }
}

fn titled(list: &str, site: &str) -> String {
    format!("{list} on {site}")
}

impl Feed {
    /// Its file.
    pub(crate) fn path(&self) -> String {
        [self.list.as_str(), NAME].concat()
    }

    /// The file that holds the same bytes, where its name is free.
    pub(crate) fn other_path(&self) -> String {
        [self.list.as_str(), OTHER_NAME].concat()
    }

    /// Further files that hold the same bytes, by `[feed] also`.
    pub(crate) fn more_paths<'a>(&'a self, also: &'a [String]) -> impl Iterator<Item = String> + 'a {
        let is_home = self.list == Permalink::home();
        also.iter().filter_map(move |file| match file.strip_prefix('/') {
            Some(path) => is_home.then(|| path.to_owned()),
            None => Some([self.list.as_str(), file].concat()),
        })
    }

    /// Every feed of a site, each of at most `length` posts. Posts without a date are in none.
    pub(crate) fn all(library: &Library, length: Option<usize>) -> Vec<Self> {
        let site = library.site.masthead.title.as_str();
        let length = length.unwrap_or(usize::MAX);
        let home = Self {
            list: Permalink::home(),
            title: None,
            description: None,
            posts: newest(dated(&library.posts).map(|(number, _)| number).collect(), length),
        };
        let mut feeds = vec![home];
        let by_section = by_section(library);
        for (section, posts) in library.site.sections.iter().zip(by_section) {
            feeds.push(Self::of_section(section, site, newest(posts, length)));
        }
        for taxonomy in &library.site.taxonomies {
            for (slug, term) in terms(library, taxonomy) {
                feeds.push(Self::of_term(taxonomy, &slug, term, site, length));
            }
        }
        feeds
    }

    fn of_section(section: &Section, site: &str, posts: Vec<u32>) -> Self {
        Self {
            list: section.url.clone(),
            title: Some(titled(&section.title, site)),
            description: section.description.clone(),
            posts,
        }
    }

    fn of_term(taxonomy: &Taxonomy, slug: &Slug, term: Term<'_>, site: &str, length: usize) -> Self {
        let said = taxonomy.titles.get(slug);
        let title = said.and_then(|said| said.title.as_deref()).unwrap_or(term.label);
        Self {
            list: taxonomy.path.join(slug.as_str()),
            title: Some(titled(title, site)),
            description: said.and_then(|said| said.description.clone()),
            posts: newest(term.posts, length),
        }
    }
}

/// A term's posts, oldest first, and its label as first written.
struct Term<'a> {
    label: &'a str,
    posts: Vec<u32>,
}

fn dated(posts: &[Post]) -> impl Iterator<Item = (u32, &Post)> {
    (0..).zip(posts).filter(|(_, post)| post.date.is_some())
}

fn newest(mut posts: Vec<u32>, length: usize) -> Vec<u32> {
    posts.reverse();
    posts.truncate(length);
    posts.shrink_to_fit();
    posts
}

/// For each section its posts and those of the sections below it, oldest first.
fn by_section(library: &Library) -> Vec<Vec<u32>> {
    let sections = &library.site.sections;
    let places: HashMap<&str, usize> =
        sections.iter().enumerate().map(|(place, section)| (section.path.as_str(), place)).collect();
    let mut posts = vec![Vec::new(); sections.len()];
    for (number, post) in dated(&library.posts) {
        let path = post.summary.section.as_str();
        let above = path.match_indices('/').filter_map(|(slash, _)| path.get(..=slash));
        for place in above.filter_map(|path| places.get(path)) {
            if let Some(posts) = posts.get_mut(*place) {
                posts.push(number);
            }
        }
    }
    posts
}

fn terms<'a>(library: &'a Library, taxonomy: &Taxonomy) -> BTreeMap<Slug, Term<'a>> {
    let mut terms: BTreeMap<Slug, Term<'a>> = BTreeMap::new();
    // Making a slug costs more than finding one that was made: labels repeat.
    let mut slugs: HashMap<&str, Slug> = HashMap::new();
    for (number, post) in (0..).zip(&library.posts) {
        for label in post.summary.labels(&taxonomy.key) {
            let slug = slugs.entry(label).or_insert_with(|| Slug::from_label(label));
            if !terms.contains_key(slug) {
                terms.insert(slug.clone(), Term { label, posts: Vec::new() });
            }
            if post.date.is_some()
                && let Some(term) = terms.get_mut(slug)
            {
                term.posts.push(number);
            }
        }
    }
    terms
}
