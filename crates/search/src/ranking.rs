//! From a question to its hits: which words are meant, which documents have them, and in what order.

pub(crate) mod cache;
pub(crate) mod candidates;
pub(crate) mod correction;
pub(crate) mod filter;
pub(crate) mod query;
pub(crate) mod score;
pub(crate) mod searcher;
