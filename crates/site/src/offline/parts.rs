use super::address::Site;
use super::references::of_stylesheet;
use offprint_model::FileEntry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

/// The author's stylesheets by their paths inside the output folder: they name files in their turn.
#[derive(Debug)]
pub(crate) struct Stylesheets<'a> {
    site: Site<'a>,
    sources: HashMap<&'a str, &'a PathBuf>,
    read: BTreeMap<String, Vec<String>>,
}

impl<'a> Stylesheets<'a> {
    pub(crate) fn new(site: Site<'a>, files: &'a [crate::StaticFile]) -> Self {
        let is_css = |file: &&crate::StaticFile| file.to.to_ascii_lowercase().ends_with(".css");
        let sources = files.iter().filter(is_css).map(|file| (file.to.as_str(), &file.from)).collect();
        Self { site, sources, read: BTreeMap::new() }
    }

    /// What a stylesheet names; nothing where it is none, or cannot be read as text.
    fn of(&mut self, path: &str) -> &[String] {
        if !self.read.contains_key(path) {
            let text = self.sources.get(path).and_then(|from| std::fs::read_to_string(from).ok());
            let found = text.map(|css| of_stylesheet(&css, path, self.site)).unwrap_or_default();
            self.read.insert(path.to_owned(), found);
        }
        self.read.get(path).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The files of a release, as far as it takes to say which of them a page needs.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    there: BTreeSet<String>,
    stylesheets: Stylesheets<'a>,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(entries: &[FileEntry], stylesheets: Stylesheets<'a>) -> Self {
        Self { there: entries.iter().map(|entry| entry.file.path.clone()).collect(), stylesheets }
    }

    /// The files that were named and are there, with what they name themselves.
    pub(crate) fn needed(&mut self, named: &[String]) -> BTreeSet<String> {
        let mut needed = BTreeSet::new();
        let mut open: Vec<String> = named.to_vec();
        while let Some(path) = open.pop() {
            let Some(path) = self.file(path) else { continue };
            if path.ends_with(".css") {
                open.extend(
                    self.stylesheets.of(&path).iter().filter(|path| !needed.contains(*path)).cloned(),
                );
            }
            needed.insert(path);
        }
        needed
    }

    /// What the author's own styles name.
    pub(crate) fn of_styles(&mut self, css: &str, path: &str) -> BTreeSet<String> {
        let named = of_stylesheet(css, path, self.stylesheets.site);
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
