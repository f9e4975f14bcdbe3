//! Posts, pages and the documents of collections, with their front matter and address.

use super::config::Config;
use super::tree::{Kind, TextFile, dated};
use super::value::Value;
use super::{date, permalink, slug};
use crate::Finding;
use crate::source_front_matter::{parse_yaml, split};
use jiff::Zoned;

/// A text with all that Jekyll knows of it before it renders.
#[derive(Clone, Debug)]
pub(super) struct Document {
    pub kind: Kind,
    /// Below the old folder.
    pub path: String,
    /// As Jekyll has it, for `link`, `post_url` and `defaults`.
    pub relative_path: String,
    /// Front matter with its defaults.
    pub data: Value,
    /// Front matter alone.
    pub own: Value,
    pub body: String,
    /// The line of the file on which the body begins.
    pub body_line: usize,
    pub date: Option<Zoned>,
    /// The date is said in the front matter, and not only in the file name.
    pub has_own_date: bool,
    pub title: String,
    pub slug: String,
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    pub url: String,
    /// The ending that it is written with: `.html`.
    pub output_ext: String,
    /// The ending of the file.
    pub ext: String,
}

impl Document {
    pub(super) fn new(file: TextFile, config: &Config, findings: &mut Vec<Finding>) -> Self {
        let mut find = |line: Option<usize>, message: String, help: &str| {
            findings.push(Finding { path: file.path.clone(), line, message, help: help.to_owned() });
        };
        let begins = file.text.lines().next().is_some_and(|line| line.trim_end() == "---");
        let (mut own, body, body_line) = if begins {
            let parts = split(&file.text);
            if let Some(problem) = &parts.problem {
                let message = format!("the front matter is broken: {}", problem.message);
                find(
                    Some(problem.line),
                    message,
                    "its keys were read one by one: see whether they are right",
                );
                let written = file.text.strip_suffix(parts.body).unwrap_or(&file.text);
                (front_matter_by_key(written), parts.body.to_owned(), parts.body_line)
            } else {
                ((&parts.values).into(), parts.body.to_owned(), parts.body_line)
            }
        } else {
            (Value::Map(Vec::new()), file.text.clone(), 1)
        };
        let kind_name = match &file.kind {
            Kind::Post | Kind::Draft => "posts",
            Kind::Document(label) => label.as_str(),
            Kind::Page => "pages",
        };
        let defaults = config.defaults.of(&file.relative_path, Some(kind_name));
        let name = file.relative_path.rsplit('/').next().unwrap_or(&file.relative_path);
        let dot = name.rfind('.').filter(|dot| *dot > 0).unwrap_or(name.len());
        let (basename, ext) = (name[..dot].to_owned(), name[dot..].to_owned());
        let categories = categories(&file, &defaults, &own);
        let tags = plural(&merged(&defaults, &own), "tag", "tags");
        if file.kind != Kind::Page {
            // A document's own categories add to those of its folders and of the defaults.
            own.set("categories", Value::List(categories.iter().map(|name| name.as_str().into()).collect()));
            own.set("tags", Value::List(tags.iter().map(|name| name.as_str().into()).collect()));
        }
        if file.kind == Kind::Page && !begins && basename.eq_ignore_ascii_case("readme") {
            // jekyll-readme-index; other files of this name are copied.
            let folder = file.relative_path.rsplit_once('/').map_or("", |(folder, _)| folder);
            own.set("permalink", permalink::sanitized(&format!("{folder}/")).into());
        }
        let mut data = merged(&defaults, &own);
        let (dated_date, name_slug) = match dated(name) {
            Some((date, slug, _)) if file.kind != Kind::Page => (Some(date), slug),
            _ => (None, basename.as_str()),
        };
        let name_slug = name_slug.trim_end_matches('.');
        let written_date = data.get("date").text().map(str::to_owned);
        let own_date = written_date.as_deref().and_then(|text| date::moment(text, &config.zone));
        if let (Some(text), None) = (&written_date, &own_date) {
            find(None, format!("`{text}` is no date"), "write it as `2013-05-06 12:00:00 +0000`");
        }
        let has_own_date = own_date.is_some();
        let moment = own_date.or_else(|| dated_date.and_then(|text| date::of_file_name(text, &config.zone)));
        let slug = match data.get("slug").written() {
            written if written.is_empty() => name_slug.to_owned(),
            written => written,
        };
        let title = match data.get("title") {
            Value::Nil if file.kind == Kind::Page => String::new(),
            Value::Nil => slug::titleize(name_slug),
            title => title.written(),
        };
        let mut document = Self {
            url: String::new(),
            output_ext: output_ext(&ext, data.get("permalink").text(), config),
            kind: file.kind,
            path: file.path,
            relative_path: file.relative_path,
            body,
            body_line,
            date: moment,
            has_own_date,
            title,
            slug,
            categories,
            tags,
            ext,
            own,
            data: Value::Nil,
        };
        if document.title.is_empty() && document.kind == Kind::Page {
            document.title = document.title_of_page(&basename, config);
        } else if !data.has("title") {
            data.set("title", document.title.as_str().into());
        }
        document.data = data;
        document.url = document.address(&basename, config, findings);
        document
    }

    /// jekyll-titles-from-headings, else the file's name.
    fn title_of_page(&self, basename: &str, _config: &Config) -> String {
        let first = self.body.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if let Some(heading) = first.strip_prefix("# ") {
            return heading.trim_end_matches(['#', ' ']).trim().to_owned();
        }
        let folder = self.relative_path.rsplit('/').nth(1).unwrap_or_default();
        let name = if basename == "index" { folder } else { basename };
        slug::titleize(&name.replace('_', "-"))
    }

    fn address(&self, basename: &str, config: &Config, findings: &mut Vec<Finding>) -> String {
        let permalink = self.data.get("permalink").text().filter(|text| !text.is_empty());
        let (label, template) = match &self.kind {
            Kind::Page => {
                let folder = self.relative_path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
                return permalink::page(
                    permalink,
                    &folder,
                    basename.trim_end_matches('.'),
                    &self.output_ext,
                    &config.style,
                );
            }
            Kind::Post | Kind::Draft => ("posts", config.collection("posts")),
            Kind::Document(label) => (label.as_str(), config.collection(label)),
        };
        let template =
            permalink.or(template.map(|collection| collection.permalink.as_str())).unwrap_or_default();
        let path = self.relative_path.strip_suffix(self.ext.as_str()).unwrap_or(&self.relative_path);
        let path = path.replacen(&format!("_{label}"), "", 1);
        let tokens = permalink::Tokens {
            collection: label,
            path: path.trim_end_matches('.'),
            basename,
            slug: &self.slug,
            categories: &self.categories,
            date: self.date.as_ref(),
            output_ext: &self.output_ext,
        };
        permalink::document(template, &tokens).unwrap_or_else(|token| {
            findings.push(Finding {
                path: self.path.clone(),
                line: None,
                message: format!(
                    "the permalink `{template}` has the token `:{token}`, which Jekyll does not know"
                ),
                help: "look up its old address, and set `path` to it".to_owned(),
            });
            permalink::sanitized(&format!("{label}/{}", self.slug))
        })
    }

    /// Jekyll would have written it as HTML.
    pub(super) fn is_html(&self) -> bool {
        const OTHERS: [&str; 16] = [
            ".xml",
            ".json",
            ".css",
            ".js",
            ".txt",
            ".csv",
            ".ics",
            ".rss",
            ".atom",
            ".webmanifest",
            ".svg",
            ".yml",
            ".yaml",
            ".map",
            ".htaccess",
            ".geojson",
        ];
        self.kind != Kind::Page || !OTHERS.contains(&self.output_ext.as_str())
    }

    /// A published document: not withdrawn, and not in the future unless that is allowed.
    pub(super) fn is_published(&self, config: &Config, now: jiff::Timestamp) -> bool {
        let withdrawn = self.data.get("published").bool() == Some(false) && !config.is_on("unpublished");
        let collection = match &self.kind {
            Kind::Page => return !withdrawn,
            Kind::Draft => return !withdrawn && config.is_on("show_drafts"),
            Kind::Post => config.collection("posts"),
            Kind::Document(label) => config.collection(label),
        };
        let allows_future = config.is_on("future")
            || collection.is_some_and(|collection| collection.metadata.get("future").bool() == Some(true));
        let is_future = self.date.as_ref().is_some_and(|date| date.timestamp() > now);
        !withdrawn
            && (allows_future || !is_future)
            && collection.is_some_and(|collection| collection.is_written)
    }
}

/// What can be read of a front matter that is broken as a whole: each key with the lines below it. Ruby's parser
/// takes some that the specification forbids, quoted text whose next line is not indented above all.
fn front_matter_by_key(written: &str) -> Value {
    let is_key = |line: &str| {
        let name = line.split(':').next().unwrap_or_default().trim_end();
        line.contains(':')
            && !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    let mut entries: Vec<String> = Vec::new();
    for line in written.lines().filter(|line| !line.starts_with("---") && !line.starts_with("...")) {
        match entries.last_mut() {
            Some(entry) if !is_key(line) => {
                entry.push('\n');
                entry.push_str(line);
            }
            _ => entries.push(line.to_owned()),
        }
    }
    let mut values = Value::Map(Vec::new());
    for entry in entries {
        if let Ok(table) = parse_yaml(&entry) {
            values.merge(&(&table).into());
        } else if let Some((key, text)) = entry.split_once(':') {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            values.set(key.trim(), text.trim_matches(['"', '\'']).into());
        }
    }
    values
}

fn merged(defaults: &Value, own: &Value) -> Value {
    let mut merged = defaults.clone();
    merged.merge(own);
    merged
}

/// `Utils.pluralized_array_from_hash`: the value of the singular as it is, else the plural, cut at spaces.
fn plural(data: &Value, singular: &str, plural: &str) -> Vec<String> {
    if !matches!(data.get(singular), Value::Nil | Value::Bool(false)) {
        return data.get(singular).texts();
    }
    match data.get(plural) {
        Value::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
        list => list.texts(),
    }
}

/// Those of its folders, of the defaults and its own, each once.
fn categories(file: &TextFile, defaults: &Value, own: &Value) -> Vec<String> {
    let special = if file.kind == Kind::Draft { "_drafts" } else { "_posts" };
    let folders = match &file.kind {
        Kind::Post | Kind::Draft if !file.relative_path.starts_with(special) => {
            file.relative_path.split(special).next().unwrap_or_default()
        }
        _ => "",
    };
    let mut categories: Vec<String> =
        folders.split('/').filter(|folder| !folder.is_empty()).map(str::to_owned).collect();
    let listed = |value: &Value| match value {
        Value::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
        list => list.texts(),
    };
    categories.extend(listed(defaults.get("categories")));
    categories.extend(listed(own.get("categories")));
    let mut both = defaults.clone();
    both.merge(own);
    categories.extend(plural(&both, "category", "categories"));
    let mut unique: Vec<String> = Vec::new();
    categories.into_iter().for_each(|name| {
        if !unique.contains(&name) {
            unique.push(name)
        }
    });
    unique
}

/// `Renderer#output_ext`: the permalink's ending, else what becomes of the file's.
fn output_ext(ext: &str, permalink: Option<&str>, config: &Config) -> String {
    if let Some(permalink) = permalink.filter(|permalink| !permalink.ends_with('/')) {
        let name = permalink.rsplit('/').next().unwrap_or_default();
        if let Some(dot) = name.rfind('.').filter(|dot| *dot > 0 && *dot + 1 < name.len()) {
            return name[dot..].to_owned();
        }
    }
    match ext {
        ".scss" | ".sass" => ".css".to_owned(),
        ".coffee" => ".js".to_owned(),
        // With the plugins that read them.
        ".textile" | ".adoc" | ".asciidoc" | ".org" | ".rst" => ".html".to_owned(),
        ext if config.is_markdown(ext) => ".html".to_owned(),
        ext => ext.to_owned(),
    }
}
