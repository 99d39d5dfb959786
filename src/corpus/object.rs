//! The article of one JSON object, in English or Indonesian keys.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::decode::decode;
use super::table::{Column, Field, Values, column};
use super::value::Value;
use super::{Draft, Output};
use crate::origin::Origin;

/// Most bytes of a value that a warning shows.
const MAX_SHOWN: usize = 80;

/// The article of one JSON object; `None`, and a warning, if it is none.
pub(super) fn parse_object(bytes: &[u8], number: u64, out: &mut Output<'_>) -> Option<Draft> {
    let line = Some(number);
    let decoded;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => {
            decoded = decode(bytes.to_vec());
            if let Some((doubt, _)) = decoded.doubt {
                out.doubted(line, doubt.message());
            }
            &decoded.text
        }
    };
    match serde_json::from_str(text) {
        Ok(Keys { values, bad_id }) => {
            if let Some(message) = bad_id {
                out.doubted(line, message);
            }
            values.draft(line, Origin::Key, out)
        }
        Err(error) => {
            out.skipped(line, format!("not a JSON object with an article ({error}); left out"));
            None
        }
    }
}

/// The values of the keys we know.
struct Keys<'l> {
    values: Values<'l>,
    bad_id: Option<String>,
}

impl<'de: 'l, 'l> Deserialize<'de> for Keys<'l> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Not any value: a list is no article.
        deserializer.deserialize_map(KeysVisitor)
    }
}

struct KeysVisitor;

impl<'de> Visitor<'de> for KeysVisitor {
    type Value = Keys<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut keys = Keys { values: Values::default(), bad_id: None };
        while let Some(Key(column)) = entries.next_key()? {
            match column {
                Some(column @ (Field::Id, _)) => match id(entries.next_value()?) {
                    Ok(id) => keys.values.note(column, id),
                    Err(message) => keys.bad_id = Some(message),
                },
                Some(column) => keys.values.note(column, entries.next_value()?),
                None => {
                    entries.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(keys)
    }
}

/// What a key names.
struct Key(Option<Column>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(Key(column(key)))
    }
}

/// The id as text: a string's content, or a number as it is written.
fn id(raw: &RawValue) -> Result<Value<'_>, String> {
    let raw = raw.get();
    let wrong = || {
        let shown = raw[..raw.floor_char_boundary(MAX_SHOWN)].split_whitespace();
        let shown = shown.collect::<Vec<_>>().join(" ");
        let dots = if raw.len() > MAX_SHOWN { "…" } else { "" };
        format!("the id {shown}{dots} is neither text nor a number; one is derived")
    };
    match raw.as_bytes().first() {
        Some(b'-' | b'0'..=b'9') => Ok(Value::Text(raw.into())),
        Some(b'"' | b'n' | b'{') => match serde_json::from_str(raw) {
            Ok(Value::Wrong(_)) | Err(_) => Err(wrong()),
            Ok(id) => Ok(id),
        },
        _ => Err(wrong()),
    }
}
