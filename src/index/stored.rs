//! Reading articles back out of a store, of this version or an older one.

use std::collections::HashMap;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tantivy::schema::{Schema, Value};
use tantivy::{ReloadPolicy, TantivyDocument};

use super::schema;
use super::{open, storage};
use crate::article::{Article, ArticleId};
use crate::date::ArticleDate;
use crate::error::{Error, ErrorKind, Result};
use crate::origin::Origins;

/// The article a stored document holds. Fields are found by name, so that stores of older
/// versions can be read.
pub(super) fn from_document(document: &TantivyDocument, schema: &Schema) -> Result<Article> {
    let mut values: HashMap<&str, String> = HashMap::new();
    let (mut origins, mut edits) = (Origins::default(), Vec::new());
    for (field, value) in document.field_values() {
        let name = schema.get_field_name(field);
        match (name, value.as_str(), value.as_bytes()) {
            (_, Some(text), _) => drop(values.insert(name, text.to_owned())),
            (schema::ORIGINS, _, Some(bytes)) => origins = from_bytes(bytes)?,
            (schema::EDITS, _, Some(bytes)) => edits = from_bytes(bytes)?,
            _ => {}
        }
    }
    let mut take = |name| values.remove(name);
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
        for document in articles.iter::<TantivyDocument>(segment.alive_bitset()) {
            let document = document.map_err(storage(&reading))?;
            each(from_document(&document, searcher.schema())?)?;
        }
    }
    Ok(())
}
