use std::ops::Range;

/// A value of front matter in whichever language, with its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub value: Value,
    pub span: Range<usize>,
}

/// What TOML, YAML and JSON have in common.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Bool(bool),
    /// As written; `whole` where it is an integer of 64 bits.
    Number {
        text: String,
        whole: Option<i64>,
    },
    Text(String),
    /// A TOML date or time, as RFC 3339.
    Date(String),
    /// A YAML value without quotes. Its key decides what it is, so that the tag `1.10` or the title
    /// `2024` stays as written.
    Plain(String),
    List(Vec<Node>),
    /// Keys in the order of the file, where its language keeps it.
    Table(Vec<(String, Node)>),
}

impl Node {
    /// How a message calls it.
    pub fn kind(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number { .. } => "a number",
            Value::Text(_) => "text",
            Value::Date(_) => "a date",
            Value::Plain(text) if plain_bool(text).is_some() => "true or false",
            Value::Plain(text) if text.parse::<f64>().is_ok() => "a number",
            Value::Plain(_) => "text",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// Whether it says nothing: null or blank text, as templates for new posts leave them.
    pub fn is_blank(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) | Value::Plain(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Plain(text) => Some(text),
            _ => None,
        }
    }

    pub fn date(&self) -> Option<&str> {
        match &self.value {
            Value::Date(text) => Some(text),
            _ => self.text(),
        }
    }

    pub fn bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            Value::Plain(text) => plain_bool(text),
            _ => None,
        }
    }

    pub fn whole_number(&self) -> Option<i64> {
        match &self.value {
            Value::Number { whole, .. } => *whole,
            Value::Plain(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The value as JSON, for what an author keeps under `extra`.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        let number = |text: &str, whole: Option<i64>| {
            whole
                .map_or_else(|| text.parse::<f64>().map_or_else(|_| Json::from(text), Json::from), Json::from)
        };
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::from(*value),
            Value::Number { text, whole } => number(text, *whole),
            Value::Text(text) | Value::Date(text) => Json::from(text.as_str()),
            Value::Plain(text) => match text.as_str() {
                "true" | "True" | "TRUE" => Json::from(true),
                "false" | "False" | "FALSE" => Json::from(false),
                _ if text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) => {
                    number(text, text.parse().ok())
                }
                _ => Json::from(text.as_str()),
            },
            Value::List(items) => Json::Array(items.iter().map(Node::to_json).collect()),
            Value::Table(entries) => {
                Json::Object(entries.iter().map(|(key, node)| (key.clone(), node.to_json())).collect())
            }
        }
    }
}

/// YAML 1.2 knows `true` and `false` alone; Jekyll's and Hugo's parsers took the words of YAML 1.1.
fn plain_bool(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
