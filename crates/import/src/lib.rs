//! From the folder of another generator to a folder of Offprint's, with proof: every old address, and every
//! word, picture, link and block of code, before and after. Each generator has a module that reads its folder
//! into an [`OldSite`] by that generator's own rules; what comes after is the same for all of them.
#![warn(missing_docs)]

mod finding;
pub mod hugo;
pub mod jekyll;
mod measure;
mod old_site;
pub mod source_front_matter;

pub use finding::Finding;
pub use measure::{Measure, measure};
pub use old_site::{Address, AddressKind, File, FileSource, OldSite, Page, PageKind, Settings};
