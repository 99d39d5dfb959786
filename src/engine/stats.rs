//! [`Stats`]: what an index holds, in numbers.

use std::fs;
use std::path::Path;

use serde::Serialize;

use crate::error::{IoContext, Result};
use crate::index::Snapshot;
use crate::sync::Manifest;

/// The numbers of an index.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Stats {
    /// Live articles.
    pub articles: u64,
    /// Articles of which there are copies, the copies included.
    pub copied: u64,
    /// The groups they make.
    pub groups: u64,
    /// Different surface forms and roots.
    pub terms: u64,
    /// Bytes on disk.
    pub bytes: u64,
    /// Version of the fields.
    pub schema: u32,
    /// Version of the analyzer.
    pub analyzer: u32,
    /// Version of the rules of cleaning.
    pub cleaning: u32,
    /// Counts the commits.
    pub generation: u64,
    /// Segments.
    pub segments: usize,
    /// The roots, as the user gave them.
    pub roots: Vec<String>,
}

pub(super) fn stats(snapshot: &Snapshot) -> Result<Stats> {
    let generation = snapshot.generation();
    let manifest = Manifest::from_bytes(&generation.manifest.read(snapshot.store())?)?;
    Ok(Stats {
        articles: snapshot.articles(),
        copied: snapshot.groups().iter().map(|group| group.len() as u64).sum(),
        groups: snapshot.groups().len() as u64,
        terms: snapshot.terms()?,
        bytes: folder_bytes(snapshot.store())?,
        schema: generation.schema,
        analyzer: generation.analyzer,
        cleaning: generation.cleaning,
        generation: generation.number,
        segments: snapshot.segments(),
        roots: manifest.roots.into_iter().map(|root| root.given).collect(),
    })
}

fn folder_bytes(folder: &Path) -> Result<u64> {
    let doing = || format!("cannot look into {}", folder.display());
    let mut bytes = 0;
    for entry in fs::read_dir(folder).doing(doing)? {
        bytes += entry.and_then(|entry| entry.metadata()).doing(doing)?.len();
    }
    Ok(bytes)
}
