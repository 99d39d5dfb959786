//! What is shown of an article: whole sentences, long ones cut, every mark where its word is.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use telusur::SearchRequest;
use telusur::engine::Engine;
use telusur::plan::Copies;
use telusur::query::Language;

use crate::support::Scratch;

/// Articles of the property.
const ARTICLES: usize = 300;

fn passages(scratch: &Scratch, query: &str, more: &[&str]) -> Vec<Value> {
    let arguments = [&["search", query, "--json"], more].concat();
    let answer = scratch.run(&arguments).exits(0).json();
    answer["hits"][0]["passages"].as_array().expect("a list").clone()
}

/// A sentence of so many words, with a word in place of some of them.
fn long_sentence(words: usize, word: &str, places: &[usize]) -> String {
    let words: Vec<String> = (0..words)
        .map(|at| if places.contains(&at) { word.to_owned() } else { format!("w{at}") })
        .collect();
    words.join(" ") + "."
}

#[test]
fn a_long_sentence_is_cut_at_words_around_what_matches() {
    let s = Scratch::new();
    s.file("a/1.txt", long_sentence(500, "banjir", &[200, 210, 400])).index(&["a"]).exits(0);
    let found = passages(&s, "banjir", &[]);
    let text = |at: usize| found[at]["text"].as_str().unwrap();
    assert!(text(0).starts_with("w188 ") && text(0).ends_with(" w267"), "{}", text(0));
    assert!(text(1).starts_with("w388 ") && text(1).ends_with(" w467"), "{}", text(1));
    assert_eq!((&found[0]["cut_before"], &found[0]["cut_after"]), (&json!(true), &json!(true)));
    s.run(&["search", "banjir"]).exits(0).prints("… w188 ").prints(" w267 …");
    let opening = passages(&s, "w3", &[]);
    assert_eq!((&opening[0]["cut_before"], &opening[0]["start"]), (&json!(false), &json!(0)));
}

#[test]
fn sentences_of_usual_length_are_whole() {
    let s = Scratch::new();
    s.file("a/1.txt", format!("Satu dua. {} Akhir.", long_sentence(90, "banjir", &[50])));
    s.index(&["a"]).exits(0);
    let found = &passages(&s, "banjir", &[])[0];
    assert_eq!((&found["cut_before"], &found["cut_after"]), (&json!(false), &json!(false)));
    assert!(found["text"].as_str().unwrap().ends_with("w89."));
}

#[test]
fn passages_come_best_first_or_in_the_order_of_the_text() {
    let s = Scratch::new();
    let gap = long_sentence(60, "x", &[]);
    s.file("a/1.txt", format!("Banjir surut. {gap} {gap} Banjir rob merendam desa. {gap}"));
    s.index(&["a"]).exits(0);
    let starts = |more: &[&str]| -> Vec<u64> {
        let found = passages(&s, "banjir rob merendam", more);
        found.iter().map(|passage| passage["start"].as_u64().unwrap()).collect()
    };
    let (by_score, by_text) = (starts(&[]), starts(&["--text-order"]));
    assert_eq!(by_text.len(), 2);
    assert!(by_score[0] > by_score[1] && by_text[0] < by_text[1], "{by_score:?} {by_text:?}");
}

/// A word, and ways that pages write it.
const WORDS: &[(&str, &[&str])] = &[
    ("kafé", &["kafé", "kafe\u{301}", "KAFE\u{301}", "Ka\u{ad}fé", "ka\u{200b}fe"]),
    (
        "banjir",
        &["banjir", "Banjir", "ban\u{ad}jir", "ｂａｎｊｉｒ", "\u{feff}banjir", "ban\u{200d}jir"],
    ),
    ("jumat", &["Jum'at", "Jum\u{2019}at", "jumat", "JUM\u{2BC}AT"]),
];

/// What stands between the words of a page.
const BETWEEN: &[&str] = &[
    " ",
    "\r\n",
    "\r\n\r\n",
    ". ",
    " 😀 ",
    " 👩\u{200d}👩\u{200d}👧 ",
    " \u{201f}",
    " \u{202b}«",
    "»\u{202c} ",
    "\u{a0}",
    " e\u{301}lok ",
    "\u{2028}",
    " الخبر ",
    " \u{200f}\"",
    "\", ",
    "! ",
    "\t",
    " \u{1f1ee}\u{1f1e9} ",
];

fn pages() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    proptest::collection::vec((0..WORDS.len() + 2, 0..6_usize, 0..BETWEEN.len()), 1..30)
}

#[test]
fn marks_survive_whatever_stands_around_them() {
    let mut runner = TestRunner::deterministic();
    let s = Scratch::new();
    let mut expected = Vec::new();
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let page = pages().new_tree(&mut runner).expect("a page").current();
        let mut counts = vec![0; WORDS.len()];
        let mut body = String::from("Awal ");
        for (word, form, between) in page {
            match WORDS.get(word) {
                Some((_, forms)) => {
                    body.push_str(forms[form % forms.len()]);
                    counts[word] += 1;
                }
                None => body.push_str("lain"),
            }
            body.push_str(BETWEEN[between]);
            body.push(' ');
        }
        lines += &json!({"id": number.to_string(), "body": body}).to_string();
        lines.push('\n');
        expected.push(counts);
    }
    s.file("a.jsonl", lines).index(&["a.jsonl"]).exits(0);
    let engine = Engine::open(s.path("index")).unwrap();
    for (at, (word, forms)) in WORDS.iter().enumerate() {
        let request =
            SearchRequest::new(*word).limit(ARTICLES).passages(usize::MAX).copies(Copies::Apart);
        let answer = engine.search(&request, Language::Id).unwrap();
        let found = expected.iter().filter(|counts| counts[at] > 0).count();
        assert_eq!(answer.hits.len(), found, "{word}");
        for hit in &answer.hits {
            let text = engine.show(&hit.id).unwrap().expect("it was found").0.text;
            // A short first line becomes the title.
            let mut marked = hit.title_highlights.len();
            for passage in &hit.passages {
                assert_eq!(passage.text, text[passage.start..passage.end]);
                for mark in &passage.highlights {
                    let mark = mark.of(&passage.text);
                    let same = |form: &&str| {
                        form.trim_matches('\u{feff}') == mark.trim_matches('\u{feff}')
                    };
                    assert!(forms.iter().any(same), "{mark:?} in {text:?}");
                    marked += 1;
                }
            }
            let number: usize = hit.id.parse().unwrap();
            assert_eq!(marked, expected[number][at], "{word} in {text:?}");
        }
    }
}

#[test]
fn how_a_query_is_understood_is_printed_without_an_index() {
    let s = Scratch::new();
    let said = s.run(&["search", "--explain-query", "judul:\"kota cerdas\" +banjir (a NEAR/5 b"]);
    said.exits(0).says("kurung tanpa pasangan diabaikan").prints(
        "judul:\"kota cerdas\" +banjir a NEAR/5 b\n\n\
         yang wajib; selebihnya menaikkan peringkat:\n  \
           judul:\n    frasa \"kota cerdas\"\n  \
           wajib: kata banjir\n  \
           berjarak paling jauh 5 kata, urutan bebas:\n    kata a\n    kata b\n",
    );
    let english = s.run(&["search", "--explain-query", "--json", "--lang", "en", "kot* -a"]);
    let english = english.exits(0).json();
    assert_eq!(english["understood"], "kot* -a");
    assert_eq!(
        english["meaning"],
        "any of, the more the higher:\n  pattern kot*\n  without: word a"
    );
}

#[test]
fn with_an_index_what_is_repaired_is_told() {
    let s = Scratch::new();
    s.file("a/1.txt", "Kota cerdas.").index(&["a"]).exits(0);
    let said = s.run(&["search", "--explain-query", "--json", "kota cerdaz"]).exits(0).json();
    assert_eq!(said["understood"], "kota cerdas");
    assert_eq!(said["warnings"].as_array().unwrap().len(), 1);
}
