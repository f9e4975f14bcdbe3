use std::collections::{HashMap, HashSet};

/// Ids that the page around a body uses. The app finds its parts by them, and takes the first of a
/// name: a heading "Boot" must not stand in for the boot data.
pub const PAGE_IDS: [&str; 56] = [
    "app",
    "body",
    "boot",
    "chips",
    "clear",
    "excuse",
    "facets",
    "filter-box",
    "filter-form",
    "filter-status",
    "filter-words",
    "filters",
    "main",
    "narrow",
    "narrow-status",
    "notice",
    "notice-dismiss",
    "notice-reload",
    "palette",
    "palette-all",
    "palette-answer",
    "palette-corrected",
    "palette-input",
    "palette-list",
    "palette-start",
    "palette-status",
    "results",
    "resume",
    "retry",
    "save-dialog",
    "save-progress",
    "save-search",
    "save-title",
    "saved-device",
    "saved-forget",
    "saved-forgotten",
    "saved-items",
    "saved-keep",
    "saved-promise",
    "saved-recent",
    "saved-site",
    "saved-status",
    "saved-visited",
    "search-box",
    "search-clear",
    "search-facets",
    "search-more",
    "search-narrow",
    "search-newest",
    "search-relevance",
    "search-results",
    "search-start",
    "search-status",
    "sort-count",
    "sort-latest",
    "sort-name",
];

/// The ids of one page.
pub(super) struct Ids {
    taken: HashSet<String>,
    /// The number that each wanted id got last: ten thousand headings of one text don't count from 1 each.
    numbers: HashMap<String, usize>,
}

impl Ids {
    pub fn new() -> Self {
        let taken = PAGE_IDS.iter().map(|id| (*id).to_owned()).collect();
        Self { taken, numbers: HashMap::new() }
    }

    /// The wanted id, or the first of `wanted-1`, `wanted-2` … that is free.
    pub fn unique(&mut self, wanted: &str) -> String {
        if self.take(wanted) {
            return wanted.to_owned();
        }
        let number = self.numbers.entry(wanted.to_owned()).or_default();
        loop {
            *number += 1;
            let id = format!("{wanted}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Takes exactly this id, if it is free.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }
}
