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

#[test]
fn a_file_that_is_gone_or_empty_keeps_the_index_from_being_synced() {
    let s = small();
    let before = s.meta();
    let entries = std::fs::read_dir(s.store()).unwrap().map(|entry| entry.unwrap().path());
    let segment = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        name.len() > 32 && name.contains('.')
    };
    let mut tried = 0;
    for path in entries.filter(segment) {
        let whole = std::fs::read(&path).unwrap();
        for emptied in [true, false] {
            if emptied { std::fs::write(&path, "") } else { std::fs::remove_file(&path) }.unwrap();
            for command in [&["index", "a"][..], &["index", "--rehash"], &["forget", "x"]] {
                s.run(command).exits(3).says("telusur check");
            }
            s.run(&["check"]).exits(3);
            std::fs::write(&path, &whole).unwrap();
        }
        tried += 1;
    }
    assert!(tried > 4, "{tried}");
    assert_eq!(s.meta(), before);
    s.index(&["a"]).counts([0, 0, 0, 2, 0]);
}

#[test]
fn what_looks_like_an_option_is_none_to_search_for() {
    let s = small();
    s.run(&["search", "--cuont"]).exits(2).says("there is no option --cuont");
    s.run(&["search", "--bogus", "banjir"]).exits(2).says("there is no option --bogus");
    s.run(&["search", "banjir", "--cuont"]).exits(2).says("--cuont");
    s.run(&["search", "-xyzzy"]).exits(0);
    s.run(&["search", "--banjir gempa"]).exits(0);
}

#[test]
fn a_page_behind_the_last_hit_tells_the_total() {
    let s = small();
    let said = "1 artikel memuat semuanya; tidak ada hasil di tempat ini.";
    for page in [["--offset", "100000"], ["--limit", "0"]] {
        s.run(&[&["search", "banjir"][..], &page].concat()).exits(0).prints(said);
    }
    s.run(&["search", "xyzzy", "--limit", "0"]).exits(1).prints("Tidak ada artikel yang cocok.");
}
