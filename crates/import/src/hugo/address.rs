//! Where a page is published: `CreateTargetPaths` of Hugo's `resources/page/page_paths.go`.

use super::Kind;
use super::path::{PathRules, clean};
use percent_encoding::percent_decode_str;

/// All that an address is made of.
#[derive(Clone, Debug, Default)]
pub struct Place<'a> {
    /// What kind of page it is.
    pub kind: Kind,
    /// `url` of its front matter, tokens replaced.
    pub url: Option<&'a str>,
    /// The path by the pattern of `permalinks`.
    pub expanded: Option<&'a str>,
    /// The section that it lies in, its own path for a list: `/posts`; `/` for the home page.
    pub section: &'a str,
    /// The folder of its file, for a bundle the folder above: `/posts`.
    pub folder: &'a str,
    /// Its `slug`, or the name of its file or bundle.
    pub name: &'a str,
    /// `index.md` and `_index.md`.
    pub is_bundle: bool,
    /// `uglyURLs`.
    pub ugly: bool,
    /// What comes after: `page/2`.
    pub addends: Option<&'a str>,
    /// The language, where it is part of the address.
    pub prefix: &'a str,
    /// Another format than HTML: the name of its file, `index.xml`.
    pub format: Option<&'a str>,
    /// How names are made parts of addresses.
    pub rules: PathRules,
}

/// Where something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The path, not percent-encoded.
    pub link: String,
    /// Where its files lie, without a trailing slash.
    pub folder: String,
}

impl Place<'_> {
    /// Its address.
    pub fn published(&self) -> Published {
        let (base, suffix) = match self.format.and_then(|file| file.rsplit_once('.')) {
            Some((base, ending)) => (base, format!(".{ending}")),
            None => ("index", ".html".to_owned()),
        };
        let index = format!("{base}{suffix}");
        let html = suffix == ".html";
        let url = self
            .url
            .filter(|url| !url.is_empty())
            .map(|url| if url.contains("..") { clean(&format!("/{url}")) } else { url.to_owned() });
        let mut ugly = self.ugly && html;
        let same_name = !self.is_bundle && self.name == base;
        let ugly_index = ugly && matches!(self.kind, Kind::Home | Kind::Section | Kind::Taxonomy);
        if self.expanded.is_none() && same_name {
            ugly = true;
        }
        let mut parts = Parts(Vec::new());
        let mut needs_base = true;
        let mut suffix_now = suffix.clone();
        let mut prefix = self.prefix;
        if self.kind != Kind::Page && url.is_none() && self.section != "/" {
            parts.add(self.expanded.unwrap_or(self.section));
            needs_base = false;
        }
        let is_index;
        match &url {
            Some(url) if self.kind != Kind::Home => {
                url.split('/').for_each(|part| parts.add(part));
                self.addends.iter().for_each(|addends| parts.add(addends));
                if url.ends_with('/') || !url.contains('.') {
                    parts.add(&index);
                } else {
                    let file = url.rsplit('/').next().unwrap_or_default();
                    suffix_now = file.rfind('.').map_or_else(String::new, |dot| file[dot..].to_owned());
                }
                is_index = parts.last() == "index.html";
                // With a leading slash it is the whole path, else one below the language's.
                let has = |prefix: &str| url.starts_with(&format!("/{prefix}"));
                if url.starts_with('/') || has(self.prefix) {
                    prefix = "";
                }
            }
            _ if self.kind == Kind::Page => {
                match self.expanded {
                    Some(path) => parts.add(path),
                    None => {
                        parts.add(self.folder);
                        parts.add(self.name);
                    }
                }
                self.addends.iter().for_each(|addends| parts.add(addends));
                if ugly {
                    parts.concat(&suffix)
                } else {
                    parts.add(&index)
                }
                is_index = parts.last() == "index.html";
            }
            _ => {
                self.addends.iter().for_each(|addends| parts.add(addends));
                needs_base &= self.addends.is_none();
                if needs_base || !ugly || ugly_index {
                    parts.add(&index)
                } else {
                    parts.concat(&suffix)
                }
                is_index = !ugly_index && parts.last() == "index.html";
            }
        }
        if url.is_none() {
            parts.0.iter_mut().for_each(|part| *part = self.rules.sanitize(part));
        }
        let mut link = parts.path(usize::from(is_index));
        if same_name && let Some(shorter) = link.strip_suffix(self.name) {
            link = shorter.to_owned();
        }
        let prefixed = |path: String| if prefix.is_empty() { path } else { format!("/{prefix}{path}") };
        let mut link = prefixed(link);
        if is_index && !link.ends_with('/') {
            link.push('/');
        }
        let whole = parts.path(0);
        let folder = if parts.last().starts_with(&format!("{base}.")) {
            whole.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
        } else {
            whole.strip_suffix(&suffix_now).unwrap_or(&whole).to_owned()
        };
        // A query is no part of the place.
        let path = if url.is_some() { link.split('?').next().unwrap_or_default() } else { &link };
        let link = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let link = if link.is_empty() { "/".to_owned() } else { link };
        Published { link, folder: prefixed(folder).trim_end_matches('/').to_owned() }
    }
}

/// The segments of a path, as `pagePathBuilder` has them.
struct Parts(Vec<String>);

impl Parts {
    fn add(&mut self, part: &str) {
        if !part.is_empty() && part != "/" {
            self.0.push(part.to_owned());
        }
    }

    fn concat(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(last) => *last = format!("{}{text}", last.strip_suffix('/').unwrap_or(last)),
            None => self.add(text),
        }
    }

    fn last(&self) -> &str {
        self.0.last().map_or("", String::as_str)
    }

    /// All but the last `without`.
    fn path(&self, without: usize) -> String {
        let mut path = String::new();
        let mut slash = false;
        for part in &self.0[..self.0.len().saturating_sub(without)] {
            if !slash && !part.starts_with('/') {
                path.push('/');
            }
            slash = part.ends_with('/');
            path.push_str(part);
        }
        path
    }
}

/// An alias as a path: relative ones start from the folder of their page (`hugolib/site_render.go`).
pub fn alias(written: &str, page: &Published, prefix: &str) -> String {
    let path = if written.starts_with('/') {
        let prefixed = prefix.is_empty() || written.starts_with(&format!("/{prefix}/"));
        if prefixed { written.to_owned() } else { format!("/{prefix}{written}") }
    } else {
        // Beside the page: one folder up from its own.
        let parent = page.folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        format!("{parent}/{written}")
    };
    let cleaned = clean(&path);
    let is_file = [".html", ".htm"].iter().any(|ending| cleaned.ends_with(ending));
    let cleaned = percent_decode_str(&cleaned).decode_utf8_lossy().into_owned();
    if is_file || cleaned.ends_with('/') { cleaned } else { format!("{cleaned}/") }
}
