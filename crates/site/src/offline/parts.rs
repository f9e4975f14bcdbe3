use super::address::Site;
use super::references::{of_page, of_stylesheet};
use offprint_model::FileEntry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

/// The author's stylesheets, and pages that may stand in a frame, by their paths inside the output folder: they
/// name files in their turn.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    site: Site<'a>,
    files: HashMap<&'a str, &'a PathBuf>,
    read: BTreeMap<String, Vec<String>>,
}

impl<'a> Sources<'a> {
    pub(crate) fn new(site: Site<'a>, files: &'a [crate::StaticFile]) -> Self {
        let names_files = |file: &&crate::StaticFile| is_stylesheet(&file.to) || is_page(&file.to);
        let files = files.iter().filter(names_files).map(|file| (file.to.as_str(), &file.from)).collect();
        Self { site, files, read: BTreeMap::new() }
    }

    /// What a file names; nothing where it is of another kind, or cannot be read as text.
    fn of(&mut self, path: &str) -> &[String] {
        if !self.read.contains_key(path) {
            let text = self.files.get(path).and_then(|from| std::fs::read_to_string(from).ok());
            let names = if is_stylesheet(path) { of_stylesheet } else { of_page };
            let found = text.map(|text| names(&text, path, self.site)).unwrap_or_default();
            self.read.insert(path.to_owned(), found);
        }
        self.read.get(path).map(Vec::as_slice).unwrap_or_default()
    }
}

fn is_stylesheet(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".css")
}

fn is_page(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".html")
}

/// The files of a release, as far as it takes to say which of them a page needs.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    there: BTreeSet<String>,
    /// What the site's own pages name, for those that stand in a frame of another.
    pages: HashMap<String, Vec<String>>,
    sources: Sources<'a>,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(entries: &[FileEntry], sources: Sources<'a>) -> Self {
        let naming = entries.iter().filter(|entry| !entry.parts.is_empty());
        Self {
            there: entries.iter().map(|entry| entry.file.path.clone()).collect(),
            pages: naming.map(|entry| (entry.file.path.clone(), entry.parts.clone())).collect(),
            sources,
        }
    }

    /// The files that were named and are there, with what they name themselves.
    pub(crate) fn needed(&mut self, named: &[String]) -> BTreeSet<String> {
        let mut needed = BTreeSet::new();
        let mut open: Vec<String> = named.to_vec();
        while let Some(path) = open.pop() {
            let Some(path) = self.file(path) else { continue };
            // A file that is there already has been read: circles end.
            if needed.contains(&path) {
                continue;
            }
            open.extend(
                self.sources.of(&path).iter().chain(self.pages.get(&path).into_iter().flatten()).cloned(),
            );
            needed.insert(path);
        }
        needed
    }

    /// What the author's own styles name.
    pub(crate) fn of_styles(&mut self, css: &str, path: &str) -> BTreeSet<String> {
        let named = of_stylesheet(css, path, self.sources.site);
        self.needed(&named)
    }

    /// A folder means the page in it.
    fn file(&self, path: String) -> Option<String> {
        if self.there.contains(&path) {
            return Some(path);
        }
        let page = format!("{path}/index.html");
        self.there.contains(&page).then_some(page)
    }
}
