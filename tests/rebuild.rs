//! An index of other versions: older ones are rebuilt of themselves, newer ones left alone.

use std::fs;

use crate::support::Scratch;

#[test]
fn an_older_index_is_rebuilt() {
    for key in ["schema", "analyzer", "cleaning"] {
        let s = Scratch::with(&[("a/1.txt", "satu"), ("a/2.txt", "dua"), ("b/3.txt", "tiga")]);
        s.index(&["a", "b"]);
        s.set_version(key, 0).rename("b", "gone").txt("a/1.txt", "enam");
        s.run(&["search", "satu"]).exits(3).says("Rebuild it with: telusur index");
        for command in ["stats", "check"] {
            s.run(&[command]).exits(3);
        }
        let ran = s.index(&["a"]);
        ran.counts([0, 1, 0, 1, 0]).says("rebuilding the index: the index has schema");
        assert_eq!(s.paths(), "a/1.txt a/2.txt b/3.txt", "kept though its file is gone");
        assert_eq!(s.hit("enam")["path"], "a/1.txt");
        assert_eq!(s.run(&["check", "--json"]).exits(0).json()["ok"], true);
        s.index(&["a"]).counts([0, 0, 0, 2, 0]).silent();
    }
}

#[test]
fn other_rules_of_cleaning_need_no_source_files() {
    const TEXT: &str = "Judul berita contoh\n\nDemak (NUSA) - Air surut di rumah.Warga pulang.\n\
        Baca juga: Warga Demak Bangun Tanggul\nIa lega.\nEditor: Joko Contoh\n";
    let s = Scratch::new();
    s.file("a/1.txt", TEXT).index(&["a"]);
    let fresh = s.run(&["show", "--json", &s.ids("surut")]).exits(0).json();
    assert_eq!(fresh["editor"], "Joko Contoh");
    assert_eq!(fresh["text"], "Demak (NUSA) - Air surut di rumah. Warga pulang.\nIa lega.");
    // Older rules, and no file to read again.
    s.set_version("cleaning", 0).rename("a", "gone");
    s.run(&["search", "tanggul"]).exits(3);
    s.run(&["compact"]).exits(0).says("rebuilding the index");
    let rebuilt = s.run(&["show", "--json", &s.ids("surut")]).exits(0).json();
    assert_eq!(rebuilt, fresh);
    assert_eq!(s.run(&["search", "--json", "tanggul"]).exits(1).json()["total"], 0);
    let raw = s.run(&["show", "--json", "--raw", &s.ids("surut")]).exits(0).json();
    assert!(TEXT.ends_with(raw["text"].as_str().unwrap()));
}

#[test]
fn search_with_sync_rebuilds_too() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.index(&["a"]);
    s.set_version("schema", 0);
    let ran = s.run(&["search", "--json", "satu", "--sync", "a"]);
    assert_eq!(ran.exits(0).says("rebuilding the index").json()["total"], 1);
    s.set_version("analyzer", 0);
    s.run(&["forget", "--json", "x"]).exits(1).says("rebuilding the index");
    s.set_version("analyzer", 0).run(&["compact"]).exits(0).says("rebuilding the index");
}

#[test]
fn a_newer_index_is_left_alone() {
    let s = Scratch::with(&[("a/1.txt", "satu")]);
    s.index(&["a"]);
    let ours = s.version("schema");
    s.set_version("schema", 99).txt("a/1.txt", "dua");
    fs::write(s.store().join("manifest-of-the-future"), "x").unwrap();
    for arguments in [&["index", "a"][..], &["search", "satu"], &["compact"], &["forget", "a"]] {
        s.run(arguments).exits(3).says("newer");
    }
    assert!(s.store().join("manifest-of-the-future").exists());
    s.set_version("schema", ours).run(&["search", "satu"]).exits(0);
}
