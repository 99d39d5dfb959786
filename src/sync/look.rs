//! [`Look`]: what the walk of a root found, laid beside what was known of it.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::manifest::{FileRecord, Root, RootKind, is_under, path_text, walk_order};
use super::scope::Scope;
use crate::corpus::{Format, Warning, walk};

/// A file that is there.
pub(super) struct Visit {
    /// Its path below the root.
    pub(super) place: String,
    /// Where it lies.
    pub(super) path: PathBuf,
    /// What its name promises.
    pub(super) format: Format,
    /// How it looked before it was read.
    pub(super) metadata: Option<Metadata>,
}

/// What to do about one file of a root, in walk order.
pub(super) enum Step {
    /// It is not looked at: leave it as it was.
    Keep(FileRecord),
    /// It is there, and perhaps was before.
    Visit(Box<Visit>, Option<FileRecord>),
    /// It is standard input, which adds to what it gave before.
    Feed(FileRecord),
}

/// What was seen of a root.
pub(super) struct Look {
    root: String,
    kind: RootKind,
    /// The paths looked at; a known file at or under one, and not found, is gone.
    scopes: Vec<String>,
    /// Folders below them that could not be listed: nothing under them is gone.
    unlisted: Vec<String>,
    visits: Vec<Visit>,
}

impl Look {
    /// Looks at the scopes that lie in a root.
    pub(super) fn at(root: &Root, scopes: &[Scope], warn: &mut dyn FnMut(Warning)) -> Self {
        let scopes = scopes.iter().filter(|scope| scope.root == root.path);
        let scopes: Vec<String> = scopes.map(|scope| scope.path.clone()).collect();
        let mut look = Self {
            root: root.path.clone(),
            kind: root.kind,
            scopes: Vec::new(),
            unlisted: Vec::new(),
            visits: Vec::new(),
        };
        // Standard input is no folder to walk.
        let walked = if root.kind == RootKind::Stdin { &[] } else { scopes.as_slice() };
        for scope in walked {
            let shown = |path: &Path| root.shown_path(&look.place(&path_text(path)));
            let found = walk(Path::new(scope), &shown);
            found.warnings.into_iter().for_each(&mut *warn);
            let unlisted = found.unlisted.iter().map(|path| path_text(path));
            let visits: Vec<Visit> = found
                .files
                .into_iter()
                .map(|file| Visit {
                    place: look.place(&path_text(&file.path)),
                    metadata: file.path.metadata().ok(),
                    path: file.path,
                    format: file.format,
                })
                .collect();
            look.unlisted.extend(unlisted);
            look.visits.extend(visits);
        }
        look.visits.sort_by(|a, b| walk_order(&a.place, &b.place));
        look.scopes = scopes;
        look
    }

    /// Bytes of the files that are there.
    pub(super) fn bytes(&self) -> u64 {
        self.visits.iter().filter_map(|visit| visit.metadata.as_ref()).map(Metadata::len).sum()
    }

    /// What to do, file by file, given what was known. Records of files that are gone are
    /// dropped.
    pub(super) fn merged_with(mut self, records: Vec<FileRecord>) -> Vec<Step> {
        if self.kind == RootKind::Stdin && !self.scopes.is_empty() {
            let before = records.into_iter().next();
            return vec![Step::Feed(before.unwrap_or_else(|| FileRecord::new(self.root.clone())))];
        }
        let visits = std::mem::take(&mut self.visits);
        let mut steps = Vec::with_capacity(visits.len());
        let mut records = records.into_iter().peekable();
        let keep = |record: FileRecord| self.is_unseen(&record.place).then_some(Step::Keep(record));
        for visit in visits {
            while let Some(record) =
                records.next_if(|record| walk_order(&record.place, &visit.place).is_lt())
            {
                steps.extend(keep(record));
            }
            let record = records.next_if(|record| record.place == visit.place);
            steps.push(Step::Visit(Box::new(visit), record));
        }
        steps.extend(records.filter_map(keep));
        steps
    }

    /// Whether a known file was not looked for, so that nothing is known of it now.
    fn is_unseen(&self, place: &str) -> bool {
        let path = self.kind.below(&self.root, place);
        let under = |top: &String| is_under(&path, top);
        !self.scopes.iter().any(under) || self.unlisted.iter().any(under)
    }

    /// The path below the root; the name alone where the root is the file.
    fn place(&self, path: &str) -> String {
        let below = path.strip_prefix(self.root.trim_end_matches('/')).unwrap_or(path);
        match below.trim_start_matches('/') {
            "" if self.kind == RootKind::File => path.rsplit('/').next().unwrap_or(path).to_owned(),
            below => below.to_owned(),
        }
    }
}
