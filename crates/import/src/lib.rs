//! From the folder of another generator to a folder of Offprint's, with proof: every old address, and every
//! word, picture, link and block of code, before and after. Each generator has a module that reads its folder
//! into an [`OldSite`] by that generator's own rules; what comes after is the same for all of them.
#![warn(missing_docs)]

mod error;
mod feed;
mod finding;
mod formulas;
mod glob;
mod html;
pub mod hugo;
mod import;
pub mod jekyll;
mod markdown;
mod measure;
mod old_site;
mod report;
pub mod source_front_matter;
mod wordpress;
mod writer;
mod xml;
mod zola;

pub use error::ImportError;
pub use finding::Finding;
pub use import::{Generator, Imported, import};
pub use measure::{Measure, measure};
pub use old_site::{Address, AddressKind, File, FileSource, OldSite, Page, PageKind, Settings};
pub use report::{AddressLine, Answer, Comparison, FindingLine, PageLine, Report, Share, Totals, compare};
