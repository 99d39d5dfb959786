//! [`differences`]: where a response and the brute-force matcher disagree.

use std::collections::BTreeSet;

use telusur::analysis::Lexicon;
use telusur::analysis::normalizer::fold;
use telusur::query::{Field, Leaf, Matcher, Query};
use telusur::search::{Hit, SearchResponse};
use telusur::span::Span;

use super::sample::sample;
use crate::support::brute::words_of_chunk;

/// Articles that one finds and the other does not, and a wrong total.
pub(super) fn of_articles(query: &Query, response: &SearchResponse) -> Vec<String> {
    let expected = sample().brute.matches(query);
    let found: BTreeSet<String> = response.hits.iter().map(|hit| hit.id.clone()).collect();
    let mut differences = Vec::new();
    differences.extend(expected.difference(&found).map(|id| format!("{id} is not found")));
    differences.extend(found.difference(&expected).map(|id| format!("{id} should not be found")));
    if found.len() != response.hits.len() {
        differences.push("an article is found twice".to_owned());
    }
    let total = total(query, expected.len());
    if response.total != total as u64 {
        differences.push(format!("the total is {}, not {total}", response.total));
    }
    differences
}

/// How many articles answer in full: those found and, where the query is words alone, those
/// that hold all but its function and question words.
fn total(query: &Query, found: usize) -> usize {
    let chunks: Vec<&str> = match query {
        _ if !query.is_plain() => return found,
        Query::Any(clauses) => clauses.iter().filter_map(|clause| chunk(&clause.query)).collect(),
        query => chunk(query).into_iter().collect(),
    };
    let words: Vec<String> = chunks.into_iter().flat_map(words_of_chunk).collect();
    let content = |word: &&String| {
        let word = fold(word);
        !Lexicon::is_function_word(&word) && !Lexicon::is_question_word(&word)
    };
    let mut required: Vec<&String> = words.iter().filter(content).collect();
    if required.is_empty() {
        required = words.iter().collect();
    }
    let word = |text: &&String| Query::Leaf(Leaf::new(Matcher::Word((*text).clone())));
    sample().brute.matches(&Query::and(required.iter().map(word).collect())).len()
}

fn chunk(query: &Query) -> Option<&str> {
    match query {
        Query::Leaf(Leaf { matcher: Matcher::Word(text), .. }) => Some(text),
        _ => None,
    }
}

/// Bytes marked in a hit that should not be, or the other way round, as text.
pub(super) fn of_marks(query: &Query, hit: &Hit) -> Vec<String> {
    let marks = sample().brute.marks(query, &hit.id);
    let spans = |field| -> Vec<Span> {
        marks.iter().filter(|mark| mark.field == field).map(|mark| mark.span).collect()
    };
    let mut differences = Vec::new();
    let title = hit.title.as_deref().unwrap_or_default();
    let expected = spans(Field::Title);
    compare("title", title, &expected, &hit.title_highlights, &mut differences);
    for passage in &hit.passages {
        let inside = |span: &Span| span.end > passage.start && span.start < passage.end;
        let expected: Vec<Span> = spans(Field::Body)
            .iter()
            .filter(|span| inside(span))
            .map(|span| {
                let start = span.start.max(passage.start) - passage.start;
                Span::new(start, span.end.min(passage.end) - passage.start)
            })
            .collect();
        compare("text", &passage.text, &expected, &passage.highlights, &mut differences);
    }
    differences
}

/// Compares letters and digits; whether the space between two marks is marked is taste.
fn compare(name: &str, text: &str, expected: &[Span], marked: &[Span], into: &mut Vec<String>) {
    let bytes =
        |spans: &[Span]| -> BTreeSet<usize> { spans.iter().flat_map(|s| s.start..s.end).collect() };
    let (expected, marked) = (bytes(expected), bytes(marked));
    let runs = |bytes: BTreeSet<usize>| -> Vec<String> {
        let mut runs: Vec<Span> = Vec::new();
        for at in bytes {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(Span::new(at, at + 1)),
            }
        }
        let runs =
            runs.iter().map(|run| String::from_utf8_lossy(&text.as_bytes()[run.start..run.end]));
        runs.filter(|run| run.contains(char::is_alphanumeric)).map(|run| run.into_owned()).collect()
    };
    let missing = runs(expected.difference(&marked).copied().collect());
    if !missing.is_empty() {
        into.push(format!("not marked in the {name}: {missing:?} of {text:?}"));
    }
    let wrong = runs(marked.difference(&expected).copied().collect());
    if !wrong.is_empty() {
        into.push(format!("wrongly marked in the {name}: {wrong:?} of {text:?}"));
    }
}
