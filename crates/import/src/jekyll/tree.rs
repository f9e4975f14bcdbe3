//! The files of a site, told apart as Jekyll's readers tell them.

use super::config::Config;
use crate::source_front_matter::decode;
use std::path::{Path, PathBuf};

/// What a file is to Jekyll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// In a folder `_posts`, with a date in its name.
    Post,
    /// In a folder `_drafts`.
    Draft,
    /// In the folder of another collection, by its name.
    Document(String),
    /// Anything else with front matter.
    Page,
}

/// A file with a text.
#[derive(Clone, Debug)]
pub(super) struct TextFile {
    pub kind: Kind,
    /// Its path below the source, without `collections_dir` where it is of a collection.
    pub relative_path: String,
    /// Its path below the old folder.
    pub path: String,
    pub text: String,
}

/// A file that is copied.
#[derive(Clone, Debug)]
pub(super) struct StaticFile {
    pub disk: PathBuf,
    /// As in [`TextFile`].
    pub relative_path: String,
    pub path: String,
    pub collection: Option<String>,
}

/// All that Jekyll reads.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub texts: Vec<TextFile>,
    pub files: Vec<StaticFile>,
    /// What lies in `_posts` and is no post: paths below the old folder.
    pub nameless: Vec<String>,
    /// Paths of files that are no UTF-8 and were read as Latin-1.
    pub guessed: Vec<String>,
}

/// Folders in folders: a link that leads in a circle ends here.
const DEEPEST: usize = 40;

/// Markdown files of a repository that are nobody's pages, says jekyll-optional-front-matter.
const NO_PAGES: [&str; 8] = [
    "readme",
    "license",
    "licence",
    "copying",
    "code_of_conduct",
    "contributing",
    "issue_template",
    "pull_request_template",
];

pub(super) fn read(config: &Config) -> Tree {
    let mut reader = Reader { config, tree: Tree::default() };
    reader.folder("", 0);
    for collection in &config.collections {
        if collection.label != "posts" {
            reader.collection(&collection.label);
        }
    }
    reader.included();
    reader.tree
}

struct Reader<'a> {
    config: &'a Config,
    tree: Tree,
}

impl Reader<'_> {
    fn folder(&mut self, folder: &str, depth: usize) {
        let below = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if depth > DEEPEST || (depth > 0 && folder == self.config.destination) {
            return;
        }
        let holds_posts =
            self.config.collections_dir.is_empty() || folder.starts_with(&self.config.collections_dir);
        if holds_posts {
            self.publishable(&below("_posts"), Kind::Post);
            self.publishable(&below("_drafts"), Kind::Draft);
        }
        for (name, is_folder) in entries(&self.config.source.join(folder)) {
            let path = below(&name);
            if !self.config.filter.reads(&name, &path, is_folder) {
                continue;
            }
            if is_folder {
                self.folder(&path, depth + 1);
            } else {
                self.page_or_file(&path);
            }
        }
    }

    fn page_or_file(&mut self, path: &str) {
        let disk = self.config.source.join(path);
        if has_front_matter(&disk) || self.is_page_without_front_matter(path) {
            self.text(&disk, path, path, Kind::Page);
        } else {
            let collection = None;
            let path = path.to_owned();
            let file = StaticFile { disk, path: self.full(&path), relative_path: path, collection };
            self.tree.files.push(file);
        }
    }

    /// jekyll-optional-front-matter and jekyll-readme-index.
    fn is_page_without_front_matter(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
        if !self.config.is_markdown(ending) {
            return false;
        }
        if stem == "readme" && self.config.has_plugin("jekyll-readme-index") {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let folder = self.config.source.join(folder);
            return !["index.md", "index.markdown", "index.html"]
                .iter()
                .any(|index| folder.join(index).exists());
        }
        self.config.has_plugin("jekyll-optional-front-matter") && !NO_PAGES.contains(&stem)
    }

    /// All files below a folder `_posts` or `_drafts`.
    fn publishable(&mut self, folder: &str, kind: Kind) {
        for entry in below(&self.config.source.join(folder), false) {
            let path = format!("{folder}/{entry}");
            if !self.config.filter.reads(&entry, &path, false) {
                continue;
            }
            let name = entry.rsplit('/').next().unwrap_or(&entry);
            let is_publishable = match kind {
                Kind::Post => dated(name).is_some(),
                _ => name.contains('.'),
            };
            let disk = self.config.source.join(&path);
            if is_publishable {
                let relative = self.of_collection(&path);
                self.text(&disk, &path, &relative, kind.clone());
            } else {
                let path = self.full(&path);
                self.tree.nameless.push(path);
            }
        }
    }

    fn collection(&mut self, label: &str) {
        let container = match self.config.collections_dir.as_str() {
            "" => format!("_{label}"),
            folder => format!("{folder}/_{label}"),
        };
        for entry in below(&self.config.source.join(&container), true) {
            let path = format!("{container}/{entry}");
            if !self.config.filter.reads(&entry, &path, false) {
                continue;
            }
            let disk = self.config.source.join(&path);
            let relative = self.of_collection(&path);
            if has_front_matter(&disk) {
                self.text(&disk, &path, &relative, Kind::Document(label.to_owned()));
            } else {
                let (collection, path) = (Some(label.to_owned()), self.full(&path));
                self.tree.files.push(StaticFile { disk, relative_path: relative, path, collection });
            }
        }
    }

    /// Single files of `include` that no folder was read for: `_pages/about.md`, `_redirects`.
    fn included(&mut self) {
        for entry in self.config.values.get("include").texts() {
            let path = entry.trim_matches('/').to_owned();
            let known = self.tree.texts.iter().any(|file| file.relative_path == path)
                || self.tree.files.iter().any(|file| file.relative_path == path);
            if !known && self.config.source.join(&path).is_file() {
                self.page_or_file(&path);
            }
        }
    }

    fn text(&mut self, disk: &Path, path: &str, relative: &str, kind: Kind) {
        let Ok(bytes) = std::fs::read(disk) else { return };
        let (text, guessed) = decode(&bytes);
        let path = self.full(path);
        if guessed {
            self.tree.guessed.push(path.clone());
        }
        self.tree.texts.push(TextFile { kind, relative_path: relative.to_owned(), path, text });
    }

    fn full(&self, path: &str) -> String {
        format!("{}{path}", self.config.source_prefix)
    }

    fn of_collection(&self, path: &str) -> String {
        let folder = &self.config.collections_dir;
        let inner = path.strip_prefix(folder.as_str()).and_then(|rest| rest.strip_prefix('/'));
        inner.filter(|_| !folder.is_empty()).unwrap_or(path).to_owned()
    }
}

/// `DATE_FILENAME_MATCHER`: the date and the rest of a name without its ending, and the ending.
pub(super) fn dated(name: &str) -> Option<(&str, &str, &str)> {
    let mut at = 0;
    for (number, lengths) in [2..=4, 1..=2, 1..=2].into_iter().enumerate() {
        let digits = name[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !lengths.contains(&digits) || name.as_bytes().get(at + digits) != Some(&b'-') {
            return None;
        }
        at += digits + usize::from(number < 2);
    }
    let rest = &name[at + 1..];
    let dot = rest.rfind('.').filter(|dot| dot + 1 < rest.len())?;
    Some((&name[..at], &rest[..dot], &rest[dot..]))
}

/// Whether the first line is `---`.
fn has_front_matter(disk: &Path) -> bool {
    use std::io::Read;
    let mut start = [0; 512];
    let Ok(mut file) = std::fs::File::open(disk) else { return false };
    let length = file.read(&mut start).unwrap_or(0);
    let start = start[..length].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start[..length]);
    let Some(end) = start.iter().position(|byte| *byte == b'\n') else { return false };
    start[..end].strip_prefix(b"---").is_some_and(|rest| rest.iter().all(u8::is_ascii_whitespace))
}

/// Names in a folder in the order of their letters, and whether each is a folder. A link to the folder itself or
/// to one above it is left out: what it leads to is read already.
fn entries(folder: &Path) -> Vec<(String, bool)> {
    let here = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let leads_back = |entry: &std::fs::DirEntry| {
        entry.file_type().is_ok_and(|kind| kind.is_symlink())
            && entry.path().canonicalize().is_ok_and(|target| here.starts_with(target))
    };
    let mut entries: Vec<(String, bool)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| !leads_back(entry))
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())))
        .collect();
    entries.sort();
    entries
}

/// All files below a folder, by their paths in it; hidden ones too where it says so.
fn below(folder: &Path, hidden: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), 0)];
    while let Some((inner, depth)) = open.pop() {
        for (name, is_folder) in entries(&folder.join(&inner)) {
            if name.starts_with('.') && !hidden {
                continue;
            }
            let path = if inner.is_empty() { name } else { format!("{inner}/{name}") };
            match is_folder {
                true if depth < DEEPEST => open.push((path, depth + 1)),
                true => {}
                false => found.push(path),
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::dated;

    #[test]
    fn a_name_of_a_post_begins_with_a_date() {
        assert_eq!(dated("2013-05-06-a-b.c.md"), Some(("2013-05-06", "a-b.c", ".md")));
        assert_eq!(dated("13-5-6-a.md"), Some(("13-5-6", "a", ".md")));
        assert_eq!(dated("2013-05-06-.md"), Some(("2013-05-06", "", ".md")));
        for name in ["a.md", "2013-05-a.md", "2013-05-06-a", "1-05-06-a.md", "2013-05-06.md"] {
            assert_eq!(dated(name), None, "{name}");
        }
    }
}
