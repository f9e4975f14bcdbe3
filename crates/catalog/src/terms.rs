//! The terms of a taxonomy.

use crate::Catalog;
use crate::sorted::{by_text, descending};
use offprint_model::{DateStamp, TermCount, TermOrder, TermsPage};

impl Catalog {
    pub(crate) fn terms_page(&self, index: usize) -> Option<TermsPage> {
        let taxonomy = self.site.taxonomies.get(index)?;
        let facet = self.facets.facets.get(index)?;
        let of = |number: u32| stamp(self.post(number)?.date.as_ref()?, taxonomy.list.date_format);
        let terms = facet.by_title().map(|term| TermCount {
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
    page.terms = by_text(std::mem::take(&mut page.terms), |term| {
        let first = match order {
            TermOrder::Name => 0,
            TermOrder::Count => !(term.count as u64),
            TermOrder::Latest => descending(term.latest.as_ref().map(|date| date.at)),
        };
        // Equal terms stand A to Z, and those of one name by their address, below which nothing sorts.
        (first, [&term.label.to_lowercase(), "\0", term.url.as_str()].concat())
    });
    page.order = order;
}
