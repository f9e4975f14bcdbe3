use super::ConfigError;
use super::table::Findings;
use super::taxonomies::is_ordered;
use super::written::{Count, WrittenList, WrittenLists, word};
use crate::clock::DateFormat;
use offprint_model::{Fact, PostListOptions};
use std::collections::BTreeMap;
use toml::Spanned;

/// How each list of the site looks.
#[derive(Clone, Debug)]
pub struct Lists {
    /// The home list.
    pub home: PostListOptions,
    /// The lists of years and months.
    pub archive: PostListOptions,
    sections: PostListOptions,
    taxonomies: PostListOptions,
    ordered: PostListOptions,
    section: BTreeMap<String, PostListOptions>,
    taxonomy: BTreeMap<String, PostListOptions>,
}

const FACTS: [(&str, Fact); 9] = [
    ("date", Fact::Date),
    ("reading-time", Fact::ReadingTime),
    ("words", Fact::Words),
    ("author", Fact::Author),
    ("category", Fact::Category),
    ("tags", Fact::Tags),
    ("summary", Fact::Summary),
    ("title", Fact::Title),
    ("read-more", Fact::ReadMore),
];

impl Lists {
    /// How the list of a section looks. `path` is as in [`offprint_model::Section::path`].
    pub fn section(&self, path: &str) -> &PostListOptions {
        self.section.get(path.trim_matches('/')).unwrap_or(&self.sections)
    }

    /// The sections that have a look of their own, without slashes at their ends.
    pub(crate) fn section_paths(&self) -> impl Iterator<Item = &str> {
        self.section.keys().map(String::as_str)
    }

    /// How the lists of a taxonomy's terms look.
    pub fn taxonomy(&self, key: &str) -> &PostListOptions {
        self.taxonomy.get(key).unwrap_or(if is_ordered(key) { &self.ordered } else { &self.taxonomies })
    }

    /// The lists, and every date format that one of them uses; the site's own comes first. What a list
    /// does not say it takes from the next wider one: `[lists.section.notes]`, `[lists.sections]`, `[lists]`.
    pub(super) fn resolve(
        written: &WrittenLists,
        site_format: DateFormat,
        findings: &mut Findings,
    ) -> (Self, Vec<DateFormat>) {
        let default = PostListOptions {
            per_page: Some(10),
            date_format: 0,
            facts: vec![Fact::Date, Fact::ReadingTime, Fact::Summary, Fact::Tags],
        };
        let mut formats = match date_format(&written.all, findings) {
            Some(format) => vec![format],
            None => vec![site_format],
        };
        let mut narrow = |wide: &PostListOptions, written: &WrittenList, is_site: bool, name: &str| {
            let mut list = wide.clone();
            match written.per_page {
                Some(Count::Number(number)) => list.per_page = Some(number),
                Some(Count::All) => list.per_page = None,
                None => {}
            }
            if !is_site && let Some(format) = date_format(written, findings) {
                list.date_format =
                    formats.iter().position(|known| known.same_as(&format)).unwrap_or_else(|| {
                        formats.push(format);
                        formats.len() - 1
                    });
            }
            if let Some(facts) = &written.facts {
                list.facts = self::facts(facts, name, findings);
            }
            list
        };
        let all = narrow(&default, &written.all, true, "lists");
        let sections = narrow(&all, &written.sections, false, "lists.sections");
        let taxonomies = narrow(&all, &written.taxonomies, false, "lists.taxonomies");
        // A series is a path, and is shown whole unless its own lists are told otherwise.
        let per_page = written.taxonomies.per_page.and(taxonomies.per_page);
        let ordered = PostListOptions { per_page, ..taxonomies.clone() };
        let lists = Self {
            archive: narrow(&all, &written.archive, false, "lists.archive"),
            home: narrow(&all, &written.home, false, "lists.home"),
            section: written
                .section
                .iter()
                .map(|(path, list)| {
                    let path = path.trim_matches('/');
                    (path.to_owned(), narrow(&sections, list, false, &format!("lists.section.{path}")))
                })
                .collect(),
            taxonomy: written
                .taxonomy
                .iter()
                .map(|(key, list)| {
                    let key = key.get_ref();
                    let wider = if is_ordered(key) { &ordered } else { &taxonomies };
                    (key.clone(), narrow(wider, list, false, &format!("lists.taxonomy.{key}")))
                })
                .collect(),
            sections,
            taxonomies,
            ordered,
        };
        (lists, formats)
    }
}

fn date_format(list: &WrittenList, findings: &mut Findings) -> Option<DateFormat> {
    let written = list.date_format.as_ref()?;
    let format = DateFormat::parse(written.get_ref());
    if format.is_none() {
        findings.error(&ConfigError::DateFormat { found: written.get_ref().clone() }, written.span());
    }
    format
}

/// The facts in the author's order, each once.
fn facts(written: &[Spanned<String>], list: &str, findings: &mut Findings) -> Vec<Fact> {
    let mut facts = Vec::new();
    for fact in written.iter().filter_map(|fact| word(Some(fact), &format!("{list}.facts"), &FACTS, findings))
    {
        if !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    facts
}
