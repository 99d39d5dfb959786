//! [`check`]: whether an index is whole.

use std::collections::HashSet;
use std::error::Error;

use serde::Serialize;

use crate::error::{ErrorKind, Result};
use crate::index::{Home, Snapshot, damaged_files};
use crate::sync::Manifest;

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Checked {
    /// Whether there is no problem.
    pub ok: bool,
    /// What is not as it should be.
    pub problems: Vec<Problem>,
}

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// The file it concerns.
    pub file: String,
    /// What is wrong.
    pub message: String,
}

/// Checks the sums of all files, reads every article and compares them with the manifest.
/// An index too damaged to be opened is a problem, not an error.
pub(super) fn check(home: &Home) -> Result<Checked> {
    match check_files(home) {
        Err(error) if error.kind() == ErrorKind::IndexDamaged => {
            let file = home.folder().display().to_string();
            let below = error.source().map(|below| format!(": {below}")).unwrap_or_default();
            let problem = Problem { file, message: format!("{error}{below}") };
            Ok(Checked { ok: false, problems: vec![problem] })
        }
        other => other,
    }
}

fn check_files(home: &Home) -> Result<Checked> {
    let damaged = damaged_files(&home.store()?)?;
    if !damaged.is_empty() {
        let problems = damaged.into_iter().map(|(file, message)| Problem { file, message });
        return Ok(Checked { ok: false, problems: problems.collect() });
    }
    check_open(&Snapshot::open(home)?)
}

fn check_open(snapshot: &Snapshot) -> Result<Checked> {
    let mut problems = Vec::new();
    let mut problem = |file: &str, message: String| {
        problems.push(Problem { file: file.to_owned(), message });
    };
    let generation = snapshot.generation();
    if let Err(error) = generation.places.read(snapshot.store()) {
        problem(&generation.places.name, error.to_string());
    }
    match snapshot.wrong_tables() {
        Err(error) => problem("segments", error.to_string()),
        Ok(wrong) => wrong
            .into_iter()
            .for_each(|file| problem(file, "it is not what the articles give".to_owned())),
    }
    let manifest = generation.manifest.read(snapshot.store());
    match manifest.and_then(|bytes| Manifest::from_bytes(&bytes)) {
        Err(error) => problem(&generation.manifest.name, error.to_string()),
        Ok(manifest) => {
            let mut known: HashSet<&str> =
                manifest.indexed().map(|article| article.id.as_ref()).collect();
            for article in snapshot.all() {
                match snapshot.article(article) {
                    Err(error) => problem("store", format!("{article:?}: {error}")),
                    Ok(article) if !known.remove(article.id.as_str()) => problem(
                        &generation.manifest.name,
                        format!("article {} is indexed but not in the manifest", article.id),
                    ),
                    Ok(_) => {}
                }
            }
            let mut lost: Vec<_> = known.into_iter().collect();
            lost.sort_unstable();
            for id in lost {
                problem("segments", format!("article {id} is in the manifest but not indexed"));
            }
        }
    }
    Ok(Checked { ok: problems.is_empty(), problems })
}
