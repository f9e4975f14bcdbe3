//! Values as Hugo takes them: keys without case, texts out of anything.

use crate::source_front_matter::{Table, Value};

/// The same with all keys in lower case, as `maps.PrepareParams` makes them.
pub fn lowered(table: &Table) -> Table {
    table.iter().map(|(key, value)| (key.to_lowercase(), lowered_value(value))).collect()
}

fn lowered_value(value: &Value) -> Value {
    match value {
        Value::Table(table) => Value::Table(lowered(table)),
        Value::List(items) => Value::List(items.iter().map(lowered_value).collect()),
        _ => value.clone(),
    }
}

/// Lays a table over another: tables grow together, everything else is replaced.
pub fn overlay(base: &mut Table, over: &Table) {
    for (key, value) in over {
        let grown = match (base.get(key).and_then(Value::table), value) {
            (Some(old), Value::Table(new)) => {
                let mut grown = old.clone();
                overlay(&mut grown, new);
                Value::Table(grown)
            }
            _ => value.clone(),
        };
        base.insert(key.clone(), grown);
    }
}

/// The text at the end of a path of keys, in lower case; `None` where it says nothing.
pub fn text(table: &Table, path: &[&str]) -> Option<String> {
    table.at(path)?.text().filter(|text| !text.trim().is_empty())
}

/// True or false, in the words that Go's `cast.ToBool` knows.
pub fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Number(number) => Some(number.trim() != "0"),
        Value::Text(text) => match text.trim() {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
            _ => None,
        },
        _ => value.bool(),
    }
}

/// True or false at the end of a path of keys.
pub fn flag_at(table: &Table, path: &[&str]) -> Option<bool> {
    table.at(path).and_then(flag)
}

/// One value or several, each a table.
pub fn tables(value: &Value) -> Vec<&Table> {
    match value {
        Value::Table(table) => vec![table],
        Value::List(items) => items.iter().filter_map(Value::table).collect(),
        _ => Vec::new(),
    }
}
