use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// A value as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, in its author's digits: the tag `1.10` is not `1.1`.
    Number(String),
    /// Text.
    Text(String),
    /// A date, with a time or without, as written: a TOML date as RFC 3339, in YAML what has the shape of one.
    Date(String),
    /// Several.
    List(Vec<Value>),
    /// Keys with values.
    Table(Table),
}

/// Keys with values, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(Vec<(String, Value)>);

impl Value {
    /// The words of whatever is written as one value: text, a number, a date, true or false.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Date(text) => Some(text.clone()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Null | Self::List(_) | Self::Table(_) => None,
        }
    }

    /// Text, and nothing else.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// True or false, written as such or as text.
    pub fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::Text(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Self::Text(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        }
    }

    /// A whole number.
    pub fn integer(&self) -> Option<i64> {
        match self {
            Self::Number(text) | Self::Text(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// What may be a date.
    pub fn date(&self) -> Option<&str> {
        match self {
            Self::Date(text) | Self::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Its items, of a list alone.
    pub fn list(&self) -> Option<&[Value]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// The words of a list, or of a single value; what says nothing is left out.
    pub fn texts(&self) -> Vec<String> {
        let items = match self {
            Self::List(items) => items.as_slice(),
            _ => std::slice::from_ref(self),
        };
        let said = items.iter().filter_map(Self::text).map(|text| text.trim().to_owned());
        said.filter(|text| !text.is_empty()).collect()
    }

    /// Its keys, of a table alone.
    pub fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The same in TOML, as it is written into new front matter; `None` for nothing, which TOML has no word for.
    /// A date that is none in TOML is text.
    pub fn to_toml(&self) -> Option<toml::Value> {
        Some(match self {
            Self::Null => return None,
            Self::Bool(value) => toml::Value::Boolean(*value),
            Self::Number(text) => match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(number), _) if number.to_string() == *text => toml::Value::Integer(number),
                (Err(_), Ok(number)) if number.is_finite() && number.to_string() == *text => {
                    toml::Value::Float(number)
                }
                _ => toml::Value::String(text.clone()),
            },
            Self::Text(text) => toml::Value::String(text.clone()),
            Self::Date(text) => {
                text.parse().map_or_else(|_| toml::Value::String(text.clone()), toml::Value::Datetime)
            }
            Self::List(items) => toml::Value::Array(items.iter().filter_map(Self::to_toml).collect()),
            Self::Table(table) => toml::Value::Table(
                table.iter().filter_map(|(key, value)| Some((key.clone(), value.to_toml()?))).collect(),
            ),
        })
    }
}

impl Table {
    /// The value of a key, in exactly this case.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The value of a key in whichever case.
    pub fn get_ignoring_case(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value)
    }

    /// The value at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Value> {
        let (last, before) = path.split_last()?;
        let mut table = self;
        for key in before {
            table = table.get(key)?.table()?;
        }
        table.get(last)
    }

    /// Its entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Value)> {
        self.0.iter()
    }

    /// It says nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets a key: in its place where it is there, else at the end.
    pub fn insert(&mut self, key: impl Into<String>, value: Value) {
        let key = key.into();
        match self.0.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.0.push((key, value)),
        }
    }

    /// Takes a key away.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(place).1)
    }
}

impl FromIterator<(String, Value)> for Table {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = &'a (String, Value);
    type IntoIter = std::slice::Iter<'a, (String, Value)>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Of JSON; `serde_json`'s own value would lose the order of keys.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Json)
    }
}

struct Json;

impl<'de> Visitor<'de> for Json {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut table = Table::default();
        while let Some((key, value)) = entries.next_entry::<String, Value>()? {
            table.insert(key, value);
        }
        Ok(Value::Table(table))
    }
}
