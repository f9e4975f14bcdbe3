use crate::facets::{FacetTerms, Term};
use crate::filter::Filter;
use crate::sorted::sort;
use crate::words::words;
use crate::{Catalog, Query, Route, Sort};
use offprint_model::{Chip, Facet, FacetOption, FilterPanel, Mode, PanelLink};

/// No list has more posts: so much room a count has where terms are sorted.
const LARGEST: u64 = (1 << 31) - 1;

/// A term that would leave something, or is chosen.
struct Candidate<'a> {
    term: &'a Term,
    count: usize,
    chosen: Option<Mode>,
}

impl Catalog {
    /// What a reader can choose above a list. `needles` are what is looked for in a facet's terms, by the
    /// facet's key.
    pub(crate) fn panel(
        &self,
        route: &Route,
        list: &[u32],
        query: &Query,
        filter: &Filter,
        needles: &[(String, String)],
    ) -> FilterPanel {
        let facets = self.facets.facets.iter().enumerate();
        let facets = facets.filter_map(|(place, facet)| {
            let needle = needles.iter().find(|(key, _)| *key == facet.name);
            let needle = needle.map_or("", |(_, text)| text.as_str());
            self.facet(place, facet, route, query, filter, needle)
        });
        FilterPanel {
            query: query.at_page(1).to_string(),
            words: query.words().to_owned(),
            of: list.len(),
            sorts: self.sorts(route, list, query),
            chips: self.chips(query),
            facets: facets.collect(),
        }
    }

    fn facet(
        &self,
        place: usize,
        facet: &FacetTerms,
        route: &Route,
        query: &Query,
        filter: &Filter,
        needle: &str,
    ) -> Option<Facet> {
        let around = filter.around(place);
        let is_year = place + 1 == self.facets.facets.len();
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        for term in facet.by_title() {
            let count = around.count(&term.posts);
            let chosen = query.mode(&facet.name, term.slug.as_str());
            if chosen.is_some() || count > 0 && !is_of(route, place, is_year, term) {
                candidates.push(Candidate { term, count, chosen });
            }
        }
        let total = candidates.iter().filter(|candidate| candidate.count > 0).count();
        if candidates.is_empty() {
            return None;
        }
        let needles = words(needle);
        candidates.retain(|candidate| {
            candidate.chosen.is_some() || matches(&candidate.term.title, &needles, needle.trim())
        });
        // Those chosen first, then the one that is looked for by its whole name, then those that leave most,
        // then A to Z; but years newest first.
        let mut keys: Vec<u64> = (0_u64..)
            .zip(&candidates)
            .map(|(place, candidate)| match candidate.term.slug.as_str().parse::<u32>() {
                Ok(year) if is_year => u64::from(!year) << 32 | place,
                _ => {
                    let named = !needles.is_empty() && words(&candidate.term.title) == needles;
                    let fewer = if named { 0 } else { LARGEST.saturating_sub(candidate.count as u64) };
                    u64::from(candidate.chosen.is_none()) << 63 | fewer << 32 | place
                }
            })
            .collect();
        sort(&mut keys);
        // Those chosen are shown in any case, and take their share of the room.
        let chosen = candidates.iter().filter(|candidate| candidate.chosen.is_some()).count();
        let mut room = Facet::SHOWN.saturating_sub(chosen);
        let place = self.query_place(place);
        let mut options = Vec::new();
        for key in keys {
            let Some(candidate) = candidates.get((key & u64::from(u32::MAX)) as usize) else { continue };
            if candidate.chosen.is_none() {
                if room == 0 {
                    continue;
                }
                room -= 1;
            }
            options.push(candidate.option(place, facet, query));
        }
        Some(Facet {
            key: facet.name.clone(),
            title: facet.title.clone(),
            options,
            total,
            needle: needle.to_owned(),
            single: facet.single,
        })
    }

    /// Where a facet stands in a query string: years are the last of the facets, and written first.
    fn query_place(&self, facet: usize) -> usize {
        if facet + 1 == self.facets.facets.len() { 0 } else { facet + 1 }
    }

    fn sorts(&self, route: &Route, list: &[u32], query: &Query) -> Vec<PanelLink> {
        // Where the last post has a weight all have: dates say nothing of the order.
        let all_weighted = list.last().is_some_and(|last| self.facets.weighted.has(*last));
        let own_order = self.is_numbered(route) || all_weighted;
        let mut sorts = vec![(Sort::List, if own_order { "In order" } else { "Newest first" })];
        if own_order {
            sorts.push((Sort::Newest, "Newest first"));
        }
        sorts.extend([
            (Sort::Oldest, "Oldest first"),
            (Sort::Updated, "Recently updated"),
            (Sort::Title, "By title"),
        ]);
        let link = |(sort, label): (Sort, &str)| PanelLink {
            label: label.to_owned(),
            query: query.text_sorted(sort),
            on: query.sort() == sort,
        };
        sorts.into_iter().map(link).collect()
    }

    fn chips(&self, query: &Query) -> Vec<Chip> {
        let mut chips = Vec::new();
        if !query.words().is_empty() {
            chips.push(Chip {
                facet: "Words".to_owned(),
                label: query.words().to_owned(),
                mode: Mode::Or,
                query: query.text_with_words(""),
            });
        }
        for choice in query.choices() {
            let facet = self.facets.facets.iter().find(|facet| facet.name == choice.name);
            let term = facet.and_then(|facet| facet.term(&choice.slug));
            chips.push(Chip {
                facet: facet.map_or(&choice.name, |facet| &facet.title).clone(),
                label: term.map_or(&choice.slug, |term| &term.title).clone(),
                mode: choice.mode,
                query: query.text_with(0, &choice.name, &choice.slug, None),
            });
        }
        chips
    }
}

impl Candidate<'_> {
    fn option(&self, place: usize, facet: &FacetTerms, query: &Query) -> FacetOption {
        let slug = self.term.slug.as_str();
        let link = |mode| {
            let mode = (self.chosen != Some(mode)).then_some(mode);
            query.text_with(place, &facet.name, slug, mode)
        };
        FacetOption {
            slug: slug.to_owned(),
            label: self.term.title.clone(),
            count: self.count,
            chosen: self.chosen,
            or: link(Mode::Or),
            with: link(Mode::With),
            without: link(Mode::Without),
        }
    }
}

/// Is the list that of the term itself? Every post of it has the term: there is nothing to choose.
fn is_of(route: &Route, facet: usize, is_year: bool, term: &Term) -> bool {
    match route {
        Route::Term { taxonomy, term: slug, .. } => *taxonomy == facet && *slug == term.slug,
        Route::Period { year, .. } => is_year && term.slug.as_str() == year.to_string(),
        _ => false,
    }
}

/// Does a word of the title begin with each of the needles? Signs that make no word are looked for as written.
fn matches(title: &str, needles: &[String], written: &str) -> bool {
    if needles.is_empty() {
        return title.contains(written);
    }
    let words = words(title);
    needles.iter().all(|needle| words.iter().any(|word| word.starts_with(needle.as_str())))
}
