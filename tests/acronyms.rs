//! Golden sentences of what articles say acronyms stand for, and properties of the reading.
//!
//! `golden/acronyms.txt` holds inputs, `\n` for a line break, and behind ` => ` what is found,
//! `·` between. `UPDATE_GOLDEN=1 cargo test` rewrites it.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use telusur::analysis::acronym::{AcronymKind, AcronymPair, TableBuilder, evidence, pairs};

const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/acronyms.txt");

fn said(text: &str) -> String {
    let mut said = Vec::new();
    evidence(text, |found| {
        let (short, long) = (found.short.of(text), found.long.of(text));
        said.push(format!("{short} = {long} ({})", found.kind.name()));
    });
    said.join(" · ").replace('\n', "\\n")
}

#[test]
fn golden_acronyms() {
    let golden = std::fs::read_to_string(GOLDEN).expect("golden file");
    let mut fresh = String::new();
    for line in golden.lines() {
        let input = line.split(" => ").next().unwrap_or_default();
        fresh.push_str(input);
        if !line.is_empty() && !line.starts_with("## ") {
            fresh.push_str(" => ");
            fresh.push_str(&said(&input.replace("\\n", "\n")));
        }
        fresh.push('\n');
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(GOLDEN, fresh).expect("golden file");
        return;
    }
    for (was, is) in golden.lines().zip(fresh.lines()) {
        assert_eq!(was.trim_end(), is.trim_end());
    }
}

#[test]
fn work_is_linear() {
    let hostile = [
        "(",
        ")",
        "()",
        "a(",
        "(a",
        "(A) ",
        "dan (DDDD) ",
        "a b (AB (",
        "alias ",
        "A alias A ",
        "Dan dan DDDDDDDDDDDDDDDDDDDDDDDD (Dddddddddddddddddddd) ",
        "disingkat ",
        "((a)) ",
        "A A A A A A A A A A A A (AAAAAAAAAAAAAAAAAAAAAAAA)",
        "singkatan dari a ",
    ];
    for piece in hostile {
        let text = piece.repeat((1 << 20) / piece.len());
        let started = Instant::now();
        evidence(&text, |found| assert!(!found.short.of(&text).is_empty()));
        assert!(started.elapsed() < Duration::from_secs(20), "{piece}: {:?}", started.elapsed());
    }
}

/// Text made of what readers of acronyms look at.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just(" alias ".to_owned()),
        Just(", disingkat ".to_owned()),
        Just(" singkatan dari ".to_owned()),
        "[A-Z]{1,5}",
        "[A-Z]?[a-z]{1,6} ",
        "[ -/.,;:'’é2İß\u{301}\u{200b}東\n]{1,3}",
        any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn said_by_articles() -> impl Strategy<Value = Vec<(u64, Vec<AcronymPair>)>> {
    let kind = prop::sample::select(AcronymKind::ALL.to_vec());
    let pair = ("[AB]{2}", "[Aa]n? (dan )?[Bb]o?", kind)
        .prop_map(|(short, long, kind)| AcronymPair { short, long, kind });
    let articles = prop::collection::vec(prop::collection::vec(pair, 0..4), 0..12);
    articles.prop_map(|articles| (0..).zip(articles).collect())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(text in text()) {
        evidence(&text, |found| {
            assert!(!found.short.of(&text).trim().is_empty());
            assert!(found.long.of(&text).contains(|c: char| !c.is_alphanumeric()));
            assert!(found.short.end <= found.long.start || found.long.end <= found.short.start);
        });
        pairs([text.as_str()]);
    }

    #[test]
    fn tables_do_not_depend_on_the_order(articles in said_by_articles(), turn in 0_usize..12) {
        let table = |articles: &[(u64, Vec<AcronymPair>)]| {
            let mut builder = TableBuilder::default();
            articles.iter().for_each(|(key, pairs)| builder.add(*key, pairs));
            builder.finish()
        };
        let mut turned = articles.clone();
        turned.reverse();
        let turn = turn.min(turned.len());
        turned.rotate_left(turn);
        prop_assert_eq!(table(&articles), table(&turned));
    }
}
