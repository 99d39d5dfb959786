//! The contract of the command line: shapes of JSON, streams, exit codes, help.

use std::path::Path;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::support::{Ran, Scratch, line};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

const COMMANDS: [&str; 10] = [
    "index", "search", "show", "forget", "compact", "stats", "check", "acronyms", "analyze", "eval",
];

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

/// Asserts the shape of an answer of `search`.
#[track_caller]
fn is_answer(answer: &Value) {
    let keys = "version query total total_exact took_us hits suggestion warnings";
    has(answer, &keys.split(' ').collect::<Vec<_>>());
    assert_eq!(answer["version"], 1);
    assert!(answer["total"].is_u64() && answer["took_us"].is_u64());
    assert!(answer["total_exact"].is_boolean());
    assert!(answer["suggestion"].is_null() || answer["suggestion"].is_string());
    for warning in answer["warnings"].as_array().expect("a list") {
        has(warning, &["message", "start", "end"]);
        let query = answer["query"].as_str().unwrap();
        if let (Some(start), Some(end)) = (warning["start"].as_u64(), warning["end"].as_u64()) {
            assert!(query.get(start as usize..end as usize).is_some());
        }
    }
    for (rank, hit) in (1..).zip(answer["hits"].as_array().expect("a list")) {
        is_hit(hit);
        assert_eq!(hit["rank"], rank);
    }
}

#[track_caller]
fn is_hit(hit: &Value) {
    let keys = "rank score id title title_highlights url date source author editor place section path missing passages";
    has(hit, &keys.split(' ').collect::<Vec<_>>());
    assert!(hit["score"].is_f64() && hit["missing"].is_array());
    assert!(!hit["path"].as_str().unwrap().is_empty());
    marks(hit["title"].as_str().unwrap_or_default(), &hit["title_highlights"]);
    let passages = hit["passages"].as_array().expect("a list");
    assert!(passages.is_sorted_by(|a, b| a["score"].as_f64() >= b["score"].as_f64()));
    for passage in passages {
        has(passage, &["text", "score", "start", "end", "cut_before", "cut_after", "highlights"]);
        marks(passage["text"].as_str().unwrap(), &passage["highlights"]);
    }
}

/// What is marked in a text: sorted spans that do not overlap, on the bounds of characters.
#[track_caller]
fn marks<'t>(text: &'t str, highlights: &Value) -> Vec<&'t str> {
    let mut last = 0;
    let mut marked = Vec::new();
    for pair in highlights.as_array().expect("a list") {
        let (start, end) = (pair[0].as_u64().unwrap() as usize, pair[1].as_u64().unwrap() as usize);
        assert!(last <= start && start < end, "{highlights} of {text:?}");
        marked.push(text.get(start..end).expect("a slice"));
        last = end;
    }
    marked
}

#[test]
fn answers_have_their_shape_whatever_is_asked() {
    let s = sample();
    for query in [
        "kota cerdas",
        "\"kota cerdas\"",
        "stunting sumedang",
        "\"Luang Prabang\"",
        "ASCN",
        "",
        "   ",
        "pembangunan perkotaan yang cerdas dan berkelanjutan",
        "xyzzy",
        "yang",
        "(",
        "\"",
        "kota -cerdas",
        "-kota",
        "kota AND (cerdas OR pintar)",
        "*",
        "a*",
        "tanggal:2024",
        "é",
        "judul:banjir",
        "😀",
        "kota~",
        "rp1,5 triliun",
        "anak-anak",
        "OR OR",
        "ke-17",
    ] {
        let ran = s.run(&["search", "--json", query, "--limit", "50", "--passages", "4"]);
        let answer = ran.json();
        is_answer(&answer);
        assert_eq!(answer["query"], query);
        let found = answer["total"] != 0 || answer["hits"] != json!([]);
        ran.exits(if found { 0 } else { 1 }).silent();
    }
}

#[test]
fn passages_are_slices_of_the_text() {
    let s = sample();
    for query in ["kota cerdas", "banjir", "\"Luang Prabang\"", "anak-anak", "pembangunan"] {
        for hit in s.search(query)["hits"].as_array().unwrap() {
            let show = s.show(hit["id"].as_str().unwrap());
            let text = show["text"].as_str().unwrap();
            for passage in hit["passages"].as_array().unwrap() {
                let at = |key: &str| passage[key].as_u64().unwrap() as usize;
                assert_eq!(passage["text"], text[at("start")..at("end")]);
            }
            for key in ["id", "title", "date", "url", "source", "author", "path"] {
                assert_eq!(show[key], hit[key], "{key}");
            }
        }
    }
}

#[test]
fn what_matched_is_marked() {
    let s = sample();
    let marked = |query: &str| -> Vec<String> {
        let answer = s.search(query);
        let passages = answer["hits"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|hit| hit["passages"].as_array().unwrap().clone());
        let mut marked: Vec<String> = passages
            .flat_map(|passage| {
                let text = passage["text"].as_str().unwrap().to_owned();
                marks(&text, &passage["highlights"])
                    .into_iter()
                    .map(str::to_lowercase)
                    .collect::<Vec<_>>()
            })
            .collect();
        marked.sort_unstable();
        marked.dedup();
        marked
    };
    assert!(marked("bangun").contains(&"pembangunan".to_owned()));
    assert!(
        marked("\"kota cerdas\"")
            .iter()
            .all(|word| word == "kota" || word == "cerdas" || word == "kota cerdas")
    );
    assert!(marked("\"Luang Prabang\"").iter().all(|word| "luang prabang".contains(word.as_str())));
}

#[test]
fn counting_is_exact() {
    let s = sample();
    let all = s.run(&["search", "--json", "kota cerdas", "--limit", "1000"]).json();
    let full = all["hits"].as_array().unwrap().iter().filter(|hit| hit["missing"] == json!([]));
    let full = full.count();
    let count = s.run(&["search", "--json", "--count", "kota cerdas"]).exits(0).json();
    assert_eq!((&count["total"], &count["total_exact"]), (&full.into(), &true.into()));
    assert_eq!(s.run(&["search", "--count", "kota cerdas"]).out(), format!("{full}\n"));
    s.run(&["search", "--count", "xyzzy"]).exits(1);
    assert!(all["hits"].as_array().unwrap().len() > full, "some lack words and come last");
}

#[test]
fn pages_follow_one_another() {
    let s = sample();
    let hits = |limit: &str, offset: &str| -> Vec<Value> {
        let ran = s.run(&["search", "--json", "kota", "--limit", limit, "--offset", offset]);
        ran.json()["hits"].as_array().unwrap().clone()
    };
    let all = hits("6", "0");
    assert_eq!([hits("2", "0"), hits("2", "2"), hits("2", "4")].concat(), all);
    assert_eq!(hits("2", "1000000"), [] as [Value; 0]);
    assert_eq!(hits("0", "0"), [] as [Value; 0]);
    s.run(&["search", "kota", "--limit", "18446744073709551615", "--offset", "9"]).exits(0);
}

#[test]
fn days_and_sources_narrow_the_search() {
    let s = Scratch::new();
    let of = |id: u32, date: &str, source: &str| {
        format!("{{\"id\":{id},\"isi\":\"kabar\",\"date\":{date:?},\"source\":{source:?}}}\n")
    };
    s.file(
        "a.jsonl",
        [
            of(1, "2024-01-31", "ANTARA"),
            of(2, "2024-02-01T00:00:00+07:00", "Antara News"),
            of(3, "2025-03-01", "Kompas"),
            "{\"id\":4,\"isi\":\"kabar\"}\n".into(),
        ]
        .concat(),
    );
    s.index(&["a.jsonl"]).counts([4, 0, 0, 0, 0]);
    let ids = |arguments: &[&str]| -> Vec<String> {
        let answer = s.run(&[&["search", "--json", "kabar"], arguments].concat()).json();
        let hits = answer["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["--since", "2024-02"]), ["3", "2"]);
    assert_eq!(ids(&["--until", "2024-01-31"]), ["1"]);
    assert_eq!(ids(&["--until", "2024", "--sort", "oldest"]), ["1", "2"]);
    assert_eq!(ids(&["--sort", "newest"]), ["3", "2", "1", "4"]);
    assert_eq!(ids(&["--source", "antara", "--sort", "newest"]), ["2", "1"]);
    s.run(&["search", "kabar", "--since", "kemarin"]).exits(2).says("not a date");
}

#[test]
fn a_query_a_line_is_an_answer_a_line() {
    let s = small();
    let ran = s.feed(&["search", "-"], b"banjir\n\nxyzzy\r\nkota \xFF");
    let answers = ran.exits(0).lines();
    answers.iter().for_each(is_answer);
    let queries: Vec<&Value> = answers.iter().map(|answer| &answer["query"]).collect();
    assert_eq!(queries, ["banjir", "", "xyzzy", "kota \u{FFFD}"]);
    assert_eq!(s.feed(&["search", "--json", "-"], b"").exits(1).out(), "");
    s.feed(&["search", "-", "--lang", "en"], b"xyzzy\n").exits(1);
}

#[test]
fn analyze_shows_tokens_and_sentences() {
    let s = Scratch::new();
    let text = "Pembangunan  kota é. Anak-anak (ASCN) Rp1,5 triliun.";
    let answer = s.run(&["analyze", "--json", text]).exits(0).silent().json();
    assert_eq!(answer["version"], 1);
    assert_eq!(answer["sentences"].as_array().unwrap().len(), 2);
    for token in answer["tokens"].as_array().unwrap() {
        has(token, &["text", "start", "end", "position", "exact", "root", "roots"]);
        let at = |key: &str| token[key].as_u64().unwrap() as usize;
        assert_eq!(token["text"], text[at("start")..at("end")]);
        assert!(token["roots"].is_array() && token["root"].is_string());
    }
    assert_eq!(answer["tokens"][0]["roots"], json!(["bangun"]));
    assert_eq!(s.run(&["analyze", "--json", ""]).exits(0).json()["tokens"], json!([]));
    s.run(&["analyze", "pembangunan"]).exits(0);
    s.run(&["analyze", "--explain", "pembangunan"]).exits(0);
    let lines = s.feed(&["analyze", "-"], b"kota\n\nsatu dua\n\xFF\n").exits(0).lines();
    let tokens: Vec<_> =
        lines.iter().map(|line| line["tokens"].as_array().unwrap().len()).collect();
    assert_eq!((lines.len(), &tokens[..3]), (4, &[1, 0, 2][..]));
}

#[test]
fn every_object_has_its_keys() {
    let s = small();
    let index = s.index(&["a"]).json();
    has(&index, &["version", "added", "changed", "removed", "unchanged", "skipped", "warnings"]);
    assert!(index["seconds"].is_f64() && index["bytes"].is_u64());
    let stats = s.run(&["stats", "--json"]).exits(0).silent().json();
    has(&stats, &["version", "articles", "terms", "bytes", "schema", "analyzer"]);
    assert_eq!(stats["articles"], 2);
    let check = s.run(&["check", "--json"]).exits(0).silent().json();
    assert_eq!(check, json!({"version": 1, "ok": true, "problems": []}));
    let show = s.show("x");
    has(&show, &["version", "id", "title", "text", "date", "url", "source", "author", "path"]);
    has(&show, &["editor", "place", "section", "origins"]);
    assert_eq!((&show["path"], &show["date"]), (&"a/2.jsonl:1".into(), &Value::Null));
    assert_eq!(s.run(&["compact", "--json"]).exits(0).json()["version"], 1);
    assert_eq!(s.run(&["forget", "--json", "x"]).exits(0).json()["version"], 1);
}

#[test]
fn eval_measures() {
    let s = small();
    s.file("q.tsv", "1\tgempa\n2\tbanjir\n3\txyzzy\n4\ttanpa nilai\n");
    s.file("r.txt", "1 0 x 2\n2 0 x 1\n3 0 x 1\n");
    let arguments = ["eval", "--queries", "q.tsv", "--qrels", "r.txt", "--json", "--run", "out"];
    let report = s.run(&arguments).exits(0).json();
    let keys =
        ["version", "queries", "ndcg@10", "mrr@10", "recall@100", "p50_us", "p99_us", "seconds"];
    has(&report, &keys);
    assert_eq!(report["queries"], 3);
    assert!((report["mrr@10"].as_f64().unwrap() - 1.0 / 3.0).abs() < 1e-9, "{report}");
    assert!(std::fs::read_to_string(s.path("out")).unwrap().starts_with("1 Q0 x 1 "));
}

/// Judgements, and a run that finds the article of every query but the third.
fn judged() -> Scratch {
    let s = small();
    s.file("q.tsv", "1\tgempa\n2\tbanjir\n3\txyzzy\n").file("r.txt", "1 0 x 2\n2 0 x 1\n3 0 x 1\n");
    s.file("old", "2 Q0 x 1 2.5 lama\n2 Q0 y 2 2.5 lama\n1 Q0 x 1 1 lama\n9 Q0 x 1 1 lama\n");
    s
}

#[test]
fn eval_compares_with_a_saved_run() {
    let s = judged();
    let eval = ["eval", "--queries", "q.tsv", "--qrels", "r.txt"];
    let report = s.run(&[&eval[..], &["--against", "old", "--json"]].concat()).exits(0).json();
    let against = &report["against"];
    has(&against["ndcg@10"], &["before", "after", "change", "p", "wins", "ties", "losses"]);
    // Of equal scores the last id comes first, so y before x.
    assert!((against["mrr@10"]["before"].as_f64().unwrap() - 0.5).abs() < 1e-9, "{against}");
    assert_eq!(against["mrr@10"]["after"], report["mrr@10"]);
    assert_eq!((&against["mrr@10"]["losses"], &against["mrr@10"]["wins"]), (&1.into(), &0.into()));
    assert_eq!(against["missing_before"], json!(["3"]));
    let changed = against["changed"].as_array().unwrap();
    assert_eq!(
        (changed.len(), &changed[0]["id"], &changed[0]["query"]),
        (1, &"2".into(), &"banjir".into())
    );
    has(&changed[0]["before"], &["ndcg@10", "mrr@10", "recall@100"]);
    let out = s.run(&[&eval[..], &["--against", "old"]].concat()).exits(0).out();
    assert!(out.contains("counted 0: 1 (3)") && out.contains("0.6309  0.0000  2  banjir"), "{out}");
    let none = s.run(&[&eval[..], &["--against", "old", "--changed", "0"]].concat()).exits(0).out();
    assert!(!none.contains("banjir"), "{none}");
}

#[test]
fn eval_compares_two_files_without_an_index() {
    let s = judged();
    s.file("new", "1 Q0 x 1 1 baru\n2 Q0 x 1 2 baru\n3 Q0 x 1 1 baru\n");
    let eval = ["eval", "--qrels", "r.txt", "--saved", "new", "--index", "none"];
    let report = s.run(&[&eval[..], &["--json"]].concat()).exits(0).silent().json();
    assert_eq!((&report["mrr@10"], &report["p50_us"]), (&1.0.into(), &Value::Null));
    let out = s.run(&[&eval[..], &["--against", "old"]].concat()).exits(0).out();
    assert!(out.contains("MRR@10      0.5000  1.0000  +0.5000"), "{out}");
    s.file("bad", "1 Q0 x 1 1 baru\n2 Q0 x 1 1\n").file("strange", "7 Q0 x 1 1 baru\n");
    let against = |file: &str| s.run(&[&eval[..], &["--against", file]].concat());
    against("bad").exits(2).says("bad:2");
    against("strange").exits(2).says("no article for any judged query");
    against("none").exits(3).says("cannot read none");
    s.run(&["eval", "--qrels", "r.txt"]).exits(2);
    // What is written is read in the same order, and changes nothing.
    let eval = ["eval", "--queries", "q.tsv", "--qrels", "r.txt"];
    s.run(&[&eval[..], &["--run", "same"]].concat()).exits(0);
    let same = s.run(&[&eval[..], &["--against", "same", "--json"]].concat()).exits(0).json();
    assert_eq!(same["against"]["changed"], json!([]));
}

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
    s.file("a/1.jsonl", ["{\n".repeat(99), line("x", "satu")].concat());
    let ran = s.index(&["a"]);
    ran.counts([1, 0, 0, 0, 99]).says("… and 49 more warnings");
    assert_eq!(ran.err().lines().count(), 51);
    let summary = s.run(&["index", "a", "--rehash"]);
    assert_eq!((summary.exits(0).err(), summary.out().lines().count() > 0), (String::new(), true));
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
