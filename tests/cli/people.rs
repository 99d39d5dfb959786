//! What people see, say and give: paths, languages, colours, help, warnings.

use std::path::Path;
use std::process::Stdio;

use serde_json::json;

use super::{sample, small};
use crate::support::{Ran, Scratch, line};

const COMMANDS: [&str; 10] = [
    "index", "search", "show", "forget", "compact", "stats", "check", "acronyms", "analyze", "eval",
];

#[test]
fn trouble_with_the_sync_is_a_warning_where_there_is_an_index() {
    let s = small();
    let ran = s.run(&["search", "--json", "banjir", "--sync", "none"]);
    assert_eq!(ran.exits(0).says("searching the index as it is").json()["total"], 1);
    s.run(&["search", "--json", "xyzzy", "--sync", "none"]).exits(1);
    s.txt("a/3.txt", "gunung");
    let ran = s.run(&["search", "--json", "gunung", "--sync", "none", "a"]);
    assert_eq!(ran.exits(0).says("none: cannot be found").json()["total"], 1);
}

#[test]
fn the_query_may_come_last() {
    let s = Scratch::new();
    s.txt("a/1.txt", "kota cerdas").txt("b/2.txt", "kota");
    let sync =
        |arguments: &[&str]| s.run(&[&["search", "--json"], arguments].concat()).exits(0).json();
    assert_eq!(sync(&["--sync", "a", "kota cerdas"])["total"], 1);
    assert_eq!(sync(&["--sync", "a", "b", "kota"])["query"], "kota");
    assert_eq!(sync(&["--sync", "a", "--limit", "1", "kota"])["total"], 2);
    assert_eq!(sync(&["kota", "--sync", "a", "b"])["total"], 2);
    assert_eq!(sync(&["--sync", "a", "--", "kota"])["total"], 2);
    assert_eq!(
        s.feed(&["search", "--sync", "a", "-"], b"kota\ncerdas\n").exits(0).lines().len(),
        2
    );
}

#[test]
fn without_a_path_the_known_roots_else_the_corpus() {
    let s = Scratch::new();
    s.index(&[]).exits(4).says("corpus: cannot be found");
    s.txt("corpus/1.txt", "satu").txt("b/2.txt", "dua");
    s.index(&[]).counts([1, 0, 0, 0, 0]);
    s.index(&["b"]).counts([1, 0, 0, 0, 0]);
    s.txt("corpus/3.txt", "tiga").remove("b/2.txt");
    s.index(&[]).counts([1, 0, 1, 1, 0]);
    assert_eq!(s.paths(), "corpus/1.txt corpus/3.txt");
}

#[test]
fn paths_are_as_they_were_given() {
    for (given, shown) in [("a", "a"), ("./a/", "./a"), (".", "."), ("a/../a", "a/../a")] {
        let s = Scratch::new();
        s.txt("a/1.txt", "satu").index(&[given]).exits(0);
        let path = s.hit("satu")["path"].as_str().unwrap().to_owned();
        assert!(path.starts_with(&format!("{shown}/")) && Path::new(&path).ends_with("1.txt"));
    }
}

#[test]
fn labels_speak_the_language_asked_for() {
    let s = small();
    let out = |arguments: &[&str]| s.run(&[&["search"], arguments].concat()).out();
    assert!(out(&["xyzzy"]).contains("Tidak ada artikel"));
    assert!(out(&["xyzzy", "--lang", "en"]).contains("No article"));
    assert!(out(&["banjir"]).contains("artikel memuat"));
    assert!(out(&["banjir", "--lang", "en"]).contains("article"));
    let warned = |lang: &str| {
        s.run(&["search", "--json", "tanggal:besok banjir (", "--lang", lang]).json()["warnings"]
            .clone()
    };
    assert_ne!(warned("id"), warned("en"));
    assert_ne!(warned("id"), json!([]));
}

#[test]
fn matches_are_bold_where_colour_is_wanted() {
    let s = small();
    let always = s.run(&["search", "banjir", "--color", "always"]).out();
    assert!(always.contains("\u{1b}[1mbanjir\u{1b}[0m"), "{always:?}");
    for color in ["never", "auto"] {
        let out = s.run(&["search", "banjir", "--color", color]).out();
        assert!(out.contains("tentang banjir.") && !out.contains('\u{1b}'));
    }
    assert!(s.run(&["search", "banjir", "--color", "always", "--json"]).json().is_object());
}

#[test]
fn help_teaches() {
    let s = Scratch::new();
    let help = s.run(&["--help"]).exits(0).silent().out();
    assert!(help.contains("Exit codes") && help.contains("telusur search"));
    assert!(s.run(&["--version"]).exits(0).out().starts_with("telusur "));
    for command in COMMANDS {
        let help = s.run(&[command, "--help"]).exits(0).silent().out();
        assert!(help.contains("Usage: telusur") && help.contains("--json"), "{command}");
        assert_eq!(help.contains("--index <DIR>"), command != "analyze", "{command}");
    }
}

#[cfg(unix)]
#[test]
fn a_broken_pipe_is_quiet() {
    let s = sample();
    for arguments in [
        &["search", "kota", "--limit", "100", "--passages", "9"][..],
        &["search", "kota", "--json", "--limit", "100"],
        &["stats"],
        &["--help"],
    ] {
        let mut command = s.command(arguments);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = child.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_stderr_is_no_trouble() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu");
    for number in 0..60 {
        s.file(&format!("a/{number}.jsonl"), "{\n");
    }
    let mut child =
        s.command(&["index", "a"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(0));
}

#[test]
fn warnings_are_many_but_bounded() {
    let s = Scratch::new();
    let odd = |number: u32| format!("{{\"isi\":\"kabar {number}\",\"tanggal\":\"kemarin\"}}\n");
    s.file("a/1.jsonl", (0..60).map(odd).collect::<String>());
    s.file("a/2.jsonl", ["{\n".repeat(99), line("x", "satu")].concat()).file("a/3.txt", "");
    let told = |ran: Ran| {
        let lines: Vec<String> = ran.err().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 23, "{lines:?}");
        assert_eq!(
            lines[10..12],
            ["… and 89 more in a/2.jsonl", "warning: a/3.txt: empty; left out"]
        );
        assert_eq!(lines[22], "… and 50 more in a/1.jsonl");
    };
    let ran = s.index(&["a"]);
    ran.counts([61, 0, 0, 0, 100]);
    told(ran);
    s.index(&["a"]).counts([0, 0, 0, 61, 0]).silent();
    let ran = s.index(&["a", "--rehash"]);
    ran.counts([0, 0, 0, 61, 100]);
    told(ran);
}

#[test]
fn people_are_told_what_happened() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").file("a/2.jsonl", "{\n");
    let out = s.run(&["index", "a"]).exits(0).out();
    assert!(out.contains("1 added") && out.contains("1 left out"), "{out}");
    assert!(s.run(&["index", "a"]).exits(0).out().contains("Nothing changed"));
    let show = |ran: Ran| ran.exits(0).out();
    assert!(show(s.run(&["show", &s.ids("satu")])).contains("Ada kabar tentang satu."));
    assert!(show(s.run(&["stats"])).contains("articles  1"));
    assert!(show(s.run(&["check"])).contains("whole"));
    assert!(show(s.run(&["compact"])).contains("1 articles"));
    assert!(show(s.run(&["forget", "a"])).contains("1 articles removed"));
}
