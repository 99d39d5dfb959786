//! [`Generation`]: what a commit consists of besides the articles.
//!
//! Its JSON form is the commit's payload in tantivy's meta file, so that it
//! changes in the same instant as the segments. It names the side files that
//! belong to them, each with its hash.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::tables::Tables;
use super::writer::Commit;
use super::{open, schema, storage};
use crate::analysis;
use crate::clean;
use crate::error::{Error, ErrorKind, IoContext, Result};

/// What names of files begin with while tantivy writes them.
const TEMPORARY: &str = ".tmp";

/// What names of side files begin with; the number of the commit follows.
const MANIFEST: &str = "manifest-";
const PLACES: &str = "places-";
const COPIES: &str = "copies-";

/// One commit: versions, number, side files. Stays far below 1 KB.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Generation {
    /// Version of the fields and side files.
    pub schema: u32,
    /// Version of the analyzer.
    pub analyzer: u32,
    /// Version of the rules of cleaning; 0 in stores of before there were any.
    #[serde(default)]
    pub cleaning: u32,
    /// Counts commits of the store from 1.
    pub number: u64,
    /// What the index holds and where it came from.
    pub manifest: SideFile,
    /// Where each article stands.
    pub places: SideFile,
    /// Which articles are copies of each other; none in commits of older versions.
    #[serde(default)]
    pub copies: SideFile,
}

/// The versions a commit was written with.
#[derive(Clone, Copy, Deserialize)]
struct Versions {
    schema: u32,
    analyzer: u32,
    #[serde(default)]
    cleaning: u32,
}

impl Versions {
    /// Those of this program.
    const OURS: Self =
        Self { schema: schema::VERSION, analyzer: analysis::VERSION, cleaning: clean::VERSION };

    fn compared_with_ours(self) -> Result<()> {
        let Self { schema, analyzer, cleaning } = Self::OURS;
        let (have, want) =
            ((self.schema, self.analyzer, self.cleaning), (schema, analyzer, cleaning));
        let versions = format!(
            "the index has schema {}, analyzer {} and cleaning {}, this program {}, {} and {}",
            have.0, have.1, have.2, want.0, want.1, want.2
        );
        if have.0 > want.0 || have.1 > want.1 || have.2 > want.2 {
            return Err(Error::new(ErrorKind::IndexTooNew, versions));
        }
        if have != want {
            return Err(Error::new(ErrorKind::IndexOutdated, versions));
        }
        Ok(())
    }
}

/// A file beside the segments.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SideFile {
    /// Its name in the store's folder.
    pub name: String,
    /// blake3 of its bytes, in hex.
    pub hash: String,
}

impl Generation {
    /// The last commit of a store.
    ///
    /// # Errors
    /// [`ErrorKind::IndexMissing`] if there is none, [`ErrorKind::IndexDamaged`] if it cannot
    /// be read.
    pub fn of(store: &Path) -> Result<Self> {
        let meta = open(store)?.load_metas().map_err(storage("cannot read the index"))?;
        Self::from_payload(meta.payload.as_deref())?.ok_or_else(|| {
            let message = format!("nothing was ever committed to {}", store.display());
            Error::new(ErrorKind::IndexMissing, message)
        })
    }

    /// Whether this program can search what the commit holds, and if not, why.
    ///
    /// # Errors
    /// [`ErrorKind::IndexOutdated`] or [`ErrorKind::IndexTooNew`].
    pub fn require_current(&self) -> Result<()> {
        let Self { schema, analyzer, cleaning, .. } = *self;
        Versions { schema, analyzer, cleaning }.compared_with_ours()
    }

    /// The side files.
    pub fn side_files(&self) -> [&SideFile; 3] {
        [&self.manifest, &self.places, &self.copies]
    }

    /// Writes the side files of the next commit and describes it.
    pub(super) fn write(
        folder: &Path,
        number: u64,
        files: &Commit<'_>,
        tables: &Tables,
    ) -> Result<Self> {
        let write = |kind: &str, bytes| SideFile::write(folder, format!("{kind}{number}"), bytes);
        let generation = Self {
            schema: schema::VERSION,
            analyzer: analysis::VERSION,
            cleaning: clean::VERSION,
            number,
            manifest: write(MANIFEST, files.manifest)?,
            places: write(PLACES, files.places)?,
            copies: write(COPIES, &tables.copies)?,
        };
        sync_folder(folder)?;
        Ok(generation)
    }

    /// The payload of the commit.
    pub(super) fn payload(&self) -> String {
        serde_json::to_string(self).expect("plain data is JSON")
    }

    /// Reads the payload of a commit; `None` where nothing was committed yet.
    pub(super) fn from_payload(payload: Option<&str>) -> Result<Option<Self>> {
        let Some(payload) = payload else { return Ok(None) };
        let damaged = |error| {
            Error::because(ErrorKind::IndexDamaged, "the commit's payload is damaged", error)
        };
        // What a newer version says beside its numbers may have any shape.
        let versions: Versions = serde_json::from_str(payload).map_err(damaged)?;
        match versions.compared_with_ours() {
            Err(error) if error.kind() == ErrorKind::IndexTooNew => return Err(error),
            _ => {}
        }
        serde_json::from_str(payload).map(Some).map_err(damaged)
    }

    /// Removes side files of other commits, left by a run that was killed or by the last one,
    /// and what tantivy was about to rename.
    pub(super) fn remove_others(&self, folder: &Path) -> Result<()> {
        let doing = || format!("cannot clean up {}", folder.display());
        for entry in fs::read_dir(folder).doing(doing)? {
            let entry = entry.doing(doing)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let passing =
                [MANIFEST, PLACES, COPIES, TEMPORARY].iter().any(|start| name.starts_with(start));
            if passing && !self.side_files().iter().any(|file| file.name == name) {
                fs::remove_file(entry.path()).doing(doing)?;
            }
        }
        Ok(())
    }
}

impl SideFile {
    fn write(folder: &Path, name: String, bytes: &[u8]) -> Result<Self> {
        write_durably(&folder.join(&name), bytes)?;
        Ok(Self { name, hash: blake3::hash(bytes).to_hex().to_string() })
    }

    /// Reads the file and checks it against its hash.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if it is gone or another.
    pub fn read(&self, folder: &Path) -> Result<Vec<u8>> {
        self.read_from(&self.open(folder)?)
    }

    /// Opens the file, so that it can be read even after another commit removed it.
    pub(super) fn open(&self, folder: &Path) -> Result<File> {
        File::open(folder.join(&self.name)).map_err(|error| self.unreadable(error))
    }

    /// Reads the open file and checks it against its hash.
    pub(super) fn read_from(&self, mut file: &File) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| self.unreadable(error))?;
        if blake3::hash(&bytes).to_hex().as_str() != self.hash {
            let message = format!("{} is not what was written", self.name);
            return Err(Error::new(ErrorKind::IndexDamaged, message));
        }
        Ok(bytes)
    }

    fn unreadable(&self, error: std::io::Error) -> Error {
        let message = format!("cannot read {} of the index", self.name);
        Error::because(ErrorKind::IndexDamaged, message, error)
    }
}

/// Writes a file so that it is there whole or not at all, whenever the machine stops.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> Result<()> {
    let doing = || format!("cannot write {}", path.display());
    let temporary = path.with_extension("new");
    let mut file = File::create(&temporary).doing(doing)?;
    file.write_all(bytes).doing(doing)?;
    file.sync_all().doing(doing)?;
    fs::rename(&temporary, path).doing(doing)
}

/// Makes the names in a folder durable.
pub(super) fn sync_folder(folder: &Path) -> Result<()> {
    let doing = || format!("cannot sync {}", folder.display());
    File::open(folder).and_then(|folder| folder.sync_all()).doing(doing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, number: u64) -> Generation {
        let files = Commit { manifest: b"manifest", places: b"places" };
        let tables = Tables { copies: b"copies".to_vec() };
        Generation::write(folder, number, &files, &tables).unwrap()
    }

    #[test]
    fn side_files_are_checked() {
        let folder = tempfile::tempdir().unwrap();
        let generation = write(folder.path(), 7);
        assert!(generation.payload().len() < 500);
        let read = Generation::from_payload(Some(&generation.payload())).unwrap().unwrap();
        assert_eq!(read, generation);
        assert_eq!(read.manifest.read(folder.path()).unwrap(), b"manifest");
        fs::write(folder.path().join("places-7"), b"other").unwrap();
        let error = read.places.read(folder.path()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IndexDamaged);
    }

    #[test]
    fn newer_payloads_of_any_shape_are_too_new() {
        let payload = r#"{"schema":99,"analyzer":1,"files":[]}"#;
        let error = Generation::from_payload(Some(payload)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::IndexTooNew);
    }

    #[test]
    fn versions_are_compared() {
        let folder = tempfile::tempdir().unwrap();
        let mut generation = write(folder.path(), 1);
        assert!(generation.require_current().is_ok());
        generation.analyzer += 1;
        let kind = |generation: &Generation| generation.require_current().unwrap_err().kind();
        assert_eq!(kind(&generation), ErrorKind::IndexTooNew);
        generation.analyzer -= 2;
        assert_eq!(kind(&generation), ErrorKind::IndexOutdated);
    }
}
