//! Standard input as a source: added to, in place of the same ids, never removed by absence.

use crate::support::{EVERY, Scratch, line};

const FEED: [&str; 5] = ["index", "--json", "--threads", "1", "-"];

#[test]
fn what_is_piped_in_is_added_and_replaced_by_id() {
    let s = Scratch::new();
    s.feed(&FEED, [line("x", "satu"), line("y", "dua")].concat().as_bytes())
        .counts([2, 0, 0, 0, 0]);
    assert_eq!(s.hit("dua")["path"], "-:2");
    s.feed(&FEED, [line("y", "tiga"), line("z", "empat")].concat().as_bytes())
        .counts([1, 1, 0, 0, 0]);
    assert_eq!(s.ids(EVERY), "x y z");
    assert_eq!(s.search("dua")["total"], 0);
    s.feed(&FEED, line("y", "tiga").as_bytes()).counts([0, 0, 0, 1, 0]).silent();
    s.feed(&FEED, b"").exits(0);
    assert_eq!(s.ids(EVERY), "x y z");
}

#[test]
fn ids_are_those_of_what_is_said() {
    let s = Scratch::new();
    let lines = "{\"isi\":\"kabar satu\"}\n{\"url\":\"https://a.id/1\",\"isi\":\"kabar dua\"}\n";
    s.feed(&FEED, lines.as_bytes()).counts([2, 0, 0, 0, 0]);
    let other = "{\"url\":\"https://a.id/1\",\"isi\":\"kabar tiga\"}\n{\"isi\":\"kabar satu\"}\n";
    s.feed(&FEED, other.as_bytes()).counts([0, 1, 0, 1, 0]);
    assert_eq!(s.search(EVERY)["total"], 2);
}

#[test]
fn files_and_standard_input_live_side_by_side() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").file("a/2.jsonl", line("x", "dua"));
    s.feed(&FEED, [line("x", "lain"), line("y", "tiga")].concat().as_bytes());
    // The id is taken by what came first.
    s.index(&["a"]).counts([1, 0, 0, 0, 1]);
    s.remove("a/1.txt").index(&[]).counts([0, 0, 1, 0, 0]);
    s.index(&["--prune"]).exits(0);
    assert_eq!(s.ids(EVERY), "x y");
    s.run(&["forget", "-"]).exits(0);
    s.index(&["--rehash"]).counts([1, 0, 0, 0, 0]);
    assert_eq!(s.ids(EVERY), "x");
}
