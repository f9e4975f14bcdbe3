//! The bundle: the reader's app, compiled and named by content hash, with the HTML template that every
//! page of a site is made from. The developer commands pack it from what Trunk wrote, the `offprint`
//! binary embeds it, and a build of a site writes its files out again.
//!
//! On disk a bundle is a folder: `bundle.json` (the [`Manifest`]), `template.html`, and `files/`, which
//! holds every [`Asset`] at its path.
#![warn(missing_docs)]

mod bundle;
mod error;
mod hash;
mod offline;
mod pack;
mod script;
mod sources;
mod stylesheet;
mod template;

pub use bundle::{Asset, Bundle, Manifest};
pub use error::BundleError;
pub use sources::{SOURCES, source_hash};
pub use template::{APP, BOOT, HEAD_END, HEAD_START};

/// Stands in the template where a site's base path goes: `/`, or `/blog/` with both slashes.
/// Only the template has it; the files of a bundle are the same under every base path.
pub const BASE: &str = "{{base}}";

/// The public URL to give to Trunk for a bundle. Trunk wants something that looks like a path, and the
/// template's own [`BASE`] would not survive its HTML rewriting.
pub const TRUNK_PUBLIC_URL: &str = "/__offprint_base__/";
