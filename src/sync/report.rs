//! What a sync says while it works and when it is done.

use serde::Serialize;

use crate::corpus::{Fate, Warning};

/// The counts of a sync.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Report {
    /// Articles new to the index.
    pub added: u64,
    /// Articles whose content is another than before.
    pub changed: u64,
    /// Articles no longer in the index.
    pub removed: u64,
    /// Articles looked at and found as before.
    pub unchanged: u64,
    /// Files and articles left out.
    pub skipped: u64,
    /// Remarks made, those on what was left out included.
    pub warnings: u64,
    /// Bytes of articles read, decoded.
    pub bytes: u64,
    /// Files that articles were found in, read now or before.
    #[serde(skip)]
    pub files: u64,
}

impl Report {
    /// Counts a warning and passes it on.
    pub(super) fn warn(&mut self, warning: &Warning, observer: &mut dyn Observer) {
        self.warnings += 1;
        if warning.fate != Fate::Taken {
            self.skipped += 1;
        }
        observer.warning(warning);
    }
}

/// How far a sync has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Bytes of files passed.
    pub file_bytes: u64,
    /// Bytes of files there are to pass.
    pub file_bytes_total: u64,
    /// Articles read.
    pub articles: u64,
    /// Bytes of articles read, decoded.
    pub article_bytes: u64,
}

/// Who listens to a sync.
pub trait Observer {
    /// Something was left out or doubted.
    fn warning(&mut self, warning: &Warning);

    /// An article or a file was passed; called often.
    fn progress(&mut self, progress: Progress);
}
