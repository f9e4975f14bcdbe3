//! From an author's folder to a finished site: configuration, content, and what is written. This crate,
//! the importers and the command line are the only ones that touch the disk.
#![warn(missing_docs)]

mod build;
mod cache_folder;
mod check;
mod clock;
mod code;
pub mod config;
mod diagnostic;
mod diagrams;
mod emit;
mod feed;
mod headers;
mod html;
mod installable;
mod library;
mod load;
mod offline;
mod pictures;
mod policy;
mod prerender;
mod progress;
mod search;
mod sitemap;
mod template;

pub use build::{BuildError, BuildOptions, Report, build, write_index};
pub use check::{CheckOptions, Checked, ExternalOptions, check};
pub use code::Code;
pub use config::{Config, Overrides};
pub use diagnostic::{Diagnostic, Severity};
pub use emit::EmitError;
pub use library::{Document, Library, Origins, Post, Redirect, Reference, Served, StaticFile, Theme};
pub use load::{LoadOptions, address_by_rules, load};
pub use progress::{Progress, Silent};
pub use template::TemplateError;

pub use offprint_markdown::embeds_post;
