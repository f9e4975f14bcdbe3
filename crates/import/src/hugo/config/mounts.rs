//! Which folder is what: `contentDir`, `staticDir` and their like, `module.mounts`, and the theme's own.

use super::Language;
use crate::Finding;
use crate::hugo::tree::{tables, text};
use crate::source_front_matter::Table;
use std::path::{Path, PathBuf};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Component {
    /// Pages and what belongs to them.
    Content,
    /// Files that are published as they are.
    Static,
    /// Files that are published where a page uses them.
    Assets,
}

/// A folder that is part of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// Which.
    pub folder: PathBuf,
    /// What it is for.
    pub component: Component,
    /// Where in it the folder appears, without slashes: `docs`.
    pub below: String,
    /// The only language that it is for.
    pub language: Option<String>,
}

const COMPONENTS: [(&str, &str, Component); 3] = [
    ("content", "contentdir", Component::Content),
    ("static", "staticdir", Component::Static),
    ("assets", "assetdir", Component::Assets),
];

pub fn read(
    keys: &Table,
    languages: &[Language],
    from: &Path,
    file: &str,
    findings: &mut Vec<Finding>,
) -> Vec<Mount> {
    let mut mounts = Vec::new();
    let written = keys.at(&["module", "mounts"]).map(tables).unwrap_or_default();
    for (name, key, component) in COMPONENTS {
        let own = written.iter().filter(|mount| {
            let target = text(mount, &["target"]).unwrap_or_default();
            target == name || target.starts_with(&format!("{name}/"))
        });
        let before = mounts.len();
        for mount in own {
            let Some(source) = text(mount, &["source"]) else { continue };
            let target = text(mount, &["target"]).unwrap_or_default();
            let below = target[name.len()..].trim_matches('/').to_owned();
            let language = text(mount, &["lang"]).or_else(|| {
                let languages = mount.at(&["sites", "matrix", "languages"])?.texts();
                languages.first().filter(|first| !first.contains('*')).cloned()
            });
            if mount.get("includefiles").is_some()
                || mount.get("excludefiles").is_some()
                || mount.get("files").is_some()
            {
                findings.push(Finding {
                    path: file.to_owned(),
                    line: None,
                    message: format!(
                        "the mount of `{source}` takes in only some of its files: all are taken"
                    ),
                    help: "delete those that are not wanted in the new folder".to_owned(),
                });
            }
            mounts.push(Mount { folder: from.join(source), component, below, language });
        }
        if mounts.len() > before {
            continue;
        }
        let folders = |keys: &Table| {
            let several = keys.iter().filter(|(name, _)| {
                name.strip_prefix(key).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
            });
            several.flat_map(|(_, value)| value.texts()).collect::<Vec<_>>()
        };
        let shared = folders(keys);
        let mut add = |folder: &str, language: Option<&str>| {
            mounts.push(Mount {
                folder: from.join(folder),
                component,
                below: String::new(),
                language: language.map(str::to_owned),
            });
        };
        let mut common = component != Component::Content;
        for (place, language) in languages.iter().enumerate() {
            // What the first language says stands among the site's keys too.
            match folders(&language.keys) {
                own if own.is_empty() => common = true,
                own => own.iter().for_each(|folder| {
                    add(folder, (languages.len() > 1 || place > 0).then_some(&language.key))
                }),
            }
        }
        let first_says = languages.first().is_some_and(|first| !folders(&first.keys).is_empty());
        if common || languages.is_empty() {
            match shared {
                shared if shared.is_empty() || (first_says && component == Component::Content) => {
                    add(name, None)
                }
                shared => shared.iter().for_each(|folder| add(folder, None)),
            }
        }
    }
    mounts.retain(|mount| mount.folder.exists());
    let mut seen = Vec::new();
    mounts.retain(|mount| {
        let new = !seen.contains(&(mount.folder.clone(), mount.language.clone()));
        seen.push((mount.folder.clone(), mount.language.clone()));
        new
    });
    mounts
}
