//! What changed, and only that, is indexed again.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use crate::support::{Scratch, line};

fn id(place: &str) -> String {
    format!("t-{}", &blake3::hash(place.as_bytes()).to_hex()[..16])
}

#[test]
fn text_files_come_change_and_go() {
    let s = Scratch::with(&[("b/1.txt", "banjir"), ("b/2.txt", "gempa"), ("b/3.txt", "angin")]);
    s.index(&["b"]).counts([3, 0, 0, 0, 0]);
    s.txt("b/2.txt", "gunung").txt("b/4.txt", "pasar").remove("b/1.txt");
    s.index(&["b"]).counts([1, 1, 1, 1, 0]);
    assert_eq!(s.paths(), "b/2.txt b/3.txt b/4.txt");
    assert_eq!(s.search("gempa OR banjir")["total"], 0);
    assert_eq!(s.hit("gunung")["path"], "b/2.txt");
}

#[test]
fn a_renamed_text_file_is_one_removed_and_one_added() {
    let s = Scratch::with(&[("b/1.txt", "banjir"), ("b/2.txt", "gempa")]);
    s.index(&["b"]).counts([2, 0, 0, 0, 0]);
    s.rename("b/1.txt", "b/9.txt").index(&["b"]).counts([1, 0, 1, 1, 0]);
    assert_eq!(s.hit("banjir")["id"], id("b/9.txt"));
}

#[test]
fn lines_come_change_and_go() {
    let s = Scratch::new();
    s.file("b.jsonl", [line("a", "satu"), line("b", "dua"), line("c", "tiga")].concat());
    s.index(&["b.jsonl"]).counts([3, 0, 0, 0, 0]);
    s.file("b.jsonl", [line("a", "satu"), line("b", "enam"), line("d", "lima")].concat());
    s.index(&["b.jsonl"]).counts([1, 1, 1, 1, 0]);
    assert_eq!(s.ids("kabar"), "a b d");
    assert_eq!(s.hit("enam")["id"], "b");
}

#[test]
fn a_renamed_file_of_lines_keeps_its_ids() {
    let s = Scratch::new();
    s.file("b/x.jsonl", [line("a", "satu"), line("b", "dua")].concat());
    s.index(&["b"]).counts([2, 0, 0, 0, 0]);
    s.rename("b/x.jsonl", "b/y.jsonl").index(&["b"]).counts([0, 0, 0, 2, 0]);
    assert_eq!(s.hit("dua")["path"], "b/y.jsonl:2");
}

#[test]
fn lines_that_move_keep_their_ids() {
    let s = Scratch::new();
    s.file("b.jsonl", [line("a", "satu"), line("b", "dua")].concat()).index(&["b.jsonl"]);
    s.file(
        "b.jsonl",
        [line("c", "tiga"), "\n".into(), line("b", "dua"), line("a", "satu")].concat(),
    );
    s.index(&["b.jsonl"]).counts([1, 0, 0, 2, 0]);
    assert_eq!(s.hit("satu")["path"], "b.jsonl:4");
    assert_eq!(s.show("b")["path"], "b.jsonl:3");
}

#[test]
fn a_date_or_title_alone_is_a_change() {
    let s = Scratch::new();
    s.file("b.jsonl", "{\"id\":1,\"title\":\"A\",\"body\":\"isi\",\"date\":\"2024-01-02\"}\n");
    s.index(&["b.jsonl"]).counts([1, 0, 0, 0, 0]);
    s.file("b.jsonl", "{\"id\":1,\"title\":\"A\",\"body\":\"isi\",\"date\":\"2024-01-03\"}\n");
    s.index(&["b.jsonl"]).counts([0, 1, 0, 0, 0]);
    assert_eq!(s.show("1")["date"], "2024-01-03");
}

#[test]
fn a_second_run_commits_nothing_and_says_so() {
    let s = Scratch::with(&[("b/1.txt", "banjir")]);
    s.file("b/2.jsonl", [line("a", "satu"), line("a", "dua"), "{rusak\n".into()].concat());
    s.index(&["b"]).counts([2, 0, 0, 0, 2]);
    let before = s.meta();
    for arguments in [&["b"][..], &[], &["b/1.txt"], &["b", "b/", "b"]] {
        s.index(arguments).counts([0, 0, 0, if arguments == ["b/1.txt"] { 1 } else { 2 }, 0]);
        assert_eq!(s.index(arguments).json()["committed"], false, "{arguments:?}");
    }
    assert!(s.run(&["index"]).exits(0).silent().out().starts_with("Nothing changed"));
    // Reading all again says again what is left out.
    let ran = s.index(&["b", "--rehash"]);
    ran.counts([0, 0, 0, 2, 2]);
    assert_eq!(ran.json()["committed"], false);
    assert_eq!(s.meta(), before);
}

#[test]
fn a_sync_is_about_its_paths_alone() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/c/2.txt", "dua"), ("b/3.txt", "tiga")]);
    s.index(&["a"]).counts([2, 0, 0, 0, 0]);
    s.index(&["b"]).counts([1, 0, 0, 0, 0]);
    s.remove("a/1.txt").remove("a/c/2.txt").txt("a/4.txt", "empat");
    s.index(&["b"]).counts([0, 0, 0, 1, 0]);
    s.index(&["a/c"]).counts([0, 0, 1, 0, 0]);
    assert_eq!(s.paths(), "a/1.txt b/3.txt");
    s.index(&["a"]).counts([1, 0, 1, 0, 0]);
    assert_eq!(s.paths(), "a/4.txt b/3.txt");
}

#[test]
fn a_file_inside_a_root_belongs_to_it() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua")]);
    s.index(&["a"]).counts([2, 0, 0, 0, 0]);
    s.txt("a/1.txt", "enam").txt("a/2.txt", "tujuh");
    s.index(&["a/2.txt"]).counts([0, 1, 0, 0, 0]);
    assert_eq!(s.hit("tujuh")["id"], id("a/2.txt"));
    assert_eq!(s.search("enam")["total"], 0);
}

#[test]
fn a_missing_path_removes_nothing() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua")]);
    s.index(&["a"]);
    s.remove("a/1.txt").index(&["a/1.txt"]).exits(4).says("a/1.txt: cannot be found");
    s.index(&["a/1.txt", "a/2.txt"]).counts([0, 0, 0, 1, 1]).says("its articles are kept");
    s.rename("a", "z").index(&[]).exits(4).says("a: cannot be found");
    assert_eq!(s.paths(), "a/1.txt a/2.txt");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_keeps_its_articles() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/c/2.txt", "dua"), ("a/c/d/3.txt", "tiga")]);
    s.index(&["a"]).counts([3, 0, 0, 0, 0]);
    // A link to itself cannot be listed, not even by root.
    s.remove("a/c").link("c", "a/c").txt("a/1.txt", "enam");
    s.index(&["a"]).counts([0, 1, 0, 0, 1]).says("a/c: cannot be listed");
    assert_eq!(s.paths(), "a/1.txt a/c/2.txt a/c/d/3.txt");
    s.remove("a/c").index(&["a"]).counts([0, 0, 2, 1, 0]);
}

#[test]
fn overlapping_roots_become_the_outer() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/c/2.txt", "dua")]);
    s.index(&["a/c", "a/c/2.txt"]).counts([1, 0, 0, 0, 0]);
    assert_eq!(s.hit("dua")["id"], id("c/2.txt"));
    s.index(&["a"]).counts([2, 0, 1, 0, 0]);
    assert_eq!(s.hit("dua")["id"], id("a/c/2.txt"));
    s.index(&["a/c"]).counts([0, 0, 0, 1, 0]);
    let stats = s.run(&["stats", "--json"]).json();
    assert_eq!(stats["roots"], serde_json::json!(["a"]));
}

#[test]
fn ids_survive_moving_the_root() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/c/2.txt", "dua")]);
    s.file("a/3.jsonl", "{\"isi\":\"kabar tiga\"}\n").index(&["a"]).counts([3, 0, 0, 0, 0]);
    let ids = s.ids("kabar");
    assert!(ids.contains(&id("a/c/2.txt")) && ids.contains(&id("a/3.jsonl:1")));
    fs::create_dir(s.path("z")).unwrap();
    s.rename("a", "z/a").index(&["z/a", "--prune"]).counts([0, 0, 0, 3, 0]);
    assert_eq!(s.ids("kabar"), ids);
    assert_eq!(s.paths(), "z/a/1.txt z/a/3.jsonl:1 z/a/c/2.txt");
}

#[test]
fn prune_forgets_roots_that_are_gone() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("b/2.txt", "dua")]);
    s.index(&["a", "b"]).counts([2, 0, 0, 0, 0]);
    s.remove("a").index(&[]).counts([0, 0, 0, 1, 1]).says("a: cannot be found");
    s.index(&["--prune"]).counts([0, 0, 1, 1, 0]).silent();
    assert_eq!(s.paths(), "b/2.txt");
}

#[test]
fn prune_forgets_an_empty_root_too() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.index(&["a"]);
    s.remove("a/1.txt").index(&["a"]).counts([0, 0, 1, 0, 0]);
    s.index(&["a"]).counts([0, 0, 0, 0, 0]);
    s.remove("a").index(&["--prune"]).counts([0, 0, 0, 0, 0]);
    assert_eq!(s.run(&["stats", "--json"]).json()["roots"], serde_json::json!([]));
}

#[test]
fn the_first_in_order_has_the_id() {
    let s = Scratch::new();
    s.file("a/1.jsonl", [line("x", "satu"), line("x", "dua")].concat());
    s.file("a/2.jsonl", line("x", "tiga")).file("b/0.jsonl", line("x", "empat"));
    let ran = s.index(&["a", "b"]);
    ran.counts([1, 0, 0, 0, 3]);
    for place in ["a/1.jsonl:2", "a/2.jsonl:1", "b/0.jsonl:1"] {
        ran.says(&format!("{place}: the id \"x\" is already that of a/1.jsonl:1; left out"));
    }
    assert_eq!(s.hit("kabar")["path"], "a/1.jsonl:1");
}

#[test]
fn when_the_winner_goes_the_next_comes_in() {
    let s = Scratch::new();
    s.file("a/1.jsonl", line("x", "satu")).file("a/3.jsonl", line("y", "tiga"));
    s.file("b/2.jsonl", line("x", "dua")).index(&["a", "b"]).counts([2, 0, 0, 0, 1]);
    s.remove("a/1.jsonl").index(&["a"]).counts([0, 0, 1, 1, 0]);
    s.index(&["b"]).counts([1, 0, 0, 0, 0]);
    assert_eq!(s.hit("dua")["path"], "b/2.jsonl:1");
}

#[test]
fn within_one_sync_the_next_comes_in_at_once() {
    let s = Scratch::new();
    s.file("a/1.jsonl", line("x", "satu")).file("b/2.jsonl", line("x", "dua"));
    s.index(&["a", "b"]).counts([1, 0, 0, 0, 1]);
    s.file("a/1.jsonl", line("z", "satu")).index(&[]).counts([1, 1, 0, 0, 0]);
    assert_eq!(s.ids("kabar"), "x z");
    assert_eq!(s.search("dua")["total"], 1);
}

#[test]
fn an_earlier_root_takes_an_id_over() {
    let s = Scratch::new();
    s.file("a/1.jsonl", line("y", "satu")).file("b/2.jsonl", line("x", "dua"));
    s.index(&["a", "b"]).counts([2, 0, 0, 0, 0]);
    s.file("a/1.jsonl", line("x", "tiga"));
    let ran = s.index(&["a"]);
    ran.counts([0, 1, 1, 0, 1]).says("b/2.jsonl:1: the id \"x\" is already that of a/1.jsonl:1");
    assert_eq!(s.hit("kabar")["path"], "a/1.jsonl:1");
    s.index(&[]).counts([0, 0, 0, 1, 0]).silent();
}

#[test]
fn the_same_place_in_two_roots_is_two_articles() {
    let s = Scratch::with(&[("2023/kota/1.txt", "satu"), ("2024/kota/1.txt", "dua")]);
    s.file("jan/data.csv", "isi\nkabar tiga\n").file("feb/data.csv", "isi\nkabar empat\n");
    s.index(&["2024", "2023", "jan/data.csv", "feb/data.csv"]).counts([4, 0, 0, 0, 0]).silent();
    let all = s.ids("kabar");
    assert!(all.contains(&id("2023/kota/1.txt")) && all.contains(&id("jan/data.csv:2")));
    s.run(&["forget", "2024", "jan/data.csv"]).exits(0);
    assert_eq!(s.paths(), "2023/kota/1.txt feb/data.csv:2");
    // Neither what is forgotten nor the order changes the ids of others.
    s.index(&[]).counts([0, 0, 0, 2, 0]).silent();
    s.index(&["jan", "2024"]).counts([2, 0, 0, 0, 0]).silent();
    assert_eq!(s.ids("kabar"), all);
}

#[test]
fn folders_of_one_name_are_told_from_each_other_by_the_folder_around() {
    let s = Scratch::with(&[("2023/kota/1.txt", "satu"), ("2024/kota/1.txt", "dua")]);
    let around = s.path(".").canonicalize().unwrap();
    s.index(&["2023/kota", "2024/kota"])
        .counts([1, 0, 0, 0, 1])
        .says("2024/kota/1.txt: the id")
        .says("already that of 2023/kota/1.txt; left out, since their folders have one name")
        .says(&format!("index {} to have both", around.display()));
    s.index(&["."]).counts([2, 0, 1, 0, 0]).silent();
    assert_eq!(s.paths(), "./2023/kota/1.txt ./2024/kota/1.txt");
}

#[test]
fn a_line_whose_twin_is_known_is_not_read_again() {
    let s = Scratch::new();
    s.file("a.jsonl", [line("x", "satu"), line("x", "dua")].concat()).aged("a.jsonl");
    s.index(&["a.jsonl"]).counts([1, 0, 0, 0, 1]);
    s.index(&[]).counts([0, 0, 0, 1, 0]).silent();
}

/// Whoever may look at a file but not into it notices when it is read.
#[cfg(target_os = "linux")]
#[test]
fn an_aged_file_is_not_read_again() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65534;
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    if s.path("a").metadata().unwrap().uid() != 0 {
        return;
    }
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    allow(&s.path("a/1.txt"), 0o600);
    s.aged("a/1.txt").index(&["a"]);
    allow(&s.path("."), 0o777);
    allow(&s.path("index"), 0o777);
    allow(&s.store(), 0o777);
    for entry in fs::read_dir(s.path("index")).unwrap().chain(fs::read_dir(s.store()).unwrap()) {
        allow(&entry.unwrap().path(), 0o777);
    }
    let as_nobody = |arguments: &[&str]| s.command(arguments).uid(NOBODY).output().unwrap();
    let ran = as_nobody(&["index", "--json"]);
    assert!(ran.stderr.is_empty(), "{}", String::from_utf8_lossy(&ran.stderr));
    let ran = as_nobody(&["index", "--rehash"]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(said.contains("a/1.txt: cannot be read (Permission denied"), "{said}");
    assert_eq!(s.paths(), "a/1.txt");
}

#[test]
fn a_fresh_file_is_read_again() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    let file = || fs::File::options().write(true).open(s.path("a/1.txt")).unwrap();
    let modified = s.path("a/1.txt").metadata().unwrap().modified().unwrap();
    s.index(&["a"]);
    s.txt("a/1.txt", "enam");
    file().set_modified(modified).unwrap();
    s.index(&["a"]).counts([0, 1, 0, 0, 0]);
    assert_eq!(s.hit("enam")["path"], "a/1.txt");
}

#[test]
fn a_file_put_in_place_of_another_is_read() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.aged("a/1.txt").index(&["a"]);
    let modified = s.path("a/1.txt").metadata().unwrap().modified().unwrap();
    s.txt("new", "enam");
    fs::File::options().write(true).open(s.path("new")).unwrap().set_modified(modified).unwrap();
    s.rename("new", "a/1.txt").index(&["a"]).counts([0, 1, 0, 0, 0]);
}

#[test]
fn a_settled_file_with_an_old_time_is_noticed_by_its_change_time() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.aged("a/1.txt").index(&["a"]);
    let modified = s.path("a/1.txt").metadata().unwrap().modified().unwrap();
    sleep(Duration::from_millis(20));
    s.txt("a/1.txt", "enam");
    let file = fs::File::options().write(true).open(s.path("a/1.txt")).unwrap();
    file.set_modified(modified).unwrap();
    s.index(&["a"]).counts([0, 1, 0, 0, 0]);
}

#[test]
fn lost_or_damaged_stamps_cost_nothing_but_time() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.aged("a/1.txt").index(&["a"]);
    for bytes in [&b""[..], &[0xFF; 40], &[0; 16]] {
        fs::write(s.store().join("stamps"), bytes).unwrap();
        s.index(&["a"]).counts([0, 0, 0, 1, 0]);
    }
    fs::remove_file(s.store().join("stamps")).unwrap();
    s.index(&["a"]).counts([0, 0, 0, 1, 0]);
}

#[test]
fn a_higher_limit_brings_in_what_was_left_out() {
    let s = Scratch::new();
    let long = format!("{{\"id\":\"long\",\"body\":\"{}\"}}\n", "kabar ".repeat(200_000));
    s.file("a/1.jsonl", [line("x", "satu"), long].concat());
    s.file("a/2.txt", "kabar ".repeat(200_000)).aged("a/1.jsonl").aged("a/2.txt");
    s.index(&["a", "--max-article", "1"])
        .counts([1, 0, 0, 0, 2])
        .says("a/1.jsonl:2: an article of more");
    s.index(&["a", "--max-article", "1"]).counts([0, 0, 0, 1, 0]);
    s.index(&["a"]).counts([2, 0, 0, 1, 0]).silent();
    s.index(&["a", "--max-article", "1"]).counts([0, 0, 0, 3, 0]);
}

#[test]
fn compacting_changes_no_answer() {
    let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua")]);
    s.index(&["a"]);
    s.txt("a/3.txt", "tiga").remove("a/1.txt").index(&["a"]).counts([1, 0, 1, 1, 0]);
    let before = s.search("kabar")["hits"].clone();
    let stats = s.run(&["compact", "--json"]).exits(0).json();
    assert_eq!((&stats["segments"], &stats["articles"]), (&1.into(), &2.into()));
    assert_eq!(s.search("kabar")["hits"], before);
    s.index(&["a"]).counts([0, 0, 0, 2, 0]);
    s.run(&["compact"]).exits(0);
}

#[test]
fn an_index_can_lose_all_its_articles_and_gain_others() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.index(&["a"]);
    s.remove("a/1.txt").index(&["a"]).counts([0, 0, 1, 0, 0]);
    s.run(&["search", "satu"]).exits(1);
    s.run(&["compact"]).exits(0);
    s.txt("a/2.txt", "dua").index(&["a"]).counts([1, 0, 0, 0, 0]);
    assert_eq!(s.paths(), "a/2.txt");
}

#[test]
fn a_folder_may_become_a_file_and_back() {
    let s = Scratch::with(&[("a.txt/1.txt", "satu")]);
    s.index(&["a.txt"]).counts([1, 0, 0, 0, 0]);
    s.remove("a.txt").txt("a.txt", "dua").index(&["a.txt"]).counts([1, 0, 1, 0, 0]);
    assert_eq!(s.hit("kabar")["path"], "a.txt");
    s.remove("a.txt").txt("a.txt/1.txt", "satu").index(&[]).counts([1, 0, 1, 0, 0]);
    assert_eq!(s.hit("kabar")["path"], "a.txt/1.txt");
}
