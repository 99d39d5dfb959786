//! [`Value`]: a value of JSON or YAML that should be text.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::html::fragment_text;

/// A value that should be text; numbers, lists of texts and objects that wrap a text are taken
/// as such.
#[derive(Default)]
pub(super) enum Value<'l> {
    #[default]
    Missing,
    Text(Cow<'l, str>),
    List(Vec<Cow<'l, str>>),
    /// What it is instead.
    Wrong(&'static str),
}

/// Keys of objects that wrap a text, and whether that is markup: people and media with their
/// names, texts of WordPress, and how MongoDB exports ids, dates and numbers.
const WRAPPED: &[(&str, bool)] = &[
    ("name", false),
    ("rendered", true),
    ("$date", false),
    ("$oid", false),
    ("$numberLong", false),
];

impl Value<'_> {
    /// What a truth value is, in words.
    pub(super) const FLAG: &'static str = "true or false";

    /// Its text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'de: 'l, 'l> Deserialize<'de> for Value<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(number.to_string())))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Wrong(Value::FLAG))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Missing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut texts: Vec<Cow<'de, str>> = Vec::new();
        let mut wrong = false;
        while let Some(item) = items.next_element::<Value<'de>>()? {
            match item {
                Value::Text(text) => texts.push(text),
                Value::List(more) => texts.extend(more),
                Value::Missing => {}
                Value::Wrong(_) => wrong = true,
            }
        }
        if wrong { Ok(Value::Wrong("a list")) } else { Ok(Value::List(texts)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut found = Value::Wrong("an object");
        while let Some(key) = entries.next_key::<Cow<'de, str>>()? {
            let wrapped = WRAPPED.iter().find(|(known, _)| *known == key);
            match (&found, wrapped) {
                (Value::Wrong(_), Some((_, is_markup))) => {
                    found = match entries.next_value::<Value<'de>>()? {
                        Value::Text(text) if *is_markup => Value::Text(fragment_text(&text).into()),
                        Value::Text(text) => Value::Text(text),
                        _ => found,
                    };
                }
                _ => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}
