/// What a reader asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// As typed: words, `"phrases"`, `-word`, `facet:value`.
    pub query: String,
    /// The last word may be unfinished: it is looked for as a prefix, too.
    pub typing: bool,
    /// What is chosen beside the query.
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

/// One value of a facet, and how it narrows the hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The facet's key: `tags`, `year`.
    pub facet: String,
    /// The value's key: `rust`, `2024`.
    pub value: String,
    /// What it asks of a hit.
    pub mode: FilterMode,
}

/// What a filter asks of a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterMode {
    /// It has this value, or another one of the facet that is chosen so.
    #[default]
    Any,
    /// It has this value, whatever else is chosen.
    With,
    /// It has it not.
    Without,
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first; those with all words before the others.
    #[default]
    Relevance,
    /// Newest first, whatever they have of the query: documents in the opposite order of the builder's.
    Newest,
}
