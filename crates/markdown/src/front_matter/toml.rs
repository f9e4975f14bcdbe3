use super::FrontMatterError;
use super::node::{Node, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads TOML that begins `offset` bytes into its file. Every syntax error is reported, not the first alone.
pub(super) fn read(text: &str, offset: usize) -> Result<Node, Vec<FrontMatterError>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(Node { span: offset..offset + text.len(), value: entries(table.get_ref(), offset) });
    }
    Err(errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..text.len());
            FrontMatterError::Syntax {
                language: "TOML",
                message: error.message().to_owned(),
                span: offset + span.start..offset + span.end,
            }
        })
        .collect())
}

fn entries(table: &DeTable<'_>, offset: usize) -> Value {
    let mut entries: Vec<_> =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), node(value, offset))).collect();
    entries.sort_by_key(|(_, node)| node.span.start);
    Value::Table(entries)
}

fn node(value: &Spanned<DeValue<'_>>, offset: usize) -> Node {
    let span = value.span();
    Node {
        span: offset + span.start..offset + span.end,
        value: match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => Value::Number {
                text: number.to_string(),
                whole: i64::from_str_radix(number.as_str(), number.radix()).ok(),
            },
            DeValue::Float(number) => Value::Number { text: number.to_string(), whole: None },
            DeValue::Boolean(value) => Value::Bool(*value),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, offset)).collect()),
            DeValue::Table(table) => entries(table, offset),
        },
    }
}
