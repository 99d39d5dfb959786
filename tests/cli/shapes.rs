//! The shapes of JSON: objects with their keys, spans that fit their texts, exact counts.

use serde_json::{Value, json};

use super::{has, sample, small};
use crate::support::Scratch;

/// Asserts the shape of an answer of `search`.
#[track_caller]
fn is_answer(answer: &Value) {
    let keys = "version query total counted total_exact took_us hits suggestion warnings";
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
    assert_eq!(count["counted"], "all_words");
    let either = s.run(&["search", "--json", "kota OR cerdas"]).json();
    assert_eq!(either["counted"], "matches");
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
    assert_eq!(
        ids(&["--since", "1/2/2024", "--until", "31 Desember 2024"]),
        ids(&["--since", "2024-02", "--until", "2024"])
    );
    assert_eq!(ids(&["--since", "7hari"]).len(), 0);
    assert_eq!(ids(&["--until", "7 days"]), ids(&["--until", "2025"]));
    // Exchanged ends keep whole years.
    assert_eq!(
        ids(&["--since", "2025", "--until", "2024"]),
        ids(&["--since", "2024", "--until", "2025"])
    );
    s.run(&["search", "kabar", "--since", "2025", "--until", "2024"]).exits(0).says("ditukar");
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
