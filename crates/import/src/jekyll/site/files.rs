//! What is copied: files without front matter, and those with some that are no HTML.

use super::Assembly;
use crate::jekyll::addresses::feed;
use crate::jekyll::config::Config;
use crate::jekyll::document::Document;
use crate::jekyll::permalink;
use crate::jekyll::text::plain;
use crate::jekyll::tree::StaticFile;
use crate::{File, FileSource};

/// What Offprint writes itself.
const OWN_FILES: [&str; 8] = [
    "/404.html",
    "/index.html",
    "/sitemap.xml",
    "/sw.js",
    "/manifest.webmanifest",
    "/offprint.json",
    "/search.bin",
    "/_headers",
];

/// The address of a file that is copied.
pub(super) fn url_of_file(file: &StaticFile, config: &Config) -> String {
    let path = format!("/{}", file.relative_path.trim_start_matches('/'));
    let Some(label) = &file.collection else { return path };
    let name = path.rsplit('/').next().unwrap_or_default();
    let dot = name.rfind('.').filter(|dot| *dot > 0).unwrap_or(name.len());
    let (stem, ext) = name.split_at(dot);
    let inner = path.strip_suffix(ext).unwrap_or(&path).replacen(&format!("/_{label}"), "", 1);
    let template =
        config.collection(label).map(|collection| collection.permalink.as_str()).unwrap_or_default();
    permalink::collection_file(template, label, inner.trim_end_matches('.'), stem, ext)
}

impl Assembly<'_> {
    pub(super) fn copy(&mut self, files: &[(&StaticFile, String)]) {
        for (file, url) in files {
            let is_written = file.collection.as_ref().is_none_or(|label| {
                self.config.collection(label).is_some_and(|collection| collection.is_written)
            });
            let path = file.relative_path.trim_start_matches('/');
            let kind = file.collection.as_deref();
            let is_withdrawn = self.config.defaults.of(path, kind).get("published").bool() == Some(false);
            if !is_written || is_withdrawn {
                continue;
            }
            if OWN_FILES.contains(&url.as_str()) {
                self.find(
                    &file.path,
                    "is not carried over: Offprint writes this file itself",
                    "nothing has to be done",
                );
                continue;
            }
            self.add_file(FileSource::Disk(file.disk.clone()), url);
        }
    }

    pub(super) fn add_file(&mut self, source: FileSource, url: &str) {
        let target = format!("static{url}");
        if self.targets.insert(target.clone()) {
            self.files.insert(url.to_owned(), ());
            self.site.files.push(File { source, url: url.to_owned(), target });
        }
    }

    /// A page that is no HTML: a feed, a style, a file of data.
    pub(super) fn other(&mut self, document: &Document) {
        let url = document.url.as_str();
        let name = url.rsplit('/').next().unwrap_or_default().to_lowercase();
        let body = document.body.as_str();
        let is_feed = matches!(document.output_ext.as_str(), ".xml" | ".rss" | ".atom")
            && (body.contains("<rss")
                || body.contains("<feed")
                || name.contains("feed")
                || name.contains("atom")
                || name.contains("rss"));
        if is_feed {
            let address = feed(url, "/feed.xml");
            self.find(
                &document.path,
                "is a feed that Liquid makes; Offprint's own takes its place",
                "nothing has to be done",
            );
            self.site.addresses.push(address);
            return;
        }
        if name == "sitemap.xml" || OWN_FILES.contains(&url) {
            return;
        }
        if matches!(document.ext.as_str(), ".scss" | ".sass" | ".coffee") {
            self.made.push(document.path.clone());
            return;
        }
        match plain(document, &self.world) {
            Some(text) => self.add_file(FileSource::Bytes(text.into_bytes()), url),
            None => self.find(
                &document.path,
                "is made by Liquid of what only Jekyll knows, and is not carried over",
                "copy the file from your built site into `static/` where it is needed",
            ),
        }
    }
}
