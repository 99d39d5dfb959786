//! The contract of the command line.

/// Ranking measured and compared.
mod eval;
/// Exit codes, and what is said of a damaged index.
mod exit;
/// What people see, say and give: paths, languages, colours, help, warnings.
mod people;
/// The shapes of JSON.
mod shapes;

use serde_json::Value;

use crate::support::{Scratch, line};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// The sample corpus, indexed.
fn sample() -> Scratch {
    let s = Scratch::new();
    s.index(&[CORPUS]).exits(0).silent();
    s
}

/// Two small articles, indexed.
fn small() -> Scratch {
    let s = Scratch::new();
    s.txt("a/1.txt", "banjir").file("a/2.jsonl", line("x", "gempa"));
    s.index(&["a"]).counts([2, 0, 0, 0, 0]);
    s
}

/// Asserts that an object has these keys, and the version.
#[track_caller]
fn has(value: &Value, keys: &[&str]) {
    let object = value.as_object().expect("an object");
    keys.iter().for_each(|key| assert!(object.contains_key(*key), "no {key:?} in {value}"));
}
