use crate::facets::Facets;
use crate::gathered::keys;
use crate::orders::Orders;
use crate::word_index::WordIndex;
use crate::{IndexError, Query, Route, Sort};
use offprint_model::{Page, PostChunk, PostOrder, PostSummary, Site, Slug, WordDirectory, WordShard};

/// A site with more posts than this is filtered by [`Facets`] made at build; one with fewer by its summaries.
pub const LARGE: usize = 500;

/// Where it says yes.
pub(crate) fn places(wanted: &[bool]) -> Vec<usize> {
    wanted.iter().enumerate().filter(|(_, wanted)| **wanted).map(|(place, _)| place).collect()
}

/// The content index in memory, ready to answer for every list page of the site.
#[derive(Clone, Debug)]
pub struct Catalog {
    pub(crate) site: Site,
    pub(crate) facets: Facets,
    /// All summaries, oldest first as in the index; none where they come in chunks.
    posts: Vec<PostSummary>,
    /// The chunks of the index, in a catalog that reads them one by one; empty those that have not come.
    chunks: Vec<Vec<PostSummary>>,
    pub(crate) words: WordIndex,
    pub(crate) orders: Orders,
}

impl Catalog {
    /// A catalog over all summaries of a site, oldest first.
    pub fn new(site: Site, posts: Vec<PostSummary>) -> Self {
        let facets = Facets::of(&site, &posts);
        let (chunks, words, orders) = Default::default();
        Self { site, facets, posts, chunks, words, orders }
    }

    /// A catalog of a large site: the summaries that a page shows, words and orders come when they are wanted
    /// (see [`Catalog::wants`]).
    pub fn partial(site: Site, facets: Facets) -> Self {
        let words = WordIndex::in_files();
        let (posts, chunks, orders) = Default::default();
        Self { site, facets, posts, chunks, words, orders }
    }

    /// The site that the posts belong to.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// All summaries, oldest first; none in a catalog that has only some of them.
    pub fn posts(&self) -> &[PostSummary] {
        &self.posts
    }

    /// Number of posts, their summaries at hand or not.
    pub fn len(&self) -> usize {
        self.facets.len()
    }

    /// The site has no posts.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The summary of a post, by its number from the oldest, if it is at hand.
    pub fn post(&self, number: u32) -> Option<&PostSummary> {
        let number = number as usize;
        let in_chunk = || self.chunks.get(number / PostChunk::SIZE)?.get(number % PostChunk::SIZE);
        self.posts.get(number).or_else(in_chunk)
    }

    /// All summaries are at hand from the start.
    pub(crate) fn is_whole(&self) -> bool {
        self.posts.len() == self.len()
    }

    /// The chunks of the index, by their place in it, that have the summaries of posts and are not at hand.
    pub(crate) fn missing(&self, posts: &[u32]) -> Vec<usize> {
        let mut wanted = vec![false; self.len().div_ceil(PostChunk::SIZE)];
        for number in posts.iter().filter(|number| self.post(**number).is_none()) {
            if let Some(wanted) = wanted.get_mut(*number as usize / PostChunk::SIZE) {
                *wanted = true;
            }
        }
        places(&wanted)
    }

    /// Takes summaries in.
    ///
    /// # Errors
    /// When they are not those of a chunk of this index.
    pub fn add_posts(&mut self, chunk: PostChunk) -> Result<(), IndexError> {
        let first = chunk.first as usize;
        let rest = self.len().checked_sub(first).ok_or(IndexError::Chunk)?;
        if !first.is_multiple_of(PostChunk::SIZE) || chunk.posts.len() != rest.min(PostChunk::SIZE) {
            return Err(IndexError::Chunk);
        }
        let place = first / PostChunk::SIZE;
        if self.chunks.len() <= place {
            self.chunks.resize(place + 1, Vec::new());
        }
        if let Some(slot) = self.chunks.get_mut(place) {
            *slot = chunk.posts;
        }
        Ok(())
    }

    /// Takes in where the words are.
    pub fn set_words(&mut self, directory: &WordDirectory) {
        self.words.set_directory(directory);
    }

    /// Takes words in; `shard` is their place in the directory.
    ///
    /// # Errors
    /// When they are damaged, or the directory has no such place.
    pub fn add_words(&mut self, shard: usize, words: WordShard) -> Result<(), IndexError> {
        self.words.add(shard, words, self.facets.count)
    }

    /// Takes an order in that dates do not give.
    ///
    /// # Errors
    /// When it is not an order of the site's posts.
    pub fn set_order(&mut self, sort: Sort, order: &PostOrder) -> Result<(), IndexError> {
        self.orders.set(sort, order, self.facets.count)
    }

    /// The keys that a [`Query`] of this site may name.
    pub fn keys(&self) -> Vec<&str> {
        keys(&self.site)
    }

    /// What a query string says, with or without its `?`.
    pub fn query(&self, search: &str) -> Query {
        Query::parse(search, &self.keys())
    }

    /// The data of a list page; [`Page::Missing`] where the route is not of this site. In a list, posts whose
    /// summaries are not at hand are pending; other pages leave them out (see [`Catalog::wants`]).
    pub fn page(&self, route: &Route) -> Page {
        let page = match route {
            Route::Taxonomy { taxonomy } => self.terms_page(*taxonomy).map(Page::Terms),
            Route::Topics => self.topics_page().map(Page::Topics),
            Route::Archive => self.archive_page().map(Page::Archive),
            route => self.list_page(route).map(Page::List),
        };
        page.unwrap_or(Page::Missing)
    }

    /// The posts that carry a term, in the order of its list, as far as their summaries are at hand.
    pub fn posts_of_term(&self, taxonomy: &str, label: &str) -> Vec<&PostSummary> {
        let index = self.site.taxonomies.iter().position(|candidate| candidate.key == taxonomy);
        let facet = index.and_then(|index| self.facets.facets.get(index));
        let term = facet.and_then(|facet| facet.term(Slug::from_label(label).as_str()));
        term.map_or_else(Vec::new, |term| term.posts.iter().filter_map(|post| self.post(*post)).collect())
    }
}
