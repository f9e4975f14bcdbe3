//! From an author's folder to a finished site: configuration, content, and what is written. This crate
//! and the command line are the only ones that touch the disk.
#![warn(missing_docs)]

mod clock;
pub mod config;
mod diagnostic;
mod library;
mod load;
mod progress;

pub use config::{Config, Overrides};
pub use diagnostic::{Diagnostic, Severity};
pub use library::{Document, Library, Origins, Post, Redirect, StaticFile, Theme};
pub use load::{LoadOptions, load};
pub use progress::{Progress, Silent};
