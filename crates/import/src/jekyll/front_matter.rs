//! New front matter from the old.

use super::config::Config;
use super::document::Document;
use super::tree::Kind;
use super::value::Value;
use jiff::Zoned;

/// Keys that were read, or that only Jekyll, its theme or its plugins need to know.
pub(super) const READ: [&str; 26] = [
    "title",
    "date",
    "last_modified_at",
    "last-modified-date",
    "updated",
    "modified",
    "description",
    "excerpt",
    "author",
    "authors",
    "tags",
    "tag",
    "categories",
    "category",
    "image",
    "published",
    "draft",
    "permalink",
    "slug",
    "redirect_from",
    "redirect_to",
    "render_with_liquid",
    "excerpt_separator",
    "ext",
    "layout",
    "series",
];

/// The keys of a document, in the order in which they are written.
pub(super) fn front_matter(
    document: &Document,
    config: &Config,
    authors: &Value,
    is_draft: bool,
    summary: Option<String>,
    has_file: &dyn Fn(&str) -> bool,
) -> Vec<(String, toml::Value)> {
    let mut keys: Vec<(String, toml::Value)> = Vec::new();
    let mut put = |key: &str, value: toml::Value| keys.push((key.to_owned(), value));
    let title = document.title.trim();
    put("title", if title.is_empty() { "Untitled" } else { title }.into());
    if let Some(date) =
        document.date.as_ref().filter(|_| document.kind != Kind::Page || document.has_own_date)
    {
        put("date", moment(date, document.own.get("date").text()));
    }
    let updated = ["last_modified_at", "last-modified-date", "updated", "modified"];
    let updated = updated.iter().find_map(|key| document.own.get(key).text());
    if let Some((text, date)) =
        updated.and_then(|text| Some((text, super::date::moment(text, &config.zone)?)))
    {
        put("updated", moment(&date, Some(text)));
    }
    let said = |key: &str| document.own.get(key).text().map(str::trim).filter(|text| !text.is_empty());
    if let Some(description) = said("description") {
        put("description", description.into());
    }
    if let Some(summary) = said("excerpt").map(str::to_owned).or(summary) {
        put("summary", summary.into());
    }
    let names = author_names(document, authors);
    match names.as_slice() {
        [] => {}
        [one] => put("author", one.as_str().into()),
        several => put("authors", list(several)),
    }
    if document.kind != Kind::Page {
        if !document.categories.is_empty() {
            put("categories", list(&document.categories));
        }
        if !document.tags.is_empty() {
            put("tags", list(&document.tags));
        }
    }
    if let Some(series) = said("series") {
        put("series", series.into());
    }
    if let Some(image) = picture(document.own.get("image"), config).filter(|image| has_file(image)) {
        put("image", image.into());
    }
    if is_draft {
        put("draft", true.into());
    }
    keys
}

fn list(items: &[String]) -> toml::Value {
    items.iter().map(|item| toml::Value::from(item.as_str())).collect::<Vec<_>>().into()
}

/// A date as TOML has it; without a time where none was written.
fn moment(date: &Zoned, written: Option<&str>) -> toml::Value {
    let has_time = written.is_some_and(|text| text.contains(':'));
    let format = if has_time { "%Y-%m-%dT%H:%M:%S%:z" } else { "%Y-%m-%d" };
    let text = date.strftime(format).to_string();
    text.parse().map_or(toml::Value::String(text), toml::Value::Datetime)
}

/// Names, where front matter has keys of `_data/authors.yml` or of the configuration.
fn author_names(document: &Document, authors: &Value) -> Vec<String> {
    let written = match document.data.get("authors") {
        Value::Nil => document.data.get("author"),
        several => several,
    };
    let name = |value: &Value| match value {
        Value::Map(_) => {
            value.get("name").text().or_else(|| value.get("display_name").text()).map(str::to_owned)
        }
        value => {
            let key = value.written();
            let known = authors.get(&key).get("name");
            known.text().map(str::to_owned).or(Some(key).filter(|key| !key.trim().is_empty()))
        }
    };
    match written {
        Value::List(items) => items.iter().filter_map(name).collect(),
        Value::Nil => Vec::new(),
        one => name(one).into_iter().collect(),
    }
}

/// The address of a page's picture, from text or from a map with `path`.
pub(super) fn picture(value: &Value, config: &Config) -> Option<String> {
    let path = match value {
        Value::Map(_) => ["path", "feature", "src", "url"].iter().find_map(|key| value.get(key).text())?,
        value => value.text()?,
    };
    let path = path.trim();
    if path.is_empty() {
        return None;
    }
    if path.contains("://") {
        return Some(path.to_owned());
    }
    let base = config.base_path();
    let path = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    Some(if path.starts_with('/') { path.to_owned() } else { format!("/{path}") })
}
