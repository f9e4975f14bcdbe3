use super::config::ZolaConfig;
use super::page::Source;
use super::places::Places;
use super::tree::Tree;
use crate::source_front_matter::Value;
use crate::{Address, AddressKind, Finding, OldSite, Page, PageKind};
use std::collections::HashMap;
use toml::Value as Toml;

/// A section that has pages of pages, or a feed.
pub(super) struct Paginated {
    pub url: String,
    pub path: String,
    /// 0 where it has one page alone.
    pub pages: usize,
    pub feed: bool,
}

/// Adds an `_index.md`.
pub(super) fn add(source: &Source, config: &ZolaConfig, places: &Places<'_>, site: &mut OldSite) {
    let mut find = |message: String, help: &str| {
        site.findings.push(Finding { path: source.path(), line: None, message, help: help.to_owned() });
    };
    if let Some(to) = source.redirect() {
        site.addresses.push(Address { url: source.url.clone(), kind: AddressKind::List, to: Some(to) });
        return;
    }
    if let Some(to) = source.text("redirect_to") {
        find(
            format!("`redirect_to = \"{to}\"` is not carried over: it leads to another site"),
            "write a page with a link to it",
        );
    }
    if let Some(order) = source
        .text("sort_by")
        .filter(|order| !matches!(order.as_str(), "date" | "none" | "permalink" | "slug"))
    {
        find(
            format!("`sort_by = \"{order}\"`: Offprint's lists have the newest first"),
            "readers can sort them; a series has its parts in order",
        );
    }
    let per_page = source.number("paginate_by").filter(|number| *number > 0);
    if let Some(per_page) = per_page.and_then(|number| i64::try_from(number).ok())
        && source.language == config.default_language
    {
        list(site, source.folder().trim_end_matches('/'), per_page);
    }
    let translated = source.body(config, places, &mut site.findings);
    let mut front_matter = source.front_matter(config);
    if source.folder().is_empty() && source.language == config.default_language {
        // What the home page says stands below the site's title: its own is the site's.
        let title = front_matter.iter().find(|(key, _)| key == "title").map(|(_, value)| value.clone());
        if let Some(title) = title.filter(|_| !site.settings.keys.iter().any(|(key, _)| key == "title")) {
            site.settings.keys.insert(0, ("title".to_owned(), title));
        }
    }
    front_matter.retain(|(key, _)| !matches!(key.as_str(), "date" | "weight"));
    let render = source.flag("render").unwrap_or(true);
    site.pages.push(Page {
        source: source.path(),
        kind: PageKind::Section,
        url: (render && source.is_published()).then(|| source.url.clone()),
        aliases: source.aliases(),
        target: source.target(),
        front_matter,
        body: translated.body,
        reference: translated.reference,
    });
}

fn list(site: &mut OldSite, section: &str, per_page: i64) {
    let keys = &mut site.settings.keys;
    if !keys.iter().any(|(key, _)| key == "lists") {
        keys.push(("lists".to_owned(), Toml::Table(toml::Table::new())));
    }
    let Some((_, Toml::Table(lists))) = keys.iter_mut().find(|(key, _)| key == "lists") else { return };
    let look = Toml::Table(toml::Table::from_iter([("per_page".to_owned(), Toml::from(per_page))]));
    if section.is_empty() {
        lists.insert("home".to_owned(), look);
    } else if let Toml::Table(sections) =
        lists.entry("section").or_insert_with(|| Toml::Table(toml::Table::new()))
    {
        sections.insert(section.to_owned(), look);
    }
}

impl Tree {
    /// Pages of pages, and feeds. A transparent section gives its pages to the one above it, too.
    pub(super) fn paginated(&self, _config: &ZolaConfig) -> Vec<Paginated> {
        let key = |source: &Source| (source.folder().to_owned(), source.language.clone());
        let by_folder: HashMap<_, &Source> =
            self.sections.iter().map(|section| (key(section), section)).collect();
        let mut counts: HashMap<(String, String), usize> = HashMap::new();
        for page in self.pages.iter().filter(|page| page.is_published()) {
            let mut folder = page.section_folder();
            loop {
                let key = (folder.clone(), page.language.clone());
                let Some(section) = by_folder.get(&key) else { break };
                *counts.entry(key).or_default() += 1;
                if folder.is_empty() || section.flag("transparent") != Some(true) {
                    break;
                }
                folder = above(&folder);
            }
        }
        let published = self.sections.iter().filter(|section| section.flag("render") != Some(false));
        published
            .map(|section| {
                let count = counts.get(&key(section)).copied().unwrap_or_default();
                let per_page = section.number("paginate_by").filter(|number| *number > 0);
                Paginated {
                    url: section.url.clone(),
                    path: section.text("paginate_path").unwrap_or_else(|| "page".to_owned()),
                    pages: per_page.map_or(0, |per_page| count.div_ceil(per_page).max(1)),
                    feed: section.flag("generate_feeds").or(section.flag("generate_feed")) == Some(true),
                }
            })
            .collect()
    }
}

fn above(folder: &str) -> String {
    let inner = folder.trim_end_matches('/');
    inner.rfind('/').map_or_else(String::new, |slash| inner[..=slash].to_owned())
}

impl Source {
    /// Where a section leads on to, if that is within the site.
    pub(super) fn redirect(&self) -> Option<String> {
        let to = self.text("redirect_to").filter(|to| self.is_section && !to.contains("://"))?;
        let to = format!("/{}", to.trim_start_matches('/'));
        let is_page =
            !to.ends_with('/') && !to.rsplit('/').next().unwrap_or_default().contains(['.', '#', '?']);
        Some(if is_page { to + "/" } else { to })
    }

    pub(super) fn number(&self, key: &str) -> Option<usize> {
        self.values.get(key).and_then(Value::integer).and_then(|number| usize::try_from(number).ok())
    }
}
