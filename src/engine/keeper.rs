//! [`Keeper`]: changes an index: sync, forget, compact, rebuild.

use std::fs;
use std::path::{Path, PathBuf};

use crate::article::{Article, ArticleId, Digest, short_hash};
use crate::clean::{Cleaned, restore};
use crate::config;
use crate::corpus::Warning;
use crate::error::{Error, ErrorKind, Result};
use crate::index::{
    Commit, Generation, Home, Lock, PlacesBuilder, State, Writer, WriterOptions, require_files,
    stored_articles, sweep,
};
use crate::sync::{
    self, Manifest, Observer, Progress, Report, Root, RootKind, Sink, Standing, SyncOptions, stamp,
};

/// The stamps of the last sync; a cache, so it is no part of the commit.
const STAMPS: &str = "stamps";

/// How to index.
#[derive(Clone, Debug)]
pub struct IndexOptions {
    /// What to bring in step, and how.
    pub sync: SyncOptions,
    /// How to write.
    pub writer: WriterOptions,
}

impl IndexOptions {
    /// These paths, with the defaults of [`config`].
    pub fn of<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        let sync = SyncOptions {
            paths: paths.into_iter().map(Into::into).collect(),
            rehash: false,
            prune: false,
            max_article: config::MAX_ARTICLE_MB << 20,
        };
        let memory = config::MEMORY_MB * 1_000_000;
        Self { sync, writer: WriterOptions { threads: config::threads(), memory } }
    }
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Observer for Quiet {
    fn warning(&mut self, _: &Warning) {}
    fn progress(&mut self, _: Progress) {}
}

impl Listener for Quiet {
    fn rebuilding(&mut self, _: &str) {}
    fn committing(&mut self) {}
}

/// Who listens to a keeper.
pub trait Listener: Observer {
    /// The index is of another version and is being rebuilt; says why.
    fn rebuilding(&mut self, why: &str);

    /// The articles are read; what was written is being made durable and merged.
    fn committing(&mut self);
}

/// What a sync did to the index.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct KeptReport {
    /// The counts.
    pub report: Report,
    /// Whether anything was committed.
    pub committed: bool,
    /// Whether the index was rebuilt first.
    pub rebuilt: bool,
    /// How many articles the index has now.
    pub articles: usize,
    /// What cleaning changed in the articles that were added or changed.
    pub cleaned: Cleaned,
}

/// What was forgotten.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Forgotten {
    /// Articles removed from the index.
    pub articles: usize,
    /// Targets that named nothing known.
    pub unknown: Vec<String>,
}

/// Keeps the index of one folder.
#[derive(Clone, Debug)]
pub struct Keeper {
    home: Home,
}

/// What is known of the index as it stands.
struct Standings {
    manifest: Manifest,
    /// Hash of the manifest's bytes.
    hash: Digest,
    rebuilt: bool,
}

impl Keeper {
    /// The keeper of the index in a folder, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { home: Home::at(folder) }
    }

    /// Brings the index in step with files.
    ///
    /// # Errors
    /// Of kind `IndexBusy`, `IndexDamaged`, `IndexTooNew`, `Io`, or `NoInput` if not one of the
    /// paths could be read.
    pub fn sync(&self, options: &IndexOptions, listener: &mut dyn Listener) -> Result<KeptReport> {
        let lock = self.home.lock()?;
        self.home.remove_leftovers()?;
        let before = self.standings(&lock, options.writer, listener)?;
        let known: Vec<String> =
            before.manifest.roots.iter().map(|root| root.path.clone()).collect();
        let mut options = options.clone();
        if options.sync.paths.is_empty() && before.manifest.roots.is_empty() {
            options.sync.paths.push(config::CORPUS_FOLDER.into());
        }
        let mut sink =
            LazySink { home: &self.home, lock: Some(lock), writer: None, options: options.writer };
        let outcome = sync::sync(before.manifest, &options.sync, &mut sink, listener)?;
        let report = outcome.report;
        // A root that is known and was emptied is in step, however little there is to read.
        let nothing_read = report.files == 0 && report.removed == 0;
        if nothing_read && (report.skipped > 0 || is_new(&outcome.manifest, &known)) {
            let looked: Vec<_> =
                options.sync.paths.iter().map(|path| path.display().to_string()).collect();
            let place =
                if looked.is_empty() { "the known roots".into() } else { looked.join(", ") };
            let message = format!("no article could be read in {place}");
            return Err(Error::new(ErrorKind::NoInput, message));
        }
        let articles = outcome.manifest.indexed().count();
        let (mut hash, mut cleaned) = (before.hash, Cleaned::default());
        let committed = outcome.changed;
        if committed {
            listener.committing();
            (hash, cleaned) = sink.commit(&outcome.manifest)?;
        }
        self.write_stamps(&outcome.manifest, hash)?;
        Ok(KeptReport { report, committed, rebuilt: before.rebuilt, articles, cleaned })
    }

    /// The paths that the index is kept in step with, in the order in which they were first
    /// indexed; none if there is no index yet.
    ///
    /// # Errors
    /// Of kind `IndexDamaged` or `IndexTooNew`.
    pub fn roots(&self) -> Result<Vec<PathBuf>> {
        let State::Store(store) = self.home.state()? else { return Ok(Vec::new()) };
        let manifest = Manifest::from_bytes(&Generation::of(&store)?.manifest.read(&store)?)?;
        let lasting = manifest.roots.into_iter().filter(|root| root.kind != RootKind::Stdin);
        Ok(lasting.map(|root| PathBuf::from(root.path)).collect())
    }

    /// Removes articles by id, or all that were read from a path, until their source is
    /// indexed again.
    ///
    /// # Errors
    /// As [`Keeper::sync`], and `IndexMissing`.
    pub fn forget(
        &self,
        targets: &[String],
        options: WriterOptions,
        listener: &mut dyn Listener,
    ) -> Result<Forgotten> {
        self.home.store()?;
        let lock = self.home.lock()?;
        let Standings { mut manifest, .. } = self.standings(&lock, options, listener)?;
        let mut forgotten = Forgotten::default();
        let mut writer = Writer::open(&self.home, lock, options)?;
        let mut ids = Vec::new();
        for target in targets {
            let place = absolute(Path::new(target));
            let found = manifest.forget_id(target, &mut ids)
                || place.is_some_and(|place| manifest.forget_path(&place, &mut ids))
                || target == Root::STDIN && manifest.forget_path(Path::new(target), &mut ids);
            if !found {
                forgotten.unknown.push(target.clone());
            }
        }
        forgotten.articles = ids.len();
        if forgotten.unknown.len() < targets.len() {
            ids.iter().for_each(|id| writer.remove(&ArticleId::given(id)));
            let (hash, _) = commit(writer, &manifest)?;
            self.write_stamps(&manifest, hash)?;
        }
        Ok(forgotten)
    }

    /// Merges the index into one segment, dropping what was removed.
    ///
    /// # Errors
    /// As [`Keeper::sync`], and `IndexMissing`.
    pub fn compact(&self, options: WriterOptions, listener: &mut dyn Listener) -> Result<()> {
        self.home.store()?;
        let lock = self.home.lock()?;
        let before = self.standings(&lock, options, listener)?;
        let mut writer = Writer::open(&self.home, lock, options)?;
        writer.merge_all()?;
        let (hash, _) = commit(writer, &before.manifest)?;
        self.write_stamps(&before.manifest, hash)
    }

    /// Remembers how the files of a manifest looked; `hash` is that of its bytes.
    fn write_stamps(&self, manifest: &Manifest, hash: Digest) -> Result<()> {
        // Losing the stamps costs time, not truth.
        let _ = fs::write(self.home.store()?.join(STAMPS), stamp::to_bytes(manifest, hash));
        Ok(())
    }

    /// What the index holds; one of an older version is rebuilt first.
    fn standings(
        &self,
        lock: &Lock,
        options: WriterOptions,
        listener: &mut dyn Listener,
    ) -> Result<Standings> {
        let State::Store(store) = self.home.state()? else {
            let manifest = Manifest::default();
            return Ok(Standings { manifest, hash: Digest::default(), rebuilt: false });
        };
        // Comes first: what a newer program keeps in a store is not ours to sweep.
        let generation = Generation::of(&store)?;
        // What cannot be searched is not kept in step either: that would look well.
        require_files(&store)?;
        sweep(&store)?;
        let bytes = generation.manifest.read(&store)?;
        let mut manifest = Manifest::from_bytes(&bytes)?;
        let mut hash = short_hash(&blake3::hash(&bytes));
        if let Ok(stamps) = fs::read(store.join(STAMPS)) {
            stamp::restore(&mut manifest, hash, &stamps);
        }
        let mut rebuilt = false;
        match generation.require_current() {
            Err(error) if error.kind() == ErrorKind::IndexOutdated => {
                listener.rebuilding(&error.to_string());
                hash = self.rebuild(&store, &manifest, lock, options)?;
                rebuilt = true;
            }
            other => other?,
        }
        Ok(Standings { manifest, hash, rebuilt })
    }

    /// Makes a new store of the articles of an old one; it is searched until that is done.
    fn rebuild(
        &self,
        old: &Path,
        manifest: &Manifest,
        lock: &Lock,
        options: WriterOptions,
    ) -> Result<Digest> {
        let mut writer = Writer::create(&self.home, lock.clone(), options)?;
        stored_articles(old, &mut |article| writer.put(restore(article), false))?;
        Ok(commit(writer, manifest)?.0)
    }
}

/// A path as the manifest knows it, whether it still exists or not; `None` of one that names no
/// place, as an empty one does: all would lie under it.
fn absolute(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    // What is gone still lies in a folder that may be reached by a link.
    let there = path.ancestors().find_map(|top| Some((top, top.canonicalize().ok()?)));
    Some(match there.and_then(|(top, real)| Some(real.join(path.strip_prefix(top).ok()?))) {
        // Joining nothing would add a slash.
        Some(real) => real.components().collect(),
        None => path,
    })
}

/// Whether any root is not among those known before.
fn is_new(manifest: &Manifest, known: &[String]) -> bool {
    manifest.roots.iter().any(|root| !known.contains(&root.path))
}

/// Commits a manifest and what follows from it; returns the hash of the manifest and what
/// cleaning changed.
fn commit(writer: Writer, manifest: &Manifest) -> Result<(Digest, Cleaned)> {
    let bytes = manifest.to_bytes();
    let mut places = PlacesBuilder::default();
    for root in &manifest.roots {
        for file in &root.files {
            places.file(&root.shown_path(&file.place));
            let indexed = file.articles.iter().filter(|a| a.standing == Standing::Indexed);
            indexed.for_each(|article| places.article(&article.id, article.line));
        }
    }
    let (_, cleaned) = writer.commit(&Commit { manifest: &bytes, places: &places.finish() })?;
    Ok((short_hash(&blake3::hash(&bytes)), cleaned))
}

/// Opens the writer when there is something to write, not before.
struct LazySink<'k> {
    home: &'k Home,
    lock: Option<Lock>,
    writer: Option<Writer>,
    options: WriterOptions,
}

impl LazySink<'_> {
    fn writer(&mut self) -> Result<&mut Writer> {
        if self.writer.is_none() {
            let lock = self.lock.take().expect("the lock goes to the first writer");
            self.writer = Some(Writer::open(self.home, lock, self.options)?);
        }
        Ok(self.writer.as_mut().expect("just opened"))
    }

    fn commit(mut self, manifest: &Manifest) -> Result<(Digest, Cleaned)> {
        self.writer()?;
        commit(self.writer.expect("just opened"), manifest)
    }
}

impl Sink for LazySink<'_> {
    fn put(&mut self, article: Article, replaces: bool) -> Result<()> {
        self.writer()?.put(article, replaces)
    }

    fn remove(&mut self, id: &ArticleId) -> Result<()> {
        self.writer()?.remove(id);
        Ok(())
    }
}
