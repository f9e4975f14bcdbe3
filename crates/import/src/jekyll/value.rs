use crate::source_front_matter;

/// A value of the configuration, of front matter, of a data file or of Liquid.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Value {
    /// Nothing.
    #[default]
    Nil,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text; dates are text too, as they were written.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Keys in the order in which they were written.
    Map(Vec<(String, Value)>),
    /// What only Jekyll knows while it builds: lists of posts, the time, what plugins add.
    Unknown,
}

impl Value {
    /// The value of a key; `Nil` where there is none.
    pub(super) fn get(&self, key: &str) -> &Value {
        match self {
            Value::Map(entries) => {
                entries.iter().rev().find(|(name, _)| name == key).map_or(&Value::Nil, |(_, value)| value)
            }
            Value::Unknown => &Value::Unknown,
            _ => &Value::Nil,
        }
    }

    /// Whether a map has a key.
    pub(super) fn has(&self, key: &str) -> bool {
        matches!(self, Value::Map(entries) if entries.iter().any(|(name, _)| name == key))
    }

    /// Sets a key of a map; anything else becomes one.
    pub(super) fn set(&mut self, key: &str, value: Value) {
        if !matches!(self, Value::Map(_)) {
            *self = Value::Map(Vec::new());
        }
        if let Value::Map(entries) = self {
            match entries.iter_mut().find(|(name, _)| name == key) {
                Some((_, old)) => *old = value,
                None => entries.push((key.to_owned(), value)),
            }
        }
    }

    /// `Utils.deep_merge_hashes!`: maps are merged, all else is replaced, and nothing replaces nothing.
    pub(super) fn merge(&mut self, other: &Value) {
        let Value::Map(entries) = other else { return };
        for (key, value) in entries {
            match (self.get(key), value) {
                (Value::Map(_), Value::Map(_)) => {
                    let mut merged = self.get(key).clone();
                    merged.merge(value);
                    self.set(key, merged);
                }
                (_, Value::Nil) if self.has(key) => {}
                _ => self.set(key, value.clone()),
            }
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// True or false; YAML 1.1, which Ruby reads, has more words for them.
    pub(super) fn bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            Value::Text(text) => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "on" => Some(true),
                "false" | "no" | "off" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        match self {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn entries(&self) -> &[(String, Value)] {
        match self {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(super) fn is_nil(&self) -> bool {
        matches!(self, Value::Nil)
    }

    /// Nothing, or text of nothing but spaces.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Value::Nil => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
            _ => false,
        }
    }

    /// Everything but `nil` and `false` is true in Liquid, empty text and 0 included.
    pub(super) fn is_truthy(&self) -> bool {
        !matches!(self, Value::Nil | Value::Bool(false))
    }

    /// As Liquid writes it into the text.
    pub(super) fn written(&self) -> String {
        match self {
            Value::Nil | Value::Unknown => String::new(),
            Value::Bool(value) => value.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.1}"),
            Value::Float(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::List(items) => items.iter().map(Value::written).collect(),
            Value::Map(_) => self.json(),
        }
    }

    /// One text, or each of a list: what `tags`, `redirect_from` and their like may be.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Value::List(items) => items.iter().flat_map(Value::texts).collect(),
            Value::Nil | Value::Unknown | Value::Map(_) => Vec::new(),
            other => vec![other.written()],
        }
    }

    /// As JSON, as the filter `jsonify` writes it.
    pub(super) fn json(&self) -> String {
        match self {
            Value::Nil | Value::Unknown => "null".to_owned(),
            Value::Text(text) => quoted(text),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(Value::json).collect();
                format!("[{}]", items.join(","))
            }
            Value::Map(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{}:{}", quoted(key), value.json())).collect();
                format!("{{{}}}", entries.join(","))
            }
            other => other.written(),
        }
    }

    /// Whether something of it is not known.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Value::Unknown)
    }
}

fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    json.push('"');
    for character in text.chars() {
        match character {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            other if u32::from(other) < 0x20 => json.push_str(&format!("\\u{:04x}", u32::from(other))),
            other => json.push(other),
        }
    }
    json.push('"');
    json
}

impl From<&source_front_matter::Value> for Value {
    fn from(value: &source_front_matter::Value) -> Self {
        use source_front_matter::Value as Written;
        match value {
            Written::Null => Value::Nil,
            Written::Bool(value) => Value::Bool(*value),
            Written::Number(text) => match (text.parse(), text.parse()) {
                (Ok(number), _) => Value::Integer(number),
                (Err(_), Ok(number)) => Value::Float(number),
                _ => Value::Text(text.clone()),
            },
            Written::Text(text) | Written::Date(text) => Value::Text(text.clone()),
            Written::List(items) => Value::List(items.iter().map(Value::from).collect()),
            Written::Table(table) => table.into(),
        }
    }
}

impl From<&source_front_matter::Table> for Value {
    fn from(table: &source_front_matter::Table) -> Self {
        Value::Map(table.iter().map(|(key, value)| (key.clone(), value.into())).collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
