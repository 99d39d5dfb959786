//! Articles made to hurt those who look into them: words that come again and again.
//!
//! Each search takes some milliseconds; the bound leaves room for a busy machine and still
//! catches what is quadratic in an article (a minute) or grows with the factorial of a query
//! (it does not end).

use std::time::{Duration, Instant};

use telusur::SearchRequest;
use telusur::engine::Engine;
use telusur::query::Language;

use crate::support::{Scratch, sync};

const LONG: usize = 100_000;

fn takes_no_time(article: &str, queries: &[(String, u64)]) {
    let s = Scratch::new();
    s.file("a/1.txt", article);
    assert!(sync(&s.path("index"), &[s.path("a")], 1));
    let engine = Engine::open(s.path("index")).unwrap();
    for (query, total) in queries {
        let started = Instant::now();
        let answer = engine.search(&SearchRequest::new(query.as_str()), Language::Id).unwrap();
        let taken = started.elapsed();
        let shown: String = query.chars().take(40).collect();
        assert_eq!(answer.total, *total, "{shown}");
        assert!(taken < Duration::from_secs(5), "{shown}: {taken:?}");
    }
}

#[test]
fn a_word_asked_for_more_often_than_it_stands() {
    let often = |operand: &str, times: usize, by: &str| vec![operand; times].join(by);
    let near = |operand: &str, times: usize| often(operand, times, " NEAR/50 ");
    let text = format!("Warga {}pulang.\n", "kota air ".repeat(13));
    takes_no_time(
        &text,
        &[
            (near("kota", 13), 1),
            (near("kota", 14), 0),
            (near("kota", 1000), 0),
            (format!("\"{}\"~50", often("kota", 14, " ")), 0),
            (near("\"kota air\"", 13), 1),
            (near("\"kota air\"", 14), 0),
            (format!("{} NEAR/50 {}", near("kota", 7), near("(kota OR xyzzy)", 7)), 0),
            (format!("{} NEAR/50 {}", near("kota", 7), near("(kota OR air)", 7)), 1),
        ],
    );
}

#[test]
fn a_long_article_of_two_words() {
    let queries = [
        "kota NEAR/3 air",
        "kota NEAR/3 air NEAR/3 kota",
        "kota ADJ/3 air",
        "\"kota air\" ADJ/3 \"kota air\"",
        "\"kota air\" NEAR/3 kota",
        "{kota air}",
        "PARAGRAF(\"kota air\" kota)",
    ];
    let queries: Vec<_> = queries.iter().map(|query| ((*query).to_owned(), 1)).collect();
    takes_no_time(&"kota air ".repeat(LONG), &queries);
    takes_no_time(&"Kota air kota air. Bah kota.\n\n".repeat(LONG / 4), &queries);
}
