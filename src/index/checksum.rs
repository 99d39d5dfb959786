//! Which files of a store are not as they were written: [`damaged_files`] by their checksums,
//! [`require_files`] by a look at each.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::Index;
use tantivy::index::SegmentComponent;

use super::{open, storage};
use crate::error::{Error, ErrorKind, Result};

/// What is being done when reading fails.
const READING: &str = "cannot read the index";

/// The segment files whose checksum is wrong, or that cannot be read, and what is wrong.
///
/// Comes before a store is opened for search: tantivy trusts what is in its files and may
/// panic over damage.
///
/// # Errors
/// [`crate::error::ErrorKind::IndexDamaged`] if the list of files itself cannot be read.
pub fn damaged_files(store: &Path) -> Result<Vec<(String, String)>> {
    loop {
        let (index, required) = required_files(store)?;
        let mut damaged = Vec::new();
        for path in &required {
            let wrong =
                missing(store, path).or_else(|| match index.directory().validate_checksum(path) {
                    Ok(true) => None,
                    Ok(false) => Some("its checksum is wrong".to_owned()),
                    Err(error) => Some(error.to_string()),
                });
            damaged.extend(wrong.map(|message| (path.display().to_string(), message)));
        }
        // A writer may have replaced them between two looks.
        if damaged.is_empty() || required_files(store)?.1 == required {
            return Ok(damaged);
        }
    }
}

/// Sees that every segment has its files and none is empty, which costs no reading.
///
/// # Errors
/// [`ErrorKind::IndexDamaged`] naming the first that is gone or empty.
pub fn require_files(store: &Path) -> Result<()> {
    for file in required_files(store)?.1 {
        if let Some(wrong) = missing(store, &file) {
            let message = format!("the index is damaged at {}: {wrong}", file.display());
            return Err(Error::new(ErrorKind::IndexDamaged, message));
        }
    }
    Ok(())
}

/// What is wrong with a file that is gone or empty.
fn missing(store: &Path, file: &Path) -> Option<String> {
    match fs::metadata(store.join(file)) {
        Ok(data) if data.len() > 0 => None,
        Ok(_) => Some("it is empty".to_owned()),
        Err(error) => Some(error.to_string()),
    }
}

/// The files that the segments of the last commit must have, sorted.
fn required_files(store: &Path) -> Result<(Index, Vec<PathBuf>)> {
    let index = open(store)?;
    let meta = index.load_metas().map_err(storage(READING))?;
    let mut required = meta.list_segment_files();
    for segment in &meta.segments {
        // Listed whether they were ever written or not.
        required.remove(&segment.relative_path(SegmentComponent::TempStore));
        if !segment.has_deletes() {
            required.remove(&segment.relative_path(SegmentComponent::Delete));
        }
    }
    let mut required: Vec<PathBuf> = required.into_iter().collect();
    required.sort_unstable();
    Ok((index, required))
}
