//! Full-text search over a sharded index of static files. It knows documents with named fields and facets,
//! nothing of blogs, of the network or of a disk: [`Searcher::ask`] says which files an answer still wants,
//! and whoever asks brings them.
#![warn(missing_docs)]

mod answer;
#[cfg(feature = "builder")]
mod builder;
#[allow(dead_code)]
mod codec;
#[allow(dead_code)]
mod column;
#[allow(dead_code)]
mod directory;
#[allow(dead_code)]
mod edit_distance;
#[allow(dead_code)]
mod entry;
mod error;
#[allow(dead_code)]
mod excerpt;
#[cfg(feature = "inflate")]
mod inflate;
#[allow(dead_code)]
mod neighbour;
#[allow(dead_code)]
mod opaque;
#[allow(dead_code)]
mod position_shard;
#[allow(dead_code)]
mod posting;
#[allow(dead_code)]
mod query;
mod request;
mod searcher;
#[allow(dead_code)]
mod spelling_shard;
#[allow(dead_code)]
#[cfg(feature = "builder")]
mod stems;
#[allow(dead_code)]
#[cfg(feature = "builder")]
mod stop_words;
#[allow(dead_code)]
mod suffixes;
mod technical;
#[allow(dead_code)]
mod term_shard;
#[allow(dead_code)]
mod text_shard;
#[allow(dead_code)]
mod tokens;
mod unspaced;
mod weight;
mod word_end;

pub use answer::{Answer, Correction, FacetCount, FacetCounts, Hit, Marked, Place};
#[cfg(feature = "builder")]
pub use builder::{Analyzed, Builder, Document, Facet, IndexFile, Schema, Section, analyze};
pub use error::IndexError;
#[cfg(feature = "inflate")]
pub use inflate::inflate;
pub use request::{Filter, FilterMode, Request, Sort};
pub use searcher::{ENTRY, Searcher};
