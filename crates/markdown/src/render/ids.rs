use std::collections::HashSet;

/// Ids that the page around a body uses. The app finds its parts by them, and takes the first of a
/// name: a heading "Boot" must not stand in for the boot data.
pub const PAGE_IDS: [&str; 20] = [
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
    "results",
    "retry",
    "sort-count",
    "sort-latest",
    "sort-name",
];

/// The ids of one page.
pub(super) struct Ids(HashSet<String>);

impl Ids {
    pub fn new() -> Self {
        Self(PAGE_IDS.iter().map(|id| (*id).to_owned()).collect())
    }

    /// The wanted id, or the first of `wanted-1`, `wanted-2` … that is free.
    pub fn unique(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut number = 0;
        while !self.0.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    /// Takes exactly this id, if it is free.
    pub fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }
}
