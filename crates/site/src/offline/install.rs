use super::parts::Parts;
use crate::emit::index::ContentIndex;
use offprint_model::{FileEntry, Masthead, OfflineFiles};
use std::collections::BTreeSet;

/// The page that shows lists from the content index.
const SHELL: &str = "shell.html";

/// What goes into the list of files that a device keeps unasked, beside pages and index.
#[derive(Debug)]
pub(crate) struct Kept<'a> {
    /// The app's files whose names carry a hash.
    pub(crate) app: &'a [String],
    /// The author's own styles, and where they are written to.
    pub(crate) styles: Option<(&'a str, &'a str)>,
    /// The content index.
    pub(crate) index: &'a ContentIndex,
}

/// Decides what a device keeps unasked, and leaves to every page the parts that are not among it. On a site of
/// which nothing is kept, none has any.
pub(crate) fn install(
    entries: &mut [FileEntry],
    masthead: &Masthead,
    kept: &Kept<'_>,
    mut parts: Parts<'_>,
) -> Option<OfflineFiles> {
    let Some(saved) = masthead.offline.as_ref().filter(|offline| !offline.preview) else {
        entries.iter_mut().for_each(|entry| entry.parts.clear());
        return None;
    };
    for entry in entries.iter_mut().filter(|entry| !entry.parts.is_empty()) {
        let own = entry.file.path.clone();
        let needed = parts.needed(&entry.parts).into_iter();
        entry.parts = needed.filter(|path| *path != own).collect();
    }
    let saved = saved.url.file();
    let mut pages = vec![SHELL.to_owned(), saved.clone()];
    pages.extend(masthead.search.iter().filter(|search| !search.own).map(|search| search.url.file()));
    let mut wanted: BTreeSet<String> = kept.app.iter().cloned().collect();
    wanted.insert(offprint_search::ENTRY.to_owned());
    wanted.extend(kept.index.kept().into_iter().map(|file| file.file.path.clone()));
    if let Some((css, path)) = kept.styles {
        wanted.extend(parts.of_styles(css, path));
    }
    for page in entries.iter().filter(|entry| pages.contains(&entry.file.path)) {
        wanted.extend(page.parts.iter().cloned());
    }
    wanted.extend(pages);
    for entry in entries.iter_mut() {
        entry.parts.retain(|path| !wanted.contains(path));
    }
    let mut install: Vec<FileEntry> =
        entries.iter().filter(|entry| wanted.contains(&entry.file.path)).cloned().collect();
    install.sort_by(|a, b| a.file.path.cmp(&b.file.path));
    Some(OfflineFiles { install, shell: SHELL.to_owned(), saved })
}
