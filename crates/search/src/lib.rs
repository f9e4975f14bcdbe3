//! Full-text search over a sharded index of static files. It knows documents with named fields and facets,
//! nothing of blogs, of the network or of a disk: [`Searcher::ask`] says which files an answer still wants,
//! and whoever asks brings them.
#![warn(missing_docs)]

mod answer;
#[cfg(feature = "builder")]
mod builder;
mod error;
mod format;
#[cfg(feature = "invariants")]
pub mod invariants;
mod ranking;
mod request;
mod sorting;
mod text;

pub use answer::{Answer, Correction, FacetCount, FacetCounts, Hit, Marked, Place};
#[cfg(feature = "builder")]
pub use builder::{Analyzed, Builder, Document, Facet, IndexFile, Schema, Section, analyze};
pub use error::IndexError;
pub use format::entry::FacetName;
#[cfg(feature = "inflate")]
pub use format::inflate::inflate;
pub use ranking::searcher::{ENTRY, Searcher};
pub use request::{Filter, FilterMode, Request, Sort};
pub use text::marks::marks;
