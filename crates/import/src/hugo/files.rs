//! Files that come along: static ones, those of bundles, and what texts show out of `assets`.

use super::config::{Component, Config};
use super::content::{ContentFile, Role, bundle_of};
use super::site::{Entry, Site};
use super::target;
use crate::{File, FileSource, Finding};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use walkdir::WalkDir;

/// Files of a component by their path in it.
pub fn of(config: &Config, component: Component) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    for mount in config.mounts.iter().filter(|mount| mount.component == component) {
        let walk = WalkDir::new(&mount.folder).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
            let Ok(path) = entry.path().strip_prefix(&mount.folder) else { continue };
            let path = path.to_string_lossy().replace('\\', "/");
            let name = path.rsplit('/').next().unwrap_or_default();
            if matches!(name, ".DS_Store" | ".gitkeep" | ".gitignore" | "Thumbs.db")
                || path.starts_with(".git/")
            {
                continue;
            }
            let path = match (mount.below.as_str(), path.as_str()) {
                ("", path) => path.to_owned(),
                (below, "") => below.to_owned(),
                (below, path) => format!("{below}/{path}"),
            };
            files.entry(path).or_insert_with(|| entry.into_path());
        }
    }
    files
}

impl Site {
    /// All files that are copied.
    pub fn files(
        &self,
        content: &[ContentFile],
        assets: &BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) -> Vec<File> {
        let mut all: Vec<File> = of(&self.config, Component::Static).into_iter().map(plain).collect();
        let known = of(&self.config, Component::Assets);
        all.extend(known.into_iter().filter(|(path, _)| assets.contains(path)).map(plain));
        self.of_content(content, &mut all, findings);
        let mut seen = BTreeSet::new();
        all.retain(|file| seen.insert(file.target.clone()));
        all
    }

    fn of_content(&self, content: &[ContentFile], all: &mut Vec<File>, findings: &mut Vec<Finding>) {
        let bundles: BTreeMap<&str, Vec<&Entry>> = {
            let mut bundles: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
            for entry in self.entries.iter().filter(|entry| entry.file.role == Role::Leaf) {
                bundles.entry(&entry.file.folder).or_default().push(entry);
            }
            bundles
        };
        let leaves: BTreeSet<&str> = bundles.keys().copied().collect();
        let texts: BTreeSet<&str> = self.entries.iter().map(|entry| entry.file.source.as_str()).collect();
        for file in content {
            if file.role == Role::Inner {
                findings.push(Finding {
                    path: file.source.clone(),
                    line: None,
                    message: "a text inside a bundle has no page of its own in Hugo, and none here"
                        .to_owned(),
                    help: "put its words into the bundle's `index.md`, or into a file beside the folder"
                        .to_owned(),
                });
                continue;
            }
            if file.role != Role::Resource && texts.contains(file.source.as_str()) {
                continue;
            }
            let source = FileSource::Disk(file.disk.clone());
            match bundle_of(file, &leaves) {
                Some(bundle) => {
                    let below = file.folder[bundle.len()..].trim_start_matches('/');
                    let below =
                        if below.is_empty() { file.name.clone() } else { format!("{below}/{}", file.name) };
                    for entry in bundles.get(bundle).into_iter().flatten() {
                        let url = format!("{}/{below}", entry.place.folder);
                        let is_folder = entry.place.link == format!("{}/", entry.place.folder);
                        let target = if is_folder {
                            format!("content/{}{below}", target::folder(self, &entry.file))
                        } else {
                            format!("static{url}")
                        };
                        // What a draft has with it was not published either.
                        let url = if entry.published { url } else { String::new() };
                        all.push(File { source: source.clone(), url, target });
                    }
                }
                None => {
                    let url = format!("{}/{}", self.folder_url(file.language, &file.folder), file.name);
                    // Beside its texts, where Offprint gives it the same address.
                    let folder = target::folder(self, file);
                    let natural = format!("{}{}", target::section(&folder), file.name);
                    let target = if natural == url {
                        format!("content/{folder}{}", file.name)
                    } else {
                        format!("static{url}")
                    };
                    all.push(File { source, target, url });
                }
            }
        }
    }
}

/// One that is published under its own path.
fn plain((path, disk): (String, PathBuf)) -> File {
    File { source: FileSource::Disk(disk), url: format!("/{path}"), target: format!("static/{path}") }
}
