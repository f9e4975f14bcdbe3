use super::FrontMatterError;
use super::node::{Node, Value};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// How deep values may lie in each other.
const DEEPEST: usize = 64;

/// Reads the JSON object at the start of `text`, which begins `offset` bytes into its file.
/// Gives its length too.
pub(super) fn read(text: &str, offset: usize) -> Result<(Node, usize), FrontMatterError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    match values.next() {
        Some(Ok(raw)) => {
            let length = values.byte_offset();
            Ok((node(raw, Source { text, offset }, 0)?, length))
        }
        Some(Err(error)) if !error.is_eof() => Err(syntax(&error, text, offset)),
        _ => Err(FrontMatterError::Unclosed { fence: "}", span: offset..offset + 1 }),
    }
}

#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
    offset: usize,
}

fn node(raw: &RawValue, source: Source<'_>, depth: usize) -> Result<Node, FrontMatterError> {
    let text = raw.get();
    // A raw value borrows from the source, so the distance of the two is its place there.
    let start = (text.as_ptr() as usize).saturating_sub(source.text.as_ptr() as usize);
    let span = source.offset + start..source.offset + start + text.len();
    let inner = |error: serde_json::Error| syntax(&error, text, span.start);
    if depth > DEEPEST {
        return Err(FrontMatterError::Syntax {
            language: "JSON",
            message: format!("more than {DEEPEST} values in each other"),
            span,
        });
    }
    let value = match text.as_bytes().first() {
        Some(b'{') => {
            let entries: BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(inner)?;
            let mut entries = entries
                .into_iter()
                .map(|(key, raw)| Ok((key, node(raw, source, depth + 1)?)))
                .collect::<Result<Vec<_>, FrontMatterError>>()?;
            entries.sort_by_key(|(_, node)| node.span.start);
            Value::Table(entries)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).map_err(inner)?;
            let items = items.into_iter().map(|raw| node(raw, source, depth + 1));
            Value::List(items.collect::<Result<_, FrontMatterError>>()?)
        }
        Some(b'"') => Value::Text(serde_json::from_str(text).map_err(inner)?),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') => Value::Null,
        _ => Value::Number { text: text.to_owned(), whole: text.parse().ok() },
    };
    Ok(Node { value, span })
}

fn syntax(error: &serde_json::Error, text: &str, offset: usize) -> FrontMatterError {
    let message = error.to_string();
    // The place is given as a span; the parser's own line and column would count from here.
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let mut at = (line_start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    FrontMatterError::Syntax { language: "JSON", message, span: offset + at..offset + at }
}
