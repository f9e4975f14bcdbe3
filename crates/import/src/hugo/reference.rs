//! `ref` and `relref`: which page is meant (`hugolib/pagecollections.go`).

use super::content::{Role, TEXTS};
use super::path::{clean, normal};
use super::site::{Entry, Site};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page with a file.
    Page(&'a Entry),
    /// A section or list without one, by its address.
    List(String),
    /// The page itself: only a fragment was given.
    Here,
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file
    }
}

impl Eq for Entry {}

/// Finds what a page refers to. The other part is the fragment, with its `#`.
///
/// # Errors
/// What Hugo would say.
pub fn resolve<'a>(
    site: &'a Site,
    from: &Entry,
    written: &str,
    language: Option<&str>,
) -> Result<(Target<'a>, String), String> {
    let language = match language {
        Some(key) => site
            .config
            .languages
            .iter()
            .position(|language| language.key.eq_ignore_ascii_case(key))
            .ok_or_else(|| format!("there is no language `{key}`"))?,
        None => from.file.language,
    };
    let (path, fragment) = match written.find('#') {
        Some(hash) => written.split_at(hash),
        None => (written, ""),
    };
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if path.is_empty() {
        return Ok((Target::Here, fragment.to_owned()));
    }
    let found = find(site, from, &path, language)?;
    found.map(|target| (target, fragment.to_owned())).ok_or_else(|| format!("no page is `{written}`"))
}

fn find<'a>(site: &'a Site, from: &Entry, path: &str, language: usize) -> Result<Option<Target<'a>>, String> {
    let trimmed = if path == "/" { path } else { path.trim_end_matches('/') };
    let has_ending = trimmed.rsplit('/').next().is_some_and(|name| {
        name.rsplit_once('.')
            .is_some_and(|(_, ending)| TEXTS.iter().any(|(text, _)| *text == ending.to_lowercase()))
    });
    let at = |path: &str| {
        let path = without_ending(&normal(path), site);
        if let Some(entry) = site.at_path(language, &path) {
            return Some(Target::Page(entry));
        }
        let is_list = path == "/" || site.sections.contains(&(language, path.clone()));
        let prefix = site.prefix(language);
        let prefix = if prefix.is_empty() { String::new() } else { format!("/{prefix}") };
        is_list.then(|| {
            Target::List(if path == "/" { format!("{prefix}/") } else { format!("{prefix}{path}/") })
        })
    };
    if !trimmed.starts_with('/') {
        let file = &from.file;
        let own = format!("/{}", file.folder);
        let base = match file.role {
            Role::Branch => own,
            _ if has_ending && trimmed.starts_with("../") => own,
            _ => format!("/{}", file.container()),
        };
        if let Some(target) = at(&clean(&format!("{base}/{trimmed}"))) {
            return Ok(Some(target));
        }
        // By its file, from the folder of the page's own.
        if has_ending && let Some(target) = at(&clean(&format!("/{}/{trimmed}", file.folder))) {
            return Ok(Some(target));
        }
    }
    if trimmed.starts_with('.') {
        return Ok(None);
    }
    if let Some(target) = at(&clean(&format!("/{trimmed}"))) {
        return Ok(Some(target));
    }
    if trimmed.contains('/') {
        return Ok(None);
    }
    let name = without_ending(&format!("/{}", normal(trimmed)), site);
    let named = site.named(language, name.trim_start_matches('/'));
    named.map(|found| found.map(Target::Page)).map_err(|()| format!("`{path}` could be one of several pages"))
}

/// A path without ending, language and `index`.
fn without_ending(path: &str, site: &Site) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut name = name;
    if let Some((stem, ending)) = name.rsplit_once('.')
        && TEXTS.iter().any(|(text, _)| *text == ending)
    {
        name = stem;
        if let Some((before, last)) = stem.rsplit_once('.')
            && site.config.languages.iter().any(|language| language.key == last)
        {
            name = before;
        }
    }
    let path =
        if matches!(name, "index" | "_index") { folder.to_owned() } else { format!("{folder}/{name}") };
    if path.is_empty() { "/".to_owned() } else { path }
}
