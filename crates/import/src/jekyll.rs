//! A Jekyll site, read by Jekyll's own rules: <https://jekyllrb.com/docs/>, and where the documentation leaves
//! off, its source (version 4.4) and those of kramdown and the plugins.

mod addresses;
mod config;
mod date;
mod defaults;
mod document;
mod entry_filter;
mod front_matter;
mod kramdown;
mod liquid;
mod permalink;
mod settings;
mod site;
mod slug;
mod text;
mod tree;
mod value;
mod world;

use crate::OldSite;
use std::path::{Path, PathBuf};

/// Why a site cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum JekyllError {
    /// There is no such folder.
    #[error("cannot read `{}`: it is no folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder holds nothing that Jekyll would read.
    #[error("cannot find a Jekyll site in `{}`: there is neither `_config.yml` nor a post or page", .0.display())]
    NoSite(PathBuf),
}

/// Reads a site from its folder, the one with `_config.yml`. What is dated after `now` is not published.
///
/// # Errors
/// Where there is nothing to read. Anything smaller is a finding.
pub fn read(from: &Path, now: jiff::Timestamp) -> Result<OldSite, JekyllError> {
    if !from.is_dir() {
        return Err(JekyllError::NotAFolder(from.to_owned()));
    }
    let mut findings = Vec::new();
    let config = config::Config::read(from, &mut findings);
    let tree = tree::read(&config);
    if tree.texts.is_empty() && config.values.entries().is_empty() {
        return Err(JekyllError::NoSite(from.to_owned()));
    }
    Ok(site::assembled(&config, tree, now, findings))
}
