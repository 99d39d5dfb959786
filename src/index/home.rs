//! [`Home`]: the folder of an index, and which store in it is the current one.
//!
//! ```text
//! index/
//!   current     the name of the store that is searched
//!   lock        held by the process that writes
//!   store-3/    segments, side files, stamps
//! ```
//! A rebuild makes a new store beside the old one and renames `current` when it
//! is complete; until then the old one is searched.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::generation::{sync_folder, write_durably};
use crate::error::{Error, ErrorKind, IoContext, Result};

/// The file that names the current store.
const CURRENT: &str = "current";
/// That file while it is written.
const CURRENT_NEW: &str = "current.new";
/// The file that the writing process locks. It stays: a lock is held, not a file present.
const LOCK: &str = "lock";
/// What names of stores begin with.
const STORE: &str = "store-";

/// The folder of an index.
#[derive(Clone, Debug)]
pub struct Home {
    folder: PathBuf,
}

/// The right to write to an index; given up when the last clone is dropped, or when the process
/// ends.
#[derive(Clone, Debug)]
pub struct Lock {
    _held: Arc<Held>,
}

/// A locked file.
#[derive(Debug)]
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        // Closing alone would leave the lock to a child process that was being started meanwhile
        // and has not let go of its copy of the file. Failing to unlock, closing still does it.
        let _ = self.0.unlock();
    }
}

/// What a home holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum State {
    /// No store yet.
    Empty,
    /// The folder of the current store.
    Store(PathBuf),
}

impl Home {
    /// The home in this folder, which need not exist yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the home holds now.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the current store is named but not there.
    pub fn state(&self) -> Result<State> {
        let path = self.folder.join(CURRENT);
        let name = match fs::read_to_string(&path) {
            Ok(name) => name,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(State::Empty),
            Err(error) => {
                let message = format!("cannot read {}", path.display());
                return Err(Error::because(ErrorKind::Io, message, error));
            }
        };
        let name = name.trim();
        let store = self.folder.join(name);
        if !name.starts_with(STORE) || name.contains('/') || !store.is_dir() {
            let message = format!("{} names {name:?}, which is no store", path.display());
            return Err(Error::new(ErrorKind::IndexDamaged, message));
        }
        Ok(State::Store(store))
    }

    /// The current store.
    ///
    /// # Errors
    /// [`ErrorKind::IndexMissing`] if there is none, or as [`Home::state`].
    pub fn store(&self) -> Result<PathBuf> {
        match self.state()? {
            State::Store(store) => Ok(store),
            State::Empty => {
                let message = format!("there is no index in {}", self.folder.display());
                Err(Error::new(ErrorKind::IndexMissing, message))
            }
        }
    }

    /// Takes the right to write, at once or not at all, and makes the folder if need be.
    ///
    /// # Errors
    /// [`ErrorKind::IndexBusy`] if another process has it.
    pub fn lock(&self) -> Result<Lock> {
        let doing = || format!("cannot write to {}", self.folder.display());
        fs::create_dir_all(&self.folder).doing(doing)?;
        let path = self.folder.join(LOCK);
        let file = File::options().create(true).append(true).open(&path).doing(doing)?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _held: Arc::new(Held(file)) }),
            Err(TryLockError::WouldBlock) => {
                let message = format!(
                    "another process is writing to {}; try again when it is done",
                    self.folder.display()
                );
                Err(Error::new(ErrorKind::IndexBusy, message))
            }
            Err(TryLockError::Error(error)) => Err(error).doing(doing),
        }
    }

    /// Makes the folder of a new store, not yet the current one.
    pub(super) fn new_store(&self) -> Result<PathBuf> {
        let number = self.stores()?.iter().filter_map(|store| number_of(store)).max().unwrap_or(0);
        let store = self.folder.join(format!("{STORE}{}", number + 1));
        fs::create_dir(&store).doing(|| format!("cannot make {}", store.display()))?;
        Ok(store)
    }

    /// Makes a store the current one and removes the others.
    pub(super) fn switch_to(&self, store: &Path) -> Result<()> {
        let name = store.file_name().expect("stores have names").to_string_lossy();
        write_durably(&self.folder.join(CURRENT), name.as_bytes())?;
        sync_folder(&self.folder)?;
        self.remove_leftovers()
    }

    /// Removes stores that are not the current one: old ones, and those of killed runs.
    ///
    /// # Errors
    /// If the folder cannot be read or written.
    pub fn remove_leftovers(&self) -> Result<()> {
        let current = match self.state()? {
            State::Store(store) => Some(store),
            State::Empty => None,
        };
        match fs::remove_file(self.folder.join(CURRENT_NEW)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).doing(|| format!("cannot clean up {}", self.folder.display()));
            }
            _ => {}
        }
        for store in self.stores()? {
            if Some(&store) != current.as_ref() {
                fs::remove_dir_all(&store)
                    .doing(|| format!("cannot remove {}", store.display()))?;
            }
        }
        Ok(())
    }

    fn stores(&self) -> Result<Vec<PathBuf>> {
        let doing = || format!("cannot read {}", self.folder.display());
        let mut stores = Vec::new();
        for entry in fs::read_dir(&self.folder).doing(doing)? {
            let path = entry.doing(doing)?.path();
            if number_of(&path).is_some() {
                stores.push(path);
            }
        }
        Ok(stores)
    }
}

fn number_of(store: &Path) -> Option<u64> {
    store.file_name()?.to_str()?.strip_prefix(STORE)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_store_is_current() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path().join("index"));
        let _lock = home.lock().unwrap();
        assert_eq!(home.state().unwrap(), State::Empty);
        assert_eq!(home.store().unwrap_err().kind(), ErrorKind::IndexMissing);
        let first = home.new_store().unwrap();
        home.switch_to(&first).unwrap();
        let second = home.new_store().unwrap();
        assert_eq!(home.store().unwrap(), first);
        home.switch_to(&second).unwrap();
        assert_eq!(home.store().unwrap(), second);
        assert!(!first.exists());
    }

    #[test]
    fn a_second_writer_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let lock = home.lock().unwrap();
        assert_eq!(home.lock().unwrap_err().kind(), ErrorKind::IndexBusy);
        drop(lock);
        assert!(home.lock().is_ok());
    }

    #[test]
    fn a_lost_store_is_damage() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(CURRENT), "store-9").unwrap();
        let error = Home::at(folder.path()).state().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IndexDamaged);
    }
}
