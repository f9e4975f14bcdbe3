use crate::Query;
use crate::bits::Bits;
use crate::facets::Facets;
use offprint_model::Mode;
use std::borrow::Cow;

/// Which posts of a list are left by a reader's choices, and which would be left by a further one.
pub(crate) struct Filter {
    /// What is left.
    all: Bits,
    /// What is left by words, by *without* everywhere, and by *with* where a post can have several terms.
    fixed: Bits,
    /// For each facet what its other choices leave: those that its own counts set aside.
    own: Vec<Option<Bits>>,
}

impl Filter {
    /// Applies choices to a list. `found` are the posts that have the words.
    pub(crate) fn new(facets: &Facets, list: &[u32], query: &Query, found: Option<&Bits>) -> Self {
        let count = facets.len();
        let mut fixed = Bits::of(list, count);
        if let Some(found) = found {
            fixed.keep(found);
        }
        let mut own = Vec::with_capacity(facets.facets.len());
        for facet in &facets.facets {
            let mut either: Option<Bits> = None;
            let mut each: Option<Bits> = None;
            for choice in query.choices().iter().filter(|choice| choice.name == facet.name) {
                // A term that is not there has no posts.
                let posts = facet.term(&choice.slug).map_or(&[][..], |term| &term.posts);
                match choice.mode {
                    Mode::Or => either.get_or_insert_with(|| Bits::none(count)).add(posts),
                    Mode::Without => fixed.remove(posts),
                    Mode::With if facet.single => each = both(each, Some(Bits::of(posts, count))),
                    Mode::With => fixed.keep(&Bits::of(posts, count)),
                }
            }
            own.push(both(either, each));
        }
        let mut all = fixed.clone();
        own.iter().flatten().for_each(|bits| all.keep(bits));
        Self { all, fixed, own }
    }

    /// Is a post left?
    pub(crate) fn keeps(&self, number: u32) -> bool {
        self.all.has(number)
    }

    /// The posts among which the terms of a facet are counted, by the facet's place: its own *or* does not
    /// zero the terms beside it.
    pub(crate) fn around(&self, facet: usize) -> Cow<'_, Bits> {
        if !self.own.get(facet).is_some_and(Option::is_some) {
            return Cow::Borrowed(&self.all);
        }
        let mut bits = self.fixed.clone();
        let others = self.own.iter().enumerate().filter(|(place, _)| *place != facet);
        others.filter_map(|(_, own)| own.as_ref()).for_each(|own| bits.keep(own));
        Cow::Owned(bits)
    }
}

/// What is in both, where there are two.
fn both(one: Option<Bits>, other: Option<Bits>) -> Option<Bits> {
    match (one, other) {
        (Some(mut one), Some(other)) => {
            one.keep(&other);
            Some(one)
        }
        (one, other) => one.or(other),
    }
}
