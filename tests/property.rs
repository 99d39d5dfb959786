//! Sync = rebuild: after any edits and syncs an index answers as a fresh one does.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use telusur::SearchRequest;
use telusur::engine::{Engine, Keeper};
use telusur::plan::{Copies, Sort};
use telusur::query::Language;
use telusur::search::{Phases, SearchResponse};

use crate::support::{Scratch, Silent, ids, sync, writer};

/// Most difference of two scores that are the same.
const TOLERANCE: f32 = 1e-4;

const ROOTS: [&str; 3] = ["a", "b", "c"];
const TEXTS: [&str; 4] = ["1.txt", "2.txt", "x/1.txt", "x/3.txt"];
const LINES: [&str; 3] = ["1.jsonl", "x/2.jsonl", "y.jsonl"];
const WORDS: [&str; 12] = [
    "kota",
    "cerdas",
    "pembangunan",
    "membangun",
    "banjir",
    "desa",
    "dan",
    "stunting",
    "Sumedang",
    "kebanjiran",
    "gempa",
    "bumi",
];
/// What is synced: a root or a part of one.
const SCOPES: [&str; 7] = ["a", "b", "c", "a/x", "b/x", "a/1.txt", "b/1.jsonl"];

const QUERIES: [(&str, Sort); 16] = [
    ("KC", Sort::Relevance),
    ("kepala desa", Sort::Relevance),
    ("kota cerdas kades", Sort::Newest),
    ("kabar", Sort::Relevance),
    ("kota cerdas", Sort::Relevance),
    ("\"kota cerdas\"", Sort::Relevance),
    ("bangun desa", Sort::Relevance),
    ("banjir OR gempa", Sort::Relevance),
    ("kabar -kota", Sort::Relevance),
    ("stunting Sumedang banjir", Sort::Relevance),
    ("\"gempa bumi\" desa", Sort::Relevance),
    ("dan", Sort::Relevance),
    ("judul", Sort::Relevance),
    ("kabar", Sort::Newest),
    ("kota", Sort::Oldest),
    ("kabar kota", Sort::Relevance),
];

#[derive(Clone, Debug)]
enum Edit {
    Write(String, String),
    Delete(String),
    Rename(String, String),
    Sync(Vec<&'static str>),
    Forget(String),
    Compact,
}

fn sentence() -> impl Strategy<Value = String> {
    let words = vec(select(&WORDS[..]), 0..12);
    prop_oneof![
        5 => words.prop_map(|words| format!("Ini kabar {}. ", words.join(" "))),
        1 => select(&ACRONYMS[..]).prop_map(str::to_owned),
    ]
}

/// What defines acronyms, some by one article and some by two, and uses them.
const ACRONYMS: [&str; 7] = [
    "Kota Cerdas (KC) ada. ",
    "Kantor Camat (KC) ada. ",
    "KC ramai. ",
    "Kota Cerdas ramai. ",
    "Kepala Desa (Kades) datang. ",
    "Kades (Kepala Desa) pulang. ",
    "Surat Banjir alias Sujir hilang. ",
];

/// Sentences of an article that is long enough to have copies.
const STORY: [&str; 6] = [
    "Ini kabar desa Sumedang yang kebanjiran sejak pagi karena hujan lebat semalaman. ",
    "Warga membangun tanggul dari karung pasir di tepi sungai bersama para relawan muda. ",
    "Camat berkata pompa air dari kota tetangga akan tiba sebelum matahari terbenam. ",
    "Sekolah ditutup tiga hari, sedangkan pasar tetap buka di halaman balai desa. ",
    "Bantuan berupa beras, selimut, dan obat dibagikan lewat posko di terminal lama. ",
    "Menurut perkiraan cuaca, hujan masih akan turun sampai akhir pekan mendatang. ",
];

/// Some sentences of the story, which make copies of each other if most are the same.
fn story() -> impl Strategy<Value = String> {
    let kept = vec(prop::bool::weighted(0.9), STORY.len());
    (kept, select(vec!["", "", "Baca juga kabar gempa bumi di kota lain. "])).prop_map(
        |(kept, added)| {
            let sentences = STORY.iter().zip(kept).filter(|(_, kept)| *kept);
            sentences.map(|(sentence, _)| *sentence).collect::<String>() + added
        },
    )
}

fn body() -> impl Strategy<Value = String> {
    prop_oneof![vec(sentence(), 0..8).prop_map(|sentences| sentences.concat()), story()]
}

fn text() -> impl Strategy<Value = String> {
    let title = select(vec!["", "", "Judul kota\n\n", "Judul\n\n"]);
    (title, body()).prop_map(|(title, body)| format!("{title}{body}"))
}

fn line() -> impl Strategy<Value = String> {
    let id = select(vec!["", "\"id\":\"p\",", "\"id\":\"q\",", "\"id\":\"r\",", "\"id\":5,"]);
    let date = select(vec!["null", "\"2024-01-02\"", "\"2024-01-02T10:00:00+07:00\"", "\"2023\""]);
    let title = select(vec!["null", "\"Judul banjir\"", "\"\""]);
    (id, date, title, body()).prop_map(|(id, date, title, body)| {
        format!("{{{id}\"date\":{date},\"title\":{title},\"body\":\"{body}\"}}\n")
    })
}

fn place(names: &'static [&'static str]) -> impl Strategy<Value = String> {
    (select(&ROOTS[..]), select(names)).prop_map(|(root, name)| format!("{root}/{name}"))
}

fn edit() -> impl Strategy<Value = Edit> {
    let any_place = || prop_oneof![place(&TEXTS), place(&LINES)];
    let lines = vec(line(), 0..6).prop_map(|lines| lines.concat());
    prop_oneof![
        4 => (place(&TEXTS), text()).prop_map(|(place, text)| Edit::Write(place, text)),
        4 => (place(&LINES), lines).prop_map(|(place, lines)| Edit::Write(place, lines)),
        2 => any_place().prop_map(Edit::Delete),
        1 => (place(&TEXTS), place(&TEXTS)).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (place(&LINES), place(&LINES)).prop_map(|(from, to)| Edit::Rename(from, to)),
        4 => vec(select(&SCOPES[..]), 1..3).prop_map(Edit::Sync),
        1 => select(vec!["p", "5", "a/x", "b/1.txt"]).prop_map(|what| Edit::Forget(what.into())),
        1 => Just(Edit::Compact),
    ]
}

/// Does an edit; edits of what is not there do nothing.
fn apply(edit: &Edit, scratch: &Scratch, number: u64) {
    let index = scratch.path("index");
    match edit {
        Edit::Write(place, text) => {
            scratch.file(place, text);
            if number.is_multiple_of(2) {
                // An old time makes its stamp trusted; only its time of change tells.
                let file = fs::File::options().write(true).open(scratch.path(place)).unwrap();
                let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1 << 30);
                file.set_modified(long_ago).unwrap();
            }
        }
        Edit::Delete(place) => drop(fs::remove_file(scratch.path(place))),
        Edit::Rename(from, to) => {
            fs::create_dir_all(scratch.path(to).parent().unwrap()).unwrap();
            let _ = fs::rename(scratch.path(from), scratch.path(to));
        }
        Edit::Sync(scopes) => {
            let paths: Vec<PathBuf> = scopes.iter().map(|scope| scratch.path(scope)).collect();
            sync(&index, &paths, 1);
        }
        Edit::Forget(what) if index.exists() => {
            let path = scratch.path(what);
            let target = if path.exists() { path.display().to_string() } else { what.clone() };
            let _ = Keeper::new(&index).forget(&[target], writer(1), &mut Silent);
        }
        Edit::Compact if index.exists() => {
            let _ = Keeper::new(&index).compact(writer(1), &mut Silent);
        }
        Edit::Forget(_) | Edit::Compact => {}
    }
}

fn answers(engine: &Engine) -> Vec<SearchResponse> {
    let limits = [1, 3, 100];
    let shapes = [Copies::Together, Copies::Apart].into_iter();
    let shapes = shapes.flat_map(|copies| limits.map(|limit| (copies, limit)));
    let requests = shapes.flat_map(|(copies, limit)| {
        let of = move |(query, sort)| {
            SearchRequest::new(query).sort(sort).limit(limit).passages(3).copies(copies)
        };
        QUERIES.into_iter().map(of)
    });
    requests.map(|request| engine.search(&request, Language::Id).unwrap()).collect()
}

/// Takes the scores out, so that the rest can be compared word by word.
fn scores(answer: &mut SearchResponse) -> Vec<f32> {
    answer.took_us = 0;
    answer.phases = Phases::default();
    let hits = answer.hits.iter_mut();
    hits.flat_map(|hit| {
        let passages = hit.passages.iter_mut().map(|passage| &mut passage.score);
        std::iter::once(&mut hit.score).chain(passages).map(std::mem::take).collect::<Vec<_>>()
    })
    .collect()
}

fn compare(edited: &Path, fresh: &Path) {
    assert_eq!(ids(edited, "kabar OR judul"), ids(fresh, "kabar OR judul"));
    let (one, other) = (Engine::open(edited).unwrap(), Engine::open(fresh).unwrap());
    assert_eq!(one.stats().unwrap().articles, other.stats().unwrap().articles);
    assert_eq!(one.acronyms("").unwrap(), other.acronyms("").unwrap());
    assert_eq!(one.groups(), other.groups());
    for (mut one, mut other) in answers(&one).into_iter().zip(answers(&other)) {
        let pairs = scores(&mut one).into_iter().zip(scores(&mut other));
        assert_eq!(one, other);
        for (a, b) in pairs {
            assert!((a - b).abs() <= TOLERANCE, "{a} is not {b} in {one:?}");
        }
    }
    assert_eq!(Engine::check(edited).unwrap().problems, []);
}

/// Few, since each syncs many times; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn sync_is_rebuild(edits in vec(edit(), 5..40)) {
        let scratch = Scratch::new();
        ROOTS.iter().for_each(|root| fs::create_dir(scratch.path(root)).unwrap());
        for (number, edit) in (0..).zip(&edits) {
            apply(edit, &scratch, number);
        }
        let (edited, fresh) = (scratch.path("index"), scratch.path("fresh"));
        let all = ROOTS.map(|root| scratch.path(root));
        // The first full sync makes parts of roots whole; the second finds nothing to do.
        let any = sync(&edited, &all, 1);
        if let Ok(engine) = Engine::open(&edited) {
            let before = engine.stats().unwrap();
            sync(&edited, &all, 1);
            prop_assert_eq!(Engine::open(&edited).unwrap().stats().unwrap().generation, before.generation);
            let order: Vec<PathBuf> = before.roots.into_iter().map(PathBuf::from).collect();
            if sync(&fresh, &order, 2) {
                compare(&edited, &fresh);
            } else {
                prop_assert_eq!(before.articles, 0);
            }
        } else {
            prop_assert!(!any);
        }
    }
}
