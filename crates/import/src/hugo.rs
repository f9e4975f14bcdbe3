//! The way in from Hugo. What is said here of addresses follows Hugo's source as of version 0.163
//! (<https://github.com/gohugoio/hugo>) and its documentation (<https://gohugo.io/documentation/>).

mod address;
mod body;
mod cascade;
mod config;
mod content;
mod files;
mod glob;
mod go_time;
mod heading;
mod known;
mod left;
mod lists;
mod meta;
mod moment;
mod pages;
mod path;
mod permalink;
mod reference;
mod render;
mod settings;
mod shortcode;
mod site;
mod target;
mod template;
mod tree;

use crate::{Address, AddressKind, OldSite};
use body::Translator;
use config::{Component, Config};
use jiff::Timestamp;
use site::Site;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Why a folder cannot be read as a Hugo site at all.
#[derive(Debug, thiserror::Error)]
pub enum HugoError {
    /// Nothing says that it is one.
    #[error("`{}` has no `hugo.toml`, `config.toml` (or `.yaml`, `.json`) and no `config/_default`", .0.display())]
    NoConfig(PathBuf),
    /// A file of the configuration is broken.
    #[error("cannot read the configuration in `{path}`, line {line}: {message}")]
    Config {
        /// The file, relative to the folder.
        path: String,
        /// From 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Reads the folder of a Hugo site. `now` decides which of its pages are still to come.
///
/// # Errors
/// Where there is none, or its configuration or a file cannot be read.
pub fn read(from: &Path, now: Timestamp) -> Result<OldSite, HugoError> {
    let mut old = OldSite::default();
    let config = Config::read(from, &mut old.findings)?;
    left::behind(from, &config, &mut old.findings);
    let files = content::walk(from, &config, &mut old.findings);
    let templates = left::templates(from, &config);
    let assets = files::of(&config, Component::Assets).into_keys().collect();
    let site = Site::read(config, &files, now, &mut old.findings)?;
    let urls =
        site.files(&files, &BTreeSet::new(), &mut Vec::new()).into_iter().map(|file| file.url).collect();
    let translator = Translator { site: &site, templates, assets, urls, math: site.has_formulas(from) };
    let (pages, shown, html) = translator.pages(&mut old.findings);
    old.pages = pages;
    old.files = site.files(&files, &shown, &mut old.findings);
    old.addresses = site.addresses();
    for entry in site.entries.iter().filter(|entry| entry.published) {
        let Some(to) = translator.built_in(entry) else { continue };
        let url = entry.place.link.clone();
        let to = (url != to).then(|| to.to_owned());
        old.addresses.push(Address { url, kind: AddressKind::List, to });
    }
    old.settings = site.settings(html, translator.math, &mut old.findings);
    old.findings.sort();
    old.findings.dedup();
    Ok(old)
}

/// What a page is to Hugo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Home,
    Section,
    Taxonomy,
    Term,
    #[default]
    Page,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Section => "section",
            Self::Taxonomy => "taxonomy",
            Self::Term => "term",
            Self::Page => "page",
        }
    }
}
