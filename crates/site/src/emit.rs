//! The output folder: files are staged beside it, and the whole takes its place at once.

pub(crate) mod claims;
pub(crate) mod digest;
mod error;
pub(crate) mod facets;
pub(crate) mod in_place;
pub(crate) mod index;
pub(crate) mod release;
pub(crate) mod schema;
pub(crate) mod staging;
mod swap;
pub(crate) mod workspace;

pub use error::EmitError;
