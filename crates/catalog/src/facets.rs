use crate::IndexError;
use crate::bits::Bits;
use crate::gathered::{Gathered, TermPosts, UNDATED, keys};
use crate::list_order::ListOrder;
use crate::query::parameter;
use crate::sorted::by_text;
use offprint_model::{FacetChunk, PostSummary, Site, Slug};

/// Which posts carry what, in memory and in the order of lists: with it a list is made, filtered and
/// counted by post numbers alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facets {
    /// Posts.
    pub(crate) count: u32,
    /// The site's taxonomies in their order, then topic and authors where they are none of them, then years.
    pub(crate) facets: Vec<FacetTerms>,
    /// Every post in the order of lists: by weight where there is one, then newest first.
    pub(crate) listed: Vec<u32>,
    /// The list of each of the site's sections.
    pub(crate) sections: Vec<Vec<u32>>,
    /// The list of each month that has posts, by months ascending.
    pub(crate) months: Periods,
    /// The posts that have a weight. They stand before the others in every list but a series.
    pub(crate) weighted: Bits,
}

/// Years or months, ascending, and their posts.
type Periods = Vec<(i32, Vec<u32>)>;

/// The terms of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FacetTerms {
    /// Its parameter in a query string.
    pub(crate) name: String,
    /// Its name for readers.
    pub(crate) title: String,
    /// A post has at most one of its terms.
    pub(crate) single: bool,
    /// Lists of its terms stand in the order of part numbers.
    pub(crate) ordered: bool,
    /// The terms, by slug.
    pub(crate) terms: Vec<Term>,
    /// Their places, by title A to Z ignoring case.
    titles: Vec<u32>,
}

/// A term and its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) slug: Slug,
    /// The title that the author gave it, or its label as first written.
    pub(crate) title: String,
    /// The posts that carry it, in the order of its list.
    pub(crate) posts: Vec<u32>,
    /// The newest of them that has a date.
    pub(crate) newest: Option<u32>,
}

impl Facets {
    /// The facets of posts whose summaries are at hand, oldest first.
    pub fn of(site: &Site, posts: &[PostSummary]) -> Self {
        // Slugs are made from their labels here.
        Self::finish(site, Gathered::from_posts(site, posts))
    }

    /// The facets that files say, those of the oldest posts first.
    ///
    /// # Errors
    /// When a file is damaged, or one is missing in their midst.
    pub fn from_chunks(site: &Site, chunks: Vec<FacetChunk>) -> Result<Self, IndexError> {
        let gathered = Gathered::from_chunks(site, chunks)?;
        let mut terms = gathered.terms.iter().flatten();
        if terms.any(|(slug, (label, _))| Slug::from_label(label).as_str() != slug) {
            return Err(IndexError::Label);
        }
        Ok(Self::finish(site, gathered))
    }

    fn finish(site: &Site, gathered: Gathered) -> Self {
        let count = gathered.count;
        let order = ListOrder::new(count, &gathered.weights, gathered.parts);
        let mut facets = Vec::new();
        for (place, (key, posts)) in keys(site).into_iter().zip(gathered.terms).enumerate() {
            let ordered = site.taxonomies.get(place).is_some_and(|taxonomy| taxonomy.ordered);
            let titles = site.taxonomies.get(place).map(|taxonomy| &taxonomy.titles);
            let given = |slug: &Slug| titles.and_then(|titles| titles.get(slug)?.title.clone());
            let terms = order.terms(posts, given, ordered, &gathered.months);
            facets.push(FacetTerms::new(parameter(key), title(site, place, key), ordered, terms, count));
        }
        let (mut years, mut months) = (Periods::new(), Periods::new());
        for (number, month) in (0_u32..).zip(&gathered.months) {
            if *month != UNDATED {
                add(&mut years, month / 12, number);
                add(&mut months, *month, number);
            }
        }
        let years = years.into_iter().map(|(year, posts)| (year.to_string(), (year.to_string(), posts)));
        let years: TermPosts = years.collect();
        let years = order.terms(years, |_| None, false, &gathered.months);
        facets.push(FacetTerms::new("year".to_owned(), "Years".to_owned(), false, years, count));
        months.iter_mut().for_each(|(_, posts)| order.sort(posts, false));
        let section = |path: &String| {
            let mut inside = Bits::none(count as usize);
            let below = gathered.sections.iter().filter(|(below, _)| below.starts_with(path.as_str()));
            below.for_each(|(_, posts)| inside.add(posts));
            order.listed.iter().copied().filter(|number| inside.has(*number)).collect()
        };
        let sections = site.sections.iter().map(|part| section(&part.path)).collect();
        Self { count, facets, listed: order.listed, sections, months, weighted: order.weighted }
    }

    /// Posts.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    /// The years' facet.
    pub(crate) fn years(&self) -> Option<&FacetTerms> {
        self.facets.last()
    }

    /// Posts that have a date.
    pub(crate) fn dated(&self) -> usize {
        self.months.iter().map(|(_, posts)| posts.len()).sum()
    }

    /// The list of a month.
    pub(crate) fn month(&self, month: i32) -> Option<&Vec<u32>> {
        let place = self.months.binary_search_by_key(&month, |(month, _)| *month).ok()?;
        self.months.get(place).map(|(_, posts)| posts)
    }
}

impl FacetTerms {
    /// The term of a slug.
    pub(crate) fn term(&self, slug: &str) -> Option<&Term> {
        let place = self.terms.binary_search_by(|term| term.slug.as_str().cmp(slug)).ok()?;
        self.terms.get(place)
    }

    /// Its terms, by title A to Z ignoring case, then by slug.
    pub(crate) fn by_title(&self) -> impl Iterator<Item = &Term> {
        self.titles.iter().filter_map(|place| self.terms.get(*place as usize))
    }

    fn new(name: String, title: String, ordered: bool, terms: Vec<Term>, count: u32) -> Self {
        let mut seen = Bits::none(count as usize);
        let mut single = true;
        for term in &terms {
            single &= seen.count(&term.posts) == 0;
            seen.add(&term.posts);
        }
        let places = (0_u32..).take(terms.len()).collect();
        let name_of = |place: &u32| terms.get(*place as usize).map(|term| term.title.to_lowercase());
        let titles = by_text(places, |place| (0, name_of(place).unwrap_or_default()));
        Self { name, title, single, ordered, terms, titles }
    }
}

fn add(periods: &mut Periods, period: i32, number: u32) {
    let place = periods.partition_point(|(before, _)| *before < period);
    match periods.get_mut(place) {
        Some((same, posts)) if *same == period => posts.push(number),
        _ => periods.insert(place, (period, vec![number])),
    }
}

fn title(site: &Site, place: usize, key: &str) -> String {
    match (site.taxonomies.get(place), key) {
        (Some(taxonomy), _) => taxonomy.title.clone(),
        (None, "topic") => "Topics".to_owned(),
        (None, _) => "Authors".to_owned(),
    }
}
