//! [`Stamp`]: how a file looked on disk, so that an unchanged one need not be read.
//!
//! A stamp is trusted only if the file's time of change lies well before the sync
//! that took it; a file written in the same moment could change again without the
//! stamp changing. Stamps are a cache: without them everything is hashed again.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::manifest::Manifest;
use crate::article::Digest;

/// How much older than the sync's start a file must be for its stamp to be trusted.
/// File systems keep times as coarsely as two seconds (FAT).
const SETTLED: Duration = Duration::from_secs(2);

/// What the file system says of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified_ns: i128,
    changed_ns: i128,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file looked at in a sync that began at `started`; `None` if it is too
    /// fresh to be trusted.
    pub fn of(metadata: &Metadata, started: SystemTime) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let settled = started.checked_sub(SETTLED)?;
        if modified > settled {
            return None;
        }
        let modified_ns = match modified.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        };
        let (changed_ns, inode) = change_time_and_inode(metadata);
        Some(Self { size: metadata.len(), modified_ns, changed_ns, inode })
    }
}

#[cfg(unix)]
fn change_time_and_inode(metadata: &Metadata) -> (i128, u64) {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec());
    (changed, metadata.ino())
}

#[cfg(not(unix))]
fn change_time_and_inode(_: &Metadata) -> (i128, u64) {
    (0, 0)
}

/// The stamps of all files of a manifest, in its order, and the hash of that manifest.
#[derive(Serialize, Deserialize)]
struct Stamps {
    manifest: Digest,
    stamps: Vec<Vec<Option<Stamp>>>,
}

/// The stamps of a manifest as bytes; `hash` is the hash of the manifest's own bytes.
pub fn to_bytes(manifest: &Manifest, hash: Digest) -> Vec<u8> {
    let of_root = |root: &super::Root| root.files.iter().map(|file| file.stamp).collect();
    let stamps = Stamps { manifest: hash, stamps: manifest.roots.iter().map(of_root).collect() };
    postcard::to_stdvec(&stamps).expect("plain data serialises into memory")
}

/// Puts stamps read from disk into the manifest they were made for; those of another
/// manifest, or damaged ones, are ignored.
pub fn restore(manifest: &mut Manifest, hash: Digest, bytes: &[u8]) {
    let Ok(stamps) = postcard::from_bytes::<Stamps>(bytes) else { return };
    if stamps.manifest != hash {
        return;
    }
    for (root, stamps) in manifest.roots.iter_mut().zip(stamps.stamps) {
        for (file, stamp) in root.files.iter_mut().zip(stamps) {
            file.stamp = stamp;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_files_have_no_stamp() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let metadata = file.path().metadata().unwrap();
        let now = SystemTime::now();
        assert_eq!(Stamp::of(&metadata, now), None);
        assert!(Stamp::of(&metadata, now + Duration::from_secs(5)).is_some());
    }
}
