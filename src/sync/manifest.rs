//! [`Manifest`]: what the index holds and where it came from.
//!
//! Written with every commit as a side file of the same generation, so that it
//! and the index change together. Which file is unchanged on disk is another
//! matter and a mere cache: see [`super::stamp`].

use std::cmp::Ordering;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::stamp::Stamp;
use crate::article::Digest;
use crate::error::{Error, ErrorKind, Result};

/// Layout of the file; raised whenever a field is added, moved or given another meaning.
const VERSION: u32 = 2;

/// How files are read; raised whenever the same bytes give other articles.
pub const READER: u32 = 4;

/// Everything that was ever taken in and not removed since.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// How the files were read: [`READER`] at that time.
    pub reader: u32,
    /// The roots, in the order in which they were first indexed.
    pub roots: Vec<Root>,
}

/// A file or folder the user asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Root {
    /// Canonical absolute path; `-` for standard input.
    pub path: String,
    /// The path as the user last gave it.
    pub given: String,
    /// What the path was when it was last looked at.
    pub kind: RootKind,
    /// The files taken in, in walk order.
    pub files: Vec<FileRecord>,
}

/// Whether a root is a folder, a single file, or what was piped in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RootKind {
    /// Its files lie below it.
    Folder,
    /// It is its only file, placed by its name.
    File,
    /// Standard input: what it gave stays until it gives another article of the same id.
    Stdin,
}

/// A file that articles came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileRecord {
    /// Path below the root, with `/`; the file's own name where the root is a file.
    pub place: String,
    /// Hash of the file's bytes when it was read; `None` asks for another reading.
    pub hash: Option<Digest>,
    /// The limit, in bytes, that left an article of this file out.
    pub left_out_over: Option<u64>,
    /// Its articles, in order.
    pub articles: Vec<ArticleRecord>,
    /// How the file looked on disk when it was read.
    #[serde(skip)]
    pub stamp: Option<Stamp>,
}

/// An article of a file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ArticleRecord {
    /// Its id.
    pub id: Box<str>,
    /// Its line, counted from 1; 0 where the file is the article.
    pub line: u32,
    /// What of it the index keeps.
    pub digest: Digest,
    /// Whether the index has it.
    pub standing: Standing,
}

/// Whether an article of a file is the one the index has under its id.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Standing {
    /// It is in the index.
    Indexed,
    /// Another article has its id, or it was forgotten.
    Shadowed,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { reader: READER, roots: Vec::new() }
    }
}

impl Manifest {
    /// The manifest as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(&(VERSION, self)).expect("plain data serialises into memory")
    }

    /// Reads back what [`Manifest::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] or [`ErrorKind::IndexTooNew`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let damaged = |error| {
            Error::because(ErrorKind::IndexDamaged, "the manifest of the index is damaged", error)
        };
        let (version, rest): (u32, _) = postcard::take_from_bytes(bytes).map_err(damaged)?;
        if version > VERSION {
            let message =
                format!("the manifest has version {version}, this program knows {VERSION}");
            return Err(Error::new(ErrorKind::IndexTooNew, message));
        }
        if version < VERSION {
            let message =
                format!("the manifest has version {version}, which this program cannot read");
            return Err(Error::new(ErrorKind::IndexDamaged, message));
        }
        postcard::from_bytes(rest).map_err(damaged)
    }

    /// The articles the index has, in order.
    pub fn indexed(&self) -> impl Iterator<Item = &ArticleRecord> {
        let files = self.roots.iter().flat_map(|root| &root.files);
        files.flat_map(|file| &file.articles).filter(|a| a.standing == Standing::Indexed)
    }

    /// Takes an article out of what the index has; its file still holds it, so it comes back
    /// when that is synced. Its id goes to `removed`. Says whether it was there.
    pub fn forget_id(&mut self, id: &str, removed: &mut Vec<Box<str>>) -> bool {
        let files = self.roots.iter_mut().flat_map(|root| &mut root.files);
        let mut articles = files.flat_map(|file| &mut file.articles);
        let found = articles.find(|a| a.standing == Standing::Indexed && a.id.as_ref() == id);
        if let Some(article) = found {
            article.standing = Standing::Shadowed;
            removed.push(article.id.clone());
            return true;
        }
        false
    }

    /// Drops the files at or under an absolute path, and a root that lies there. The ids of
    /// their articles in the index go to `removed`. Says whether there were any.
    pub fn forget_path(&mut self, path: &Path, removed: &mut Vec<Box<str>>) -> bool {
        let path = path_text(path);
        let mut found = false;
        for root in &mut self.roots {
            let files = std::mem::take(&mut root.files);
            let (gone, kept): (Vec<_>, Vec<_>) =
                files.into_iter().partition(|file| is_under(&root.full_path(&file.place), &path));
            root.files = kept;
            found |= !gone.is_empty();
            let articles = gone.into_iter().flat_map(|file| file.articles);
            let indexed = articles.filter(|article| article.standing == Standing::Indexed);
            removed.extend(indexed.map(|article| article.id));
        }
        let roots = self.roots.len();
        self.roots.retain(|root| !is_under(&root.path, &path));
        found || self.roots.len() < roots
    }

    /// Asks for another reading of every file if reading them gives other articles now.
    pub(super) fn outgrow(&mut self) {
        if self.reader != READER {
            self.reader = READER;
            let files = self.roots.iter_mut().flat_map(|root| &mut root.files);
            files.for_each(|file| file.hash = None);
        }
    }
}

impl FileRecord {
    /// The record of a file of which nothing is known yet.
    pub(super) fn new(place: String) -> Self {
        Self { place, hash: None, left_out_over: None, articles: Vec::new(), stamp: None }
    }
}

impl Root {
    /// The path of standard input.
    pub const STDIN: &str = "-";

    /// Standard input, of which nothing was read yet.
    pub(super) fn stdin() -> Self {
        let path = Self::STDIN.to_owned();
        Self { given: path.clone(), path, kind: RootKind::Stdin, files: Vec::new() }
    }

    /// The full path of a file of this root.
    pub fn full_path(&self, place: &str) -> String {
        self.kind.below(&self.path, place)
    }

    /// What ids are derived from: the path of a file of this root from the name of a folder on.
    ///
    /// The folder is the root, or the one that a file given as a root lies in. The same files give
    /// the same ids wherever their folder lies, on every machine, and whatever other roots there
    /// are; two folders of different names share none. The whole path would give other ids after
    /// every move, the path below the root the same ones to `2023/1.txt` and `2024/1.txt`.
    pub(super) fn lasting_place(&self, place: &str) -> String {
        let folder = match self.kind {
            RootKind::Folder => self.path.as_str(),
            RootKind::File => self.path.rsplit_once('/').map_or("", |(folder, _)| folder),
            RootKind::Stdin => "",
        };
        let name = folder.rsplit('/').next().unwrap_or(folder);
        format!("{name}/{place}")
    }

    /// The path of a file of this root as the user gave it.
    pub fn shown_path(&self, place: &str) -> String {
        self.kind.below(&self.given, place)
    }
}

impl RootKind {
    /// The path of a file of a root of this kind that lies at `top`.
    pub(super) fn below(self, top: &str, place: &str) -> String {
        match self {
            Self::Folder if !place.is_empty() => format!("{}/{place}", top.trim_end_matches('/')),
            _ => top.to_owned(),
        }
    }
}

/// A path as text with `/`, bytes that are no UTF-8 escaped so that no two paths meet.
pub(super) fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            text.push_str(&format!("\u{FFFD}{byte:02x}"));
        }
    }
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace('\\', "/") }
}

/// Whether `path` is `top` or lies under it; both canonical, with `/`. Nothing lies under no path.
pub(super) fn is_under(path: &str, top: &str) -> bool {
    let below = path.strip_prefix(top.strip_suffix('/').unwrap_or(top));
    !top.is_empty() && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder around two paths, both canonical, with `/`; `None` if only the root of all is.
pub(super) fn common_folder<'p>(one: &'p str, other: &str) -> Option<&'p str> {
    let mut folders = one.match_indices('/').map(|(at, _)| &one[..at]);
    folders.rfind(|folder| is_under(other, folder))
}

/// Walk order: folder by folder, names by their bytes.
pub(super) fn walk_order(a: &str, b: &str) -> Ordering {
    a.split('/').cmp(b.split('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip() {
        let article = ArticleRecord {
            id: "a".into(),
            line: 3,
            digest: [7; 16],
            standing: Standing::Shadowed,
        };
        let file = FileRecord {
            place: "a/b.jsonl".into(),
            hash: Some([1; 16]),
            left_out_over: Some(1 << 20),
            articles: vec![article],
            stamp: None,
        };
        let root = Root {
            path: "/x".into(),
            given: "x".into(),
            kind: RootKind::Folder,
            files: vec![file],
        };
        let manifest = Manifest { reader: READER, roots: vec![root] };
        assert_eq!(Manifest::from_bytes(&manifest.to_bytes()).unwrap(), manifest);
    }

    #[test]
    fn refuses_damage_and_newer_versions() {
        let kind = |bytes: &[u8]| Manifest::from_bytes(bytes).unwrap_err().kind();
        assert_eq!(kind(b""), ErrorKind::IndexDamaged);
        assert_eq!(kind(&[99, 0, 0]), ErrorKind::IndexTooNew);
        assert_eq!(kind(&[2, 1, 9]), ErrorKind::IndexDamaged);
        assert_eq!(kind(&[1, 3, 0]), ErrorKind::IndexDamaged);
    }

    #[test]
    fn knows_what_lies_under_what() {
        assert!(is_under("/a/b", "/a"));
        assert!(is_under("/a", "/a"));
        assert!(is_under("/a", "/"));
        assert!(!is_under("/ab", "/a"));
        assert!(!is_under("/", "/a"));
        assert!(!is_under("/a", "") && !is_under("", ""));
    }

    #[test]
    fn lasting_places_begin_with_a_folder() {
        let place = |path: &str, kind, place: &str| {
            let given = path.to_owned();
            Root { path: given.clone(), given, kind, files: Vec::new() }.lasting_place(place)
        };
        assert_eq!(place("/x/2023", RootKind::Folder, "kota/1.txt"), "2023/kota/1.txt");
        assert_eq!(place("/x/jan/data.csv", RootKind::File, "data.csv"), "jan/data.csv");
        assert_eq!(place("/", RootKind::Folder, "1.txt"), "/1.txt");
        assert_eq!(place("/1.txt", RootKind::File, "1.txt"), "/1.txt");
    }

    #[test]
    fn knows_what_lies_around_both() {
        assert_eq!(common_folder("/x/a/kota", "/x/b/kota"), Some("/x"));
        assert_eq!(common_folder("/x/kota", "/xy/kota"), None);
    }

    #[test]
    fn orders_as_the_walk_does() {
        assert_eq!(walk_order("a/z", "a.txt"), Ordering::Less);
        assert_eq!(walk_order("b", "a/z"), Ordering::Greater);
    }
}
