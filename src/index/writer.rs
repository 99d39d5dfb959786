//! [`Writer`]: puts articles into a store and commits them with their side files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tantivy::directory::MmapDirectory;
use tantivy::indexer::{IndexWriter, IndexWriterOptions, LogMergePolicy};
use tantivy::{Index, IndexBuilder, IndexSettings, TantivyError, Term};

use super::document::{CleanedCount, Document};
use super::evidence::{Changes, key};
use super::generation::Generation;
use super::home::{Home, Lock, State};
use super::records::plugins;
use super::schema::{Fields, schema};
use super::tables::Tables;
use super::throttle::Throttle;
use super::{open, storage, tokenizer};
use crate::article::{Article, ArticleId};
use crate::clean::Cleaned;
use crate::error::{Error, ErrorKind, Result};

/// Share of deleted articles above which a segment is merged to be rid of them. Tantivy's own
/// default never merges for that reason; a quarter keeps both the dead weight and the work low.
const DELETED_BEFORE_MERGE: f32 = 0.25;

/// Of the memory given, what tantivy's buffers may fill: they need up to twice that when they
/// are written out, and the rest goes to articles in flight, the expressions of cleaning and
/// merges.
const BUFFER_SHARE: f64 = 0.12;

/// Of the memory given, what waiting articles may take, as text; analysed they take thrice that.
const FLIGHT_SHARE: f64 = 0.02;

/// Bytes of articles that are compressed together. Reading one of them unpacks them all, so a
/// quarter of tantivy's own measure reads ten articles in a third of the time and takes 3 % more.
const STORED_BLOCK: usize = 4 << 10;

/// Least memory of a thread's buffer that tantivy accepts, in bytes.
const LEAST_BUFFER: usize = 15_000_000;

/// Tantivy's own file that names the segments of the last commit.
const META: &str = "meta.json";

/// How often tantivy's own lock is asked for, and how long between: half a second in all.
const LOCK_TRIES: u32 = 50;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// How a writer works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WriterOptions {
    /// Threads that analyse and index, 1 to 8.
    pub threads: usize,
    /// Bytes of memory for all of them.
    pub memory: usize,
}

/// A store being written. The index shows nothing of it before [`Writer::commit`].
pub struct Writer {
    home: Home,
    store: PathBuf,
    writer: IndexWriter<Document>,
    fields: Fields,
    throttle: Throttle,
    changes: Changes,
    cleaned: Arc<CleanedCount>,
    before: Option<Generation>,
    _lock: Lock,
}

/// The bytes of the side files of a commit.
#[derive(Debug)]
pub struct Commit<'c> {
    /// What the index holds and where it came from.
    pub manifest: &'c [u8],
    /// Where each article stands.
    pub places: &'c [u8],
}

/// Removes what a run that was killed left in a store: segments and side files that no commit
/// names. To be called with the lock held.
///
/// # Errors
/// If the folder cannot be read or written.
pub fn sweep(store: &Path) -> Result<()> {
    let sweeping = "cannot clean up the index";
    let mut index = open(store)?;
    let meta = index.load_metas().map_err(storage(sweeping))?;
    let generation = Generation::from_payload(meta.payload.as_deref())?;
    let mut living = meta.list_segment_files();
    living.insert(META.into());
    index.directory_mut().garbage_collect(|| living).map_err(storage(sweeping))?;
    match generation {
        Some(generation) => generation.remove_others(store),
        None => Ok(()),
    }
}

/// Opens tantivy's writer. Whoever has our lock is the only one to want tantivy's own, but a
/// child process that is just being started may hold a copy of it for an instant.
fn open_writer(index: &Index, options: &IndexWriterOptions) -> Result<IndexWriter<Document>> {
    let mut tries = 0;
    loop {
        match index.writer_with_options(options.clone()) {
            Err(TantivyError::LockFailure(..)) if tries < LOCK_TRIES => {
                tries += 1;
                std::thread::sleep(LOCK_PAUSE);
            }
            outcome => return outcome.map_err(storage("cannot begin to write to the index")),
        }
    }
}

impl Writer {
    /// Continues the current store, or begins the first.
    ///
    /// # Errors
    /// If the store cannot be opened or written.
    pub fn open(home: &Home, lock: Lock, options: WriterOptions) -> Result<Self> {
        match home.state()? {
            State::Empty => Self::create(home, lock, options),
            State::Store(store) => {
                let index = open(&store)?;
                let payload = index.load_metas().map_err(storage("cannot read the index"))?.payload;
                let before = Generation::from_payload(payload.as_deref())?;
                Self::over(home, lock, options, store, index, before)
            }
        }
    }

    /// Begins a new store beside the current one, whose place it takes when it is committed.
    ///
    /// # Errors
    /// If the store cannot be made.
    pub fn create(home: &Home, lock: Lock, options: WriterOptions) -> Result<Self> {
        let store = home.new_store()?;
        let creating = format!("cannot make an index in {}", store.display());
        let directory = MmapDirectory::open(&store)
            .map_err(|error| Error::because(ErrorKind::Io, creating.clone(), error))?;
        let settings = IndexSettings { docstore_blocksize: STORED_BLOCK, ..Default::default() };
        let builder = Index::builder().schema(schema().0).settings(settings);
        let builder = plugins().into_iter().fold(builder, IndexBuilder::register_plugin);
        let index = builder.open_or_create(directory).map_err(storage(&creating))?;
        tokenizer::register(&index);
        Self::over(home, lock, options, store, index, None)
    }

    fn over(
        home: &Home,
        lock: Lock,
        options: WriterOptions,
        store: PathBuf,
        index: Index,
        before: Option<Generation>,
    ) -> Result<Self> {
        let threads = options.threads.clamp(1, 8);
        let buffer = (options.memory as f64 * BUFFER_SHARE) as usize / threads;
        let writer_options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(buffer.max(LEAST_BUFFER))
            .num_merge_threads(1)
            .build();
        let writer = open_writer(&index, &writer_options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(DELETED_BEFORE_MERGE);
        writer.set_merge_policy(Box::new(policy));
        let throttle = Throttle::new((options.memory as f64 * FLIGHT_SHARE) as usize);
        let (home, fields, changes) = (home.clone(), schema().1, Changes::default());
        let cleaned = Arc::default();
        Ok(Self { home, store, writer, fields, throttle, changes, cleaned, before, _lock: lock })
    }

    /// Takes an article, in place of the one with its id if `replaces`.
    ///
    /// # Errors
    /// If an indexing thread failed.
    pub fn put(&mut self, article: Article, replaces: bool) -> Result<()> {
        if replaces {
            self.remove(&article.id);
        }
        let permit = self.throttle.take(article.text.len());
        let delivery = self.changes.put(key(article.id.as_str()));
        let document =
            Document::new(self.fields, article, delivery, Arc::clone(&self.cleaned), permit);
        self.writer.add_document(document).map_err(storage("cannot write to the index"))?;
        Ok(())
    }

    /// Removes the article of this id.
    pub fn remove(&mut self, id: &ArticleId) {
        self.changes.remove(key(id.as_str()));
        self.writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
    }

    /// Merges all segments into one, dropping what was removed. To be followed by a commit.
    ///
    /// # Errors
    /// If a segment cannot be read or written.
    pub fn merge_all(&mut self) -> Result<()> {
        let merging = "cannot merge the index";
        let segments = self.writer.index().searchable_segment_ids().map_err(storage(merging))?;
        if !segments.is_empty() {
            self.writer.merge(&segments).wait().map_err(storage(merging))?;
        }
        Ok(())
    }

    /// Makes everything since the last commit visible and durable, together with its side
    /// files, and waits for merges. Says what cleaning changed in the articles put in.
    ///
    /// # Errors
    /// If something cannot be written; the previous commit then still stands.
    pub fn commit(mut self, files: &Commit<'_>) -> Result<(Generation, Cleaned)> {
        let number = self.before.as_ref().map_or(0, |before| before.number) + 1;
        let committing = "cannot commit to the index";
        let index = self.writer.index().clone();
        let mut prepared = self.writer.prepare_commit().map_err(storage(committing))?;
        // All that was put is analysed now, and nothing of it shows yet.
        let live = self.changes.applied(&index).map_err(storage(committing))?;
        let tables = Tables::derive(live);
        let generation = Generation::write(&self.store, number, files, &tables)?;
        prepared.set_payload(&generation.payload());
        prepared.commit().map_err(storage(committing))?;
        self.writer.wait_merging_threads().map_err(storage("cannot merge the index"))?;
        if self.before.is_none() {
            self.home.switch_to(&self.store)?;
        }
        // Tantivy leaves files of segments that were merged away while the commit was made.
        sweep(&self.store)?;
        Ok((generation, self.cleaned.get()))
    }
}
