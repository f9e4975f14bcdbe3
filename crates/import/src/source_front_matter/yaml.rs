use super::{Problem, Table, Value};
use granit_parser::{Event, Parser, ScalarStyle};
use std::collections::HashMap;

/// Values that one file may hold once its aliases are written out: enough for any real one, too few for a file
/// made to fill the memory.
const MOST_VALUES: usize = 200_000;

/// Lists and tables in each other.
const DEEPEST: usize = 200;

/// Reads the first document of a text.
pub(super) fn read(text: &str) -> Result<Value, Problem> {
    let mut tree = Tree::default();
    for event in Parser::new_from_str(text) {
        match event {
            Ok((Event::DocumentEnd, _)) if tree.root.is_some() => break,
            Ok((event, span)) => tree
                .take(event)
                .map_err(|message| Problem { line: span.start.line().max(1), message: message.to_owned() })?,
            Err(error) => {
                return Err(Problem { line: error.marker().line().max(1), message: error.info().to_owned() });
            }
        }
    }
    Ok(tree.root.unwrap_or(Value::Null))
}

#[derive(Default)]
struct Tree {
    values: usize,
    open: Vec<(usize, Open)>,
    anchors: HashMap<usize, Value>,
    root: Option<Value>,
}

/// A list or table that has not ended.
enum Open {
    List(Vec<Value>),
    Table { entries: Vec<(String, Value)>, key: Option<String> },
}

impl Tree {
    fn take(&mut self, event: Event<'_>) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let value = if plain { plain_value(&text) } else { Value::Text(text.into_owned()) };
                self.add(value, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.begin(anchor, Open::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.begin(anchor, Open::Table { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((anchor, Open::List(items))) => self.add(Value::List(items), anchor),
                Some((anchor, Open::Table { entries, .. })) => {
                    self.add(Value::Table(merged(entries)), anchor)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).cloned();
                let value = value.ok_or("an alias refers to the value that it is in")?;
                self.values += count(&value);
                self.add(value, 0)
            }
            _ => Ok(()),
        }
    }

    fn begin(&mut self, anchor: usize, open: Open) -> Result<(), &'static str> {
        self.open.push((anchor, open));
        if self.open.len() > DEEPEST { Err("lists and tables are too deep in each other") } else { Ok(()) }
    }

    fn add(&mut self, value: Value, anchor: usize) -> Result<(), &'static str> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err("more values than a file may hold");
        }
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(value);
            }
            Some((_, Open::List(items))) => items.push(value),
            Some((_, Open::Table { entries, key })) => match key.take() {
                Some(name) => entries.push((name, value)),
                None => *key = Some(value.text().unwrap_or_default()),
            },
        }
        Ok(())
    }
}

/// A table whose `<<` entries gave it the keys that it does not have itself. Of a key that stands there twice the
/// last one counts, as with the parsers of Ruby and Go that are not strict.
fn merged(entries: Vec<(String, Value)>) -> Table {
    let (merges, own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "<<");
    let mut table = Table::default();
    for (key, value) in own {
        table.insert(key, value);
    }
    for (_, source) in merges {
        let sources = match source {
            Value::List(items) => items,
            one => vec![one],
        };
        for (key, value) in sources.iter().filter_map(Value::table).flatten() {
            if table.get(key).is_none() {
                table.insert(key.clone(), value.clone());
            }
        }
    }
    table
}

/// YAML 1.2's core schema, and dates, as both Ruby and Go know them.
fn plain_value(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_date(text) => Value::Date(text.to_owned()),
        _ if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            && text.parse::<f64>().is_ok() =>
        {
            Value::Number(text.to_owned())
        }
        _ => Value::Text(text.to_owned()),
    }
}

/// Begins as `2024-05-01` or `2024-5-1`, and ends there or goes on with a time.
fn is_date(text: &str) -> bool {
    let (day, rest) = text.split_at(text.find([' ', 'T', 't']).unwrap_or(text.len()));
    let parts: Vec<&str> = day.split('-').collect();
    let digits = |part: &str, lengths: &[usize]| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = matches!(parts.as_slice(), [year, month, day]
        if digits(year, &[4]) && digits(month, &[1, 2]) && digits(day, &[1, 2]));
    let rest = rest.trim_start_matches([' ', 'T', 't']);
    is_day && (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(':'))
}

fn count(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Table(table) => 1 + table.iter().map(|(_, value)| count(value)).sum::<usize>(),
        _ => 1,
    }
}
