//! Nothing found is never the end: words are repaired, suggestions made, queries relaxed.

use serde_json::{Value, json};

use crate::support::Scratch;

const FOLDER: &str = "b";

/// An index of short articles, one a file.
fn with(articles: &[&str]) -> Scratch {
    let scratch = Scratch::new();
    for (number, text) in articles.iter().enumerate() {
        scratch.file(&format!("{FOLDER}/{number}.txt"), text);
    }
    scratch.index(&[FOLDER]).exits(0);
    scratch
}

fn towns() -> Scratch {
    with(&[
        "Kota cerdas dibangun pemerintah.",
        "Kota itu memiliki rumah sakit.",
        "Banjir melanda kota dan desa.",
        "Pemerintah membangun jalan di desa.",
    ])
}

/// The paths found, the suggestion, and how many things were said.
fn answer(scratch: &Scratch, query: &str) -> (Vec<String>, Option<String>, usize) {
    let answer = scratch.search(query);
    let path = |hit: &Value| hit["path"].as_str().unwrap().to_owned();
    let mut paths: Vec<_> = answer["hits"].as_array().unwrap().iter().map(path).collect();
    paths.sort_unstable();
    let suggestion = answer["suggestion"].as_str().map(str::to_owned);
    (paths, suggestion, answer["warnings"].as_array().unwrap().len())
}

#[track_caller]
fn suggests(scratch: &Scratch, query: &str, suggestion: &str) -> Vec<String> {
    let (paths, suggested, said) = answer(scratch, query);
    assert_eq!((suggested.as_deref(), said), (Some(suggestion), 1), "{query}");
    paths
}

#[test]
fn an_unknown_word_is_repaired_and_that_is_said() {
    let s = towns();
    assert_eq!(suggests(&s, "cerdaz", "cerdas"), ["b/0.txt"]);
    assert_eq!(suggests(&s, "pmeerintah", "pemerintah"), ["b/0.txt", "b/3.txt"]);
    assert_eq!(suggests(&s, "rumahsakit", "rumah sakit"), ["b/1.txt"]);
    assert_eq!(suggests(&s, "kota AND banjri", "kota AND banjir"), ["b/2.txt"]);
    let said = s.search("cerdaz")["warnings"][0].clone();
    assert_eq!((said["start"].as_u64(), said["end"].as_u64()), (Some(0), Some(6)));
    assert!(said["message"].as_str().unwrap().contains("+cerdaz"), "{said}");
}

#[test]
fn a_known_word_is_left_alone() {
    let s = with(&["Kota cerdas.", "Kota cerdaz.", "Kota cerdas lagi.", "Mereka membangun."]);
    assert_eq!(answer(&s, "cerdaz"), (vec!["b/1.txt".to_owned()], None, 0));
    assert_eq!(answer(&s, "dibangun"), (vec!["b/3.txt".to_owned()], None, 0));
}

#[test]
fn repair_can_be_refused() {
    let s = towns();
    assert_eq!(suggests(&s, "+cerdaz", "cerdas"), [""; 0]);
    assert_eq!(suggests(&s, "=cerdaz", "=cerdas"), [""; 0]);
    assert_eq!(suggests(&s, "\"kota cerdaz\"", "\"kota cerdas\""), [""; 0]);
    assert_eq!(answer(&s, "kota -cerdaz").1, None);
    let refused = s.run(&["search", "--json", "--no-repair", "cerdaz"]).json();
    assert_eq!((&refused["hits"], &refused["suggestion"]), (&json!([]), &json!("cerdas")));
}

#[test]
fn an_expression_that_finds_nothing_is_relaxed() {
    let s = towns();
    suggests(&s, "\"bangun kota\"", "bangun AND kota");
    suggests(&s, "=Desa", "Desa");
    suggests(&s, "kota AND desa AND jalan", "kota AND desa");
    suggests(&s, "+banjir +jalan", "jalan");
    suggests(&s, "\"kota jalan xqzzyw\"", "kota jalan xqzzyw");
    suggests(&s, "kota AND +xqzzyw AND +wyzzqx", "kota");
    suggests(&s, "{banjir desa} AND tanggal:2024", "{banjir desa}");
}

#[test]
fn what_was_done_is_said_in_both_languages() {
    let s = towns();
    let said = |language: &str, query: &str| {
        let answer = s.run(&["search", "--json", "--lang", language, query]).json();
        answer["warnings"][0]["message"].as_str().unwrap().to_owned()
    };
    assert!(said("id", "cerdaz").contains("tidak ada dalam indeks"));
    assert!(said("en", "cerdaz").contains("is not in the index"));
    assert!(said("id", "\"bangun kota\"").contains("tidak ada yang cocok"));
    assert!(said("en", "\"bangun kota\"").contains("nothing matches"));
}

#[test]
fn words_of_removed_articles_are_not_offered() {
    let s = towns();
    assert_eq!(suggests(&s, "banjri", "banjir"), ["b/2.txt"]);
    s.remove("b/2.txt").index(&[FOLDER]).exits(0);
    assert_eq!(answer(&s, "banjri"), (vec![], None, 0));
}

#[test]
fn colloquial_words_find_formal_ones() {
    let s = with(&["Mereka tidak datang.", "Anak itu pergi."]);
    assert_eq!(suggests(&s, "nggak", "tidak"), ["b/0.txt"]);
}

#[test]
fn words_of_a_quotation_among_words_count() {
    let s = with(&["Kota besar di Jawa.", "Kota kecil di Jawa, cerdas.", "Desa di Bali."]);
    let answer = s.search("\"kota cerdas\" Jawa");
    let paths: Vec<&Value> =
        answer["hits"].as_array().unwrap().iter().map(|h| &h["path"]).collect();
    assert_eq!(paths, [&json!("b/1.txt"), &json!("b/0.txt")]);
    // What finds is the phrase or the word, not the words of the phrase.
    assert_eq!(s.search("\"kota cerdas\" Bali")["total"], 1);
}

#[test]
fn a_long_quotation_that_stands_nowhere_means_its_words() {
    let s = towns();
    let pasted = "kota cerdas yang dibangun pemerintah di desa itu";
    let answer = s.search(&format!("\u{201c}{pasted}\u{201d}"));
    assert_eq!(answer["hits"][0]["path"], "b/0.txt");
    assert!(answer["warnings"][0]["message"].as_str().unwrap().contains(pasted));
    assert_eq!(s.search(&format!("+\"{pasted}\""))["total"], 0);
    assert_eq!(s.search("\"cerdas kota\"")["total"], 0);
}
