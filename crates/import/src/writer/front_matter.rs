use std::fmt::Write as _;
use toml::Value;

/// A file of Markdown with TOML front matter.
pub(crate) fn document(front_matter: &[(String, Value)], body: &str) -> String {
    let body = body.trim_start_matches('\n').trim_end();
    let mut text = format!("+++\n{}+++\n", keys(front_matter));
    if !body.is_empty() {
        let _ = write!(text, "\n{body}\n");
    }
    text
}

/// A file of configuration: values first, tables after them, each with a blank line before it.
pub(crate) fn configuration(keys: &[(String, Value)]) -> String {
    self::keys(keys)
}

/// Keys in their order, but for tables, which TOML wants last.
fn keys(keys: &[(String, Value)]) -> String {
    let mut text = String::new();
    let mut tables = String::new();
    for (key, value) in keys {
        match value {
            Value::Table(table) if !table.is_empty() => section(&key_text(key), table, &mut tables),
            Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_table) => {
                for item in items.iter().filter_map(Value::as_table) {
                    let _ = write!(tables, "\n[[{}]]\n", key_text(key));
                    lines(item, &mut tables);
                }
            }
            _ => {
                let _ = writeln!(text, "{} = {value}", key_text(key));
            }
        }
    }
    text + &tables
}

/// A table under its own header; tables in it under theirs.
fn section(name: &str, table: &toml::Table, text: &mut String) {
    let is_inner = |value: &Value| value.as_table().is_some_and(|table| !table.is_empty());
    if table.values().any(|value| !is_inner(value)) {
        let _ = write!(text, "\n[{name}]\n");
        for (key, value) in table.iter().filter(|(_, value)| !is_inner(value)) {
            let _ = writeln!(text, "{} = {value}", key_text(key));
        }
    }
    for (key, value) in table {
        if let Some(inner) = value.as_table().filter(|inner| !inner.is_empty()) {
            section(&format!("{name}.{}", key_text(key)), inner, text);
        }
    }
}

fn lines(table: &toml::Table, text: &mut String) {
    for (key, value) in table {
        let _ = writeln!(text, "{} = {value}", key_text(key));
    }
}

/// A key, in quotes where it needs them. JSON's escapes are among those of TOML.
fn key_text(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) {
        key.to_owned()
    } else {
        serde_json::Value::from(key).to_string().replace('\u{7f}', "\\u007f")
    }
}

#[cfg(test)]
mod tests {
    use super::{configuration, document};
    use toml::Value;

    #[test]
    fn what_is_written_is_read_again() {
        let table: toml::Table =
            toml::from_str("\"a b\" = 'x'\n[deep]\n\"c/d\" = [1]\n[deep.er]\ne = \"\"\"\nf\n\"\"\"")
                .expect("a table");
        let keys = vec![
            ("extra".to_owned(), Value::Table(table)),
            ("title".to_owned(), Value::from("A \"title\"\nof two lines")),
            ("\u{7f}é".to_owned(), Value::from(1)),
            ("none".to_owned(), Value::Table(toml::Table::new())),
        ];
        let text = configuration(&keys);
        let read: toml::Table = toml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(read, keys.into_iter().collect());
    }

    #[test]
    fn a_body_begins_after_a_blank_line() {
        let keys = [("title".to_owned(), Value::from("A"))];
        assert_eq!(document(&keys, "\n\nText.\n\n"), "+++\ntitle = \"A\"\n+++\n\nText.\n");
        assert_eq!(document(&keys, "\n"), "+++\ntitle = \"A\"\n+++\n");
        assert_eq!(document(&keys, "    code"), "+++\ntitle = \"A\"\n+++\n\n    code\n");
    }
}
