//! Writes a site into a folder that may hold an earlier import: what the author changed since stays.

mod claims;
mod folder;
mod front_matter;
mod plan;

pub(crate) use claims::{Claims, file_of, permalink};
pub(crate) use folder::Folder;
pub(crate) use front_matter::{configuration, document};
pub(crate) use plan::Plan;
