//! [`Watch`]: waits until something changes in files and folders.
//!
//! What changed is not told: a sync finds that by itself, and rightly, however many events were
//! lost. A watch only says when one is due, after a burst of changes has ended, and which roots
//! are there at all: a root that is gone, or whose disk is unmounted, is no empty folder.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::{Error, ErrorKind, Result};

/// How long nothing may happen before a burst has ended.
const QUIET: Duration = Duration::from_secs(1);

/// The longest that a burst is waited for.
const LONGEST: Duration = Duration::from_secs(10);

/// How often roots are looked for, since no system tells that a disk is mounted.
const LOOK: Duration = Duration::from_secs(1);

/// What is told to a watch.
enum Signal {
    Changed,
    Stop,
}

/// What a watch tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// Something changed, and no more for a while: a sync is due.
    Changed,
    /// A root is gone or its disk is unmounted.
    Gone(PathBuf),
    /// A root is there again: a sync is due.
    Back(PathBuf),
    /// The watch was asked to end.
    Stop,
}

/// Ends a watch from elsewhere, such as a signal handler.
#[derive(Clone, Debug)]
pub struct Stopper(SyncSender<Signal>);

impl Stopper {
    /// Asks the watch to end.
    pub fn stop(&self) {
        // A full queue is being emptied; nobody behind it means that it has ended.
        let _ = self.0.send(Signal::Stop);
    }
}

/// Waits for changes below roots.
#[derive(Debug)]
pub struct Watch {
    watcher: RecommendedWatcher,
    sender: SyncSender<Signal>,
    signals: Receiver<Signal>,
    roots: Vec<Watched>,
}

/// A root and whether it is there.
#[derive(Debug)]
struct Watched {
    path: PathBuf,
    /// Whether it was a mount point when it was first seen: it is gone when it is none.
    mounted: bool,
    there: bool,
}

impl Watch {
    /// Watches files and folders; changes below `ignored`, the folder of the index, and in
    /// hidden files are none.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the system does not let it watch.
    pub fn new(paths: &[PathBuf], ignored: &Path) -> Result<Self> {
        let (sender, signals) = sync_channel(16);
        let changed = sender.clone();
        let ignored = ignored.canonicalize().unwrap_or_else(|_| ignored.to_owned());
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.map_or(true, |event| is_change(&event, &ignored)) {
                // One signal in the queue says as much as many.
                let _ = changed.try_send(Signal::Changed);
            }
        });
        let watcher = watcher.map_err(|error| refused(Path::new("."), error))?;
        let mut watch = Self { watcher, sender, signals, roots: Vec::new() };
        for path in paths {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let path = path.canonicalize().unwrap_or(path);
            let there = path.exists();
            if there {
                watch.follow(&path)?;
            }
            let mounted = is_mount_point(&path);
            watch.roots.push(Watched { path, mounted, there });
        }
        Ok(watch)
    }

    /// What ends this watch.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// The roots that are there.
    pub fn present(&self) -> Vec<PathBuf> {
        let there = self.roots.iter().filter(|root| root.there);
        there.map(|root| root.path.clone()).collect()
    }

    /// Waits for something to tell.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if a root that came back cannot be watched.
    pub fn wait(&mut self) -> Result<Notice> {
        loop {
            if let Some(notice) = self.look()? {
                return Ok(notice);
            }
            match self.signals.recv_timeout(LOOK) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return Ok(Notice::Stop),
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Signal::Changed) if self.outwait() => return Ok(Notice::Stop),
                Ok(Signal::Changed) => {
                    // What looks like the end of all files may be the end of their disk.
                    return Ok(self.look()?.unwrap_or(Notice::Changed));
                }
            }
        }
    }

    /// Waits for a burst to end; whether the watch shall end as well.
    fn outwait(&self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match self.signals.recv_timeout(QUIET) {
                Ok(Signal::Changed) => {}
                Ok(Signal::Stop) => return true,
                Err(_) => return false,
            }
        }
        false
    }

    /// Looks for roots that have gone or come back.
    fn look(&mut self) -> Result<Option<Notice>> {
        for at in 0..self.roots.len() {
            let root = &self.roots[at];
            let there = root.path.exists() && (!root.mounted || is_mount_point(&root.path));
            if there == root.there {
                continue;
            }
            let path = root.path.clone();
            self.roots[at].there = there;
            if !there {
                // What watched it watches nothing any more.
                let _ = self.watcher.unwatch(watched_path(&path));
                return Ok(Some(Notice::Gone(path)));
            }
            self.follow(&path)?;
            return Ok(Some(Notice::Back(path)));
        }
        Ok(None)
    }

    /// Follows a root: a file by its folder, since editors put a new file in its place.
    fn follow(&mut self, path: &Path) -> Result<()> {
        let mode =
            if path.is_file() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        self.watcher.watch(watched_path(path), mode).map_err(|error| refused(path, error))
    }
}

fn watched_path(path: &Path) -> &Path {
    if path.is_file() { path.parent().unwrap_or(path) } else { path }
}

fn refused(path: &Path, error: notify::Error) -> Error {
    let message = format!("cannot watch {}", path.display());
    Error::because(ErrorKind::Io, message, error)
}

/// Whether an event may change what is indexed. Reading does not: a sync reads.
fn is_change(event: &Event, ignored: &Path) -> bool {
    let touches = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let hidden = |path: &PathBuf| {
        path.starts_with(ignored)
            || path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    touches && (event.paths.is_empty() || !event.paths.iter().all(hidden))
}

/// Whether a folder lies on another disk than the folder around it.
#[cfg(unix)]
fn is_mount_point(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| path.metadata().map(|metadata| metadata.dev()).ok();
    match (device(path), path.parent().and_then(device)) {
        (Some(own), Some(around)) => own != around,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount_point(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_burst_is_one_change_and_roots_come_and_go() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("a");
        fs::create_dir(&root).unwrap();
        let mut watch = Watch::new(std::slice::from_ref(&root), &root.join("index")).unwrap();
        for number in 0..50 {
            fs::write(root.join(format!("{number}.txt")), "kabar").unwrap();
        }
        assert_eq!(watch.wait().unwrap(), Notice::Changed);
        fs::rename(&root, folder.path().join("b")).unwrap();
        assert_eq!(watch.wait().unwrap(), Notice::Gone(root.clone()));
        assert!(watch.present().is_empty());
        fs::rename(folder.path().join("b"), &root).unwrap();
        assert_eq!(watch.wait().unwrap(), Notice::Back(root.clone()));
        watch.stopper().stop();
        while watch.wait().unwrap() != Notice::Stop {}
    }

    #[test]
    fn reading_and_the_index_are_no_changes() {
        let event = |kind, path: &str| Event::new(kind).add_path(path.into());
        let index = Path::new("/a/index");
        let create = EventKind::Create(notify::event::CreateKind::File);
        assert!(is_change(&event(create, "/a/b.txt"), index));
        assert!(!is_change(&event(create, "/a/index/store-1/x"), index));
        assert!(!is_change(&event(create, "/a/.b.txt.swp"), index));
        let open = EventKind::Access(AccessKind::Open(AccessMode::Read));
        assert!(!is_change(&event(open, "/a/b.txt"), index));
    }
}
