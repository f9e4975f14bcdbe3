use super::{Entry, Feed};
use crate::source_front_matter::{Table, Value, parse_json};

/// JSON Feed.
pub(super) fn read(text: &str) -> Result<Feed, String> {
    let root = parse_json(text).map_err(|problem| format!("line {}: {}", problem.line, problem.message))?;
    let items = root.get("items").and_then(Value::list).ok_or("it has no `items`")?;
    let text = |key: &str| root.get(key).and_then(Value::text).unwrap_or_default();
    let authors = names(&root);
    let entries = items.iter().filter_map(Value::table).map(|item| {
        let mut entry = entry(item);
        if entry.authors.is_empty() {
            entry.authors.clone_from(&authors);
        }
        entry
    });
    Ok(Feed {
        title: text("title"),
        description: text("description"),
        language: root.get("language").and_then(Value::text),
        link: text("home_page_url"),
        entries: entries.collect(),
    })
}

fn entry(item: &Table) -> Entry {
    let text = |key: &str| item.get(key).and_then(Value::text).filter(|text| !text.trim().is_empty());
    let paragraphs = |text: String| {
        let parts = text
            .split("\n\n")
            .map(|part| format!("<p>{}</p>", part.replace('&', "&amp;").replace('<', "&lt;")));
        parts.collect::<String>()
    };
    Entry {
        line: None,
        title: text("title").unwrap_or_default(),
        link: text("url").or_else(|| text("id").filter(|id| id.contains("://"))),
        date: text("date_published"),
        updated: text("date_modified"),
        content: text("content_html").or_else(|| text("content_text").map(paragraphs)),
        summary: text("summary"),
        authors: names(item),
        tags: item.get("tags").map(Value::texts).unwrap_or_default(),
    }
}

fn names(table: &Table) -> Vec<String> {
    let many = table.get("authors").and_then(Value::list).unwrap_or_default();
    let authors = many.iter().chain(table.get("author"));
    authors.filter_map(|author| author.table()?.get("name")?.text()).collect()
}
