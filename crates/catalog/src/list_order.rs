use crate::bits::Bits;
use crate::facets::Term;
use crate::gathered::{TermPosts, UNDATED};
use crate::sorted::{by_number, sort};
use offprint_model::Slug;

/// The orders of lists.
pub(crate) struct ListOrder {
    /// See [`crate::Facets::listed`].
    pub(crate) listed: Vec<u32>,
    /// See [`crate::Facets::weighted`].
    pub(crate) weighted: Bits,
    /// Each post's place in the list of all, on a site where posts have weights.
    places: Vec<u32>,
    /// Each numbered post's number, by posts ascending.
    parts: Vec<(u32, u32)>,
}

impl ListOrder {
    pub(crate) fn new(count: u32, weights: &[(u32, i32)], parts: Vec<(u32, u32)>) -> Self {
        // By weight, then newest first.
        let weight = |(number, weight): &(u32, i32)| {
            u64::from(weight.cast_unsigned() ^ 1 << 31) << 32 | u64::from(!number)
        };
        let mut keys: Vec<u64> = weights.iter().map(weight).collect();
        sort(&mut keys);
        let number = |key: u64| u32::try_from(!key & u64::from(u32::MAX)).unwrap_or_default();
        let mut listed: Vec<u32> = keys.into_iter().map(number).collect();
        let weighted = Bits::of(&listed, count as usize);
        listed.extend((0..count).rev().filter(|number| !weighted.has(*number)));
        let mut places = Vec::new();
        if !weights.is_empty() {
            places = vec![0; count as usize];
            for (place, number) in (0..).zip(&listed) {
                if let Some(slot) = places.get_mut(*number as usize) {
                    *slot = place;
                }
            }
        }
        Self { listed, weighted, places, parts }
    }

    /// Puts ascending posts in the order of a list.
    pub(crate) fn sort(&self, posts: &mut [u32], ordered: bool) {
        if ordered {
            // Numbered parts first, in their order; unnumbered ones after them, oldest first.
            by_number(posts, |number| {
                let place = self.parts.binary_search_by_key(&number, |(post, _)| *post).ok();
                place.and_then(|place| self.parts.get(place)).map_or(u32::MAX, |(_, part)| *part)
            });
        } else {
            posts.reverse();
            if !self.places.is_empty() {
                by_number(posts, |number| self.places.get(number as usize).copied().unwrap_or_default());
            }
        }
    }

    pub(crate) fn terms(
        &self,
        terms: TermPosts,
        given: impl Fn(&Slug) -> Option<String>,
        ordered: bool,
        months: &[i32],
    ) -> Vec<Term> {
        let is_dated = |number: &&u32| months.get(**number as usize).is_some_and(|month| *month != UNDATED);
        let mut all = Vec::with_capacity(terms.len());
        for (label, mut posts) in terms.into_values() {
            let slug = Slug::from_label(&label);
            let newest = posts.iter().rev().find(is_dated).copied();
            self.sort(&mut posts, ordered);
            all.push(Term { title: given(&slug).unwrap_or(label), slug, posts, newest });
        }
        all
    }
}
