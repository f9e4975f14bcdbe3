//! Which list page is at which address, and which there are.

use crate::{Catalog, LARGE, Route};
use offprint_model::{Permalink, PostListOptions};

impl Catalog {
    /// The list page at an address, or `None`: a post, a document, or nothing at all.
    pub fn route(&self, permalink: &Permalink) -> Option<Route> {
        let (list, page) = permalink.split_page();
        let route = self.route_of_list(&list)?.at_page(page);
        (page <= self.pages(&route) && self.exists(&route)).then_some(route)
    }

    fn route_of_list(&self, list: &Permalink) -> Option<Route> {
        if *list == Permalink::home() {
            return Some(Route::Home { page: 1 });
        }
        if let Some(section) = self.site.sections.iter().position(|section| section.url == *list) {
            return Some(Route::Section { section, page: 1 });
        }
        if self.site.topics.as_ref().is_some_and(|topics| topics.path == *list) {
            return Some(Route::Topics);
        }
        let below = |path: &Permalink| list.as_str().strip_prefix(path.as_str());
        let taxonomy = self.site.taxonomies.iter().enumerate().find_map(|(taxonomy, written)| {
            let slug = below(&written.path)?.trim_end_matches('/');
            if slug.is_empty() {
                return Some(Route::Taxonomy { taxonomy });
            }
            let term = self.facets.facets.get(taxonomy)?.term(slug)?.slug.clone();
            Some(Route::Term { taxonomy, term, page: 1 })
        });
        taxonomy.or_else(|| {
            let period = below(&self.site.archive.as_ref()?.path)?;
            if period.is_empty() {
                return Some(Route::Archive);
            }
            let mut parts = period.trim_end_matches('/').splitn(2, '/');
            let year = parts.next()?.parse().ok()?;
            let month = parts.next().map(str::parse).transpose().ok()?;
            let route = Route::Period { year, month, page: 1 };
            // One address for each: not `2025/1/`, nor `02025/`.
            (self.permalink(&route) == *list).then_some(route)
        })
    }

    /// The address of a list page.
    pub fn permalink(&self, route: &Route) -> Permalink {
        let address = match route {
            Route::Home { .. } => None,
            Route::Section { section, .. } => {
                self.site.sections.get(*section).map(|section| section.url.clone())
            }
            Route::Taxonomy { taxonomy } => {
                self.site.taxonomies.get(*taxonomy).map(|taxonomy| taxonomy.path.clone())
            }
            Route::Term { taxonomy, term, .. } => {
                self.site.taxonomies.get(*taxonomy).map(|taxonomy| taxonomy.path.join(term.as_str()))
            }
            Route::Topics => self.site.topics.as_ref().map(|topics| topics.path.clone()),
            Route::Archive => self.site.archive.as_ref().map(|archive| archive.path.clone()),
            Route::Period { year, month, .. } => {
                self.site.archive.as_ref().map(|archive| period_path(&archive.path, *year, *month))
            }
        };
        address.unwrap_or_else(Permalink::home).page(route.number())
    }

    /// Every list page of the site.
    pub fn routes(&self) -> Vec<Route> {
        let mut first = vec![Route::Home { page: 1 }];
        first.extend((0..self.site.sections.len()).map(|section| Route::Section { section, page: 1 }));
        for (taxonomy, facet) in self.facets.facets.iter().take(self.site.taxonomies.len()).enumerate() {
            first.push(Route::Taxonomy { taxonomy });
            let terms = facet.terms.iter().map(|term| term.slug.clone());
            first.extend(terms.map(|term| Route::Term { taxonomy, term, page: 1 }));
        }
        first.extend([Route::Topics, Route::Archive]);
        if self.has_periods() {
            let months = || self.facets.months.iter().rev().map(|(month, _)| year_and_month(*month));
            let mut years: Vec<i16> = months().map(|(year, _)| year).collect();
            years.dedup();
            first.extend(years.into_iter().map(|year| Route::Period { year, month: None, page: 1 }));
            first.extend(months().map(|(year, month)| Route::Period { year, month: Some(month), page: 1 }));
        }
        first
            .into_iter()
            .filter(|route| self.exists(route))
            .flat_map(|route| (1..=self.pages(&route)).map(move |number| route.at_page(number)))
            .collect()
    }

    /// Years and months have lists of their own: there are too many posts for one archive page.
    pub(crate) fn has_periods(&self) -> bool {
        self.site.archive.is_some() && self.facets.dated() > LARGE
    }

    fn exists(&self, route: &Route) -> bool {
        match route {
            Route::Taxonomy { taxonomy } => {
                *taxonomy < self.site.taxonomies.len()
                    && self.facets.facets.get(*taxonomy).is_some_and(|facet| !facet.terms.is_empty())
            }
            Route::Topics => self.site.topics.is_some() && self.topics().is_some(),
            Route::Archive => self.site.archive.is_some() && self.facets.dated() > 0,
            list => self.list(list).is_some(),
        }
    }

    /// The posts of a list, in its order.
    pub(crate) fn list(&self, route: &Route) -> Option<&[u32]> {
        let list = match route {
            Route::Home { .. } => &self.facets.listed,
            Route::Section { section, .. } => self.facets.sections.get(*section)?,
            Route::Term { taxonomy, term, .. } => {
                self.site.taxonomies.get(*taxonomy)?;
                &self.facets.facets.get(*taxonomy)?.term(term.as_str())?.posts
            }
            Route::Period { year, month, .. } if self.has_periods() => match month {
                Some(month @ 1..=12) => self.facets.month(i32::from(*year) * 12 + i32::from(*month) - 1)?,
                Some(_) => return None,
                None => &self.facets.years()?.term(&year.to_string())?.posts,
            },
            Route::Period { .. } | Route::Taxonomy { .. } | Route::Topics | Route::Archive => return None,
        };
        Some(list)
    }

    /// How a list looks.
    pub(crate) fn options(&self, route: &Route) -> Option<&PostListOptions> {
        match route {
            Route::Home { .. } => Some(&self.site.home),
            Route::Section { section, .. } => Some(&self.site.sections.get(*section)?.list),
            Route::Term { taxonomy, .. } => Some(&self.site.taxonomies.get(*taxonomy)?.list),
            Route::Period { .. } => Some(&self.site.archive.as_ref()?.list),
            Route::Taxonomy { .. } | Route::Topics | Route::Archive => None,
        }
    }

    fn pages(&self, route: &Route) -> usize {
        match (self.options(route), self.list(route)) {
            (Some(options), Some(list)) => pages(options, list.len()),
            _ => 1,
        }
    }
}

/// Pages of a list of so many posts.
pub(crate) fn pages(options: &PostListOptions, posts: usize) -> usize {
    let size = options.per_page.map_or(usize::MAX, |size| size.max(1) as usize);
    posts.div_ceil(size).max(1)
}

/// The address of a year's or month's list.
pub(crate) fn period_path(archive: &Permalink, year: i16, month: Option<u8>) -> Permalink {
    let year = archive.join(&year.to_string());
    month.map_or_else(|| year.clone(), |month| year.join(&two_digits(month)))
}

/// "01" to "12".
pub(crate) fn two_digits(month: u8) -> String {
    [if month < 10 { "0" } else { "" }, &month.to_string()].concat()
}

/// Of a month counted from the year 0.
pub(crate) fn year_and_month(month: i32) -> (i16, u8) {
    // Months of an index lie within the years 0 to 9999.
    (i16::try_from(month / 12).unwrap_or_default(), u8::try_from(month % 12 + 1).unwrap_or_default())
}
