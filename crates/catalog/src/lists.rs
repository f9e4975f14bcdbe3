//! Lists of posts, whole and filtered.

use crate::address::{pages, two_digits};
use crate::filter::Filter;
use crate::{Catalog, Query, Route, Sort};
use offprint_model::{ListHeading, ListPage, Permalink};

/// What must be read before a page is whole. Empty for a catalog that has everything at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    /// Chunks of summaries, by their place in [`offprint_model::Release::posts`].
    pub chunks: Vec<usize>,
    /// The directory of words. Which shards are wanted is known once it is there.
    pub words: bool,
    /// Shards of words, by their place in the directory.
    pub shards: Vec<usize>,
    /// An order that dates do not give.
    pub order: Option<Sort>,
}

impl Wants {
    /// Nothing more is wanted.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty() && !self.words && self.shards.is_empty() && self.order.is_none()
    }
}

/// The posts that a filtered list shows.
struct Shown {
    filter: Filter,
    /// What is left of the list, as the reader wants it sorted.
    posts: Vec<u32>,
    page: usize,
}

impl Catalog {
    /// A list with what a reader has chosen, and what more can be chosen; `None` where the route is no list
    /// of posts, or while words or an order are still wanted (see [`Catalog::wants`]). A page beyond the last is
    /// the last. Where nothing is chosen, the page is the route's own. `needles` are what the reader looks for
    /// among the terms of facets, by [`offprint_model::Facet::key`].
    pub fn filtered(&self, route: &Route, query: &Query, needles: &[(String, String)]) -> Option<ListPage> {
        let list = self.list(route)?;
        let shown = self.shown(route, query)?;
        let mut page = self.list_of(route, &shown.posts, shown.page)?;
        page.panel = Some(Box::new(self.panel(route, list, query, &shown.filter, needles)));
        Some(page)
    }

    /// What must be read before the page of a route, filtered or not, is whole. Reading that may show that
    /// more is wanted: ask again until nothing is.
    pub fn wants(&self, route: &Route, query: &Query) -> Wants {
        if self.is_whole() {
            return Wants::default();
        }
        if !route.is_list() {
            return Wants { chunks: self.missing(&self.posts_named(route)), ..Wants::default() };
        }
        let searching = !query.words().is_empty();
        let mut wants = Wants {
            words: searching && !self.words.has_directory(),
            shards: if searching { self.words.missing(query.words()) } else { Vec::new() },
            order: Some(query.sort()).filter(|sort| self.orders.lack(*sort)),
            chunks: Vec::new(),
        };
        if wants.is_empty()
            && let Some(shown) = self.shown(route, query)
            && let Some(options) = self.options(route)
        {
            let size = options.per_page.map_or(usize::MAX, |size| size.max(1) as usize);
            let start = (shown.page - 1).saturating_mul(size);
            let rows: Vec<u32> = shown.posts.iter().skip(start).take(size).copied().collect();
            wants.chunks = self.missing(&rows);
        }
        wants
    }

    /// The posts that a page which is no list of posts tells of.
    fn posts_named(&self, route: &Route) -> Vec<u32> {
        match route {
            Route::Taxonomy { taxonomy } => {
                let facet = self.facets.facets.get(*taxonomy);
                facet.map_or_else(Vec::new, |facet| {
                    facet.terms.iter().filter_map(|term| term.newest).collect()
                })
            }
            Route::Topics => self.posts_of_topics(),
            Route::Archive if !self.has_periods() => {
                self.facets.months.iter().flat_map(|(_, posts)| posts).copied().collect()
            }
            _ => Vec::new(),
        }
    }

    fn shown(&self, route: &Route, query: &Query) -> Option<Shown> {
        let list = self.list(route)?;
        let found = self.words.find(query.words(), self.posts(), self.len())?;
        let filter = Filter::new(&self.facets, list, query, found.as_ref());
        let keep = |number: &u32| filter.keeps(*number);
        let posts: Vec<u32> = match query.sort() {
            Sort::List => list.iter().copied().filter(keep).collect(),
            Sort::Newest => (0..self.facets.count).rev().filter(keep).collect(),
            Sort::Oldest => (0..self.facets.count).filter(keep).collect(),
            sort @ (Sort::Title | Sort::Updated) => {
                let posts = self.is_whole().then(|| self.posts());
                self.orders.all(sort, posts)?.iter().copied().filter(keep).collect()
            }
        };
        let last = pages(self.options(route)?, posts.len());
        let page = if query.is_empty() { route.number() } else { query.page() };
        Some(Shown { filter, posts, page: page.clamp(1, last) })
    }

    /// A list as it is.
    pub(crate) fn list_page(&self, route: &Route) -> Option<ListPage> {
        self.list_of(route, self.list(route)?, route.number())
    }

    fn list_of(&self, route: &Route, posts: &[u32], page: usize) -> Option<ListPage> {
        let options = self.options(route)?.clone();
        let pages = pages(&options, posts.len());
        if page > pages {
            return None;
        }
        let size = options.per_page.map_or(usize::MAX, |size| size.max(1) as usize);
        let start = page.checked_sub(1)?.saturating_mul(size);
        let rows = posts.get(start..).unwrap_or_default();
        let rows = rows.get(..size).unwrap_or(rows);
        let at_hand: Vec<_> = rows.iter().map_while(|number| self.post(*number)).cloned().collect();
        let (heading, intro) = self.heading(route)?;
        let url = self.permalink(&route.at_page(1));
        let has_feed = self.site.feeds && !matches!(route, Route::Period { .. });
        Some(ListPage {
            heading,
            intro: if page == 1 { intro } else { None },
            pending: rows.len() - at_hand.len(),
            posts: at_hand,
            options,
            total: posts.len(),
            page,
            pages,
            feed: if has_feed { feed(&url) } else { None },
            numbered: self.is_numbered(route),
            panel: None,
            url,
        })
    }

    /// The list is of a series, in the order of its numbers.
    pub(crate) fn is_numbered(&self, route: &Route) -> bool {
        let Route::Term { taxonomy, .. } = route else { return false };
        self.site.taxonomies.get(*taxonomy).is_some_and(|taxonomy| taxonomy.ordered)
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
                let heading = ListHeading::Term {
                    taxonomy: taxonomy.title.clone(),
                    taxonomy_url: taxonomy.path.clone(),
                    title: self.facets.facets.get(*index)?.term(term.as_str())?.title.clone(),
                    description: taxonomy.titles.get(term).and_then(|title| title.description.clone()),
                };
                (heading, None)
            }
            Route::Period { year, month, .. } => {
                let archive = self.site.archive.as_ref()?;
                let year = year.to_string();
                let title = match month {
                    Some(month) => [&self.month_name(*month), " ", &year].concat(),
                    None => year,
                };
                let heading = ListHeading::Period {
                    archive: archive.title.clone(),
                    archive_url: archive.path.clone(),
                    title,
                };
                (heading, None)
            }
            Route::Taxonomy { .. } | Route::Topics | Route::Archive => return None,
        })
    }

    /// "November"; "11" where the site does not say.
    pub(crate) fn month_name(&self, month: u8) -> String {
        let names = self.site.archive.as_ref().map(|archive| &archive.months);
        let name = names.and_then(|names| names.get(usize::from(month).checked_sub(1)?));
        name.cloned().unwrap_or_else(|| two_digits(month))
    }
}

/// The feed of a list.
fn feed(list: &Permalink) -> Option<Permalink> {
    Permalink::new(&[list.encoded().as_str(), "feed.xml"].concat()).ok()
}
