//! Reading articles back out of a store, of this version or an older one.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::ReloadPolicy;
use tantivy::schema::document::{DeserializeError, DocumentDeserialize, DocumentDeserializer};
use tantivy::schema::{Field, OwnedValue, Schema};

use super::schema;
use super::{open, storage};
use crate::article::{Article, ArticleId};
use crate::date::ArticleDate;
use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origins;

/// The values of a stored document. Tantivy's own document would copy them once more.
pub(super) struct Values(Vec<(Field, OwnedValue)>);

impl Values {
    /// The text of a field.
    pub(super) fn text(&self, field: Field) -> Option<&str> {
        self.0.iter().find_map(|(other, value)| match value {
            OwnedValue::Str(text) if *other == field => Some(text.as_str()),
            _ => None,
        })
    }
}

impl DocumentDeserialize for Values {
    fn deserialize<'de, D: DocumentDeserializer<'de>>(
        mut values: D,
    ) -> std::result::Result<Self, DeserializeError> {
        let mut read = Vec::with_capacity(values.size_hint());
        while let Some(value) = values.next_field()? {
            read.push(value);
        }
        Ok(Self(read))
    }
}

/// The article a stored document holds. Fields are found by name, so that stores of older
/// versions can be read.
pub(super) fn from_values(values: Values, schema: &Schema) -> Result<Article> {
    let (mut origins, mut edits) = (Origins::default(), Vec::new());
    let mut texts: Vec<(&str, String)> = Vec::with_capacity(values.0.len());
    for (field, value) in values.0 {
        match (schema.get_field_name(field), value) {
            (name, OwnedValue::Str(text)) => texts.push((name, text)),
            (schema::ORIGINS, OwnedValue::Bytes(bytes)) => origins = from_bytes(&bytes)?,
            (schema::EDITS, OwnedValue::Bytes(bytes)) => edits = from_bytes(&bytes)?,
            _ => {}
        }
    }
    let mut take = |name| {
        let (_, text) = texts.iter_mut().find(|(other, _)| *other == name)?;
        Some(std::mem::take(text))
    };
    let id = take(schema::ID)
        .ok_or_else(|| Error::new(ErrorKind::IndexDamaged, "an article without id"))?;
    Ok(Article {
        id: ArticleId::given(&id),
        title: take(schema::TITLE),
        text: take(schema::TEXT).unwrap_or_default(),
        date: take(schema::DATE).and_then(|date| ArticleDate::parse(&date)),
        url: take(schema::URL),
        source: take(schema::SOURCE),
        author: take(schema::AUTHOR),
        editor: take(schema::EDITOR),
        place: take(schema::PLACE),
        section: take(schema::SECTION),
        origins,
        edits,
    })
}

/// The bytes that a value is stored as.
pub(super) fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain data has bytes")
}

fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let damaged = |error| {
        Error::because(ErrorKind::IndexDamaged, "an article's origins or edits are damaged", error)
    };
    postcard::from_bytes(bytes).map_err(damaged)
}

/// Gives every live article of a store to `each`.
///
/// # Errors
/// [`ErrorKind::IndexDamaged`] if the store cannot be read, or what `each` fails with.
pub fn stored_articles(store: &Path, each: &mut dyn FnMut(Article) -> Result<()>) -> Result<()> {
    let reading = format!("cannot read the articles in {}", store.display());
    let index = open(store)?;
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    let searcher = reader.map_err(storage(&reading))?.searcher();
    for segment in searcher.segment_readers() {
        let articles = segment
            .get_store_reader(1)
            .map_err(|error| Error::because(ErrorKind::IndexDamaged, reading.clone(), error))?;
        for document in articles.iter::<Values>(segment.alive_bitset()) {
            let values = document.map_err(storage(&reading))?;
            each(from_values(values, searcher.schema())?)?;
        }
    }
    Ok(())
}
