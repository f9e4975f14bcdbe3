use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// Where what the pages of a site name is.
#[derive(Debug)]
pub(super) struct Places<'a> {
    /// Files of Markdown by their name below `content`.
    pub pages: HashMap<String, Linked>,
    /// The addresses of other files by their name below `content`.
    pub files: HashMap<&'a str, String>,
    /// By their name below `static`.
    pub statics: &'a BTreeMap<String, PathBuf>,
}

/// Where a file of Markdown is.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    pub url: String,
    /// The new file's name below `content`; none where the address only leads on.
    pub name: Option<String>,
}

impl Places<'_> {
    /// The address of a file that a shortcode names, in the order in which Zola's templates look for it: from the
    /// site's folder, in `static`, in `content`. `None` where it is beside the page, which is in this folder below
    /// `content`, or no file.
    pub(super) fn named(&self, folder: &str, name: &str) -> Option<String> {
        let name = name.strip_prefix("./").unwrap_or(name);
        if name.contains("://") || self.files.contains_key(format!("{folder}{name}").as_str()) {
            return None;
        }
        let name = name.trim_start_matches('/');
        let in_static = |name: &str| self.statics.contains_key(name).then(|| format!("/{name}"));
        let in_content = |name: &str| self.files.get(name).cloned();
        name.strip_prefix("static/")
            .and_then(in_static)
            .or_else(|| name.strip_prefix("content/").and_then(in_content))
            .or_else(|| in_static(name))
            .or_else(|| in_content(name))
    }
}
