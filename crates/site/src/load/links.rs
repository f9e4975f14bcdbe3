use super::addresses::{Addresses, folder_of};
use super::image_sizes::ImageSizes;
use offprint_markdown::{ImageLink, Links};
use offprint_model::{BasePath, Permalink};
use percent_encoding::percent_decode_str;
use std::cell::RefCell;
use std::path::Path;

/// Resolves the links of one page.
pub(super) struct PageLinks<'a> {
    pub base: &'a BasePath,
    pub addresses: &'a Addresses,
    pub sizes: &'a ImageSizes,
    /// The page's own address.
    pub url: &'a Permalink,
    /// The folder of its file below `content`, with a trailing slash.
    pub folder: &'a str,
    /// What was named and is not there, as written.
    pub missing: RefCell<Vec<String>>,
}

enum Target<'a> {
    /// Not ours: another host, a fragment, a scheme.
    Elsewhere,
    Page(&'a Permalink),
    File(String, &'a Path),
    /// A path of this site that is no file we know: root-relative, without the base path, still encoded.
    Path(String),
}

impl PageLinks<'_> {
    fn resolve(&self, written: &str) -> (Target<'_>, String) {
        let cut = written.find(['?', '#']).unwrap_or(written.len());
        let (path, suffix) = written.split_at(cut);
        (self.target(path), suffix.to_owned())
    }

    fn target(&self, path: &str) -> Target<'_> {
        if path.is_empty() || path.starts_with("//") || has_scheme(path) {
            return Target::Elsewhere;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        // Zola's way to name a file of the site.
        if let Some(name) = decoded.strip_prefix("@/") {
            return self.content(name).unwrap_or_else(|| Target::Path(path.to_owned()));
        }
        let (beside, below) = match decoded.strip_prefix('/') {
            Some(name) => (name.to_owned(), path.trim_start_matches('/').to_owned()),
            None => (join(self.folder, &decoded), join(&folder_url(self.url), path)),
        };
        if let Some(target) = self.content(&beside) {
            return target;
        }
        let name = percent_decode_str(&below).decode_utf8_lossy().into_owned();
        match self.addresses.source_of(&name) {
            Some(file) => Target::File(name, file),
            None => Target::Path(below),
        }
    }

    fn content(&self, name: &str) -> Option<Target<'_>> {
        if let Some(page) = self.addresses.page(name) {
            return Some(Target::Page(page));
        }
        let target = self.addresses.file(name)?;
        Some(Target::File(target.to_owned(), self.addresses.source_of(target)?))
    }

    fn note_missing(&self, written: &str) {
        self.missing.borrow_mut().push(written.to_owned());
    }

    /// The target's address on its host, as far as it is this site's.
    pub(super) fn image_of(&self, written: &str) -> ImageLink {
        let (target, suffix) = self.resolve(written);
        match target {
            Target::Elsewhere => ImageLink { src: written.to_owned(), size: None },
            Target::Page(page) => ImageLink { src: self.base.url(page) + &suffix, size: None },
            Target::File(name, file) => {
                ImageLink { src: self.base.file(&name) + &suffix, size: self.sizes.of(file) }
            }
            Target::Path(path) => {
                self.note_missing(written);
                ImageLink { src: format!("{}{path}{suffix}", self.base), size: None }
            }
        }
    }
}

impl Links for PageLinks<'_> {
    fn link(&self, href: &str) -> Option<String> {
        let (target, suffix) = self.resolve(href);
        match target {
            Target::Elsewhere => None,
            Target::Page(page) => Some(self.base.url(page) + &suffix),
            Target::File(name, _) => Some(self.base.file(&name) + &suffix),
            Target::Path(path) => {
                if path.ends_with(".md") || path.starts_with("@/") {
                    self.note_missing(href);
                }
                Some(format!("{}{path}{suffix}", self.base))
            }
        }
    }

    fn image(&self, src: &str) -> ImageLink {
        self.image_of(src)
    }
}

fn folder_url(url: &Permalink) -> String {
    BasePath::default().file(folder_of(url)).trim_start_matches('/').to_owned()
}

fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// A relative path from a folder, RFC 3986 §5.2.4: never above the root.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut ends_in_folder = true;
    for part in path.split('/') {
        ends_in_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let end = if ends_in_folder && !parts.is_empty() { "/" } else { "" };
    parts.join("/") + end
}
