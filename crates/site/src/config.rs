//! `offprint.toml`: what an author wrote, and the [`Config`] that it means. Every key of it:
//!
#![doc = concat!("```toml\n", include_str!("config/example.toml"), "```")]

mod app;
mod base_url;
mod browse;
mod check;
mod error;
mod images;
mod lists;
mod offline;
mod permalink_pattern;
mod redirects;
mod resolved;
mod search;
mod table;
mod taxonomies;
mod written;

pub use app::{AppConfig, Color, LogoFile};
pub use browse::{ArchiveConfig, BrowseConfig, TopicsConfig};
pub use check::CheckConfig;
pub use error::ConfigError;
pub use images::{ImageFormat, ImagesConfig};
pub use lists::Lists;
pub use offline::OfflineConfig;
pub use permalink_pattern::{PatternError, PatternValues, PermalinkPattern};
pub use redirects::RedirectConfig;
pub use resolved::{Config, Overrides, Remote};
pub(crate) use table::nearest;
pub use taxonomies::TaxonomyConfig;

/// The file's name in a site's folder.
pub(crate) const FILE: &str = "offprint.toml";

/// Whether a text could stand for `base_url`: for a command line, which has no place in the file to blame.
///
/// # Errors
/// When it could not.
pub fn check_base_url(text: &str) -> Result<(), ConfigError> {
    base_url::parse(text).map(drop)
}
