//! Pure answers over the content index: the page of any list route, whole or filtered, and what a reader can
//! choose above it. The build asks it to prerender; the reader's app asks the same code once the index is in
//! memory, or what of it a page needs.
#![warn(missing_docs)]

mod address;
mod archive;
mod bits;
mod carried;
mod catalog;
mod error;
mod facets;
mod filter;
mod gathered;
mod list_order;
mod lists;
mod orders;
mod panel;
mod postings;
mod query;
mod route;
mod sorted;
mod terms;
mod topics;
mod word_index;
mod words;

pub use carried::Carried;
pub use catalog::{Catalog, LARGE};
pub use error::IndexError;
pub use facets::Facets;
pub use gathered::facet_chunks;
pub use lists::Wants;
pub use orders::{title_order, update_order};
pub use query::{Query, Sort};
pub use route::Route;
pub use word_index::word_shards;
