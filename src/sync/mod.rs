//! Keeping an index in step with the files it was made from.
//!
//! [`sync`] compares what the [`Manifest`] says was taken in with what lies on
//! disk, reads only the files that changed, and tells a [`Sink`] which articles
//! to put and which to remove. Its result is a function of the files alone: a
//! sync after any number of edits leaves what a fresh build would.
//!
//! One id is one article. Where several files claim it, the first in order
//! (roots as first indexed, walk order, line) is indexed, the others are
//! shadowed until it goes.

mod look;
mod manifest;
mod pass;
mod report;
mod scope;
pub mod stamp;
pub mod watch;

use std::path::PathBuf;
use std::time::SystemTime;

pub use manifest::{ArticleRecord, FileRecord, Manifest, READER, Root, RootKind, Standing};
pub use report::{Observer, Progress, Report};

use crate::article::{Article, ArticleId};
use crate::error::Result;

/// What takes the changes.
pub trait Sink {
    /// Takes an article, in place of the one with its id if `replaces`.
    ///
    /// # Errors
    /// Whatever keeps it from being written; the sync then stops.
    fn put(&mut self, article: Article, replaces: bool) -> Result<()>;

    /// Removes the article of this id.
    ///
    /// # Errors
    /// Whatever keeps it from being written; the sync then stops.
    fn remove(&mut self, id: &ArticleId) -> Result<()>;
}

/// What a sync is asked to do.
#[derive(Clone, Debug)]
pub struct SyncOptions {
    /// Files and folders to bring in step; all known roots if empty. `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// Read every file, however unchanged it is.
    pub rehash: bool,
    /// Forget roots that are gone from the disk.
    pub prune: bool,
    /// Largest article taken, in bytes.
    pub max_article: usize,
}

/// What a sync did.
#[derive(Debug)]
pub struct Outcome {
    /// What the index holds now.
    pub manifest: Manifest,
    /// Whether it differs from what it held before, stamps aside.
    pub changed: bool,
    /// The counts.
    pub report: Report,
}

/// Brings what `sink` holds in step with the files.
///
/// `before` is the manifest of what it holds now. Warnings and progress go to `observer`.
///
/// # Errors
/// Only those of the sink; what is wrong with the input is a warning.
pub fn sync(
    before: Manifest,
    options: &SyncOptions,
    sink: &mut dyn Sink,
    observer: &mut dyn Observer,
) -> Result<Outcome> {
    let started = SystemTime::now();
    let mut report = Report::default();
    let mut manifest = before.clone();
    manifest.outgrow();
    if options.prune {
        scope::prune(&mut manifest);
    }
    let scopes = {
        let mut warn = |warning| report.warn(&warning, observer);
        scope::resolve(&mut manifest, &options.paths, &mut warn)
    };
    let mut pass = pass::Pass::new(&before, options, started, sink, observer, report);
    pass.run(&mut manifest, &scopes)?;
    pass.remove_unclaimed(&before)?;
    let report = pass.finish();
    let changed = manifest.to_bytes() != before.to_bytes();
    Ok(Outcome { manifest, changed, report })
}
