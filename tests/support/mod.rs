//! A scratch folder with articles and an index, and the binary run in it.

pub(crate) mod brute;

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use telusur::SearchRequest;
use telusur::corpus::Warning;
use telusur::engine::{Engine, IndexOptions, Keeper, Listener};
use telusur::index::WriterOptions;
use telusur::plan::Copies;
use telusur::query::Language;
use telusur::sync::{Observer, Progress, SyncOptions};
use tempfile::TempDir;

/// The word that every article of [`Scratch::txt`] and [`line`] holds.
pub(crate) const EVERY: &str = "kabar";

/// A folder of its own for one test, gone at its end.
pub(crate) struct Scratch {
    folder: TempDir,
}

/// A command that ended.
pub(crate) struct Ran {
    output: Output,
}

/// One line of a `.jsonl` file, with an id and a word to find it by.
pub(crate) fn line(id: &str, word: &str) -> String {
    format!("{{\"id\":{id:?},\"title\":\"Judul {id}\",\"body\":\"Ada {EVERY} tentang {word}.\"}}\n")
}

impl Scratch {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a scratch folder") }
    }

    /// A scratch folder with articles of one sentence, each a name and the word it holds.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let scratch = Self::new();
        for (name, word) in files {
            scratch.txt(name, word);
        }
        scratch
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    /// Writes an article of one sentence that holds a word.
    pub(crate) fn txt(&self, name: &str, word: &str) -> &Self {
        self.file(name, format!("Ada {EVERY} tentang {word}.\n"))
    }

    pub(crate) fn remove(&self, name: &str) -> &Self {
        let path = self.path(name);
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
        self
    }

    pub(crate) fn rename(&self, from: &str, to: &str) -> &Self {
        fs::rename(self.path(from), self.path(to)).unwrap();
        self
    }

    #[cfg(unix)]
    pub(crate) fn link(&self, to: impl AsRef<Path>, name: &str) -> &Self {
        std::os::unix::fs::symlink(to, self.path(name)).unwrap();
        self
    }

    /// Makes a file look a minute old, so that its stamp is trusted.
    pub(crate) fn aged(&self, name: &str) -> &Self {
        let file = File::options().write(true).open(self.path(name)).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
        self
    }

    /// The binary, to be run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_telusur"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran { output: self.command(arguments).output().expect("the binary runs") }
    }

    /// Runs the binary with text on its stdin.
    pub(crate) fn feed(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        child.stdin.take().unwrap().write_all(input).expect("the binary reads");
        Ran { output: child.wait_with_output().expect("the binary ends") }
    }

    /// Runs `index --json` with these arguments.
    pub(crate) fn index(&self, arguments: &[&str]) -> Ran {
        self.run(&[&["index", "--json", "--threads", "1"], arguments].concat())
    }

    /// Runs `search --json`.
    pub(crate) fn search(&self, query: &str) -> Value {
        self.run(&["search", "--json", query]).json()
    }

    /// The one hit of a query.
    pub(crate) fn hit(&self, query: &str) -> Value {
        let answer = self.search(query);
        assert_eq!(answer["hits"].as_array().map(Vec::len), Some(1), "{query}: {answer}");
        answer["hits"][0].clone()
    }

    /// An article as `show --json` has it.
    pub(crate) fn show(&self, id: &str) -> Value {
        self.run(&["show", "--json", id]).exits(0).json()
    }

    /// The ids of the articles that a query finds, sorted, apart by spaces.
    pub(crate) fn ids(&self, query: &str) -> String {
        ids(&self.path("index"), query)
    }

    /// The paths of the articles that hold [`EVERY`], sorted, apart by spaces.
    pub(crate) fn paths(&self) -> String {
        let engine = Engine::open(self.path("index")).unwrap();
        let request = SearchRequest::new(EVERY).limit(10_000).copies(Copies::Apart);
        let hits = engine.search(&request, Language::Id).unwrap().hits;
        let mut paths: Vec<String> = hits.into_iter().map(|hit| hit.path).collect();
        paths.sort_unstable();
        paths.join(" ")
    }

    /// The folder of the current store.
    pub(crate) fn store(&self) -> PathBuf {
        let name = fs::read_to_string(self.path("index/current")).unwrap();
        self.path("index").join(name.trim())
    }

    /// What tantivy says of the last commit.
    pub(crate) fn meta(&self) -> Vec<u8> {
        fs::read(self.store().join("meta.json")).unwrap()
    }

    /// Writes another number into the payload of the last commit.
    pub(crate) fn set_version(&self, key: &str, version: u32) -> &Self {
        let mut meta: Value = serde_json::from_slice(&self.meta()).unwrap();
        let mut payload = self.payload();
        payload[key] = version.into();
        meta["payload"] = payload.to_string().into();
        fs::write(self.store().join("meta.json"), meta.to_string()).unwrap();
        self
    }

    /// A version that the index was written with.
    pub(crate) fn version(&self, key: &str) -> u32 {
        self.payload()[key].as_u64().expect("a version").try_into().unwrap()
    }

    fn payload(&self) -> Value {
        let meta: Value = serde_json::from_slice(&self.meta()).unwrap();
        serde_json::from_str(meta["payload"].as_str().expect("a payload")).unwrap()
    }
}

/// The ids of the articles in an index that a query finds, sorted, apart by spaces.
pub(crate) fn ids(index: &Path, query: &str) -> String {
    let engine = Engine::open(index).unwrap();
    let hits = engine.rank(&SearchRequest::new(query).limit(100_000)).unwrap();
    let mut ids: Vec<String> = hits.into_iter().map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids.join(" ")
}

impl Ran {
    /// Asserts the exit code.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        let (out, err) = (self.out(), self.err());
        assert_eq!(self.output.status.code(), Some(code), "stdout: {out}\nstderr: {err}");
        self
    }

    pub(crate) fn code(&self) -> i32 {
        self.output.status.code().expect("it ended by itself")
    }

    /// Asserts that stderr has a text.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.err().contains(text), "no {text:?} in: {}", self.err());
        self
    }

    /// Asserts what stdout has, among other things.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Self {
        assert!(self.out().contains(text), "no {text:?} in: {}", self.out());
        self
    }

    /// Asserts that stderr has nothing.
    #[track_caller]
    pub(crate) fn silent(&self) -> &Self {
        assert_eq!(self.err(), "");
        self
    }

    /// Asserts added, changed, removed, unchanged and skipped of `index --json`.
    #[track_caller]
    pub(crate) fn counts(&self, expected: [u64; 5]) -> &Self {
        let answer = self.exits(0).json();
        let keys = ["added", "changed", "removed", "unchanged", "skipped"];
        let counts = keys.map(|key| answer[key].as_u64().expect(key));
        assert_eq!(counts, expected, "{keys:?}, stderr: {}", self.err());
        self
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("stdout is UTF-8")
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("stderr is UTF-8")
    }

    /// The one object on stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let mut lines = self.lines();
        assert_eq!(lines.len(), 1, "stdout: {}\nstderr: {}", self.out(), self.err());
        lines.remove(0)
    }

    /// The objects on stdout, one a line.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let out = self.out();
        out.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    }
}

/// Brings an index in step with paths, through the library; `false` if nothing could be read.
pub(crate) fn sync(index: &Path, paths: &[PathBuf], threads: usize) -> bool {
    let sync =
        SyncOptions { paths: paths.to_vec(), rehash: false, prune: false, max_article: 1 << 20 };
    let options = IndexOptions { sync, writer: writer(threads) };
    match Keeper::new(index).sync(&options, &mut Silent) {
        Ok(_) => true,
        Err(error) if error.kind() == telusur::error::ErrorKind::NoInput => false,
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn writer(threads: usize) -> WriterOptions {
    WriterOptions { threads, memory: 100_000_000 }
}

/// A listener that says nothing.
pub(crate) struct Silent;

impl Observer for Silent {
    fn warning(&mut self, _: &Warning) {}

    fn progress(&mut self, _: Progress) {}
}

impl Listener for Silent {
    fn rebuilding(&mut self, _: &str) {}

    fn committing(&mut self) {}
}
