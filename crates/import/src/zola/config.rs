use super::slug::Strategy;
use crate::formulas::loads_formulas;
use crate::source_front_matter::{Table, Value};
use crate::{Finding, OldSite};
use std::path::Path;
use toml::Value as Toml;

/// What `config.toml` says of addresses.
#[derive(Clone, Debug)]
pub(super) struct ZolaConfig {
    pub base_url: String,
    pub default_language: String,
    /// Further languages, and whether each has a feed.
    pub languages: Vec<(String, bool)>,
    pub taxonomies: Vec<Taxonomy>,
    pub feeds: bool,
    pub feed_files: Vec<String>,
    pub paths: Strategy,
    pub terms: Strategy,
    pub anchors: Strategy,
    pub keep_dates: bool,
    pub smart_punctuation: bool,
    /// Patterns of files in `content` that are not published.
    pub ignored_content: Vec<String>,
    /// The same in `static`.
    pub ignored_static: Vec<String>,
    pub theme: Option<String>,
}

/// A taxonomy of Zola's.
#[derive(Clone, Debug)]
pub(super) struct Taxonomy {
    pub name: String,
    pub language: String,
    pub feed: bool,
    pub render: bool,
    pub per_page: Option<usize>,
    pub page_path: String,
}

impl ZolaConfig {
    pub(super) fn new(table: &Table) -> Self {
        let text = |key: &str| table.get(key).and_then(Value::text);
        let flag = |table: &Table, keys: &[&str]| {
            keys.iter().any(|key| table.get(key).and_then(Value::bool) == Some(true))
        };
        let default_language = text("default_language").unwrap_or_else(|| "en".to_owned());
        let mut taxonomies = Taxonomy::all(table, &default_language);
        let mut languages = Vec::new();
        match table.get("languages") {
            Some(Value::Table(tables)) => {
                for (code, language) in tables {
                    let empty = Table::default();
                    let language = language.table().unwrap_or(&empty);
                    if *code != default_language {
                        languages.push((code.clone(), flag(language, &["generate_feeds", "generate_feed"])));
                    }
                    taxonomies.extend(Taxonomy::all(language, code));
                }
            }
            // As it was written before 0.14.
            Some(Value::List(items)) => {
                for language in items.iter().filter_map(Value::table) {
                    if let Some(code) = language.get("code").and_then(Value::text) {
                        languages.push((code, flag(language, &["feed", "rss"])));
                    }
                }
            }
            _ => {}
        }
        let mut feed_files = table.get("feed_filenames").map(Value::texts).unwrap_or_default();
        if feed_files.is_empty() {
            feed_files = vec![text("feed_filename").unwrap_or_else(|| "atom.xml".to_owned())];
        }
        let slugify = |key| Strategy::read(table.at(&["slugify", key]));
        Self {
            base_url: text("base_url").unwrap_or_default(),
            languages,
            taxonomies,
            feeds: flag(table, &["generate_feeds", "generate_feed", "generate_rss"]),
            feed_files,
            paths: slugify("paths"),
            terms: slugify("taxonomies"),
            anchors: slugify("anchors"),
            keep_dates: table.at(&["slugify", "paths_keep_dates"]).and_then(Value::bool) == Some(true),
            smart_punctuation: table.at(&["markdown", "smart_punctuation"]).and_then(Value::bool)
                == Some(true),
            ignored_content: table.get("ignored_content").map(Value::texts).unwrap_or_default(),
            ignored_static: table.get("ignored_static").map(Value::texts).unwrap_or_default(),
            theme: text("theme").filter(|theme| !theme.is_empty()),
            default_language,
        }
    }

    /// The beginning of a language's addresses: nothing, or `/de`.
    pub(super) fn prefix(&self, language: &str) -> String {
        if language == self.default_language { String::new() } else { format!("/{language}") }
    }

    /// Whether dollars mean formulas: Zola leaves them to a script, which a template loads.
    fn has_formulas(&self, from: &Path, table: &Table) -> bool {
        let names = ["math", "katex", "mathjax", "latex"];
        let extra = table.get("extra").and_then(Value::table);
        let asks = extra.is_some_and(|extra| {
            names.iter().any(|name| extra.get(name).is_some_and(|value| value.bool() != Some(false)))
        });
        let theme = self.theme.as_ref().map(|theme| from.join("themes").join(theme).join("templates"));
        let mut templates = [Some(from.join("templates")), theme].into_iter().flatten();
        asks || templates.any(|templates| loads_formulas(&templates))
    }

    /// What `offprint.toml` says in place of `config.toml`.
    pub(super) fn settings(&self, from: &Path, table: &Table, file: &str, site: &mut OldSite) {
        let mut keys: Vec<(String, Toml)> = Vec::new();
        let mut copy = |key: &str, from: &str| {
            let text = table.get(from).and_then(Value::text).filter(|text| !text.trim().is_empty());
            if let Some(text) = text {
                keys.push((key.to_owned(), Toml::from(text)));
            }
        };
        copy("title", "title");
        copy("description", "description");
        copy("author", "author");
        if self.default_language != "en" {
            keys.push(("language".to_owned(), Toml::from(self.default_language.as_str())));
        }
        // Zola's dates without a zone are UTC, as Offprint's are.
        let own = self.taxonomies.iter().filter(|taxonomy| taxonomy.language == self.default_language);
        let added: toml::Table = own
            .clone()
            .filter(|taxonomy| {
                !matches!(taxonomy.name.as_str(), "tags" | "categories" | "series" | "authors")
            })
            .map(|taxonomy| (taxonomy.name.clone(), Toml::Table(toml::Table::new())))
            .collect();
        if !added.is_empty() {
            keys.push(("taxonomies".to_owned(), Toml::Table(added)));
        }
        if let Some(length) = table.get("feed_limit").and_then(Value::integer).filter(|length| *length > 0) {
            let feed = toml::Table::from_iter([("length".to_owned(), Toml::from(length))]);
            keys.push(("feed".to_owned(), Toml::Table(feed)));
        }
        let lists: toml::Table = own
            .filter_map(|taxonomy| {
                let per_page = i64::try_from(taxonomy.per_page?).ok()?;
                let list = toml::Table::from_iter([("per_page".to_owned(), Toml::from(per_page))]);
                Some((taxonomy.name.clone(), Toml::Table(list)))
            })
            .collect();
        if !lists.is_empty() {
            let lists = toml::Table::from_iter([("taxonomy".to_owned(), Toml::Table(lists))]);
            keys.push(("lists".to_owned(), Toml::Table(lists)));
        }
        // Zola trusts its author's HTML, always.
        let mut markdown = toml::Table::from_iter([("html".to_owned(), Toml::from("trust"))]);
        if self.smart_punctuation {
            markdown.insert("smart_punctuation".to_owned(), Toml::from(true));
        }
        if !self.has_formulas(from, table) {
            markdown.insert("math".to_owned(), Toml::from(false));
        }
        keys.push(("markdown".to_owned(), Toml::Table(markdown)));
        site.settings.keys = keys;
        let url = self.base_url.trim_end_matches('/');
        site.settings.base_url = (!url.is_empty()).then(|| format!("{url}/"));

        let mut find = |message: String, help: &str| {
            site.findings.push(Finding { path: file.to_owned(), line: None, message, help: help.to_owned() });
        };
        find(
            "`[markdown] html = \"trust\"` is set, since Zola trusts the HTML in Markdown".to_owned(),
            "take it out, if nobody else writes for you and you want raw HTML cleaned",
        );
        if !self.languages.is_empty() {
            let codes: Vec<&str> = self.languages.iter().map(|(code, _)| code.as_str()).collect();
            find(
                format!(
                    "Offprint's sites have one language: what is in {} lies in sections of its own",
                    codes.join(", ")
                ),
                "make a site of each, if you like",
            );
        }
        for (key, value) in table.get("extra").and_then(Value::table).into_iter().flatten() {
            if value.table().is_none_or(|table| !table.is_empty()) {
                find(
                    format!("`extra.{key}` is not carried over: only templates read it"),
                    "write by hand what you need of it",
                );
            }
        }
    }
}

impl Taxonomy {
    fn all(table: &Table, default: &str) -> Vec<Self> {
        let Some(Value::List(items)) = table.get("taxonomies") else { return Vec::new() };
        let read = items.iter().filter_map(|item| {
            // A name alone, as some older sites have it.
            let empty = Table::default();
            let table = item.table().unwrap_or(&empty);
            let flag = |key: &str| table.get(key).and_then(Value::bool);
            let per_page = table.get("paginate_by").and_then(Value::integer);
            Some(Self {
                name: item.text().or_else(|| table.get("name").and_then(Value::text))?,
                language: table.get("lang").and_then(Value::text).unwrap_or_else(|| default.to_owned()),
                feed: flag("feed").or(flag("rss")).unwrap_or(false),
                render: flag("render").unwrap_or(true),
                per_page: per_page
                    .and_then(|number| usize::try_from(number).ok())
                    .filter(|number| *number > 0),
                page_path: table
                    .get("paginate_path")
                    .and_then(Value::text)
                    .unwrap_or_else(|| "page".to_owned()),
            })
        });
        read.collect()
    }
}
