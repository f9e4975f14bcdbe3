//! The terms of a taxonomy.

use crate::Catalog;
use offprint_model::{DateStamp, TermCount, TermOrder, TermsPage};
use std::cmp::Reverse;

impl Catalog {
    pub(crate) fn terms_page(&self, index: usize) -> Option<TermsPage> {
        let taxonomy = self.site.taxonomies.get(index)?;
        let facet = self.facets.facets.get(index)?;
        let mut terms: Vec<_> = facet.terms.iter().collect();
        terms.sort_by_key(|term| term.rank);
        let of = |number: u32| stamp(self.post(number)?.date.as_ref()?, taxonomy.list.date_format);
        let terms = terms.into_iter().map(|term| TermCount {
            label: term.title.clone(),
            url: taxonomy.path.join(term.slug.as_str()),
            count: term.posts.len(),
            latest: term.newest.and_then(of),
        });
        Some(TermsPage {
            title: taxonomy.title.clone(),
            url: taxonomy.path.clone(),
            terms: terms.collect(),
            order: TermOrder::Name,
        })
    }
}

/// A date with one of its texts.
pub(crate) fn stamp(date: &DateStamp, format: usize) -> Option<DateStamp> {
    Some(DateStamp { at: date.at, iso: date.iso.clone(), text: vec![date.text.get(format)?.clone()] })
}

/// Sorts the terms of a page, which needs nothing but the page.
pub fn sort_terms(page: &mut TermsPage, order: TermOrder) {
    let name = |term: &TermCount| (term.label.to_lowercase(), term.url.clone());
    page.terms.sort_by_cached_key(name);
    // Stable: equal terms stay A to Z.
    match order {
        TermOrder::Name => {}
        TermOrder::Count => page.terms.sort_by_key(|term| Reverse(term.count)),
        TermOrder::Latest => {
            page.terms.sort_by_key(|term| Reverse(term.latest.as_ref().map(|date| date.at)));
        }
    }
    page.order = order;
}
