//! Ranking measured and compared.

use serde_json::{Value, json};

use super::{has, small};
use crate::support::Scratch;

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
    against("none").exits(4).says("cannot read none");
    s.run(&["eval", "--queries", "none", "--qrels", "r.txt"]).exits(4).says("cannot read none");
    s.run(&["eval", "--queries", "q.tsv", "--qrels", "none"]).exits(4).says("cannot read none");
    s.run(&["eval", "--qrels", "r.txt"]).exits(2);
    // What is written is read in the same order, and changes nothing.
    let eval = ["eval", "--queries", "q.tsv", "--qrels", "r.txt"];
    s.run(&[&eval[..], &["--run", "same"]].concat()).exits(0);
    let same = s.run(&[&eval[..], &["--against", "same", "--json"]].concat()).exits(0).json();
    assert_eq!(same["against"]["changed"], json!([]));
}
