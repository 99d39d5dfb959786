//! Articles removed on purpose: by id, by path, and nothing else with them.

use std::fs;

use crate::support::{Scratch, line};

#[test]
fn forget_by_id() {
    let s = Scratch::new();
    s.file("b.jsonl", [line("a", "satu"), line("b", "dua")].concat()).index(&["b.jsonl"]);
    assert_eq!(s.run(&["forget", "--json", "a"]).exits(0).json()["removed"], 1);
    assert_eq!(s.ids("kabar"), "b");
    s.run(&["show", "a"]).exits(1);
    s.run(&["forget", "a"]).exits(1).says("\"a\" is neither an id nor a path");
    s.index(&[]).counts([1, 0, 0, 1, 0]);
}

#[test]
fn forget_by_path() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/c/2.txt", "dua"), ("b/3.txt", "tiga")]);
    s.index(&["a", "b"]);
    assert_eq!(s.run(&["forget", "--json", "a/c", "x"]).exits(0).json()["unknown"], 1);
    assert_eq!(s.paths(), "a/1.txt b/3.txt");
    s.remove("a");
    assert_eq!(s.run(&["forget", "--json", "a"]).exits(0).json()["removed"], 1);
    s.index(&[]).counts([0, 0, 0, 1, 0]).silent();
}

#[cfg(unix)]
#[test]
fn forget_what_is_gone_below_a_link() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua")]);
    s.link("a", "l").index(&["l"]);
    s.remove("a/1.txt");
    assert_eq!(s.run(&["forget", "--json", "l/1.txt"]).exits(0).json()["removed"], 1);
    assert_eq!(s.paths(), "l/2.txt");
}

#[test]
fn forgetting_costs_no_reading_of_the_rest() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua")]);
    s.aged("a/1.txt").index(&["a"]);
    s.run(&["forget", "a/2.txt"]).exits(0);
    assert!(stamps(&s) > 0);
    s.run(&["compact"]).exits(0);
    assert!(stamps(&s) > 0);
}

/// Bytes beyond those of stamps that hold nothing.
fn stamps(s: &Scratch) -> usize {
    let bytes = fs::read(s.store().join("stamps")).unwrap();
    bytes.len().saturating_sub(16 + 1 + 1 + 2)
}

#[test]
fn an_empty_name_is_of_nothing() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("b/2.txt", "dua")]);
    s.index(&["a", "b"]);
    s.run(&["forget", ""]).exits(1).says("\"\" is neither an id nor a path");
    assert_eq!(s.run(&["forget", "--json", "", "b"]).exits(0).json()["removed"], 1);
    s.index(&[]).counts([0, 0, 0, 1, 0]).silent();
    assert_eq!(s.paths(), "a/1.txt");
}
