//! [`Pass`]: one walk over roots, files and articles, in order, deciding each.

use std::collections::{HashMap, HashSet};
use std::io;
use std::time::SystemTime;

use super::look::{Look, Step, Visit};
use super::manifest::{ArticleRecord, FileRecord, Manifest, Root, Standing, common_folder};
use super::scope::Scope;
use super::stamp::Stamp;
use super::{Observer, Progress, Report, Sink, SyncOptions};
use crate::article::{ArticleId, Digest, short_hash};
use crate::corpus::{self, Compression, Content, Draft, Fate, Format, Item, Warning};
use crate::error::Result;

/// An id, hashed: 128 bits, so that two ids never meet.
type Key = Digest;

fn key(id: &str) -> Key {
    short_hash(&blake3::hash(id.as_bytes()))
}

/// Where the article that has an id stands: root, file and line.
#[derive(Clone, Copy)]
struct Spot {
    root: u32,
    file: u32,
    line: u32,
}

/// The state of one sync.
pub(super) struct Pass<'p> {
    options: &'p SyncOptions,
    started: SystemTime,
    sink: &'p mut dyn Sink,
    observer: &'p mut dyn Observer,
    report: Report,
    progress: Progress,
    /// What the index held before: id to content.
    held: HashMap<Key, Digest>,
    /// Ids that have their article, and where it stands.
    claimed: HashMap<Key, Spot>,
}

impl<'p> Pass<'p> {
    pub(super) fn new(
        before: &Manifest,
        options: &'p SyncOptions,
        started: SystemTime,
        sink: &'p mut dyn Sink,
        observer: &'p mut dyn Observer,
        report: Report,
    ) -> Self {
        let held = before.indexed().map(|article| (key(&article.id), article.digest)).collect();
        let progress = Progress::default();
        let claimed = HashMap::new();
        Self { options, started, sink, observer, report, progress, held, claimed }
    }

    /// Walks the scopes and makes the manifest say what is indexed now.
    pub(super) fn run(&mut self, manifest: &mut Manifest, scopes: &[Scope]) -> Result<()> {
        let mut looks = Vec::new();
        for root in &manifest.roots {
            let mut warn = |warning| self.report.warn(&warning, self.observer);
            looks.push(Look::at(root, scopes, &mut warn));
        }
        self.progress.file_bytes_total = looks.iter().map(Look::bytes).sum();
        for (number, look) in looks.into_iter().enumerate() {
            let records = std::mem::take(&mut manifest.roots[number].files);
            for step in look.merged_with(records) {
                let record = match step {
                    Step::Keep(record) => Some(self.keep(manifest, number, record)),
                    Step::Visit(visit, record) => self.visit(manifest, number, visit, record)?,
                    Step::Feed(record) => Some(self.feed(manifest, number, record)?),
                };
                manifest.roots[number].files.extend(record);
            }
        }
        Ok(())
    }

    /// Removes from the index what no file claims any more.
    pub(super) fn remove_unclaimed(&mut self, before: &Manifest) -> Result<()> {
        for article in before.indexed() {
            if !self.claimed.contains_key(&key(&article.id)) {
                self.sink.remove(&ArticleId::given(&article.id))?;
                self.report.removed += 1;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Report {
        self.report
    }

    /// Keeps the record of a file that is not looked at: what is indexed stays so unless an
    /// earlier file has come to claim the id.
    fn keep(&mut self, manifest: &Manifest, root: usize, mut record: FileRecord) -> FileRecord {
        let file = manifest.roots[root].files.len() as u32;
        for article in &mut record.articles {
            let spot = Spot { root: root as u32, file, line: article.line };
            if article.standing == Standing::Indexed && !self.claim(key(&article.id), spot) {
                article.standing = Standing::Shadowed;
                self.warn_of_winner(manifest, root, &record.place, &article.id, article.line);
            }
        }
        record
    }

    /// Decides about a file that is there.
    fn visit(
        &mut self,
        manifest: &Manifest,
        root: usize,
        visit: Box<Visit>,
        old: Option<FileRecord>,
    ) -> Result<Option<FileRecord>> {
        let stamp = visit.metadata.as_ref().and_then(|data| Stamp::of(data, self.started));
        let size = visit.metadata.as_ref().map_or(0, std::fs::Metadata::len);
        let passed = self.progress.file_bytes;
        let old = match old {
            Some(record) if self.is_current(&record, &visit, stamp) => {
                self.advance(passed + size);
                return Ok(Some(self.keep_current(manifest, root, record, stamp)));
            }
            old => old,
        };
        let record = self.read(manifest, root, &visit, old, stamp)?;
        self.advance(passed + size);
        Ok(record)
    }

    /// Whether a file is as it was when it was read, and the index has what it should of it.
    fn is_current(&self, record: &FileRecord, visit: &Visit, stamp: Option<Stamp>) -> bool {
        let limit_raised =
            record.left_out_over.is_some_and(|limit| limit < self.options.max_article as u64);
        // Of several articles of the file with one id, the first would claim it.
        let mut own = HashSet::new();
        let lacks_some = record.articles.iter().any(|article| {
            let key = key(&article.id);
            let claims = !self.claimed.contains_key(&key) && own.insert(key);
            claims && self.held.get(&key) != Some(&article.digest)
        });
        if self.options.rehash || record.hash.is_none() || limit_raised || lacks_some {
            return false;
        }
        if stamp.is_some() && record.stamp == stamp {
            return true;
        }
        corpus::hash(&visit.path).is_ok_and(|hash| record.hash == Some(hash))
    }

    fn keep_current(
        &mut self,
        manifest: &Manifest,
        root: usize,
        mut record: FileRecord,
        stamp: Option<Stamp>,
    ) -> FileRecord {
        let file = manifest.roots[root].files.len() as u32;
        record.stamp = stamp;
        if !record.articles.is_empty() {
            self.report.files += 1;
        }
        for article in &mut record.articles {
            let spot = Spot { root: root as u32, file, line: article.line };
            let before = article.standing;
            article.standing = if self.claim(key(&article.id), spot) {
                self.report.unchanged += 1;
                Standing::Indexed
            } else {
                Standing::Shadowed
            };
            // Those that were shadowed before were warned of when they were read.
            if before == Standing::Indexed && article.standing == Standing::Shadowed {
                self.warn_of_winner(manifest, root, &record.place, &article.id, article.line);
            }
        }
        record
    }

    /// Reads a new or changed file. `None` if it is gone.
    fn read(
        &mut self,
        manifest: &Manifest,
        root: usize,
        visit: &Visit,
        old: Option<FileRecord>,
        stamp: Option<Stamp>,
    ) -> Result<Option<FileRecord>> {
        let shown = manifest.roots[root].shown_path(&visit.place);
        let mut record = FileRecord::new(visit.place.clone());
        record.stamp = stamp;
        let before = self.progress.file_bytes;
        let mut failure = None;
        let max = self.options.max_article;
        let outcome = corpus::read(&visit.path, &shown, visit.format, max, &mut |item, bytes| {
            match item {
                Item::Warning(warning) => {
                    if warning.fate == Fate::TooLarge {
                        record.left_out_over = Some(max as u64);
                    }
                    self.report.warn(&warning, self.observer);
                }
                Item::Draft(draft) if failure.is_none() => {
                    match self.take(manifest, root, draft, &record) {
                        Ok(article) => record.articles.push(article),
                        Err(error) => failure = Some(error),
                    }
                }
                Item::Draft(_) => {}
            }
            self.advance(before + bytes);
        });
        if let Some(error) = failure {
            return Err(error);
        }
        if !record.articles.is_empty() {
            self.report.files += 1;
        }
        match outcome {
            Ok(hash) => record.hash = Some(hash),
            Err(error) => return Ok(self.unreadable(manifest, root, &shown, &error, record, old)),
        }
        Ok(Some(record))
    }

    /// Reads standard input. Its articles come in place of those it gave before under the same
    /// ids; the others stay.
    fn feed(&mut self, manifest: &Manifest, root: usize, old: FileRecord) -> Result<FileRecord> {
        let mut record = FileRecord::new(old.place.clone());
        let mut failure = None;
        let max = self.options.max_article;
        let shown = Root::STDIN;
        let format = Format { content: Content::JsonLines, compression: Compression::None };
        let before = self.progress.file_bytes;
        let stdin = io::stdin().lock();
        let outcome = corpus::read_from(stdin, shown, format, max, &mut |item, bytes| {
            match item {
                Item::Warning(warning) => self.report.warn(&warning, self.observer),
                Item::Draft(draft) if failure.is_none() => {
                    match self.take(manifest, root, draft.with_lasting_id(), &record) {
                        Ok(article) => record.articles.push(article),
                        Err(error) => failure = Some(error),
                    }
                }
                Item::Draft(_) => {}
            }
            self.advance(before + bytes);
        });
        if let Some(error) = failure {
            return Err(error);
        }
        self.report.files += u64::from(!record.articles.is_empty());
        if let Err(error) = outcome {
            let message = format!("cannot be read to its end ({error}); what came is taken");
            self.report.warn(&Warning::skipped(shown, None, message), self.observer);
        }
        let given: HashSet<Key> = record.articles.iter().map(|article| key(&article.id)).collect();
        let mut others = old;
        others.articles.retain(|article| !given.contains(&key(&article.id)));
        record.articles.extend(self.keep(manifest, root, others).articles);
        Ok(record)
    }

    /// What to remember of a file that could not be read to its end.
    fn unreadable(
        &mut self,
        manifest: &Manifest,
        root: usize,
        shown: &str,
        error: &io::Error,
        mut record: FileRecord,
        old: Option<FileRecord>,
    ) -> Option<FileRecord> {
        if error.kind() == io::ErrorKind::NotFound {
            let message = "vanished while it was being looked at; its articles are removed";
            self.report.warn(&Warning::skipped(shown, None, message), self.observer);
            return None;
        }
        let message = format!("cannot be read ({error}); what was known of it is kept");
        self.report.warn(&Warning::skipped(shown, None, message), self.observer);
        let read: HashSet<Key> = record.articles.iter().map(|article| key(&article.id)).collect();
        if let Some(mut old) = old {
            old.articles.retain(|article| !read.contains(&key(&article.id)));
            record.articles.extend(self.keep(manifest, root, old).articles);
        }
        (!record.articles.is_empty()).then_some(record)
    }

    /// Decides about one article of a file that is being read.
    fn take(
        &mut self,
        manifest: &Manifest,
        root: usize,
        draft: Draft,
        record: &FileRecord,
    ) -> Result<ArticleRecord> {
        let file = manifest.roots[root].files.len() as u32;
        let line = draft.line.unwrap_or(0).try_into().unwrap_or(u32::MAX);
        let article = draft.into_article(&manifest.roots[root].lasting_place(&record.place));
        self.progress.articles += 1;
        let bytes = article.text.len() + article.title.as_ref().map_or(0, String::len);
        self.progress.article_bytes += bytes as u64;
        self.report.bytes += bytes as u64;
        let key = key(article.id.as_str());
        let mut entry = ArticleRecord {
            id: article.id.as_str().into(),
            line,
            digest: article.digest(),
            standing: Standing::Indexed,
        };
        if !self.claim(key, Spot { root: root as u32, file, line }) {
            self.warn_of_winner(manifest, root, &record.place, &entry.id, line);
            entry.standing = Standing::Shadowed;
            return Ok(entry);
        }
        match self.held.get(&key) {
            Some(digest) if *digest == entry.digest => self.report.unchanged += 1,
            Some(_) => {
                self.report.changed += 1;
                self.sink.put(article, true)?;
            }
            None => {
                self.report.added += 1;
                self.sink.put(article, false)?;
            }
        }
        Ok(entry)
    }

    /// Claims an id for the article at a spot; `false` if an earlier one has it.
    fn claim(&mut self, key: Key, spot: Spot) -> bool {
        match self.claimed.entry(key) {
            std::collections::hash_map::Entry::Vacant(vacant) => {
                vacant.insert(spot);
                true
            }
            std::collections::hash_map::Entry::Occupied(_) => false,
        }
    }

    /// Says of an article of a file that another has its id, with both places.
    fn warn_of_winner(
        &mut self,
        manifest: &Manifest,
        root: usize,
        place: &str,
        id: &str,
        line: u32,
    ) {
        let shown = manifest.roots[root].shown_path(place);
        let spot = self.claimed[&key(id)];
        let winner = self.winner(manifest, spot, place);
        let mut message = format!("the id {id:?} is already that of {winner}; left out");
        let (own, other) = (&manifest.roots[root], &manifest.roots[spot.root as usize]);
        let line_of = (line > 0).then_some(line.into());
        if ArticleId::derived(&own.lasting_place(place), line_of).as_str() == id {
            let remedy = match common_folder(&own.path, &other.path) {
                Some(around) => format!("index {around}"),
                None => "rename one".to_owned(),
            };
            message
                .push_str(&format!(", since their folders have one name: {remedy} to have both"));
        }
        let warning = Warning::skipped(&shown, line_of, message);
        self.report.warn(&warning, self.observer);
    }

    /// The place of the article that has an id, as the user knows it. The file being read is
    /// not yet in the manifest: it is `current`.
    fn winner(&self, manifest: &Manifest, spot: Spot, current: &str) -> String {
        let root: &Root = &manifest.roots[spot.root as usize];
        let place = root.files.get(spot.file as usize).map_or(current, |file| &file.place);
        let path = root.shown_path(place);
        if spot.line > 0 { format!("{path}:{}", spot.line) } else { path }
    }

    fn advance(&mut self, file_bytes: u64) {
        self.progress.file_bytes = file_bytes;
        self.observer.progress(self.progress);
    }
}
