//! Reads an author's folder into a [`Library`].

use crate::{Config, Diagnostic, Library, Progress};
use jiff::Timestamp;

/// What a load lets in, and when it happens.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    /// Drafts come in.
    pub drafts: bool,
    /// Posts whose time has not come yet come in.
    pub future: bool,
    /// The moment that decides what is future and what has expired.
    pub now: Timestamp,
}

/// Reads a site's content, all of it, and finds everything that is wrong with it in one go.
pub fn load(
    config: &Config,
    options: &LoadOptions,
    progress: &dyn Progress,
) -> Result<Library, Vec<Diagnostic>> {
    let _ = (config, options, progress);
    Err(Vec::new())
}
