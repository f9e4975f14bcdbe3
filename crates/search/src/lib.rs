//! Full-text search over a sharded index of static files. It knows documents with named fields and facets,
//! nothing of blogs, of the network or of a disk: [`Searcher::ask`] says which files an answer still wants,
//! and whoever asks brings them.
#![warn(missing_docs)]

mod answer;
#[cfg(feature = "builder")]
mod builder;
mod cache;
mod candidates;
mod codec;
mod column;
mod correction;
mod directory;
mod edit_distance;
mod entry;
mod error;
mod excerpt;
mod filter;
#[cfg(feature = "inflate")]
mod inflate;
#[cfg(feature = "invariants")]
pub mod invariants;
mod marks;
mod neighbour;
mod opaque;
mod position_shard;
mod posting;
mod query;
mod request;
mod score;
mod searcher;
mod sorting;
mod spelling_shard;
#[cfg(feature = "builder")]
mod stems;
#[cfg(feature = "builder")]
mod stop_words;
mod suffixes;
mod technical;
mod term_shard;
mod text_shard;
mod tokens;
mod unspaced;
mod weight;
mod word_end;

pub use answer::{Answer, Correction, FacetCount, FacetCounts, Hit, Marked, Place};
#[cfg(feature = "builder")]
pub use builder::{Analyzed, Builder, Document, Facet, IndexFile, Schema, Section, analyze};
pub use entry::FacetName;
pub use error::IndexError;
#[cfg(feature = "inflate")]
pub use inflate::inflate;
pub use marks::marks;
pub use request::{Filter, FilterMode, Request, Sort};
pub use searcher::{ENTRY, Searcher};
