use crate::Route;
use offprint_model::{
    ListHeading, ListPage, Page, Permalink, PostListOptions, PostSummary, Site, Slug, TermCount, TermOrder,
    TermsPage,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The content index in memory, ready to answer for every list page of the site.
#[derive(Clone, Debug)]
pub struct Catalog {
    site: Site,
    /// Oldest first, as in the index; a post's number is its place here.
    posts: Vec<PostSummary>,
    /// Every post in the order of lists: by weight where there is one, then newest first.
    listed: Vec<u32>,
    /// For each taxonomy of the site its terms.
    terms: Vec<BTreeMap<Slug, Term>>,
}

#[derive(Clone, Debug)]
struct Term {
    /// As first written, in the oldest post that carries it.
    label: String,
    /// The posts that carry it, in the order of its list.
    posts: Vec<u32>,
}

impl Catalog {
    /// A catalog over all summaries of a site, oldest first.
    pub fn new(site: Site, posts: Vec<PostSummary>) -> Self {
        let mut listed: Vec<u32> =
            (0..posts.len()).rev().filter_map(|number| u32::try_from(number).ok()).collect();
        // Stable: posts of equal weight stay newest first.
        listed.sort_by_key(|number| weight(&posts, *number));
        let terms = site
            .taxonomies
            .iter()
            .map(|taxonomy| {
                let mut terms = terms_of(&posts, &listed, &taxonomy.key);
                if taxonomy.ordered {
                    for term in terms.values_mut() {
                        term.posts.sort_by_key(|number| (part(&posts, *number), *number));
                    }
                }
                terms
            })
            .collect();
        Self { site, posts, listed, terms }
    }

    /// The site that the posts belong to.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// All summaries, oldest first.
    pub fn posts(&self) -> &[PostSummary] {
        &self.posts
    }

    /// The list page at an address, or `None`: a post, a document, or nothing at all.
    pub fn route(&self, permalink: &Permalink) -> Option<Route> {
        let (list, page) = permalink.split_page();
        let route = self.route_of_list(&list, page)?;
        let exists = page <= self.pages(&route);
        exists.then_some(route)
    }

    fn route_of_list(&self, list: &Permalink, page: usize) -> Option<Route> {
        if *list == Permalink::home() {
            return Some(Route::Home { page });
        }
        if let Some(section) = self.site.sections.iter().position(|section| section.url == *list) {
            return Some(Route::Section { section, page });
        }
        self.site.taxonomies.iter().enumerate().find_map(|(index, taxonomy)| {
            if taxonomy.path == *list {
                return (page == 1).then_some(Route::Taxonomy { taxonomy: index });
            }
            let term =
                self.terms.get(index)?.keys().find(|slug| taxonomy.path.join(slug.as_str()) == *list)?;
            Some(Route::Term { taxonomy: index, term: term.clone(), page })
        })
    }

    /// The address of a list page.
    pub fn permalink(&self, route: &Route) -> Permalink {
        match route {
            Route::Home { page } => Permalink::home().page(*page),
            Route::Section { section, page } => self
                .site
                .sections
                .get(*section)
                .map_or_else(Permalink::home, |section| section.url.page(*page)),
            Route::Taxonomy { taxonomy } => self
                .site
                .taxonomies
                .get(*taxonomy)
                .map_or_else(Permalink::home, |taxonomy| taxonomy.path.clone()),
            Route::Term { taxonomy, term, page } => self
                .site
                .taxonomies
                .get(*taxonomy)
                .map_or_else(Permalink::home, |taxonomy| taxonomy.path.join(term.as_str()).page(*page)),
        }
    }

    /// Every list page of the site.
    pub fn routes(&self) -> Vec<Route> {
        let mut first = vec![Route::Home { page: 1 }];
        first.extend((0..self.site.sections.len()).map(|section| Route::Section { section, page: 1 }));
        for (taxonomy, terms) in self.terms.iter().enumerate() {
            if !terms.is_empty() {
                first.push(Route::Taxonomy { taxonomy });
                first.extend(terms.keys().map(|term| Route::Term { taxonomy, term: term.clone(), page: 1 }));
            }
        }
        first
            .into_iter()
            .flat_map(|route| (1..=self.pages(&route)).map(move |number| route.at_page(number)))
            .collect()
    }

    /// The data of a list page; [`Page::Missing`] where the route is not of this site.
    pub fn page(&self, route: &Route) -> Page {
        match route {
            Route::Taxonomy { taxonomy } => self.terms_page(*taxonomy).map_or(Page::Missing, Page::Terms),
            Route::Home { page } | Route::Section { page, .. } | Route::Term { page, .. } => {
                self.list_page(route, *page).map_or(Page::Missing, Page::List)
            }
        }
    }

    /// The posts that carry a term, in the order of its list.
    pub fn posts_of_term(&self, taxonomy: &str, label: &str) -> Vec<&PostSummary> {
        let index = self.site.taxonomies.iter().position(|candidate| candidate.key == taxonomy);
        let term = index.and_then(|index| self.terms.get(index)?.get(&Slug::from_label(label)));
        term.map_or_else(Vec::new, |term| self.summaries(&term.posts))
    }

    fn terms_page(&self, index: usize) -> Option<TermsPage> {
        let taxonomy = self.site.taxonomies.get(index)?;
        let mut terms: Vec<TermCount> = self
            .terms
            .get(index)?
            .iter()
            .map(|(slug, term)| TermCount {
                label: self.term_title(index, slug).unwrap_or_else(|| term.label.clone()),
                url: taxonomy.path.join(slug.as_str()),
                count: term.posts.len(),
                latest: None,
            })
            .collect();
        terms.sort_by_cached_key(|term| (term.label.to_lowercase(), term.url.clone()));
        Some(TermsPage {
            title: taxonomy.title.clone(),
            url: taxonomy.path.clone(),
            terms,
            order: TermOrder::Name,
        })
    }

    fn term_title(&self, taxonomy: usize, slug: &Slug) -> Option<String> {
        self.site.taxonomies.get(taxonomy)?.titles.get(slug)?.title.clone()
    }

    fn list_page(&self, route: &Route, page: usize) -> Option<ListPage> {
        let pages = self.pages(route);
        let numbers = self.numbers(route)?;
        let options = self.options(route)?.clone();
        let size = options.per_page.map_or(usize::MAX, |size| size as usize);
        let start = page.checked_sub(1)?.saturating_mul(size);
        if page > pages {
            return None;
        }
        let (heading, intro) = self.heading(route)?;
        let shown = numbers.iter().skip(start).take(size).copied().collect::<Vec<_>>();
        Some(ListPage {
            heading,
            url: self.permalink(&route.at_page(1)),
            intro: if page == 1 { intro } else { None },
            posts: self.summaries(&shown).into_iter().cloned().collect(),
            options,
            total: numbers.len(),
            page,
            pages,
            feed: None,
            numbered: false,
            panel: None,
            pending: 0,
        })
    }

    fn heading(&self, route: &Route) -> Option<(ListHeading, Option<String>)> {
        Some(match route {
            Route::Home { .. } => (ListHeading::Home, self.site.intro.clone()),
            Route::Section { section, .. } => {
                let section = self.site.sections.get(*section)?;
                let heading = ListHeading::Section {
                    title: section.title.clone(),
                    description: section.description.clone(),
                };
                (heading, section.intro.clone())
            }
            Route::Term { taxonomy: index, term, .. } => {
                let taxonomy = self.site.taxonomies.get(*index)?;
                let label = &self.terms.get(*index)?.get(term)?.label;
                let heading = ListHeading::Term {
                    taxonomy: taxonomy.title.clone(),
                    taxonomy_url: taxonomy.path.clone(),
                    title: self.term_title(*index, term).unwrap_or_else(|| label.clone()),
                    description: taxonomy.titles.get(term).and_then(|title| title.description.clone()),
                };
                (heading, None)
            }
            Route::Taxonomy { .. } => return None,
        })
    }

    fn options(&self, route: &Route) -> Option<&PostListOptions> {
        match route {
            Route::Home { .. } => Some(&self.site.home),
            Route::Section { section, .. } => Some(&self.site.sections.get(*section)?.list),
            Route::Taxonomy { taxonomy } | Route::Term { taxonomy, .. } => {
                Some(&self.site.taxonomies.get(*taxonomy)?.list)
            }
        }
    }

    fn pages(&self, route: &Route) -> usize {
        let size = self.options(route).and_then(|options| options.per_page);
        match (route, size, self.numbers(route)) {
            (Route::Taxonomy { .. }, _, _) | (_, None, _) | (_, _, None) => 1,
            (_, Some(size), Some(numbers)) => numbers.len().div_ceil(size.max(1) as usize).max(1),
        }
    }

    fn numbers(&self, route: &Route) -> Option<Vec<u32>> {
        match route {
            Route::Home { .. } => Some(self.listed.clone()),
            Route::Section { section, .. } => {
                let path = &self.site.sections.get(*section)?.path;
                let inside = |number: &u32| {
                    self.posts
                        .get(*number as usize)
                        .is_some_and(|post| post.section.starts_with(path.as_str()))
                };
                Some(self.listed.iter().copied().filter(inside).collect())
            }
            Route::Taxonomy { .. } => None,
            Route::Term { taxonomy, term, .. } => {
                self.terms.get(*taxonomy)?.get(term).map(|term| term.posts.clone())
            }
        }
    }

    fn summaries(&self, numbers: &[u32]) -> Vec<&PostSummary> {
        numbers.iter().filter_map(|number| self.posts.get(*number as usize)).collect()
    }
}

impl Route {
    fn at_page(&self, number: usize) -> Self {
        let mut route = self.clone();
        match &mut route {
            Self::Home { page } | Self::Section { page, .. } | Self::Term { page, .. } => *page = number,
            Self::Taxonomy { .. } => {}
        }
        route
    }
}

fn terms_of(posts: &[PostSummary], listed: &[u32], key: &str) -> BTreeMap<Slug, Term> {
    let mut terms: BTreeMap<Slug, Term> = BTreeMap::new();
    for label in posts.iter().flat_map(|post| post.labels(key)) {
        terms
            .entry(Slug::from_label(label))
            .or_insert_with(|| Term { label: label.clone(), posts: Vec::new() });
    }
    for number in listed {
        for label in posts.get(*number as usize).map_or(&[][..], |post| post.labels(key)) {
            if let Some(term) = terms.get_mut(&Slug::from_label(label))
                && term.posts.last() != Some(number)
            {
                term.posts.push(*number);
            }
        }
    }
    terms
}

/// Weighted posts first, smallest weight first; the others after them.
fn weight(posts: &[PostSummary], number: u32) -> (Reverse<bool>, i32) {
    let weight = posts.get(number as usize).and_then(|post| post.weight);
    (Reverse(weight.is_some()), weight.unwrap_or_default())
}

/// Numbered parts first, in their order; unnumbered ones after them.
fn part(posts: &[PostSummary], number: u32) -> u32 {
    posts.get(number as usize).and_then(|post| post.part).unwrap_or(u32::MAX)
}
