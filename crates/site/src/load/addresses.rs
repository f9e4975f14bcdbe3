use super::folder::Entry;
use super::placed::{Placed, segments};
use crate::StaticFile;
use offprint_model::Permalink;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Where everything of a site ends up: what links are resolved against.
#[derive(Debug, Default)]
pub(super) struct Addresses {
    /// Pages by their file's name below `content`.
    pages: HashMap<String, Permalink>,
    /// Targets of other files by their name below `content`.
    files: HashMap<String, String>,
    /// Sources of copied files by target.
    targets: HashMap<String, PathBuf>,
}

impl Addresses {
    /// Adds a page.
    pub(super) fn add_page(&mut self, name: &str, url: &Permalink) {
        self.pages.insert(name.to_owned(), url.clone());
    }

    /// Adds what lies below `static`: at its own address.
    pub(super) fn add_static(&mut self, entries: Vec<Entry>, copies: &mut Vec<StaticFile>) {
        for entry in entries {
            self.targets.insert(entry.name.clone(), entry.path.clone());
            copies.push(StaticFile { from: entry.path, to: entry.name });
        }
    }

    /// Adds what lies in `content` and is no Markdown: beside its bundle's page, else below its section.
    /// What belongs to a bundle that is not published stays out with it.
    pub(super) fn add_beside(
        &mut self,
        entries: Vec<Entry>,
        placed: &[Placed],
        bundles: &HashSet<String>,
        copies: &mut Vec<StaticFile>,
    ) {
        let pages: HashMap<&str, &Permalink> = placed
            .iter()
            .filter(|page| page.source.is_bundle())
            .map(|page| (page.source.folder(), &page.url))
            .collect();
        for entry in entries {
            let folders = entry.name.match_indices('/').map(|(slash, _)| &entry.name[..=slash]).rev();
            let bundle = folders.into_iter().find(|folder| bundles.contains(*folder));
            let target = match bundle {
                Some(bundle) => match pages.get(bundle) {
                    Some(url) => format!("{}{}", folder_of(url), &entry.name[bundle.len()..]),
                    None => continue,
                },
                None => {
                    let (folder, file) = entry.name.rsplit_once('/').unwrap_or(("", &entry.name));
                    let mut parts = segments(folder);
                    parts.push(file.to_owned());
                    parts.join("/")
                }
            };
            self.targets.insert(target.clone(), entry.path.clone());
            self.files.insert(entry.name, target.clone());
            copies.push(StaticFile { from: entry.path, to: target });
        }
    }

    /// The page of a file below `content`.
    pub(super) fn page(&self, name: &str) -> Option<&Permalink> {
        self.pages.get(name)
    }

    /// The target of a file below `content` that is no page.
    pub(super) fn file(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// What is copied to a path of the output folder.
    pub(super) fn source_of(&self, target: &str) -> Option<&Path> {
        self.targets.get(target).map(PathBuf::as_path)
    }
}

/// The folder that a page's relative addresses start from.
pub(super) fn folder_of(url: &Permalink) -> &str {
    let text = url.as_str();
    text.rfind('/').and_then(|slash| text.get(..=slash)).unwrap_or_default()
}
