//! Exit codes, and what is said of a damaged index.

use super::small;

#[test]
fn exit_codes() {
    let s = small();
    s.run(&["search", "banjir"]).exits(0);
    s.run(&["search", "xyzzy"]).exits(1).silent();
    s.run(&["show", "none"]).exits(1).says("no article has the id");
    for wrong in [
        &["search"][..],
        &["nonsense"],
        &[],
        &["search", "a", "--limit", "x"],
        &["search", "--sync", "a"],
        &["index", "--threads", "0"],
        &["show"],
        &["forget"],
    ] {
        let ran = s.run(wrong);
        assert_eq!((ran.exits(2).out(), ran.err().is_empty()), (String::new(), false), "{wrong:?}");
    }
    for command in [
        &["search", "a"][..],
        &["show", "a"],
        &["forget", "a"],
        &["compact"],
        &["stats"],
        &["check"],
    ] {
        let ran = s.run(&[command, &["--index", "none", "--json"]].concat());
        ran.exits(3).says("there is no index in none").says("telusur index PATH --index none");
        assert_eq!(ran.out(), "");
    }
    assert!(!s.path("none").exists(), "asking makes no folder");
    s.run(&["index", "none"]).exits(4).says("none: cannot be found");
    s.run(&["search", "a", "--sync", "none", "--index", "new"]).exits(4);
}

#[test]
fn a_damaged_index_is_told_and_searched_no_more() {
    let s = small();
    let places = s.store().join("places-1");
    std::fs::write(&places, "x").unwrap();
    let check = s.run(&["check", "--json"]).exits(3).json();
    assert_eq!((&check["ok"], &check["problems"][0]["file"]), (&false.into(), &"places-1".into()));
    s.file("index/current", "store-77");
    s.run(&["search", "banjir"]).exits(3).says("telusur check");
    assert_eq!(s.run(&["check", "--json"]).exits(3).json()["ok"], false);
    s.run(&["index", "a"]).exits(3).says("names \"store-77\"");
    let s = small();
    std::fs::write(s.store().join("meta.json"), "{").unwrap();
    s.run(&["search", "banjir"]).exits(3);
    s.run(&["index", "a"]).exits(3);
    assert_eq!(s.run(&["check", "--json"]).exits(3).json()["ok"], false);
}

#[test]
fn a_flipped_bit_is_found() {
    let s = small();
    let entries = std::fs::read_dir(s.store()).unwrap().map(|entry| entry.unwrap().path());
    for path in entries.filter(|path| path.extension().is_some_and(|e| e != "json" && e != "lock"))
    {
        let whole = std::fs::read(&path).unwrap();
        let mut bytes = whole.clone();
        bytes[whole.len() / 2] ^= 1;
        std::fs::write(&path, bytes).unwrap();
        let ran = s.run(&["check", "--json"]);
        assert_eq!(ran.exits(3).json()["ok"], false, "{}", path.display());
        // A search may meet the damage or not; it never ends in another way.
        assert!(matches!(s.run(&["search", "banjir"]).code(), 0 | 1 | 3), "{}", path.display());
        std::fs::write(&path, whole).unwrap();
    }
    s.run(&["check"]).exits(0);
}
