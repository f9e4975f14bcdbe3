//! `_config.yml`, with what Jekyll takes for granted where it says nothing.

use super::date;
use super::defaults::Defaults;
use super::entry_filter::EntryFilter;
use super::permalink::{template_of_style, with_suffix};
use super::value::Value;
use crate::Finding;
use crate::source_front_matter::{decode, parse_toml, parse_yaml};
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// What a site says of itself.
#[derive(Clone, Debug)]
pub(super) struct Config {
    /// All of it, as Liquid's `site` shows it.
    pub values: Value,
    /// The folder that holds the site's files, and its path below the old folder (`""`, `docs/`).
    pub source: PathBuf,
    pub source_prefix: String,
    pub collections: Vec<Collection>,
    pub collections_dir: String,
    /// The folder that Jekyll writes into, below the source.
    pub destination: String,
    pub defaults: Defaults,
    pub filter: EntryFilter,
    pub markdown_endings: Vec<String>,
    pub zone: TimeZone,
    /// `permalink`, a style's name or a template.
    pub style: String,
    plugins: Vec<String>,
}

/// A collection, posts among them.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    pub label: String,
    /// Its documents are pages of the site.
    pub is_written: bool,
    pub permalink: String,
    pub metadata: Value,
}

/// Names that Jekyll looks for, in this order.
const FILES: [&str; 3] = ["_config.yml", "_config.yaml", "_config.toml"];

impl Config {
    pub(super) fn read(from: &Path, findings: &mut Vec<Finding>) -> Self {
        let mut values = Value::Map(Vec::new());
        let name = FILES.into_iter().find(|name| from.join(name).is_file());
        if let Some(name) = name {
            let text = std::fs::read(from.join(name)).map(|bytes| decode(&bytes).0).unwrap_or_default();
            let table = if name.ends_with(".toml") { parse_toml(&text) } else { parse_yaml(&text) };
            match table {
                Ok(table) => values = (&table).into(),
                Err(problem) => findings.push(Finding {
                    path: name.to_owned(),
                    line: Some(problem.line),
                    message: format!("the configuration cannot be read: {}", problem.message),
                    help: "mend it and import again: what it says is missing here".to_owned(),
                }),
            }
        } else {
            findings.push(Finding {
                path: "_config.yml".to_owned(),
                line: None,
                message: "there is no configuration".to_owned(),
                help: "set `title` and `base_url` in `offprint.toml`".to_owned(),
            });
        }
        report_others(from, name, findings);
        Self::new(from, values, findings)
    }

    fn new(from: &Path, values: Value, findings: &mut Vec<Finding>) -> Self {
        let text = |key: &str| values.get(key).text().unwrap_or_default().trim_matches('/').to_owned();
        let source_prefix = source_prefix(from, text("source").trim_start_matches("./"), findings);
        let collections_dir = text("collections_dir");
        let style = match values.get("permalink").written() {
            style if style.is_empty() => "date".to_owned(),
            style => style,
        };
        let mut include = values.get("include").texts();
        if !values.has("include") {
            include.push(".htaccess".to_owned());
        }
        let endings = match values.get("markdown_ext").text() {
            Some(endings) => endings.to_owned(),
            None => "markdown,mkdown,mkdn,mkd,md".to_owned(),
        };
        let mut plugins = values.get("plugins").texts();
        plugins.extend(values.get("gems").texts());
        plugins.extend(plugins_of_gemfile(from));
        Self {
            source: from.join(&source_prefix),
            collections: collections(&values, &style),
            defaults: Defaults::new(values.get("defaults"), &collections_dir),
            filter: EntryFilter::new(include, values.get("exclude").texts()),
            markdown_endings: endings.split(',').map(|ending| ending.trim().to_lowercase()).collect(),
            zone: date::zone(values.get("timezone").text()),
            destination: if text("destination").is_empty() {
                "_site".to_owned()
            } else {
                text("destination")
            },
            source_prefix,
            collections_dir,
            style,
            plugins,
            values,
        }
    }

    pub(super) fn has_plugin(&self, name: &str) -> bool {
        self.plugins.iter().any(|plugin| plugin == name)
    }

    /// A switch of the configuration that is off where nothing is said.
    pub(super) fn is_on(&self, key: &str) -> bool {
        self.values.get(key).bool() == Some(true)
    }

    pub(super) fn is_markdown(&self, ending: &str) -> bool {
        let ending = ending.trim_start_matches('.').to_lowercase();
        self.markdown_endings.contains(&ending)
    }

    pub(super) fn collection(&self, label: &str) -> Option<&Collection> {
        self.collections.iter().find(|collection| collection.label == label)
    }

    /// `baseurl` with a slash before it and none after; empty at the root.
    pub(super) fn base_path(&self) -> String {
        let base = self.values.get("baseurl").written();
        let base = base.trim_matches('/');
        if base.is_empty() { String::new() } else { format!("/{base}") }
    }

    /// A setting of the Markdown parser.
    pub(super) fn kramdown(&self, key: &str) -> &Value {
        self.values.get("kramdown").get(key)
    }

    /// kramdown reads GitHub's Markdown unless it is told otherwise.
    pub(super) fn is_gfm(&self) -> bool {
        self.kramdown("input").text().is_none_or(|input| input.eq_ignore_ascii_case("gfm"))
    }
}

/// Where the site's files are, below the folder. One that a build fills first (`.tmp/src`) may have its origin here.
fn source_prefix(from: &Path, written: &str, findings: &mut Vec<Finding>) -> String {
    let last = written.rsplit('/').next().unwrap_or_default();
    let found = [written, last].into_iter().find(|folder| !folder.is_empty() && from.join(folder).is_dir());
    let prefix = match found {
        Some(".") | None => String::new(),
        Some(folder) => format!("{folder}/"),
    };
    if found != Some(written) && !written.is_empty() {
        findings.push(Finding {
            path: "_config.yml".to_owned(),
            line: None,
            message: format!("`source` is `{written}`, which is not there: `./{prefix}` was read"),
            help: "build what makes this folder first, and import again, if the texts are not the right ones"
                .to_owned(),
        });
    }
    prefix
}

fn collections(values: &Value, style: &str) -> Vec<Collection> {
    let written = values.get("collections");
    let mut entries: Vec<(String, Value)> = match written {
        Value::List(_) => written.texts().into_iter().map(|label| (label, Value::Nil)).collect(),
        _ => written.entries().to_vec(),
    };
    if !entries.iter().any(|(label, _)| label == "posts") {
        entries.insert(0, ("posts".to_owned(), Value::Nil));
    }
    let collections = entries.into_iter().map(|(label, metadata)| {
        let is_posts = label == "posts";
        let permalink = match metadata.get("permalink").text() {
            Some(template) => template.to_owned(),
            None if is_posts => template_of_style(style).to_owned(),
            None => with_suffix("/:collection/:path", style),
        };
        let is_written = is_posts || metadata.get("output").bool() == Some(true);
        let label = label.chars().filter(|c| c.is_ascii_alphanumeric() || "_-.".contains(*c)).collect();
        Collection { label, is_written, permalink, metadata }
    });
    collections.collect()
}

/// Plugins of the group `:jekyll_plugins`, and those that GitHub Pages turns on.
fn plugins_of_gemfile(from: &Path) -> Vec<String> {
    let gemfile = std::fs::read_to_string(from.join("Gemfile")).unwrap_or_default();
    let lines = gemfile.lines().map(str::trim).filter(|line| line.starts_with("gem "));
    let mut gems: Vec<String> = lines
        .filter_map(|line| line.split(['"', '\'']).nth(1))
        .filter(|gem| gem.starts_with("jekyll-") || matches!(*gem, "jemoji" | "github-pages"))
        .map(str::to_owned)
        .collect();
    if gems.iter().any(|gem| gem == "github-pages") {
        const OF_GITHUB: [&str; 4] = [
            "jekyll-optional-front-matter",
            "jekyll-readme-index",
            "jekyll-relative-links",
            "jekyll-titles-from-headings",
        ];
        gems.extend(OF_GITHUB.map(str::to_owned));
    }
    gems
}

fn report_others(from: &Path, read: Option<&str>, findings: &mut Vec<Finding>) {
    let entries = std::fs::read_dir(from).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    for name in names.into_iter().filter(|name| name.starts_with("_config.") && Some(name.as_str()) != read) {
        findings.push(Finding {
            message: format!("`{name}` is not read: Jekyll reads it only where a build names it"),
            path: name,
            line: None,
            help: "where your site was built with it, put its keys into `_config.yml` and import again"
                .to_owned(),
        });
    }
}
