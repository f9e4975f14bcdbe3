//! Which files Jekyll reads: `include`, `exclude` and the names that it passes over.

use crate::glob;

/// `EntryFilter` of Jekyll.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryFilter {
    include: Vec<String>,
    exclude: Vec<String>,
}

/// What Jekyll leaves out of every site.
const EXCLUDED: [&str; 10] = [
    ".sass-cache",
    ".jekyll-cache",
    ".ruby-lsp",
    "gemfiles",
    "Gemfile",
    "Gemfile.lock",
    "node_modules",
    "vendor/bundle/",
    "vendor/cache/",
    "vendor/gems/",
];

impl EntryFilter {
    pub(super) fn new(include: Vec<String>, exclude: Vec<String>) -> Self {
        let exclude = exclude.into_iter().chain(EXCLUDED.map(str::to_owned));
        let exclude =
            exclude.chain(["vendor/ruby/".to_owned()]).filter(|name| !include.contains(name)).collect();
        Self { include, exclude }
    }

    /// Whether an entry is read: its path as Jekyll lists it (its name, or its path below `_posts` and the
    /// folders of collections), and its path below the source.
    pub(super) fn reads(&self, entry: &str, path: &str, is_folder: bool) -> bool {
        if entry.ends_with('.') {
            return false;
        }
        let name = entry.rsplit('/').next().unwrap_or(entry);
        if self.includes(entry, is_folder) || self.includes(name, is_folder) {
            return true;
        }
        if any(&self.exclude, path, is_folder) {
            return false;
        }
        let special = |name: &str| name.starts_with(['.', '_', '#', '~']);
        !special(entry) && !special(name) && !entry.ends_with('~')
    }

    pub(super) fn includes(&self, entry: &str, is_folder: bool) -> bool {
        any(&self.include, entry, is_folder)
    }
}

fn any(patterns: &[String], entry: &str, is_folder: bool) -> bool {
    patterns.iter().map(|pattern| pattern.strip_prefix('/').unwrap_or(pattern)).any(|pattern| {
        glob::matches(pattern, entry, false)
            || (!pattern.is_empty() && entry.starts_with(pattern))
            || is_folder && pattern.strip_suffix('/') == Some(entry)
    })
}

#[cfg(test)]
mod tests {
    use super::EntryFilter;

    #[test]
    fn hidden_special_and_backup_files_are_not_read_unless_they_are_included() {
        let filter = EntryFilter::new(
            vec![".htaccess".into(), "_pages".into()],
            vec!["drafts/".into(), "*.psd".into()],
        );
        for (path, is_folder, is_read) in [
            ("a.md", false, true),
            (".htaccess", false, true),
            (".env", false, false),
            ("_pages", true, true),
            ("_other", true, false),
            ("#a.md#", false, false),
            ("a.md~", false, false),
            ("drafts", true, false),
            ("Gemfile", false, false),
            ("vendor/bundle", true, false),
            ("vendor/other", true, true),
            ("img/a.psd", false, false),
        ] {
            let name = path.rsplit('/').next().unwrap();
            assert_eq!(filter.reads(name, path, is_folder), is_read, "{path}");
        }
    }
}
