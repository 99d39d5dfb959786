//! A run killed at any moment leaves the previous state searchable, and the next completes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use telusur::SearchRequest;
use telusur::engine::Engine;
use telusur::index::Home;
use telusur::query::Language;

use crate::support::{EVERY, Scratch, ids, line, sync};

/// Articles of a build that takes long enough to be killed in the middle.
const ARTICLES: u64 = 2_500;

/// A small generator of numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        // splitmix64, https://prng.di.unimi.it/splitmix64.c
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

/// Writes some files of lines anew; which articles they hold depends on the version.
fn write(s: &Scratch, version: u64) {
    for file in 0..5 {
        let numbers = (0..ARTICLES / 5).map(|number| number * 5 + file);
        let kept = numbers.filter(|number| !(number + version).is_multiple_of(7));
        let lines = kept.map(|number| {
            let words = format!("versi{} nomor{number} {}", (number + version) / 3, FILL.repeat(8));
            line(&format!("n{number}"), &words)
        });
        s.file(&format!("a/{file}.jsonl"), lines.collect::<String>());
    }
}

const FILL: &str = "pembangunan perkotaan yang cerdas dan berkelanjutan di kabupaten. ";

/// All that is in an index: the ids, and a passage of some.
fn state(index: &Path) -> (String, Vec<String>) {
    let engine = Engine::open(index).expect("the index opens");
    let answer = engine.search(&SearchRequest::new(EVERY).limit(50), Language::Id).unwrap();
    assert!(answer.hits.iter().all(|hit| hit.path.contains(':')), "each has its place");
    let passages = answer.hits.into_iter().flat_map(|hit| hit.passages).map(|p| p.text).collect();
    (ids(index, EVERY), passages)
}

/// The state of a fresh index of the files as they are.
fn fresh(s: &Scratch) -> (String, Vec<String>) {
    let index = s.path("fresh");
    let _ = fs::remove_dir_all(&index);
    assert!(sync(&index, &[s.path("a")], 2));
    state(&index)
}

/// Runs `index a` and kills it after a while, unless it ended before.
fn kill_after(s: &Scratch, delay: Duration) {
    let mut command = s.command(&["index", "a"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(delay);
    let _ = child.kill();
    child.wait().unwrap();
}

/// Asserts that an index has no file but those of its last commit.
fn assert_no_leftovers(s: &Scratch) {
    let names = |folder: &Path| -> BTreeSet<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        entries.map(|name| name.into_string().unwrap()).collect()
    };
    let store = s.store();
    let own = store.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(names(&s.path("index")), BTreeSet::from(["current".into(), "lock".into(), own]));
    let meta: serde_json::Value = serde_json::from_slice(&s.meta()).unwrap();
    let segments: Vec<String> = meta["segments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|segment| segment["segment_id"].as_str().unwrap().replace('-', ""))
        .collect();
    let side = ["manifest", "places", "copies"].map(|key| {
        let payload: serde_json::Value =
            serde_json::from_str(meta["payload"].as_str().unwrap()).unwrap();
        payload[key]["name"].as_str().unwrap().to_owned()
    });
    let always = ["meta.json", ".managed.json", "stamps"];
    for name in names(&store) {
        let known = always.contains(&name.as_str())
            || side.contains(&name)
            || name.ends_with(".lock")
            || segments.iter().any(|segment| name.starts_with(segment));
        assert!(known, "{name} was left behind");
    }
}

#[test]
fn a_killed_run_changes_nothing_and_the_next_completes_it() {
    let s = Scratch::new();
    write(&s, 0);
    let started = Instant::now();
    s.index(&["a"]).exits(0);
    let whole = started.elapsed();
    let mut dice = Dice(1);
    let mut before = state(&s.path("index"));
    for version in 1..=8 {
        write(&s, version);
        let after = fresh(&s);
        for _ in 0..3 {
            kill_after(&s, whole.mul_f64(dice.below(1_000) as f64 / 800.0));
            let now = state(&s.path("index"));
            assert!(now == before || now == after, "neither the state before nor that after");
        }
        s.index(&["a"]).exits(0).silent();
        assert_eq!(state(&s.path("index")), after);
        assert_no_leftovers(&s);
        before = after;
    }
    s.run(&["check"]).exits(0);
}

#[test]
fn a_killed_first_run_leaves_nothing_in_the_way() {
    let s = Scratch::new();
    write(&s, 0);
    let after = fresh(&s);
    let mut dice = Dice(2);
    for _ in 0..6 {
        let _ = fs::remove_dir_all(s.path("index"));
        kill_after(&s, Duration::from_millis(dice.below(800)));
        if s.run(&["search", EVERY]).out().is_empty() {
            s.run(&["search", EVERY]).exits(3).says("there is no index in index");
        }
        s.index(&["a"]).exits(0);
        assert_eq!(state(&s.path("index")), after);
        assert_no_leftovers(&s);
    }
}

#[test]
fn a_killed_rebuild_leaves_the_old_store() {
    let s = Scratch::new();
    write(&s, 0);
    s.index(&["a"]).exits(0);
    let after = state(&s.path("index"));
    let mut dice = Dice(3);
    for _ in 0..4 {
        s.set_version("analyzer", 0);
        kill_after(&s, Duration::from_millis(dice.below(900)));
        s.index(&["a"]).exits(0);
        assert_eq!(state(&s.path("index")), after);
        assert_no_leftovers(&s);
    }
}

#[test]
fn leftovers_go_on_the_next_open() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").index(&["a"]).exits(0);
    s.file("index/store-9/meta.json", "{").file("index/current.new", "store-9");
    for name in ["manifest-7", "places-7", "manifest-2.new", ".tmpAbC123"] {
        fs::write(s.store().join(name), "x").unwrap();
    }
    s.index(&["a"]).counts([0, 0, 0, 1, 0]).silent();
    assert_no_leftovers(&s);
}

#[test]
fn a_second_writer_is_refused_at_once() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").index(&["a"]).exits(0);
    let _lock = Home::at(s.path("index")).lock().unwrap();
    s.txt("a/2.txt", "dua");
    for arguments in [&["index", "a"][..], &["forget", "a"], &["compact"]] {
        s.run(arguments).exits(3).says("another process is writing to index");
    }
    s.run(&["search", "satu"]).exits(0).silent();
    let ran = s.run(&["search", "--json", "kabar", "--sync", "a"]);
    assert_eq!(ran.exits(0).says("searching the index as it is").json()["total"], 1);
    s.run(&["search", "satu", "--sync", "a", "--index", "none"]).exits(0);
}

#[test]
fn the_lock_outlives_no_process() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu");
    drop(Home::at(s.path("index")).lock().unwrap());
    s.index(&["a"]).counts([1, 0, 0, 0, 0]);
}

#[test]
fn searches_go_on_while_an_index_is_written() {
    let s = Scratch::new();
    write(&s, 0);
    s.index(&["a"]).exits(0);
    for version in 1..4 {
        let before = ids(&s.path("index"), EVERY);
        write(&s, version);
        let after = fresh(&s).0;
        let mut command = s.command(&["index", "a"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            let now = state(&s.path("index")).0;
            assert!(now == before || now == after);
        }
        assert_eq!(ids(&s.path("index"), EVERY), after);
    }
}

#[test]
fn an_open_engine_keeps_answering_from_its_commit() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("a/2.txt", "dua").index(&["a"]).exits(0);
    let engine = Engine::open(s.path("index")).unwrap();
    s.remove("a/1.txt").index(&["a"]).exits(0);
    s.run(&["compact"]).exits(0);
    let answer = engine.search(&SearchRequest::new(EVERY), Language::Id).unwrap();
    let mut paths: Vec<&str> = answer.hits.iter().map(|hit| hit.path.as_str()).collect();
    paths.sort_unstable();
    assert_eq!(paths, ["a/1.txt", "a/2.txt"]);
}
