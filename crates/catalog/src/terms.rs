//! The terms of a taxonomy.

use crate::Catalog;
use offprint_model::{DateStamp, TermCount, TermsPage};

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
        Some(TermsPage { title: taxonomy.title.clone(), url: taxonomy.path.clone(), terms: terms.collect() })
    }
}

/// A date with one of its texts.
pub(crate) fn stamp(date: &DateStamp, format: usize) -> Option<DateStamp> {
    Some(DateStamp { at: date.at, iso: date.iso.clone(), text: vec![date.text.get(format)?.clone()] })
}
