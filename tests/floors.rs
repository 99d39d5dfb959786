//! The floors of the house: imports go down only, never sideways except inside one room.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by floor, from the ground up. Rooms of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["error", "span", "date", "config", "edit", "month", "origin", "site"],
    &["article", "analysis"],
    &["plan"],
    &["corpus", "clean", "query", "duplicate"],
    &["sync"],
    &["index"],
    &["search"],
    &["engine"],
    &["eval"],
];

/// Rooms that must not be named in a room even though they lie below it.
const STRANGERS: &[(&str, &[&str])] = &[
    ("search", &["index", "sync", "corpus"]),
    ("index", &["search", "query", "corpus", "sync"]),
    ("analysis", &["article", "date"]),
    ("query", &["article", "corpus"]),
];

/// Crates and the only room that may name them.
const CRATES: &[(&str, &str)] = &[
    ("tantivy", "index"),
    ("clap", "cli"),
    ("anyhow", "cli"),
    ("indicatif", "cli"),
    ("walkdir", "corpus"),
    ("ctrlc", "cli"),
    ("brotli_decompressor", "corpus"),
    ("csv_core", "corpus"),
    ("dom_query", "corpus"),
    ("dom_smoothie", "corpus"),
    ("aho_corasick", "clean"),
    ("regex", "clean"),
    ("encoding_rs", "corpus"),
    ("html5ever", "corpus"),
    ("httparse", "corpus"),
    ("lopdf", "corpus"),
    ("mail_parser", "corpus"),
    ("notify", "sync"),
    ("pulldown_cmark", "corpus"),
    ("quick_xml", "corpus"),
    ("serde_saphyr", "corpus"),
    ("zstd", "corpus"),
    ("flate2", "corpus"),
    ("unicode_segmentation", "analysis"),
    ("unicode_normalization", "analysis"),
];

/// A program of its own, that compiles the word lists: its `crate` is another.
const PROGRAM: &str = "analysis/data";

#[test]
fn imports_go_down() {
    let mut faults = Vec::new();
    for path in sources().into_iter().filter(|path| !path.starts_with(root().join(PROGRAM))) {
        let room = room_of(&path);
        let text = fs::read_to_string(&path).unwrap();
        for (number, line) in (1..).zip(text.lines()) {
            let code = line.split("//").next().unwrap();
            for (at, _) in code.match_indices("crate::") {
                let name = code[at + 7..].split(|c: char| !c.is_alphanumeric() && c != '_');
                let other = name.into_iter().next().unwrap();
                if !may_know(&room, other) {
                    faults.push(format!("{}:{number}: {room} knows {other}", path.display()));
                }
            }
            for (name, home) in CRATES {
                let named = code.contains(&format!("{name}::"));
                if named && room != *home {
                    faults.push(format!("{}:{number}: {room} names {name}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_holds() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
    }
}

fn may_know(room: &str, other: &str) -> bool {
    if room == other || room == "lib" {
        return true;
    }
    if STRANGERS.iter().any(|(who, whom)| *who == room && whom.contains(&other)) {
        return false;
    }
    match (floor(room), floor(other)) {
        // The binary's own rooms are known to the binary alone.
        (None, _) => other == "cli",
        (Some(above), Some(below)) => below < above,
        // A type or macro of the crate's root would be an arrow to the roof.
        (Some(_), None) => false,
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// The room of a source file: its folder below `src`, or its own name.
fn room_of(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources() -> Vec<PathBuf> {
    let (mut folders, mut files) = (vec![root()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("analysis/data") {
                // The compiler of the word lists is a program of its own.
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
