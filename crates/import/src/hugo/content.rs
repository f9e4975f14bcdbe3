//! What lies in `content`: pages, sections, bundles and what belongs to them (`common/paths/pathparser.go`,
//! `hugolib/pages_capture.go`).

use super::config::{Component, Config, Mount};
use super::path::normal;
use crate::Finding;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file below `content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it is.
    pub disk: PathBuf,
    /// Relative to the old folder.
    pub source: String,
    /// Its folder below `content` in its own case, without slashes at the ends: `posts/My Trip`.
    pub folder: String,
    /// Its name without ending and language.
    pub stem: String,
    /// Its name with both.
    pub name: String,
    /// Its ending in lower case.
    pub ending: String,
    /// The place of its language among the site's.
    pub language: usize,
    /// What it is.
    pub role: Role,
}

/// What a file of the content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `a.md`
    Single,
    /// `a/index.md`
    Leaf,
    /// `_index.md`
    Branch,
    /// A file that belongs to a bundle or a section.
    Resource,
    /// A text inside a bundle: it has no address.
    Inner,
}

/// Endings of texts, and how Hugo's documentation calls their language.
pub const TEXTS: [(&str, &str); 13] = [
    ("md", "Markdown"),
    ("markdown", "Markdown"),
    ("mdown", "Markdown"),
    ("html", "HTML"),
    ("htm", "HTML"),
    ("org", "Org"),
    ("adoc", "AsciiDoc"),
    ("asciidoc", "AsciiDoc"),
    ("ad", "AsciiDoc"),
    ("rst", "reStructuredText"),
    ("rest", "reStructuredText"),
    ("pandoc", "Pandoc"),
    ("pdc", "Pandoc"),
];

impl ContentFile {
    /// The path that Hugo knows it by: `/posts/my-trip`.
    pub fn path(&self) -> String {
        let path = match self.role {
            Role::Leaf | Role::Branch => self.folder.clone(),
            _ if self.folder.is_empty() => self.stem.clone(),
            _ => format!("{}/{}", self.folder, self.stem),
        };
        format!("/{}", normal(&path))
    }

    /// The folder above the page: a bundle's own folder is the page.
    pub fn container(&self) -> &str {
        match self.role {
            Role::Leaf => self.folder.rsplit_once('/').map_or("", |(above, _)| above),
            _ => &self.folder,
        }
    }

    /// Its name for addresses: of a bundle, its folder's.
    pub fn base_name(&self) -> &str {
        match self.role {
            Role::Leaf | Role::Branch => self.folder.rsplit('/').next().unwrap_or_default(),
            _ => &self.stem,
        }
    }
}

/// All files below `content`, in the order of their names.
pub fn walk(from: &Path, config: &Config, findings: &mut Vec<Finding>) -> Vec<ContentFile> {
    let mut files: Vec<ContentFile> = Vec::new();
    let mounts = config.mounts.iter().filter(|mount| mount.component == Component::Content);
    for mount in mounts {
        one(from, mount, config, findings, &mut files);
    }
    files.sort_by(|a, b| (a.language, &a.folder, &a.name).cmp(&(b.language, &b.folder, &b.name)));
    // Where two mounts have the same file, the first counts.
    let mut seen = BTreeSet::new();
    files.retain(|file| seen.insert((file.language, file.folder.clone(), file.name.clone())));
    bundle(&mut files);
    files
}

fn one(
    from: &Path,
    mount: &Mount,
    config: &Config,
    findings: &mut Vec<Finding>,
    files: &mut Vec<ContentFile>,
) {
    let ignored = config.keys.get("ignorefiles").map(|patterns| patterns.texts()).unwrap_or_default();
    let keys: Vec<&str> = config.languages.iter().map(|language| language.key.as_str()).collect();
    let own =
        mount.language.as_deref().and_then(|own| keys.iter().position(|key| *key == own.to_lowercase()));
    // A language's folder inside another one's is its own alone.
    let others: Vec<&Path> = config
        .mounts
        .iter()
        .filter(|other| other.component == Component::Content && other.folder != mount.folder)
        .filter(|other| other.folder.starts_with(&mount.folder) && other.language.is_some())
        .map(|other| other.folder.as_path())
        .collect();
    let walk = WalkDir::new(&mount.folder).follow_links(true).sort_by_file_name().into_iter();
    let walk = walk.filter_entry(|entry| !others.contains(&entry.path()));
    for entry in walk.filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
        let Ok(below) = entry.path().strip_prefix(&mount.folder) else { continue };
        let source = entry.path().strip_prefix(from).unwrap_or(entry.path());
        let source = source.to_string_lossy().replace('\\', "/");
        let below = below.to_string_lossy().replace('\\', "/");
        let below = if below.is_empty() { entry.file_name().to_string_lossy().into_owned() } else { below };
        let (folder, name) = below.rsplit_once('/').unwrap_or(("", &below));
        let hidden = below.split('/').any(|part| part.starts_with(['.', '#'])) || name.ends_with('~');
        if hidden || ignored.iter().any(|pattern| is_ignored(pattern, &below)) {
            continue;
        }
        let folder = match (mount.below.as_str(), folder) {
            ("", folder) => folder.to_owned(),
            (below, "") => below.to_owned(),
            (below, folder) => format!("{below}/{folder}"),
        };
        let (stem, language, ending) = parts(name, &keys);
        if name == "_content.gotmpl" {
            findings.push(Finding {
                path: source,
                line: None,
                message: "a content adapter makes pages when the site is built: it makes none here"
                    .to_owned(),
                help: "write its pages as files of Markdown".to_owned(),
            });
            continue;
        }
        let is_text = TEXTS.iter().any(|(text, _)| *text == ending);
        let role = match stem.to_lowercase().as_str() {
            _ if !is_text => Role::Resource,
            // In `content` itself it is the home page, and what lies beside it are pages.
            "index" if folder.is_empty() => Role::Branch,
            "index" => Role::Leaf,
            "_index" => Role::Branch,
            _ => Role::Single,
        };
        files.push(ContentFile {
            disk: entry.path().to_owned(),
            source,
            folder,
            stem,
            name: name.to_owned(),
            ending,
            language: own.or(language).unwrap_or(0),
            role,
        });
    }
}

/// Name without ending and language, language, ending: `a.de.md` is `a` in German, `a-1.0.md` is `a-1.0`.
fn parts(name: &str, languages: &[&str]) -> (String, Option<usize>, String) {
    let Some((stem, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
        return (name.to_owned(), None, String::new());
    };
    let language = stem.rsplit_once('.').and_then(|(before, last)| {
        let place = languages.iter().position(|key| *key == last.to_lowercase())?;
        Some((before, place)).filter(|(before, _)| !before.is_empty())
    });
    match language {
        Some((before, place)) => (before.to_owned(), Some(place), ending.to_lowercase()),
        None => (stem.to_owned(), None, ending.to_lowercase()),
    }
}

/// Everything below a folder with an `index.md` belongs to that page.
fn bundle(files: &mut [ContentFile]) {
    let leaves: BTreeSet<String> =
        files.iter().filter(|file| file.role == Role::Leaf).map(|file| file.folder.clone()).collect();
    let outer = |folder: &str| {
        let above = folder.match_indices('/').map(|(slash, _)| &folder[..slash]);
        above.into_iter().any(|above| leaves.contains(above))
    };
    for file in files.iter_mut() {
        let inside = outer(&file.folder) || file.role != Role::Leaf && leaves.contains(&file.folder);
        if inside && file.role != Role::Resource {
            file.role = Role::Inner;
        }
    }
}

/// The folder of the bundle that a file belongs to.
pub fn bundle_of<'a>(file: &'a ContentFile, leaves: &BTreeSet<&str>) -> Option<&'a str> {
    let folder = file.folder.as_str();
    let above = folder.match_indices('/').map(|(slash, _)| &folder[..slash]).chain([folder]);
    above.into_iter().find(|above| leaves.contains(above))
}

/// The regular expressions of `ignoreFiles`, as far as they are the usual ones: an ending, or a part of a path.
fn is_ignored(pattern: &str, path: &str) -> bool {
    let plain = pattern.trim_start_matches('^').trim_end_matches('$').replace("\\.", ".").replace("\\/", "/");
    let plain = plain.trim_start_matches(".*").trim_end_matches(".*");
    if plain.is_empty() || plain.contains(['*', '+', '(', '[', '|', '?', '\\']) {
        return false;
    }
    if pattern.ends_with('$') { path.ends_with(plain) } else { path.contains(plain) }
}

#[cfg(test)]
mod tests {
    use super::{is_ignored, parts};

    #[test]
    fn a_name_says_language_and_ending() {
        let languages = ["en", "de"];
        for (name, expected) in [
            ("post.md", ("post", None, "md")),
            ("post.de.md", ("post", Some(1), "md")),
            ("grpc-js-1.0.md", ("grpc-js-1.0", None, "md")),
            ("en.md", ("en", None, "md")),
            ("_index.DE.MD", ("_index", Some(1), "md")),
            ("README", ("README", None, "")),
        ] {
            let (stem, language, ending) = parts(name, &languages);
            assert_eq!((stem.as_str(), language, ending.as_str()), expected, "{name}");
        }
    }

    #[test]
    fn files_are_ignored_by_ending_or_place() {
        assert!(is_ignored("\\.ipynb$", "posts/a.ipynb"));
        assert!(is_ignored("\\.Rmd$", "a.Rmd") && !is_ignored("\\.Rmd$", "a.md"));
        assert!(is_ignored("drafts/.*", "drafts/a.md"));
        assert!(!is_ignored("[a-z]+", "a.md"));
    }
}
