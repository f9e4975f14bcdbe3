use super::ConfigError;
use super::table::Findings;
use super::written::{WrittenTaxonomies, WrittenTaxonomy};
use crate::library::readable;
use offprint_model::{Permalink, Slug, TermTitle};
use std::collections::BTreeMap;

/// A taxonomy that the site has pages for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaxonomyConfig {
    /// The front-matter key: `tags`. Its pages lie below its slug.
    pub key: String,
    /// Its name for readers.
    pub title: String,
    /// Titles and descriptions of single terms.
    pub titles: BTreeMap<Slug, TermTitle>,
    /// A term's posts stand in the order of their part numbers.
    pub ordered: bool,
    /// Nobody asked for it, and it gives way to the author's own pages at its addresses.
    pub gives_way: bool,
}

/// The taxonomies of a site that says nothing of them.
const DEFAULT: [&str; 4] = ["tags", "categories", "series", AUTHORS];

/// Every post has authors, whoever thinks of them as a taxonomy: pages about them may be there already.
const AUTHORS: &str = "authors";

/// Keys of front matter that hold something else than terms.
const TAKEN: [&str; 20] = [
    "title",
    "date",
    "updated",
    "description",
    "summary",
    "slug",
    "path",
    "url",
    "canonical",
    "draft",
    "weight",
    "cover",
    "image",
    "aliases",
    "extra",
    "publish_date",
    "expiry_date",
    "taxonomies",
    "series_number",
    "part",
];

/// Whether a taxonomy's posts are parts with numbers.
pub(super) fn is_ordered(key: &str) -> bool {
    key == "series"
}

impl TaxonomyConfig {
    fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            title: readable(key),
            titles: BTreeMap::new(),
            ordered: is_ordered(key),
            gives_way: false,
        }
    }

    fn default(key: &str) -> Self {
        Self { gives_way: key == AUTHORS, ..Self::new(key) }
    }

    /// Where the list of its terms is; terms lie below it.
    pub fn permalink(&self) -> Permalink {
        Permalink::home().join(Slug::from_label(&self.key).as_str())
    }

    fn with(mut self, written: &WrittenTaxonomy) -> Self {
        if let Some(title) = &written.title {
            self.title.clone_from(title);
        }
        for (label, term) in &written.terms {
            let title = TermTitle { title: term.title.clone(), description: term.description.clone() };
            self.titles.insert(Slug::from_label(label), title);
        }
        self
    }

    /// The taxonomies that a site has pages for, in order.
    pub(super) fn resolve(written: &WrittenTaxonomies, findings: &mut Findings) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let mut add = |taxonomy: Self, span: std::ops::Range<usize>| {
            if TAKEN.contains(&taxonomy.key.as_str()) || taxonomy.key.trim().is_empty() {
                findings.error(&ConfigError::Taxonomy(taxonomy.key), span);
            } else if let Some(known) = all.iter_mut().find(|known| known.key == taxonomy.key) {
                *known = taxonomy;
            } else {
                all.push(taxonomy);
            }
        };
        match written {
            WrittenTaxonomies::Default => DEFAULT.iter().for_each(|key| add(Self::default(key), 0..0)),
            WrittenTaxonomies::Exactly(keys) => {
                keys.iter().for_each(|key| add(Self::new(key.get_ref()), key.span()));
            }
            WrittenTaxonomies::Added(entries) => {
                DEFAULT.iter().for_each(|key| add(Self::default(key), 0..0));
                for (key, taxonomy) in entries {
                    add(Self::new(key.get_ref()).with(taxonomy), key.span());
                }
                let off =
                    |key: &str| entries.iter().any(|(name, written)| name.get_ref() == key && written.off);
                all.retain(|taxonomy| !off(&taxonomy.key));
            }
        }
        all
    }
}
