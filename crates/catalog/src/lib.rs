//! Pure answers over post summaries: the page of any list route, and the terms of any taxonomy. The
//! build asks it to prerender; the reader's app asks the same code once the content index is in memory.
#![warn(missing_docs)]

mod catalog;
mod route;

pub use catalog::Catalog;
pub use route::Route;
