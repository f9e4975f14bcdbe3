/// What a reader asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// As typed: words, `"phrases"`, `-word`, `facet:value`.
    pub query: String,
    /// The last word may be unfinished: it is looked for as a prefix, too.
    pub typing: bool,
    /// What is chosen beside the query. Values of one facet are alternatives only where the list's filters
    /// make them so; here every one must hold.
    pub filters: Vec<Filter>,
    /// The order of the hits.
    pub sort: Sort,
    /// Hits to leave out before the first.
    pub offset: usize,
    /// Most hits to return.
    pub limit: usize,
    /// Are the counts of the facets wanted?
    pub facets: bool,
}

/// One value of a facet that hits must have, or must not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The facet's key: `tags`, `year`.
    pub facet: String,
    /// The value's key: `rust`, `2024`.
    pub value: String,
    /// Hits must not have it.
    pub without: bool,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; those with all words before the others.
    #[default]
    Relevance,
    /// Newest first: documents in the opposite order of the builder's.
    Newest,
}
