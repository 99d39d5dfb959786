//! [`acronyms`]: what articles say short forms stand for, with where they say it.

use std::collections::HashSet;

use serde::Serialize;

use crate::analysis::acronym::{AcronymEntry, canonical};
use crate::error::Result;
use crate::index::Snapshot;

/// A short form and one of the long forms it stands for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Acronym {
    /// The short form, as most articles write it.
    pub short: String,
    /// The long form, as most articles write it.
    pub long: String,
    /// How the one comes from the other: `strict`, `syllabic` or `alias`.
    pub kind: &'static str,
    /// How many articles say so.
    pub articles: u32,
    /// Ids of some of them.
    pub samples: Vec<String>,
}

/// The acronyms whose short form begins so, the most frequent first.
pub(super) fn acronyms(snapshot: &Snapshot, prefix: &str) -> Result<Vec<Acronym>> {
    let Some(file) = snapshot.acronyms() else { return Ok(Vec::new()) };
    let mut entries: Vec<AcronymEntry<'_>> = file.beginning(&canonical(prefix)).collect();
    // Those of a short form stand in the order of their frequency already.
    entries.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.short_key.cmp(b.short_key)));
    let keys: HashSet<u64> = entries.iter().flat_map(AcronymEntry::samples).collect();
    let ids = snapshot.ids(&keys)?;
    let ids_of = |entry: &AcronymEntry<'_>| {
        let mut ids: Vec<String> =
            entry.samples().filter_map(|key| Some(ids.get(&key)?.to_string())).collect();
        ids.sort();
        ids
    };
    let acronym = |entry: AcronymEntry<'_>| Acronym {
        samples: ids_of(&entry),
        short: entry.short.to_owned(),
        long: entry.long.to_owned(),
        kind: entry.kind.name(),
        articles: entry.articles,
    };
    Ok(entries.into_iter().map(acronym).collect())
}
