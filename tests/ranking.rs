//! What comes first: the article of a headline, and what is from the time a query asks for.

use std::path::Path;

use serde_json::{Value, json};
use telusur::engine::{Engine, Keeper};
use telusur::{Language, SearchRequest};

use crate::support::{Scratch, Silent, sync, writer};

/// The ids of the hits, best first.
fn ranked(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().expect("hits").iter();
    hits.map(|hit| hit["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn a_headline_finds_its_article_first() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let s = Scratch::new();
    s.index(&[corpus.to_str().unwrap()]).exits(0);
    let hits = s.run(&["search", "--json", "--all-copies", "--limit", "100", "yang OR dan OR di"]);
    let hits = hits.json()["hits"].as_array().unwrap().clone();
    assert!(hits.len() > 40, "{} articles", hits.len());
    for hit in hits {
        let Some(title) = hit["title"].as_str() else { continue };
        let query = title.replace(['"', '(', ')', ':'], " ");
        let found = s.run(&["search", "--json", "--all-copies", "--limit", "1", &query]).json();
        assert_eq!(found["hits"][0]["title"], hit["title"]);
    }
}

/// Reports of floods by day, alike but for a place.
const FLOODS: &[(&str, &str, &str)] = &[
    ("lama", "2015-02-10", "Banjir merendam jalan utama di Sukamaju sejak subuh."),
    ("awal", "2020-01-02", "Banjir merendam jalan utama di Karangrejo sejak subuh."),
    ("akhir", "2020-11-30", "Banjir merendam jalan utama di Bandarjaya sejak subuh."),
    ("lalu", "2024-03-17", "Banjir merendam jalan utama di Tanjungsari sejak subuh."),
    ("baru", "2024-03-18", "Banjir merendam jalan utama di Mekarsari sejak subuh."),
    ("lain", "2019-06-01", "Banjir merendam jalan utama di Sidorejo sejak subuh."),
];

fn floods(dated: bool) -> Scratch {
    let s = Scratch::new();
    let line = |(id, day, body): &(&str, &str, &str)| {
        let date = dated.then_some(*day);
        json!({ "id": id, "title": "Kabar banjir", "date": date, "body": body }).to_string() + "\n"
    };
    s.file("banjir.jsonl", FLOODS.iter().map(line).collect::<String>());
    s.index(&["banjir.jsonl"]).exits(0);
    s
}

#[test]
fn the_time_asked_for_comes_first() {
    let s = floods(true);
    let first = |query: &str| ranked(&s.search(query));
    assert_eq!(first("banjir terbaru")[..2], ["baru", "lalu"]);
    assert_eq!(first("banjir kemarin")[0], "lalu", "the day before the newest");
    assert_eq!(first("banjir hari ini")[0], "baru");
    let of_year = first("jalan banjir 2020");
    assert!(of_year[..2].iter().all(|id| ["awal", "akhir"].contains(&id.as_str())), "{of_year:?}");
    let of_month = first("jalan banjir Maret 2024");
    assert!(of_month[..2].iter().all(|id| ["baru", "lalu"].contains(&id.as_str())), "{of_month:?}");
    assert_eq!(first("jalan banjir 2 Januari 2020")[0], "awal");
    assert_eq!(s.search("banjir terbaru")["total"], 6, "the word need not stand in the text");
    let why = s.run(&["search", "--explain", "banjir terbaru"]);
    why.exits(0).prints("terbit pada waktu yang ditanyakan");
}

#[test]
fn without_a_time_or_dates_nothing_of_it_counts() {
    let (dated, undated) = (floods(true), floods(false));
    for query in ["banjir", "jalan utama banjir", "banjir 1998", "\"banjir merendam\""] {
        let score = |s: &Scratch, id: &str| {
            let hits = s.search(query)["hits"].clone();
            let hit = hits.as_array().unwrap().iter().find(|hit| hit["id"] == id).cloned();
            hit.map(|hit| hit["score"].as_f64().unwrap())
        };
        for (id, ..) in FLOODS {
            assert_eq!(score(&dated, id), score(&undated, id), "{query}: {id}");
        }
    }
    assert_eq!(undated.search("banjir terbaru")["total"], 0, "an ordinary word");
}

/// A line of an article of so many words, among which a flood comes so often.
fn flood(id: &str, words: usize, floods: usize) -> String {
    const OTHERS: [&str; 8] =
        ["rumah", "sungai", "sawah", "jalan", "pasar", "sekolah", "hutan", "kebun"];
    let word = |at: usize| if at < floods { "banjir" } else { OTHERS[(at + at / 8) % 8] };
    let body: Vec<&str> = (0..words).map(word).collect();
    json!({ "id": id, "body": body.join(" ") }).to_string() + "\n"
}

/// Short articles that say a word once and one that says it five times among four hundred words
/// lie in one block of postings. By the average of their segment the short ones are better, by
/// that of all articles the other; those that are as long as the average lie between.
#[test]
fn the_best_is_found_in_a_segment_of_other_lengths() {
    let s = Scratch::new();
    let long = (0..150).map(|number| flood(&format!("panjang{number}"), 800, 7));
    let short = (0..140).map(|number| flood(&format!("pendek{number}"), 20, 1));
    let index = s.path("index");
    for (name, lines) in [
        ("panjang.jsonl", long.collect::<String>()),
        ("pendek.jsonl", flood("terbaik", 400, 5) + &short.collect::<String>()),
    ] {
        s.file(name, lines);
        assert!(sync(&index, &[s.path(name)], 1));
    }
    let best = || {
        let engine = Engine::open(&index).unwrap();
        let ranked = engine.rank(&SearchRequest::new("banjir").limit(40)).unwrap();
        let ids: Vec<String> = ranked.into_iter().map(|(id, _)| id).collect();
        (engine.stats().unwrap().segments, ids)
    };
    let (segments, edited) = best();
    assert_eq!(segments, 2);
    assert!(edited.contains(&"terbaik".to_owned()), "{edited:?}");
    Keeper::new(&index).compact(writer(1), &mut Silent).unwrap();
    assert_eq!(best(), (1, edited));
}

/// Articles of few words in several forms, so that what they are found by and what they are
/// ranked by differ.
#[test]
fn pages_are_slices_of_one_order() {
    const WORDS: &[&str] = &[
        "kota",
        "kotanya",
        "perkotaan",
        "cerdas",
        "mencerdaskan",
        "kecerdasan",
        "jalan",
        "warga",
        "untuk",
        "dan",
        "banyak",
        "air",
    ];
    let s = Scratch::new();
    let mut seed = 7_u32;
    let mut any = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let mut lines = String::new();
    for number in 0..700 {
        let count = 8 + any(60);
        let words: Vec<&str> = (0..count).map(|_| WORDS[any(12) as usize]).collect();
        let id = format!("a{number:03}");
        lines += &(json!({ "id": id, "body": words.join(" ") + "." }).to_string() + "\n");
    }
    s.file("kota.jsonl", lines);
    s.index(&["kota.jsonl"]).exits(0);
    let engine = Engine::open(s.path("index")).unwrap();
    let page = |query: &str, offset: usize, limit: usize| -> Vec<String> {
        let request = SearchRequest::new(query).offset(offset).limit(limit);
        let answer = engine.search(&request, Language::Id).unwrap();
        answer.hits.into_iter().map(|hit| hit.id).collect()
    };
    for query in [
        "kota OR cerdas",
        "kota cerdas",
        "untuk kota dan cerdas",
        "\"kota cerdas\" jalan",
        "warga \"kota cerdas\" \"air jalan\"",
        "+kota cerdas",
    ] {
        let whole = page(query, 0, 1000);
        assert!(whole.len() > 210, "{query}: {}", whole.len());
        for limit in [10, 37, 150] {
            let pages: Vec<String> = (0..whole.len())
                .step_by(limit)
                .flat_map(|offset| page(query, offset, limit))
                .collect();
            assert_eq!(pages, whole, "{query} by {limit}");
        }
    }
}
