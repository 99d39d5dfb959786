//! [`Places`]: where each article stands, by its id.
//!
//! A side file of its own, since a line moves without its article changing:
//! magic, then the number of files and their paths (u32 length, bytes), then
//! one entry an article, sorted by key: key u64, file u32, line u32.

use super::evidence::key;
use crate::article::ArticleId;
use crate::error::{Error, ErrorKind, Result};

/// Begins the file; the digit is its version.
const MAGIC: &[u8; 8] = b"places 1";
/// Bytes of an entry.
const ENTRY: usize = 16;

/// Collects the places of all articles.
#[derive(Debug, Default)]
pub struct PlacesBuilder {
    paths: Vec<u8>,
    files: u32,
    entries: Vec<(u64, u32, u32)>,
}

impl PlacesBuilder {
    /// Begins a file; the articles that follow stand in it. The path is as the user gave it.
    pub fn file(&mut self, path: &str) {
        self.files += 1;
        self.paths.extend((path.len() as u32).to_le_bytes());
        self.paths.extend(path.as_bytes());
    }

    /// Adds an article; `line` is 0 where the file is the article.
    pub fn article(&mut self, id: &str, line: u32) {
        self.entries.push((key(id), self.files - 1, line));
    }

    /// The finished file.
    pub fn finish(mut self) -> Vec<u8> {
        self.entries.sort_unstable();
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.files.to_le_bytes());
        bytes.extend(self.paths);
        for (key, file, line) in self.entries {
            bytes.extend(key.to_le_bytes());
            bytes.extend(file.to_le_bytes());
            bytes.extend(line.to_le_bytes());
        }
        bytes
    }
}

/// The places of all articles of a commit.
#[derive(Debug)]
pub struct Places {
    bytes: Vec<u8>,
    /// Where each path lies in the bytes.
    paths: Vec<std::ops::Range<usize>>,
    /// Where the entries begin.
    entries: usize,
}

impl Places {
    /// Reads what [`PlacesBuilder::finish`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if it is cut off or something else.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        Self::parse(bytes).ok_or_else(|| {
            Error::new(ErrorKind::IndexDamaged, "the places file of the index is damaged")
        })
    }

    fn parse(bytes: Vec<u8>) -> Option<Self> {
        let mut at = MAGIC.len();
        (bytes.get(..at)? == MAGIC).then_some(())?;
        let files = u32_at(&bytes, at)?;
        at += 4;
        let mut paths = Vec::new();
        for _ in 0..files {
            let length = u32_at(&bytes, at)? as usize;
            let path = at + 4..at + 4 + length;
            std::str::from_utf8(bytes.get(path.clone())?).ok()?;
            at = path.end;
            paths.push(path);
        }
        (bytes.len() - at).is_multiple_of(ENTRY).then_some(())?;
        Some(Self { bytes, paths, entries: at })
    }

    /// Where the article of this id stands: `path`, or `path:line`.
    pub fn place(&self, id: &ArticleId) -> Option<String> {
        let key = key(id.as_str());
        let entries = self.bytes[self.entries..].as_chunks::<ENTRY>().0;
        let entry = &entries[entries.binary_search_by_key(&key, key_of).ok()?];
        let path = self.paths.get(u32_at(entry, 8)? as usize)?.clone();
        let path = std::str::from_utf8(&self.bytes[path]).ok()?;
        match u32_at(entry, 12)? {
            0 => Some(path.to_owned()),
            line => Some(format!("{path}:{line}")),
        }
    }
}

fn key_of(entry: &[u8; ENTRY]) -> u64 {
    u64::from_le_bytes(entry[..8].try_into().expect("eight bytes"))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Vec<u8> {
        let mut builder = PlacesBuilder::default();
        builder.file("berita/a.txt");
        builder.article("t-1", 0);
        builder.file("berita/b.jsonl");
        builder.article("x", 1);
        builder.article("y", 70_000);
        builder.finish()
    }

    #[test]
    fn finds_places_by_id() {
        let places = Places::from_bytes(places()).unwrap();
        let of = |id: &str| places.place(&ArticleId::given(id));
        assert_eq!(of("t-1").as_deref(), Some("berita/a.txt"));
        assert_eq!(of("y").as_deref(), Some("berita/b.jsonl:70000"));
        assert_eq!(of("z"), None);
    }

    #[test]
    fn refuses_damage() {
        let whole = places();
        for end in [0, 7, 11, 14, 40, whole.len() - 1] {
            assert!(Places::from_bytes(whole[..end].to_vec()).is_err(), "{end}");
        }
    }
}
