//! What goes into the new `offprint.toml`.

use super::Kind;
use super::config::Config;
use super::render::plain;
use super::site::{Site, plural};
use super::tree::{flag_at, tables, text};
use crate::formulas::loads_formulas;
use crate::source_front_matter::{Table, Value};
use crate::{Finding, Settings};
use std::collections::BTreeMap;
use std::path::Path;

impl Site {
    /// The settings, as far as Offprint has such. `html` says that texts have HTML in them, `math` that
    /// dollars mean formulas.
    pub fn settings(&self, html: bool, math: bool, findings: &mut Vec<Finding>) -> Settings {
        let config = &self.config;
        let keys = &config.keys;
        let mut settings = Settings { keys: Vec::new(), base_url: base_url(config) };
        let mut add = |key: &str, value: toml::Value| settings.keys.push((key.to_owned(), value));
        let first = |paths: &[&[&str]]| paths.iter().find_map(|path| text(keys, path));
        add("title", text(keys, &["title"]).unwrap_or_else(|| "A blog".to_owned()).into());
        let description = first(&[&["params", "description"], &["description"], &["params", "subtitle"]]);
        description.into_iter().for_each(|text| add("description", plain(&text).into()));
        let language = first(&[&["locale"], &["languagecode"]])
            .or_else(|| config.languages.first().map(|language| language.key.clone()));
        language.into_iter().for_each(|tag| add("language", tag.replace('_', "-").into()));
        text(keys, &["timezone"]).into_iter().for_each(|zone| add("timezone", zone.into()));
        let author =
            first(&[&["params", "author", "name"], &["params", "author"], &["author", "name"], &["author"]]);
        author.into_iter().for_each(|name| add("author", name.into()));
        text(keys, &["copyright"]).into_iter().for_each(|text| add("copyright", plain(&text).into()));
        let image = keys.at(&["params", "images"]).map(Value::texts).unwrap_or_default();
        let image = image.into_iter().next().filter(|image| image.contains("://") || self.has_static(image));
        image.into_iter().for_each(|image| add("image", rooted(&image).into()));
        let menu = self.menu(findings);
        if !menu.is_empty() {
            add("menu", toml::Value::Array(menu));
        }
        let taxonomies = self.taxonomies(findings);
        if !taxonomies.is_empty() {
            add("taxonomies", toml::Value::Table(taxonomies));
        }
        let table = |key: &str, value: toml::Value| {
            toml::Value::Table(toml::Table::from_iter([(key.to_owned(), value)]))
        };
        let per_page = i64::try_from(config.per_page).unwrap_or(10);
        add("lists", table("per_page", per_page.into()));
        let limit =
            keys.at(&["services", "rss", "limit"]).or_else(|| keys.get("rsslimit")).and_then(Value::integer);
        limit
            .filter(|limit| *limit > 0)
            .into_iter()
            .for_each(|limit| add("feed", table("length", limit.into())));
        if let Some(words) = keys.get("summarylength").and_then(Value::integer).filter(|words| *words > 0) {
            add("summary", table("rule", format!("words:{words}").into()));
        }
        let quotes =
            flag_at(keys, &["markup", "goldmark", "extensions", "typographer", "disable"]) != Some(true);
        let mut markdown = toml::Table::new();
        if config.html && html {
            markdown.insert("html".to_owned(), "trust".into());
        }
        if quotes {
            markdown.insert("smart_punctuation".to_owned(), true.into());
        }
        if !math {
            markdown.insert("math".to_owned(), false.into());
        }
        if !markdown.is_empty() {
            add("markdown", toml::Value::Table(markdown));
        }
        settings
    }

    /// Whether dollars mean formulas: where the site passes them through, says so itself or somewhere in a
    /// text's front matter, or has a template that loads what shows them.
    pub fn has_formulas(&self, from: &Path) -> bool {
        let keys = &self.config.keys;
        let names = ["math", "katex", "mathjax", "usemath", "latex"];
        let asks = |table: &Table| {
            names.iter().any(|name| match table.get(name) {
                Some(Value::Table(table)) => flag_at(table, &["enable"]) != Some(false),
                Some(value) => {
                    super::tree::flag(value) == Some(true)
                        || value.as_str().is_some_and(|text| text.len() > 5)
                }
                None => false,
            })
        };
        flag_at(keys, &["markup", "goldmark", "extensions", "passthrough", "enable"]) == Some(true)
            || keys.get("params").and_then(Value::table).is_some_and(asks)
            || self.entries.iter().any(|entry| asks(&entry.meta.keys))
            || self.entries.iter().any(|entry| {
                let calls = ["{{< katex", "{{<katex", "{{% katex", "{{< math", "{{< mathjax"];
                calls.iter().any(|call| entry.body.contains(call))
            })
            || loads_formulas(&from.join("layouts"))
    }

    fn has_static(&self, path: &str) -> bool {
        let path = path.trim_start_matches('/');
        self.config.mounts.iter().any(|mount| {
            mount.component == super::config::Component::Static && mount.folder.join(path).is_file()
        })
    }

    /// The main menu: of the configuration, of front matter, and the sections where the site asks for them.
    fn menu(&self, findings: &mut Vec<Finding>) -> Vec<toml::Value> {
        let config = &self.config;
        let mut entries: Vec<(i64, String, String)> = Vec::new();
        let menus = config.keys.get("menus").or_else(|| config.keys.get("menu")).and_then(Value::table);
        let mut find = |path: &str, message: String, help: &str| {
            findings.push(Finding { path: path.to_owned(), line: None, message, help: help.to_owned() });
        };
        for (name, value) in menus.into_iter().flatten() {
            if name != "main" {
                let message = format!("the menu `{name}` is not carried over: there is one menu");
                find(&config.file, message, "write its links into `theme/footer.html`");
                continue;
            }
            for item in tables(value) {
                if text(item, &["parent"]).is_some() {
                    let message = "a menu below a menu stands in the main menu itself".to_owned();
                    find(&config.file, message, "delete what is too much from `[[menu]]`");
                }
                entries.extend(self.menu_item(item, None));
            }
        }
        for entry in self.entries.iter().filter(|entry| entry.file.language == 0 && entry.published) {
            let title = ["linktitle", "title"].iter().find_map(|key| text(&entry.meta.keys, &[key]));
            let title = title.unwrap_or_else(|| plural(entry.file.base_name()));
            let page = Some((title.as_str(), entry.place.link.as_str()));
            let value = ["menus", "menu"].iter().find_map(|key| entry.meta.keys.get(key));
            match value {
                Some(Value::Table(menus)) => {
                    let main = menus.get("main");
                    let item = main.map(|item| item.table().cloned().unwrap_or_default());
                    entries.extend(item.and_then(|item| self.menu_item(&item, page)));
                }
                Some(names) if names.texts().iter().any(|name| name == "main") => {
                    entries.extend(self.menu_item(&Table::default(), page));
                }
                _ => {}
            }
        }
        if text(&config.keys, &["sectionpagesmenu"]).as_deref() == Some("main") {
            for (_, path) in self
                .sections
                .iter()
                .filter(|(language, path)| *language == 0 && path.matches('/').count() == 1)
            {
                let entry = self.at_path(0, path).filter(|entry| entry.kind == Kind::Section);
                let url = entry.map_or_else(|| format!("{path}/"), |entry| entry.place.link.clone());
                if entries.iter().any(|(_, _, known)| *known == url) {
                    continue;
                }
                let title = entry.map(|entry| entry.meta.title.clone()).filter(|title| !title.is_empty());
                let weight = entry.and_then(|entry| entry.meta.keys.get("weight")?.integer()).unwrap_or(0);
                entries.push((weight, title.unwrap_or_else(|| plural(path.trim_start_matches('/'))), url));
            }
        }
        // Those without a weight come last, by name.
        entries.sort_by(|a, b| (a.0 == 0, a.0, &a.1).cmp(&(b.0 == 0, b.0, &b.1)));
        let item = |(_, label, url): (i64, String, String)| {
            let table = [("label".to_owned(), toml::Value::from(label)), ("url".to_owned(), url.into())];
            toml::Value::Table(toml::Table::from_iter(table))
        };
        entries.into_iter().map(item).collect()
    }

    fn menu_item(&self, item: &Table, page: Option<(&str, &str)>) -> Option<(i64, String, String)> {
        let of_page = text(item, &["pageref"]).map(|path| super::path::normal(path.trim_end_matches('/')));
        let of_page = of_page.map(|path| if path.starts_with('/') { path } else { format!("/{path}") });
        let entry =
            of_page.as_deref().and_then(|path| self.at_path(0, if path.is_empty() { "/" } else { path }));
        let url = match (text(item, &["url"]), &of_page, page) {
            (_, _, Some((_, url))) => url.to_owned(),
            (Some(url), ..) => self.menu_url(&url),
            (None, Some(path), _) => entry
                .map_or_else(|| format!("{}/", path.trim_end_matches('/')), |entry| entry.place.link.clone()),
            (None, None, None) => return None,
        };
        let label = ["name", "title", "identifier"].iter().find_map(|key| text(item, &[key]));
        let label = label
            .or_else(|| page.map(|(title, _)| title.to_owned()))
            .or_else(|| entry.map(|entry| entry.meta.title.clone()))
            .unwrap_or_else(|| url.trim_matches('/').to_owned());
        let label = plain(&label);
        (!label.is_empty()).then(|| (item.get("weight").and_then(Value::integer).unwrap_or(0), label, url))
    }

    /// An address in a menu: without the path that the site lies under.
    fn menu_url(&self, url: &str) -> String {
        let base = self.config.base_path();
        let own = base_url(&self.config).unwrap_or_default();
        let url = match url.strip_prefix(own.as_str()).filter(|_| !own.is_empty()) {
            Some(below) => format!("/{below}"),
            None => url.to_owned(),
        };
        if url.contains("://") || url.starts_with(['#']) || url.starts_with("mailto:") {
            return url;
        }
        let path = format!("/{}", url.trim_start_matches('/'));
        match path.strip_prefix(&format!("/{base}/")).filter(|_| !base.is_empty()) {
            Some(below) => format!("/{below}"),
            None => path,
        }
    }

    fn taxonomies(&self, findings: &mut Vec<Finding>) -> toml::Table {
        let mut all = toml::Table::new();
        let names: Vec<&str> = match self.config.makes("taxonomy") || self.config.makes("term") {
            true => self.config.taxonomies.iter().map(String::as_str).collect(),
            false => Vec::new(),
        };
        for default in ["tags", "categories"] {
            if !names.contains(&default) {
                all.insert(default.to_owned(), false.into());
            }
        }
        for name in names {
            let root = format!("/{}", super::path::normal(name));
            let title = self
                .at_path(0, &root)
                .map(|entry| entry.meta.title.clone())
                .filter(|title| !title.is_empty());
            let mut table = toml::Table::new();
            if let Some(title) = title {
                table.insert("title".to_owned(), title.into());
            }
            let terms = self.term_titles(&root, findings);
            if !terms.is_empty() {
                table.insert("terms".to_owned(), toml::Value::Table(terms));
            }
            let is_default = matches!(name, "tags" | "categories" | "series" | "authors");
            if !table.is_empty() || !is_default {
                all.insert(name.to_owned(), toml::Value::Table(table));
            }
        }
        all
    }

    /// What `content/tags/rust/_index.md` says of a term, by its label.
    fn term_titles(&self, root: &str, findings: &mut Vec<Finding>) -> toml::Table {
        let taxonomy = root.trim_start_matches('/');
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        for entry in &self.entries {
            for label in self.labels(entry, taxonomy) {
                labels.entry(super::path::normal(&label)).or_insert(label);
            }
        }
        let mut terms = toml::Table::new();
        let entries = self.entries.iter().filter(|entry| entry.file.language == 0);
        for entry in entries.filter(|entry| matches!(entry.kind, Kind::Term | Kind::Taxonomy)) {
            let path = entry.file.path();
            if !entry.body.trim().is_empty() && (path == root || path.starts_with(&format!("{root}/"))) {
                findings.push(Finding {
                    path: entry.file.source.clone(),
                    line: Some(entry.body_line),
                    message: "the page of a term has no text of its own, but a description".to_owned(),
                    help: "put what it says into `description` of the term in offprint.toml".to_owned(),
                });
            }
            let Some(name) = path.strip_prefix(&format!("{root}/")) else { continue };
            let Some(label) = labels.get(name) else { continue };
            let mut term = toml::Table::new();
            if !entry.meta.title.is_empty() && entry.meta.title != *label {
                term.insert("title".to_owned(), entry.meta.title.as_str().into());
            }
            let description = text(&entry.meta.keys, &["description"]);
            let description =
                description.or_else(|| Some(plain(&entry.body)).filter(|text| !text.is_empty()));
            if let Some(description) = description {
                term.insert("description".to_owned(), description.trim().into());
            }
            if !term.is_empty() {
                terms.insert(label.clone(), toml::Value::Table(term));
            }
        }
        terms
    }
}

/// The absolute URL of the site, with a slash at its end.
fn base_url(config: &Config) -> Option<String> {
    let url =
        config.base_url.as_deref().filter(|url| url.starts_with("http://") || url.starts_with("https://"))?;
    Some(format!("{}/", url.trim_end_matches('/')))
}

fn rooted(image: &str) -> String {
    if image.contains("://") || image.starts_with('/') { image.to_owned() } else { format!("/{image}") }
}
