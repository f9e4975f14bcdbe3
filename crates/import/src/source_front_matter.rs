//! The front matter of old files, in whichever language, as ordered values: what the keys mean is each
//! generator's business. Nothing here fails: a file whose front matter is broken has none, and says why.

mod value;
mod yaml;

pub use value::{Table, Value};

use toml::de::{DeTable, DeValue};

/// The language of a front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Between lines of `+++`.
    Toml,
    /// Between lines of `---`, or ended by `...`.
    Yaml,
    /// An object from `{` to `}`.
    Json,
}

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// Lower case, no full stop.
    pub message: String,
}

/// An old file, cut in two.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// The language of its front matter; `None` where there is none.
    pub format: Option<Format>,
    /// Its keys in the order of the file; empty where they cannot be read.
    pub values: Table,
    /// The text after it.
    pub body: &'a str,
    /// The line of the file on which the body begins, from 1.
    pub body_line: usize,
    /// Why the front matter could not be read.
    pub problem: Option<Problem>,
}

/// Reads an old file's text: UTF-8 without a byte order mark, lines ended by `\n` alone. Bytes that are no
/// UTF-8 are read as Latin-1 (Windows-1252's letters are the same), and said to be so by `true`.
pub fn decode(bytes: &[u8]) -> (String, bool) {
    let (text, guessed) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (bytes.iter().map(|byte| char::from(*byte)).collect(), true),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    (text.replace("\r\n", "\n").replace('\r', "\n"), guessed)
}

/// Cuts a file into front matter and body. Its text should come from [`decode`].
pub fn split(text: &str) -> Parts<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let (format, fence, closings): (_, _, &[&str]) = match rest.lines().next().unwrap_or_default().trim_end()
    {
        "+++" => (Format::Toml, "+++", &["+++"]),
        "---" => (Format::Yaml, "---", &["---", "..."]),
        // `{{` begins a template's call and `{%` a tag.
        _ if rest.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) => {
            return json_parts(text, start);
        }
        _ => {
            let (values, problem) = (Table::default(), None);
            return Parts { format: None, values, body: text, body_line: 1, problem };
        }
    };
    let mut at = start;
    let mut inside = None;
    for line in rest.split_inclusive('\n') {
        let next = at + line.len();
        match inside {
            None => inside = Some(next),
            Some(begin) if closings.contains(&line.trim_end()) => {
                let written = &text[begin..at];
                let read = if format == Format::Toml { parse_toml(written) } else { parse_yaml(written) };
                let (values, problem) = settled(read, line_of(text, begin) - 1);
                let (body, body_line) = (&text[next..], line_of(text, next));
                return Parts { format: Some(format), values, body, body_line, problem };
            }
            Some(_) => {}
        }
        at = next;
    }
    let message = format!("the closing `{fence}` of the front matter is missing");
    let problem = Some(Problem { line: line_of(text, start), message });
    Parts {
        format: Some(format),
        values: Table::default(),
        body: rest,
        body_line: line_of(text, start),
        problem,
    }
}

/// Reads a file of TOML.
///
/// # Errors
/// Where it is none.
pub fn parse_toml(text: &str) -> Result<Table, Problem> {
    let (table, errors) = DeTable::parse_recoverable(text);
    match errors.first() {
        None => Ok(toml_table(table.get_ref())),
        Some(error) => {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            Err(Problem { line, message: error.message().to_owned() })
        }
    }
}

/// Reads a file of YAML.
///
/// # Errors
/// Where it is none, or no mapping.
pub fn parse_yaml(text: &str) -> Result<Table, Problem> {
    match yaml::read(text)? {
        Value::Table(table) => Ok(table),
        Value::Null => Ok(Table::default()),
        _ => Err(Problem { line: 1, message: "expected keys with values".to_owned() }),
    }
}

/// Reads a file of YAML that may be a list: a data file.
///
/// # Errors
/// Where it is none.
pub fn parse_yaml_value(text: &str) -> Result<Value, Problem> {
    yaml::read(text)
}

/// Reads a file of JSON.
///
/// # Errors
/// Where it is none, or no object.
pub fn parse_json(text: &str) -> Result<Table, Problem> {
    match serde_json::from_str(text) {
        Ok(Value::Table(table)) => Ok(table),
        Ok(_) => Err(Problem { line: 1, message: "expected an object".to_owned() }),
        Err(error) => Err(json_problem(&error)),
    }
}

fn json_parts(text: &str, start: usize) -> Parts<'_> {
    let rest = &text[start..];
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    let read = match values.next() {
        Some(Ok(Value::Table(table))) => Ok(table),
        Some(Err(error)) => Err(json_problem(&error)),
        _ => Err(Problem { line: 1, message: "expected an object".to_owned() }),
    };
    let end = if read.is_ok() { start + values.byte_offset() } else { start };
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let next = if read.is_ok() && text[end..line_end].trim().is_empty() { line_end } else { end };
    let (values, problem) = settled(read, line_of(text, start) - 1);
    Parts { format: Some(Format::Json), values, body: &text[next..], body_line: line_of(text, next), problem }
}

fn json_problem(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    Problem { line: error.line().max(1), message: message.to_owned() }
}

/// What was read, with lines counted in the whole file.
fn settled(read: Result<Table, Problem>, before: usize) -> (Table, Option<Problem>) {
    match read {
        Ok(table) => (table, None),
        Err(problem) => (Table::default(), Some(Problem { line: problem.line + before, ..problem })),
    }
}

/// The line of a place in a text, from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

fn toml_table(table: &DeTable<'_>) -> Table {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (key.get_ref().to_string(), toml_value(value.get_ref()))).collect()
}

fn toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(
            i64::from_str_radix(number.as_str(), number.radix())
                .map_or_else(|_| number.to_string(), |number| number.to_string()),
        ),
        DeValue::Float(number) => Value::Number(number.to_string()),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| toml_value(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Table(toml_table(table)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, Value, decode, split};

    #[test]
    fn each_language_is_read_in_its_order() {
        for (text, format) in [
            (
                "+++\nzebra = 1.10\napple = true\nday = 2024-05-01\n[extra]\nb = [\"x\"]\n+++\nBody\n",
                Format::Toml,
            ),
            ("---\nzebra: 1.10\napple: true\nday: 2024-05-01\nextra:\n  b: [x]\n---\nBody\n", Format::Yaml),
            (
                "{\"zebra\": 1.10, \"apple\": true, \"day\": \"2024-05-01\", \"extra\": {\"b\": [\"x\"]}}\nBody\n",
                Format::Json,
            ),
        ] {
            let parts = split(text);
            assert_eq!(parts.problem, None, "{text}");
            assert_eq!(parts.format, Some(format));
            let keys: Vec<_> = parts.values.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys, ["zebra", "apple", "day", "extra"], "{text}");
            assert_eq!(parts.values.get("apple").and_then(Value::bool), Some(true));
            assert_eq!(parts.values.get("day").and_then(Value::date), Some("2024-05-01"));
            let inner = parts.values.get("extra").and_then(Value::table).expect("a table");
            assert_eq!(inner.get("b").map(Value::texts), Some(vec!["x".to_owned()]));
            assert_eq!(parts.body, "Body\n");
            assert_eq!(parts.body_line, text.lines().count());
        }
    }

    #[test]
    fn numbers_of_yaml_stay_as_they_were_written() {
        let parts = split("---\nversion: 1.10\ntags: [2024, 007, ~]\n---\n");
        assert_eq!(parts.values.get("version").and_then(Value::text).as_deref(), Some("1.10"));
        assert_eq!(
            parts.values.get("tags").map(Value::texts),
            Some(vec!["2024".to_owned(), "007".to_owned()])
        );
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        for (text, line) in [
            ("+++\na = 1\nb = =\n+++\nBody\n", 3),
            ("---\na: 1\nb: [\n---\nBody\n", 3),
            ("{\n\"a\": 1,\n\"b\": }\nBody\n", 3),
            ("+++\na = 1\nBody\n", 1),
        ] {
            let parts = split(text);
            let problem = parts.problem.expect(text);
            assert!(problem.line >= line, "{text}: {problem:?}");
            assert!(parts.values.is_empty(), "{text}");
            assert!(parts.body.ends_with("Body\n"));
        }
    }

    #[test]
    fn a_file_without_front_matter_is_all_body() {
        for text in ["", "# Title\n", "{{ call() }}\n", "----\n", "\u{feff}", "--- a: b ---"] {
            let parts = split(text);
            assert_eq!((parts.format, parts.body_line), (None, 1), "{text:?}");
        }
    }

    #[test]
    fn bytes_of_any_kind_become_lines_of_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa\r\nb\rc"), ("a\nb\nc".to_owned(), false));
        assert_eq!(decode(b"caf\xe9"), ("café".to_owned(), true));
    }

    #[test]
    fn aliases_that_multiply_come_to_an_end() {
        let mut text = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..20 {
            let before = level - 1;
            let items = vec![format!("*a{before}"); 10].join(", ");
            text.push_str(&format!("a{level}: &a{level} [{items}]\n"));
        }
        text.push_str("---\n");
        assert!(split(&text).problem.is_some());
        let deep = format!("---\na: {}\n---\nBody", "[".repeat(50_000));
        assert!(split(&deep).problem.is_some());
    }
}
