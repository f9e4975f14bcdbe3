//! Where new files lie, and so what lists show.

use super::Assembly;
use crate::PageKind;
use crate::jekyll::document::Document;
use crate::jekyll::tree::Kind;

impl Assembly<'_> {
    /// Where the new file lies, and so whether lists show it.
    pub(super) fn place(&mut self, document: &Document) -> (PageKind, String) {
        let name = document.relative_path.rsplit('/').next().unwrap_or_default();
        let stem = name.strip_suffix(document.ext.as_str()).unwrap_or(name);
        let (kind, folder, stem) = match &document.kind {
            Kind::Post | Kind::Draft => (PageKind::Post, "posts/".to_owned(), stem.to_owned()),
            Kind::Document(label) if label != "pages" => {
                let folder = format!("{}/", label.to_lowercase());
                if document.url == format!("/{folder}") {
                    (PageKind::Section, folder, "_index".to_owned())
                } else {
                    let inner = document.relative_path.strip_prefix(&format!("_{label}/")).unwrap_or(name);
                    let inner = inner.strip_suffix(document.ext.as_str()).unwrap_or(inner);
                    (PageKind::Post, folder, inner.replace('/', "-"))
                }
            }
            Kind::Page | Kind::Document(_) => match self.section_of(&document.url) {
                Some(folder) => (PageKind::Section, folder, "_index".to_owned()),
                None => {
                    let path = document.url.trim_matches('/');
                    let path = path.strip_suffix(".html").unwrap_or(path);
                    (PageKind::Page, String::new(), path.replace('/', "-"))
                }
            },
        };
        // `index` and `_index` mean something else to Offprint, and so do hidden files.
        let stem = match stem.trim_start_matches('.') {
            "_index" if kind == PageKind::Section => "_index".to_owned(),
            "" => "page".to_owned(),
            "index" | "_index" => "index-page".to_owned(),
            stem => stem.to_owned(),
        };
        let mut target = format!("content/{folder}{stem}.md");
        let mut number = 1;
        while !self.targets.insert(target.to_lowercase()) {
            number += 1;
            target = format!("content/{folder}{stem}-{number}.md");
        }
        let is_second = kind == PageKind::Section && number > 1;
        (if is_second { PageKind::Page } else { kind }, target)
    }

    /// The folder of a section whose list is at this address.
    fn section_of(&self, url: &str) -> Option<String> {
        if url == "/" {
            return Some(String::new());
        }
        let folder = url.strip_prefix('/')?;
        let is_section = folder == "posts/"
            || self.config.collections.iter().any(|collection| {
                collection.is_written && format!("{}/", collection.label.to_lowercase()) == folder
            });
        is_section.then(|| folder.to_owned())
    }
}
