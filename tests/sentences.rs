//! Golden sentences, and boundary F1 on the gold sentences.
//!
//! `golden/sentences.txt` holds inputs, `\n` for a line break, and behind ` => `
//! the sentences with `¦` between them, `¶` where a paragraph starts.
//! `UPDATE_GOLDEN=1 cargo test` rewrites it. The gold sentences are read from
//! `$TELUSUR_SHARED/gold`; without the variable there is nothing to measure.

use std::collections::BTreeSet;
use telusur::analysis::sentence::split;

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/sentences.txt");

#[test]
fn golden_sentences() {
    let golden = std::fs::read_to_string(GOLDEN).expect("golden file");
    let mut fresh = String::new();
    for line in golden.lines() {
        fresh.push_str(line.split(" => ").next().unwrap_or_default());
        if !line.is_empty() && !line.starts_with("## ") {
            let input = line.split(" => ").next().unwrap_or_default();
            let text = input.replace("\\n", "\n").replace("\\r", "\r");
            let mut sentences = Vec::new();
            split(&text, |sentence| {
                let mark = if sentence.paragraph_start { "¶" } else { "" };
                sentences.push(format!("{mark}{}", sentence.span.of(&text)));
            });
            let found = sentences.join(" ¦ ").replace('\n', "\\n").replace('\r', "\\r");
            fresh.push_str(" => ");
            fresh.push_str(&found);
        }
        fresh.push('\n');
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, fresh).expect("golden file");
        return;
    }
    for (was, is) in golden.lines().zip(fresh.lines()) {
        assert_eq!(was, is);
    }
}

#[test]
fn boundary_f1() {
    let Ok(shared) = std::env::var("TELUSUR_SHARED") else {
        return;
    };
    let gold = std::fs::read_to_string(format!("{shared}/gold/sentences.txt")).expect("gold");
    let text = gold.lines().collect::<Vec<_>>().join(" ");
    let mut expected = BTreeSet::new();
    let mut at = 0;
    for line in gold.lines() {
        expected.insert(at + line.trim_end().len());
        at += line.len() + 1;
    }
    let mut found = BTreeSet::new();
    split(&text, |sentence| {
        found.insert(sentence.span.end);
    });
    let hits = expected.intersection(&found).count() as f64;
    let (precision, recall) = (hits / found.len() as f64, hits / expected.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("precision {precision:.4} recall {recall:.4} F1 {f1:.4}");
    let show = |name: &str, at: usize| {
        let from = text.floor_char_boundary(at.saturating_sub(50));
        let to = text.floor_char_boundary(text.len().min(at + 35));
        println!("{name} {} ¦{}", &text[from..at], &text[at..to]);
    };
    for &at in found.difference(&expected) {
        show("extra ", at);
    }
    for &at in expected.difference(&found) {
        show("missed", at);
    }
    assert!(f1 >= 0.965, "F1 {f1:.4}");
}
