//! [`damaged_files`]: which files of a store are not as they were written.

use std::path::Path;

use super::{open, storage};
use crate::error::Result;

/// The segment files whose checksum is wrong, or that cannot be read, and what is wrong.
///
/// Comes before a store is opened for search: tantivy trusts what is in its files and may
/// panic over damage.
///
/// # Errors
/// [`crate::error::ErrorKind::IndexDamaged`] if the list of files itself cannot be read.
pub fn damaged_files(store: &Path) -> Result<Vec<(String, String)>> {
    let index = open(store)?;
    let meta = index.load_metas().map_err(storage("cannot read the index"))?;
    let mut damaged = Vec::new();
    for path in meta.list_segment_files() {
        let outcome = match store.join(&path).exists() {
            true => index.directory().validate_checksum(&path),
            // Not every segment has every file; one that is missed is found when it is opened.
            false => continue,
        };
        let message = match outcome {
            Ok(true) => continue,
            Ok(false) => "its checksum is wrong".to_owned(),
            Err(error) => error.to_string(),
        };
        damaged.push((path.display().to_string(), message));
    }
    damaged.sort_unstable();
    Ok(damaged)
}
