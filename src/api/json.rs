//! Reads the model's JSON. The types and their reading are serde's, as everywhere; only the reader of the
//! text is our own: it knows no fractions (the model has none) and one error, and is a quarter of the
//! code of one that explains itself to people. A struct must name a default for whatever may be missing.

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;

mod text;

use text::Text;

/// The text is not JSON, or not of the type that was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Malformed;

/// Reads a value from a whole text.
pub fn read<'de, T: Deserialize<'de>>(json: &'de str) -> Result<T, Malformed> {
    let mut text = Text::new(json);
    let value = T::deserialize(Reader(&mut text))?;
    if text.peek().is_some() { Err(Malformed) } else { Ok(value) }
}

struct Reader<'a, 'de>(&'a mut Text<'de>);

impl<'de> Deserializer<'de> for Reader<'_, 'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.0.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b't' | b'f') => self.deserialize_bool(visitor),
            Some(b'n') => self.deserialize_unit(visitor),
            _ => self.deserialize_i64(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.0.string()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_string(self.0.string()?.into_owned())
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_str(&self.0.string()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        let value = self.0.skip_word("true");
        if value || self.0.skip_word("false") { visitor.visit_bool(value) } else { Err(Malformed) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.0.skip_word("null") { visitor.visit_unit() } else { Err(Malformed) }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_i64(self.0.integer()?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.0.skip_word("null") { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.0.expect(b'[')?;
        visitor.visit_seq(Items { text: self.0, first: true, end: b']' })
    }

    /// Who reads a tuple asks for as many items as it has, and never whether there is another.
    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Malformed> {
        self.0.expect(b'[')?;
        let value = visitor.visit_seq(Items { text: &mut *self.0, first: true, end: b']' })?;
        self.0.expect(b']')?;
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.0.expect(b'{')?;
        visitor.visit_map(Items { text: self.0, first: true, end: b'}' })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_seq(Fields { entries: self.0.entries()?, names: names.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        // The model has no variant that holds something.
        visitor.visit_enum(self.0.string()?.as_ref().into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.0.skip_value()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u128 f32 f64 char bytes byte_buf unit_struct tuple_struct
    }
}

/// What stands between brackets.
struct Items<'a, 'de> {
    text: &'a mut Text<'de>,
    first: bool,
    end: u8,
}

impl Items<'_, '_> {
    /// Is there a next one? It stands right ahead then.
    fn advance(&mut self) -> Result<bool, Malformed> {
        if self.text.skip(self.end) {
            return Ok(false);
        }
        if !self.first {
            self.text.expect(b',')?;
        }
        self.first = false;
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        if self.advance()? { seed.deserialize(Reader(self.text)).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Malformed> {
        if !self.advance()? {
            return Ok(None);
        }
        if self.text.peek() != Some(b'"') {
            return Err(Malformed);
        }
        seed.deserialize(Reader(self.text)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Malformed> {
        self.text.expect(b':')?;
        seed.deserialize(Reader(self.text))
    }
}

/// The fields of a struct in the order in which it declares them, wherever they stand in the text. What serde
/// makes to read a struct by position is half the code of what reads it by key.
struct Fields<'de> {
    entries: Vec<(Cow<'de, str>, &'de str)>,
    names: std::slice::Iter<'static, &'static str>,
}

impl<'de> Fields<'de> {
    /// The text of the next field. One that is not there has its default, or makes the struct malformed.
    #[inline(never)]
    fn value(&mut self) -> Result<Option<Text<'de>>, Malformed> {
        let Some(name) = self.names.next() else { return Ok(None) };
        let mut values = self.entries.iter().filter(|(key, _)| key == name);
        match (values.next(), values.next()) {
            (value, None) => Ok(value.map(|(_, value)| Text::new(value))),
            _ => Err(Malformed),
        }
    }
}

impl<'de> SeqAccess<'de> for Fields<'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        let Some(mut text) = self.value()? else { return Ok(None) };
        let value = seed.deserialize(Reader(&mut text))?;
        if text.peek().is_some() { Err(Malformed) } else { Ok(Some(value)) }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the JSON is not what the app reads")
    }
}

impl std::error::Error for Malformed {}

/// Whatever serde would say of the error, nobody reads it here.
impl serde::de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected<'_>, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests;
