//! The addresses that Hugo makes of itself: lists and their further pages, terms, feeds.

use super::address::Place;
use super::content::Role;
use super::path::normal;
use super::permalink::{Values, expand};
use super::site::{Site, ancestors, plural, section_of};
use super::{Kind, target};
use crate::source_front_matter::Value;
use crate::{Address, AddressKind};
use offprint_model::Slug;
use std::collections::BTreeMap;

impl Site {
    /// All of them.
    pub fn addresses(&self) -> Vec<Address> {
        let mut all = Vec::new();
        for language in 0..self.config.languages.len() {
            self.home(language, &mut all);
            self.list_sections(language, &mut all);
            for taxonomy in &self.config.taxonomies {
                self.terms(language, taxonomy, &mut all);
            }
        }
        all.sort();
        all.dedup_by(|a, b| a.url == b.url);
        all
    }

    fn home(&self, language: usize, all: &mut Vec<Address>) {
        if !self.config.makes("home") {
            return;
        }
        let prefix = self.prefix(language);
        let url = if prefix.is_empty() { "/".to_owned() } else { format!("/{prefix}/") };
        let to = (language > 0 || url != "/").then(|| "/".to_owned());
        all.push(Address { url: url.clone(), kind: AddressKind::List, to: to.clone() });
        let key = self.config.languages.get(language).map_or("", |language| &language.key);
        if url == "/" && self.config.languages.len() > 1 {
            let to = Some("/".to_owned());
            all.push(Address { url: format!("/{key}/"), kind: AddressKind::List, to });
        }
        if let Some(feed) = self.config.feed("home") {
            let to = to.as_ref().map(|_| "/feed.xml".to_owned());
            all.push(Address { url: format!("{url}{feed}"), kind: AddressKind::Feed, to });
        }
        let main = self.main_sections(language);
        let posts = self.entries.iter().filter(|entry| {
            entry.file.language == language
                && self.is_listed(entry)
                && main.contains(&section_of(&entry.file))
        });
        self.further(&url, posts.count(), all);
    }

    /// `mainSections`: those that the site names, else the one with most pages.
    fn main_sections(&self, language: usize) -> Vec<String> {
        let named = self
            .config
            .keys
            .at(&["mainsections"])
            .or_else(|| self.config.keys.at(&["params", "mainsections"]));
        if let Some(named) = named.map(Value::texts).filter(|named| !named.is_empty()) {
            return named.iter().map(|name| normal(name)).collect();
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for entry in
            self.entries.iter().filter(|entry| entry.file.language == language && self.is_listed(entry))
        {
            *counts.entry(section_of(&entry.file)).or_default() += 1;
        }
        let most =
            counts.into_iter().filter(|(section, _)| !section.is_empty()).max_by_key(|(_, count)| *count);
        most.into_iter().map(|(section, _)| section).collect()
    }

    fn list_sections(&self, language: usize, all: &mut Vec<Address>) {
        if !self.config.makes("section") {
            return;
        }
        let sections = self.sections.iter().filter(|(of, _)| *of == language).map(|(_, path)| path);
        for path in sections {
            let is_taxonomy = self.config.taxonomies.iter().any(|plural| {
                let plural = format!("/{}", normal(plural));
                *path == plural || path.starts_with(&format!("{plural}/"))
            });
            let entry = self.at_path(language, path).filter(|entry| entry.kind == Kind::Section);
            let folder_is_page = self.at_path(language, path).is_some_and(|entry| entry.kind == Kind::Page);
            if is_taxonomy || folder_is_page && entry.is_none() || entry.is_some_and(|entry| !entry.published)
            {
                continue;
            }
            let place = |addends: Option<&str>, format: Option<&str>| match entry {
                Some(entry) if addends.is_none() && format.is_none() => entry.place.link.clone(),
                _ => self.list_place(
                    language,
                    Kind::Section,
                    path,
                    entry.and_then(|entry| entry.meta.url.as_deref()),
                    addends,
                    format,
                ),
            };
            let url = place(None, None);
            let to = if language == 0 {
                target::section(path)
            } else {
                format!("/{}{}", self.language_folder(language), &target::section(path)[1..])
            };
            if entry.is_none() {
                all.push(Address { url: url.clone(), kind: AddressKind::List, to: other(&url, &to) });
            }
            if let Some(feed) = self.config.feed("section") {
                let feed = place(None, Some(&feed));
                let to = if url == to { None } else { Some(format!("{to}feed.xml")) };
                all.push(Address { url: feed, kind: AddressKind::Feed, to });
            }
            let count = self.entries.iter().filter(|entry| {
                let path_of = entry.file.path();
                let section = ancestors(&path_of)
                    .skip(1)
                    .find(|above| self.sections.contains(&(language, above.clone())));
                entry.file.language == language && self.is_listed(entry) && section.as_ref() == Some(path)
            });
            self.further(&url, count.count(), all);
        }
    }

    fn language_folder(&self, language: usize) -> String {
        self.config.languages.get(language).map(|language| format!("{}/", language.key)).unwrap_or_default()
    }

    fn list_place(
        &self,
        language: usize,
        kind: Kind,
        path: &str,
        url: Option<&str>,
        addends: Option<&str>,
        format: Option<&str>,
    ) -> String {
        let name = path.rsplit('/').next().unwrap_or_default();
        let entry = self.at_path(language, path).filter(|entry| entry.kind == kind);
        let title = match entry.map(|entry| entry.meta.title.clone()).filter(|title| !title.is_empty()) {
            Some(title) => title,
            None if kind == Kind::Section => plural(name),
            None => name.to_owned(),
        };
        let sections: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(normal).collect();
        let values = Values {
            title,
            slug: entry.map(|entry| entry.meta.slug.clone()).unwrap_or_default(),
            section: sections.first().cloned().unwrap_or_default(),
            section_slugs: sections.clone(),
            base_name: name.to_owned(),
            sections,
            ..Values::default()
        };
        let rule = self.config.permalinks.iter().find(|rule| rule.is_for(kind, &normal(path)));
        let expanded = rule.and_then(|rule| expand(&rule.pattern, &values, self.config.rules));
        Place {
            kind,
            url,
            expanded: expanded.as_deref(),
            section: path,
            name,
            is_bundle: true,
            ugly: self.config.ugly.is_for(&values.section),
            addends,
            prefix: self.prefix(language),
            format,
            rules: self.config.rules,
            ..Place::default()
        }
        .published()
        .link
    }

    fn terms(&self, language: usize, taxonomy: &str, all: &mut Vec<Address>) {
        let mut terms: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.file.language == language && entry.published) {
            let mut labels = self.labels(entry, taxonomy);
            labels.sort();
            labels.dedup();
            for label in labels {
                let rules = self.config.rules;
                let path = if rules.keep_case { label.replace(' ', "-") } else { normal(&label) };
                let (_, count) = terms.entry(path).or_insert((label, 0));
                *count += usize::from(self.is_listed(entry));
            }
        }
        let root =
            format!("/{}", if self.config.rules.keep_case { taxonomy.to_owned() } else { normal(taxonomy) });
        let to = format!("/{}/", Slug::from_label(taxonomy).as_str());
        if self.config.makes("taxonomy") {
            let place = |format: Option<&str>| match self
                .at_path(language, &root)
                .filter(|entry| entry.kind == Kind::Taxonomy)
            {
                Some(entry) if format.is_none() => entry.place.link.clone(),
                _ => self.list_place(language, Kind::Taxonomy, &root, None, None, format),
            };
            let url = place(None);
            all.push(Address { kind: AddressKind::Term, to: other(&url, &to), url });
            if let Some(feed) = self.config.feed("taxonomy") {
                let to = Some("/feed.xml".to_owned());
                all.push(Address { url: place(Some(&feed)), kind: AddressKind::Feed, to });
            }
        }
        if !self.config.makes("term") {
            return;
        }
        for (path, (label, count)) in terms {
            let path = format!("{root}/{path}");
            let entry = self.at_path(language, &path).filter(|entry| entry.kind == Kind::Term);
            if entry.is_some_and(|entry| !entry.published) {
                continue;
            }
            let url = match entry {
                Some(entry) => entry.place.link.clone(),
                None => self.list_place(language, Kind::Term, &path, None, None, None),
            };
            let to = format!("{to}{}/", Slug::from_label(&label).as_str());
            all.push(Address { kind: AddressKind::Term, to: other(&url, &to), url: url.clone() });
            for alias in entry.into_iter().flat_map(|entry| &entry.aliases) {
                all.push(Address { url: alias.clone(), kind: AddressKind::Term, to: Some(to.clone()) });
            }
            if let Some(feed) = self.config.feed("term") {
                let feed = self.list_place(
                    language,
                    Kind::Term,
                    &path,
                    entry.and_then(|entry| entry.meta.url.as_deref()),
                    None,
                    Some(&feed),
                );
                let to = if url == to { None } else { Some(format!("{to}feed.xml")) };
                all.push(Address { url: feed, kind: AddressKind::Feed, to });
            }
            self.further(&url, count, all);
        }
    }

    /// The pages of a list after its first, which most themes make, and the first under its number.
    fn further(&self, list: &str, posts: usize, all: &mut Vec<Address>) {
        let pages = posts.div_ceil(self.config.per_page);
        if pages < 2 || !list.ends_with('/') {
            return;
        }
        for page in 1..=pages {
            let word = &self.config.paginate_path;
            let to = match (page, word.as_str()) {
                (1, _) => Some(list.to_owned()),
                (_, "page") => None,
                _ => Some(format!("{list}page/{page}/")),
            };
            all.push(Address { url: format!("{list}{word}/{page}/"), kind: AddressKind::List, to });
        }
    }

    /// What belongs to a section rather than to a bundle: the address of the folder that it lies in.
    pub fn folder_url(&self, language: usize, folder: &str) -> String {
        let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for length in (0..=parts.len()).rev() {
            let above = format!("/{}", normal(&parts[..length].join("/")));
            let entry = self.at_path(language, &above).filter(|entry| entry.file.role == Role::Branch);
            let base = match entry {
                Some(entry) => entry.place.folder.clone(),
                None if length == 0 => String::new(),
                None if self.sections.contains(&(language, above.clone())) => self
                    .list_place(language, Kind::Section, &above, None, None, None)
                    .trim_end_matches('/')
                    .to_owned(),
                None => continue,
            };
            let below: String = parts[length..].iter().map(|part| format!("/{part}")).collect();
            return format!("{base}{below}");
        }
        String::new()
    }
}

fn other(url: &str, to: &str) -> Option<String> {
    (url != to).then(|| to.to_owned())
}
