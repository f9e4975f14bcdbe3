use super::ContentError;
use crate::Diagnostic;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file of the site and its name, relative to the folder that was walked, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub path: PathBuf,
    pub name: String,
}

/// What a folder of the site holds, sorted by name.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub files: Vec<Entry>,
    pub findings: Vec<Diagnostic>,
}

/// Files that systems and version control leave behind: nobody's content.
const LEFT_BEHIND: [&str; 6] = [".DS_Store", ".git", ".gitignore", ".gitkeep", "Thumbs.db", "desktop.ini"];

impl Folder {
    /// All files below a folder of the site, symlinks followed as long as they stay inside the site.
    /// Hidden files count only where `hidden` says so (`static/.well-known`). A folder that is not there
    /// is empty.
    pub(super) fn walk(site: &Path, folder: &'static str, hidden: bool) -> Self {
        let root = site.join(folder);
        if !root.exists() && !root.is_symlink() {
            return Self::default();
        }
        let mut found = Self::default();
        if !root.is_dir() {
            found.findings.push(ContentError::NotAFolder(folder).in_file(folder));
            return found;
        }
        let inside = match site.canonicalize() {
            Ok(inside) => inside,
            Err(error) => {
                found.findings.push(ContentError::from(error).in_file(folder));
                return found;
            }
        };
        // A symlink is judged before it is followed: what lies outside is not even looked at.
        let mut leaving = Vec::new();
        let walk =
            WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter().filter_entry(|entry| {
                if entry.depth() > 0 && skipped(entry, hidden) {
                    return false;
                }
                let left = entry.path_is_symlink() && !stays(entry.path(), &inside);
                if left {
                    leaving.push(entry.path().to_owned());
                }
                !left
            });
        for entry in walk {
            found.visit(&root, folder, entry);
        }
        for link in leaving {
            let target =
                std::fs::read_link(&link).map_or_else(|_| String::new(), |path| path.display().to_string());
            found.findings.push(ContentError::LeavesSite(target).in_file(&shown(&root, folder, &link)));
        }
        found.files.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }

    fn visit(&mut self, root: &Path, folder: &str, entry: Result<DirEntry, walkdir::Error>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = shown(root, folder, error.path().unwrap_or(root));
                let circle = error.loop_ancestor().is_some();
                let dangling = error.path().is_some_and(|path| path.is_symlink() && !path.exists());
                let error = match error.into_io_error() {
                    _ if circle => ContentError::Symlink("in a circle"),
                    _ if dangling => ContentError::Symlink("nowhere"),
                    Some(error) => ContentError::Unreadable(error),
                    None => ContentError::Symlink("in a circle"),
                };
                self.findings.push(error.in_file(&path));
                return;
            }
        };
        let name = relative(root, entry.path());
        let path = shown(root, folder, entry.path());
        if entry.file_type().is_dir() {
            if folder == "content" && is_markdown(&path) {
                self.findings.push(ContentError::FolderNamedLikeFile.in_file(&path));
            }
        } else if let Some(name) = name {
            self.files.push(Entry { path: entry.into_path(), name });
        } else {
            self.findings.push(ContentError::NameNotUtf8.in_file(&path));
        }
    }
}

/// Whether a file's name says that it holds Markdown.
pub(super) fn is_markdown(name: &str) -> bool {
    let ending = name.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    ending.is_some_and(|(stem, ending)| {
        !stem.is_empty() && (ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
    })
}

fn skipped(entry: &DirEntry, hidden: bool) -> bool {
    let name = entry.file_name().to_string_lossy();
    LEFT_BEHIND.contains(&name.as_ref()) || !hidden && name.starts_with('.')
}

fn stays(link: &Path, inside: &Path) -> bool {
    // One that leads nowhere is reported as such when it is read.
    link.canonicalize().map_or(true, |target| target.starts_with(inside))
}

/// A path below a folder as text with `/`; `None` if it is not UTF-8.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts = path.strip_prefix(root).ok()?.components();
    let parts: Option<Vec<&str>> = parts.map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// A path as an author knows it.
fn shown(root: &Path, folder: &str, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    if parts.is_empty() { folder.to_owned() } else { format!("{folder}/{}", parts.join("/")) }
}
