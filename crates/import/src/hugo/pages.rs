//! The pages of an old site, as they are written.

mod cover;

use super::body::{Translated, Translator};
use super::content::TEXTS;
use super::render::{Rules, plain};
use super::site::{Entry, plural};
use super::tree::text;
use super::{Kind, known, target};
use crate::html::one_block;
use crate::source_front_matter::{Table, Value};
use crate::{Finding, Page, PageKind};
use std::collections::BTreeSet;

/// Keys that mean something to Hugo, or that are written under another name here.
const KNOWN: [&str; 60] = [
    "title",
    "date",
    "lastmod",
    "modified",
    "publishdate",
    "pubdate",
    "published",
    "expirydate",
    "unpublishdate",
    "draft",
    "description",
    "summary",
    "slug",
    "url",
    "aliases",
    "type",
    "layout",
    "weight",
    "headless",
    "build",
    "_build",
    "cascade",
    "outputs",
    "markup",
    "iscjklanguage",
    "menu",
    "menus",
    "sitemap",
    "translationkey",
    "resources",
    "series",
    "series_order",
    "series_weight",
    "seriespart",
    "part",
    "author",
    "authors",
    "cover",
    "featured_image",
    "featuredimage",
    "image",
    "images",
    "thumbnail",
    "canonicalurl",
    "canonical",
    "tags",
    "categories",
    "path",
    "kind",
    "lang",
    "sites",
    "excerpt",
    "updated",
    "topic",
    "extra",
    "taxonomies",
    "linktitle",
    "params",
    "content",
    "permalink",
];

/// So many dated pages in one place are posts.
const MANY: usize = 5;

/// What a page shows that is in `assets`.
pub type Assets = BTreeSet<String>;

impl Translator<'_> {
    /// Everything with a text of its own. Terms have their texts in the configuration.
    pub fn pages(&self, findings: &mut Vec<Finding>) -> (Vec<Page>, Assets, bool) {
        let (mut pages, mut assets, mut html) = (Vec::new(), Assets::new(), false);
        let posts_in_root = self.posts_in_root();
        for entry in &self.site.entries {
            if matches!(entry.kind, Kind::Taxonomy | Kind::Term) || self.built_in(entry).is_some() {
                continue;
            }
            let (page, translated) = self.page(entry, posts_in_root, &mut assets, findings);
            html |= translated.has_html;
            assets.extend(translated.assets);
            pages.push(page);
        }
        (pages, assets, html)
    }

    /// Whether dated pages in `content` itself are posts, and not pages such as "About".
    fn posts_in_root(&self) -> bool {
        let listed = self.site.entries.iter().filter(|entry| self.site.is_listed(entry));
        let (root, sections): (Vec<_>, Vec<_>) = listed.partition(|entry| entry.file.container().is_empty());
        let dated = root.iter().filter(|entry| entry.meta.date.is_some()).count();
        sections.is_empty() || dated > sections.len() || dated >= MANY
    }

    /// Where Offprint has what a page made its theme show: a search or an archive, and nothing else.
    pub fn built_in(&self, entry: &Entry) -> Option<&'static str> {
        if entry.kind != Kind::Page || !entry.body.trim().is_empty() {
            return None;
        }
        let words = ["layout", "type"].iter().filter_map(|key| text(&entry.meta.keys, &[key]));
        words.into_iter().find_map(|word| match word.to_lowercase().as_str() {
            "search" => Some("/search/"),
            "archives" | "archive" => Some("/archive/"),
            _ => None,
        })
    }

    fn page(
        &self,
        entry: &Entry,
        posts_in_root: bool,
        assets: &mut Assets,
        findings: &mut Vec<Finding>,
    ) -> (Page, Translated) {
        let mut find = |message: String, help: &str| {
            let path = entry.file.source.clone();
            findings.push(Finding { path, line: None, message, help: help.to_owned() });
        };
        let meta = &entry.meta;
        if !meta.render && entry.kind == Kind::Page {
            let message = "Hugo made no page of this text, and it is a draft here";
            find(message.to_owned(), "take `draft` out if it shall be a page");
        } else if !meta.list && entry.kind == Kind::Page {
            find(
                "lists did not show this page: here they do".to_owned(),
                "move it into `content` itself, without a date",
            );
        }
        if !meta.elsewhere.is_empty() && meta.date.is_none() {
            let message = format!("its date came from elsewhere ({})", meta.elsewhere.join(", "));
            find(message, "write a `date` into the front matter");
        }
        if let Some(outputs) = meta.keys.get("outputs") {
            let other = outputs
                .texts()
                .into_iter()
                .filter(|format| !matches!(format.to_lowercase().as_str(), "html" | "rss"));
            let other: Vec<String> = other.collect();
            if !other.is_empty() {
                find(
                    format!("it has no other formats here: {}", other.join(", ")),
                    "nothing stands in for them",
                );
            }
        }
        let language =
            TEXTS.iter().find(|(ending, _)| *ending == entry.file.ending).map_or("Markdown", |found| found.1);
        let markup = text(&meta.keys, &["markup"]).unwrap_or_default().to_lowercase();
        let translated = match (language, markup.as_str()) {
            ("Markdown", "" | "md" | "markdown" | "goldmark" | "blackfriday" | "mmark" | "html") => {
                self.translate(entry, findings)
            }
            ("HTML", "" | "html") => {
                let body = one_block(&entry.body) + "\n";
                Translated { reference: entry.body.clone(), body, has_html: true, ..Translated::default() }
            }
            _ => {
                let name = if language == "Markdown" { markup.as_str() } else { language };
                find(
                    format!("the text is in {name}: it stands here as it was"),
                    "turn it into Markdown, with Pandoc for one",
                );
                let body = known::fence(&entry.file.ending, &entry.body) + "\n";
                let reference = super::render::render(&body, Rules::default());
                Translated { body, reference, ..Translated::default() }
            }
        };
        let is_page = entry.file.container().is_empty() && !posts_in_root;
        let kind = match entry.kind {
            Kind::Page if is_page => PageKind::Page,
            Kind::Page => PageKind::Post,
            _ => PageKind::Section,
        };
        let front_matter = self.front_matter(entry, kind, &translated, assets, findings);
        let page = Page {
            source: entry.file.source.clone(),
            kind,
            url: entry.published.then(|| entry.place.link.clone()),
            aliases: if entry.published { entry.aliases.clone() } else { Vec::new() },
            target: format!("content/{}", target::name(self.site, &entry.file)),
            front_matter,
            body: translated.body.clone(),
            reference: translated.reference.clone(),
        };
        (page, translated)
    }

    fn front_matter(
        &self,
        entry: &Entry,
        kind: PageKind,
        translated: &Translated,
        assets: &mut Assets,
        findings: &mut Vec<Finding>,
    ) -> Vec<(String, toml::Value)> {
        let meta = &entry.meta;
        let mut keys: Vec<(String, toml::Value)> = Vec::new();
        let mut add = |key: &str, value: toml::Value| keys.push((key.to_owned(), value));
        let title = match meta.title.trim() {
            "" if kind == PageKind::Section => String::new(),
            "" => heading(&entry.body)
                .unwrap_or_else(|| plural(entry.file.base_name()).trim_end_matches('s').to_owned()),
            title => title.to_owned(),
        };
        if !title.is_empty() {
            add("title", title.into());
        }
        let description = text(&meta.keys, &["description"]);
        if kind == PageKind::Section {
            description.into_iter().for_each(|text| add("description", text.trim().into()));
            if entry.kind == Kind::Section && meta.draft {
                add("draft", true.into());
            }
            return keys;
        }
        let date = meta.date.as_ref().map(|date| date.to_toml());
        if kind == PageKind::Post {
            date.clone().into_iter().for_each(|date| add("date", date));
        }
        let updated = meta.lastmod.as_ref().map(|moment| moment.to_toml());
        match updated.or(date.clone().filter(|_| kind == PageKind::Page)) {
            Some(updated) if kind == PageKind::Page || date.as_ref() != Some(&updated) => {
                add("updated", updated)
            }
            _ => {}
        }
        let publish = meta.publish.as_ref().map(|moment| moment.to_toml());
        publish
            .filter(|publish| date.as_ref() != Some(publish))
            .into_iter()
            .for_each(|day| add("publish_date", day));
        meta.expiry.iter().for_each(|moment| add("expiry_date", moment.to_toml()));
        let summary =
            text(&meta.keys, &["summary"]).map(|summary| plain(&summary)).or(translated.summary.clone());
        summary.filter(|text| !text.is_empty()).into_iter().for_each(|text| add("summary", text.into()));
        description.into_iter().for_each(|text| add("description", text.trim().into()));
        let mut taxonomies: Vec<&str> = vec!["tags", "categories"];
        taxonomies.extend(self.site.config.taxonomies.iter().map(String::as_str));
        let mut seen = BTreeSet::new();
        taxonomies.retain(|name| seen.insert(*name) && !matches!(*name, "series" | "authors" | "author"));
        for name in &taxonomies {
            let labels = self.site.labels(entry, name);
            if !labels.is_empty() {
                add(name, labels.into());
            }
        }
        let series = meta.keys.get("series").map(Value::texts).unwrap_or_default();
        let number = ["series_order", "series_weight", "seriespart", "part"]
            .iter()
            .find_map(|key| meta.keys.get(key)?.integer());
        match (series.as_slice(), number.filter(|number| *number >= 0)) {
            ([], _) => {}
            ([name], Some(number)) => {
                let table = toml::Table::from_iter([
                    ("name".to_owned(), toml::Value::from(name.as_str())),
                    ("number".to_owned(), number.into()),
                ]);
                add("series", toml::Value::Table(table));
            }
            ([name], None) => add("series", name.as_str().into()),
            (names, _) => add("series", names.to_vec().into()),
        }
        let (authors, more) = authors(&meta.keys);
        if !authors.is_empty() {
            add("authors", authors.into());
        }
        if meta.draft || !meta.render {
            add("draft", true.into());
        }
        if let Some(weight) = meta.keys.get("weight").and_then(Value::integer).filter(|weight| *weight != 0) {
            add("weight", weight.into());
        }
        let canonical = ["canonicalurl", "canonical"].iter().find_map(|key| text(&meta.keys, &[key]));
        canonical.filter(|url| url.contains("://")).into_iter().for_each(|url| add("canonical", url.into()));
        let mut extra: toml::Table = meta
            .keys
            .iter()
            .filter(|(key, _)| !KNOWN.contains(&key.as_str()) && !taxonomies.contains(&key.as_str()))
            .filter_map(|(key, value)| Some((key.clone(), value.to_toml()?)))
            .collect();
        if let Some(more) = more {
            extra.insert("author".to_owned(), more);
        }
        match self.cover(entry, assets) {
            Some(Ok(cover)) => add("cover", cover),
            Some(Err(written)) => {
                findings.push(Finding {
                    path: entry.file.source.clone(),
                    line: None,
                    message: format!("the cover `{written}` is not in this folder"),
                    help: "put it beside the post and name it in `cover`".to_owned(),
                });
                extra.insert("cover".to_owned(), written.into());
            }
            None => {}
        }
        if !extra.is_empty() {
            add("extra", toml::Value::Table(extra));
        }
        keys
    }
}

/// Names of authors, and what else is said of them.
fn authors(keys: &Table) -> (Vec<String>, Option<toml::Value>) {
    let Some(value) = ["authors", "author"].iter().find_map(|key| keys.get(key)) else {
        return (Vec::new(), None);
    };
    let items = value.list().unwrap_or(std::slice::from_ref(value));
    let mut more = false;
    let names = items.iter().filter_map(|item| match item {
        Value::Table(table) => {
            more |= table.iter().count() > 1;
            text(table, &["name"])
        }
        _ => item.text(),
    });
    let names: Vec<String> =
        names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let more = if more { value.to_toml() } else { None };
    (names, more)
}

/// The first heading of a text without a title.
fn heading(body: &str) -> Option<String> {
    let line = body.lines().find_map(|line| line.strip_prefix("# "))?;
    Some(plain(line)).filter(|text| !text.is_empty())
}
