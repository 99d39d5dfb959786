//! The storage engine: tantivy is named here and nowhere else.
//!
//! A [`Home`] is the folder of an index. Inside it lies one store at a time;
//! [`Writer`] puts articles into it and commits them together with their side
//! files, [`Snapshot`] answers query plans from the last commit.

mod apart;
mod bound;
mod chain;
mod checksum;
mod copies;
mod days;
mod document;
mod evidence;
mod expand;
mod find;
mod gather;
mod generation;
mod group;
mod grouped;
mod home;
mod layout;
mod lower;
mod matches;
mod near;
mod page;
mod places;
mod positional;
mod records;
mod schema;
mod shape;
mod snapshot;
mod spelling;
mod statistics;
mod stored;
mod tables;
mod throttle;
mod tiers;
mod tokenizer;
mod top;
mod union;
mod vocabulary;
mod writer;
mod written;

pub use checksum::{damaged_files, require_files};
pub use expand::Expansion;
pub use find::Found;
pub use generation::Generation;
pub use home::{Home, Lock, State};
pub use places::{Places, PlacesBuilder};
pub use snapshot::Snapshot;
pub use stored::stored_articles;
pub use writer::{Commit, Writer, WriterOptions, sweep};

use std::path::Path;

use tantivy::Index;

use crate::error::{Error, ErrorKind, Result};

/// Opens the tantivy index in a store's folder.
fn open(store: &Path) -> Result<Index> {
    let opening = format!("cannot open the index in {}", store.display());
    let mut index = Index::open_in_dir(store).map_err(storage(&opening))?;
    records::plugins().into_iter().for_each(|plugin| index.register_plugin(plugin));
    tokenizer::register(&index);
    Ok(index)
}

/// An error of tantivy, with what was being done.
fn storage(doing: &str) -> impl FnOnce(tantivy::TantivyError) -> Error + '_ {
    use tantivy::TantivyError as T;
    use tantivy::directory::error::OpenReadError;
    move |error| {
        let kind = match &error {
            T::IoError(_) | T::OpenWriteError(_) | T::SystemError(_) => ErrorKind::Io,
            T::OpenReadError(OpenReadError::IoError { .. }) => ErrorKind::Io,
            T::LockFailure(..) => ErrorKind::IndexBusy,
            _ => ErrorKind::IndexDamaged,
        };
        Error::because(kind, doing.to_owned(), error)
    }
}
