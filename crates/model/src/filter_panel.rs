/// What a reader can choose above a list, and what of it is chosen. Every choice is a link: its query
/// string is the whole state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterPanel {
    /// The state as a query string without `?` and without a page; empty where nothing is chosen.
    pub query: String,
    /// The words that are looked for.
    pub words: String,
    /// Posts of the list without any choice.
    pub of: usize,
    /// How the list can be sorted; the first is the list's own order.
    pub sorts: Vec<PanelLink>,
    /// What is chosen, each with the query string that takes it away.
    pub chips: Vec<Chip>,
    /// The terms, years and so on to choose from.
    pub facets: Vec<Facet>,
}

/// A way to sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelLink {
    /// "Newest first".
    pub label: String,
    /// The query string that leads there.
    pub query: String,
    /// The list is sorted so.
    pub on: bool,
}

/// A choice that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The facet's title: "Tags".
    pub facet: String,
    /// "Rust".
    pub label: String,
    /// How it was chosen.
    pub mode: Mode,
    /// The query string without it.
    pub query: String,
}

/// How a term is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Posts that carry it or another of the same facet chosen so.
    Or,
    /// Posts that carry it, whatever else.
    With,
    /// Posts that do not carry it.
    Without,
}

/// One dimension of choice: a taxonomy, the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its key in the query string: `tags`, `year`.
    pub key: String,
    /// "Tags".
    pub title: String,
    /// The terms to choose from: those chosen first, then those that leave most (years: newest first); at
    /// most [`Facet::SHOWN`], and those chosen.
    pub options: Vec<FacetOption>,
    /// Terms that would leave something, shown or not.
    pub total: usize,
    /// Beginning of a word in the labels of the terms that the reader looks for; empty for all.
    pub needle: String,
    /// A post has at most one of its terms: *with* says nothing that *or* does not.
    pub single: bool,
}

impl Facet {
    /// Options that are shown of a long facet.
    pub const SHOWN: usize = 12;
}

/// A term to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetOption {
    /// Its slug, or the year.
    pub slug: String,
    /// "Rust".
    pub label: String,
    /// Posts that its choice leaves; its own facet's other *or* choices are left aside.
    pub count: usize,
    /// How it is chosen now.
    pub chosen: Option<Mode>,
    /// The query strings with it chosen in each way; for the way in which it is chosen now, without it.
    pub or: String,
    /// As `or`.
    pub with: String,
    /// As `or`.
    pub without: String,
}
