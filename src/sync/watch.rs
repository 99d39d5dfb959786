//! [`Watch`]: waits until something changes in files and folders.
//!
//! What changed is not told: a sync finds that by itself, and rightly, however many events were
//! lost. A watch only says when one is due, after a burst of changes has ended, and which roots
//! are there at all: a root that is gone, or whose disk is unmounted, is no empty folder.

use std::path::{Component, Path, PathBuf};
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
    /// What is watched for it: the folder of a file, since editors put a new file in its place.
    followed: PathBuf,
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
        let whole = |path: &PathBuf| {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            path.canonicalize().unwrap_or(path)
        };
        let paths: Vec<PathBuf> = paths.iter().map(whole).collect();
        let below = paths.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            if event.map_or(true, |event| is_change(&event, &below, &ignored)) {
                // One signal in the queue says as much as many.
                let _ = changed.try_send(Signal::Changed);
            }
        });
        let watcher = watcher.map_err(|error| refused(Path::new("."), error))?;
        let mut watch = Self { watcher, sender, signals, roots: Vec::new() };
        for path in paths {
            let there = path.exists();
            let mounted = is_mount_point(&path);
            watch.roots.push(Watched { followed: path.clone(), path, mounted, there });
            if there {
                watch.follow(watch.roots.len() - 1)?;
            }
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
                self.unfollow(at);
                return Ok(Some(Notice::Gone(path)));
            }
            self.follow(at)?;
            return Ok(Some(Notice::Back(path)));
        }
        Ok(None)
    }

    /// Follows a root that is there.
    fn follow(&mut self, at: usize) -> Result<()> {
        let root = &mut self.roots[at];
        let (folder, mode) = if root.path.is_file() {
            (root.path.parent().unwrap_or(&root.path), RecursiveMode::NonRecursive)
        } else {
            (root.path.as_path(), RecursiveMode::Recursive)
        };
        self.watcher.watch(folder, mode).map_err(|error| refused(folder, error))?;
        root.followed = folder.to_owned();
        Ok(())
    }

    /// Follows a root no more that is gone, but for another that is followed by the same folder.
    fn unfollow(&mut self, at: usize) {
        let followed = &self.roots[at].followed;
        let shared = self.roots.iter().any(|root| root.there && root.followed == *followed);
        if !shared {
            // A folder that is gone is watched no more by itself.
            let _ = self.watcher.unwatch(followed);
        }
    }
}

fn refused(path: &Path, error: notify::Error) -> Error {
    let message = format!("cannot watch {}", path.display());
    Error::because(ErrorKind::Io, message, error)
}

/// Whether an event may change what is indexed below roots. Reading does not: a sync reads.
fn is_change(event: &Event, roots: &[PathBuf], ignored: &Path) -> bool {
    let touches = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    // What a root lies in may have any name.
    let shown = |path: &PathBuf| {
        let mut below = roots.iter().filter_map(|root| path.strip_prefix(root).ok());
        let dotted = |part: Component| part.as_os_str().as_encoded_bytes().starts_with(b".");
        below.any(|below| !below.components().any(dotted))
    };
    let hidden = |path: &PathBuf| path.starts_with(ignored) || !shown(path);
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
    fn a_file_that_goes_is_found_again_and_its_folder_is_let_go() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().canonicalize().unwrap().join("a.txt");
        fs::write(&file, "kabar").unwrap();
        let mut watch = Watch::new(std::slice::from_ref(&file), Path::new("/index")).unwrap();
        fs::remove_file(&file).unwrap();
        while watch.wait().unwrap() != Notice::Gone(file.clone()) {}
        fs::write(&file, "kabar lagi").unwrap();
        assert_eq!(watch.wait().unwrap(), Notice::Back(file.clone()));
        fs::write(&file, "kabar lain").unwrap();
        assert_eq!(watch.wait().unwrap(), Notice::Changed);
    }

    #[test]
    fn reading_and_the_index_are_no_changes() {
        let event = |kind, path: &str| Event::new(kind).add_path(path.into());
        let is_change = |event: &Event| is_change(event, &["/.a".into()], Path::new("/.a/index"));
        let create = EventKind::Create(notify::event::CreateKind::File);
        assert!(is_change(&event(create, "/.a/b.txt")));
        for path in ["/.a/index/store-1/x", "/.a/.b.txt.swp", "/.a/.git/objects/b", "/b.txt"] {
            assert!(!is_change(&event(create, path)), "{path}");
        }
        let open = EventKind::Access(AccessKind::Open(AccessMode::Read));
        assert!(!is_change(&event(open, "/.a/b.txt")));
    }
}
