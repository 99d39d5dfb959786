//! Copies of one article are one hit.

use std::collections::HashSet;

use telusur::plan::{Copies, Sort};
use telusur::query::Language;
use telusur::{Engine, SearchRequest};

use crate::support::Scratch;

/// What all copies of the story tell.
const STORY: &str = "Warga tiga desa di tepi Sungai Cikandung bergotong royong memasang tanggul bambu \
    sejak Senin pagi. Tanggul sepanjang empat ratus meter itu menahan luapan yang dua kali \
    merendam sawah pada musim lalu. Kepala desa Wirasari, Uus Kusnadi, berkata bambu diambil dari \
    kebun bersama sehingga tidak ada biaya selain tenaga. ";

/// What only longer copies tell.
const MORE: &str = "Para ibu memasak di dapur umum dan anak-anak muda mengangkut karung pasir \
    bergantian hingga malam.";

fn line(id: &str, source: &str, date: &str, title: &str, body: &str) -> String {
    let line = serde_json::json!({
        "id": id, "source": source, "date": date, "title": title, "body": body,
    });
    format!("{line}\n")
}

/// Four copies, one of them short, and two other articles that hold words of theirs.
fn wire() -> Scratch {
    let scratch = Scratch::new();
    let long = format!("{STORY}{MORE}");
    let lines = [
        line("kabar", "Kabar Hulu", "2024-03-05", "Tanggul bambu dibangun warga", &long),
        line("nusa", "Warta Nusa", "2024-03-04", "Warga bangun tanggul bambu", &long),
        line("pantai", "Suara Pantai", "2024-03-06", "Gotong royong di tepi sungai", STORY),
        line("pos", "Pos Lereng", "2024-03-07", "Sungai Cikandung ditanggul", STORY),
        line("lain", "Warta Nusa", "2024-03-08", "Tanggul beton", "Tanggul lain dari beton."),
        line("jauh", "Pos Lereng", "2024-02-01", "Bambu", "Harga bambu untuk tanggul naik."),
    ];
    scratch.file("kabar.jsonl", lines.concat());
    scratch.index(&["kabar.jsonl"]).exits(0);
    scratch
}

fn hits(scratch: &Scratch, request: SearchRequest) -> Vec<String> {
    let engine = Engine::open(scratch.path("index")).unwrap();
    let answer = engine.search(&request, Language::Id).unwrap();
    let hit = |hit: &telusur::search::Hit| {
        let copies: Vec<&str> = hit.copies.iter().map(|copy| copy.id.as_str()).collect();
        format!("{}({})", hit.id, copies.join(" "))
    };
    answer.hits.iter().map(hit).collect()
}

#[test]
fn a_group_is_one_hit_led_by_the_longest_and_earliest() {
    let scratch = wire();
    let found = hits(&scratch, SearchRequest::new("sungai"));
    assert_eq!(found, ["nusa(kabar pantai pos)"]);
    let answer = scratch.search("tanggul");
    assert_eq!((&answer["total"], &answer["groups"]), (&6.into(), &3.into()));
    assert_eq!(answer["total_exact"], true);
    let apart = scratch.run(&["search", "--json", "--all-copies", "tanggul"]).json();
    assert_eq!(apart["hits"].as_array().unwrap().len(), 6);
    assert_eq!(apart.get("groups"), None);
}

#[test]
fn the_leader_is_one_that_passes_the_filters() {
    let scratch = wire();
    let since = |day| SearchRequest {
        since: Some(jiff::civil::date(2024, 3, day)),
        ..SearchRequest::new("sungai")
    };
    assert_eq!(hits(&scratch, since(5)), ["kabar(pantai pos)"]);
    assert_eq!(hits(&scratch, since(6)), ["pantai(pos)"]);
    assert_eq!(hits(&scratch, since(7)), ["pos()"]);
    let source =
        SearchRequest { source: Some("Suara Pantai".to_owned()), ..SearchRequest::new("sungai") };
    assert_eq!(hits(&scratch, source), ["pantai()"]);
    // What only a headline says is found with the copy that has it.
    assert_eq!(hits(&scratch, SearchRequest::new("judul:gotong")), ["pantai()"]);
    assert_eq!(hits(&scratch, SearchRequest::new("dapur")), ["nusa(kabar)"]);
}

#[test]
fn by_date_a_group_stands_where_its_leader_does() {
    let scratch = wire();
    let by = |sort| hits(&scratch, SearchRequest::new("tanggul").sort(sort));
    assert_eq!(by(Sort::Newest), ["lain()", "nusa(kabar pantai pos)", "jauh()"]);
    assert_eq!(by(Sort::Oldest), ["jauh()", "nusa(kabar pantai pos)", "lain()"]);
}

#[test]
fn removing_a_copy_leaves_the_groups_of_a_fresh_index() {
    for gone in ["nusa", "kabar", "pantai", "pos"] {
        let scratch = wire();
        scratch.run(&["forget", gone]).exits(0);
        let left: HashSet<String> = ["kabar", "nusa", "pantai", "pos"].map(str::to_owned).into();
        let engine = Engine::open(scratch.path("index")).unwrap();
        let group: HashSet<String> = engine.groups().concat().into_iter().collect();
        assert_eq!(left.difference(&group).map(String::as_str).collect::<Vec<_>>(), [gone]);
        assert_eq!(scratch.run(&["check", "--json"]).exits(0).json()["ok"], true);
    }
}

#[test]
fn people_read_how_many_copies_there_are_and_whose() {
    let scratch = wire();
    let id = scratch.run(&["search", "sungai", "--passages", "0"]).exits(0).out();
    let lines: Vec<&str> = id.lines().collect();
    assert!(
        lines[0].starts_with("4 artikel dalam 1 kelompok memuat semuanya; hasil 1–1, "),
        "{id}"
    );
    assert_eq!(
        lines[2..4],
        [" 1. Warga bangun tanggul bambu", "    Warta Nusa · 4 Maret 2024 · kabar.jsonl:2"]
    );
    let copies =
        "    3 salinan: Kabar Hulu, 5 Maret 2024 · Suara Pantai, 6 Maret 2024 · Pos Lereng, 7";
    assert_eq!(lines[4..6], [copies, "    Maret 2024"]);
    let en = scratch.run(&["search", "dapur", "--lang", "en", "--passages", "0"]).out();
    assert!(en.starts_with("2 articles in 1 groups have it all; hits 1–1, "), "{en}");
    assert!(en.contains("\n    1 copy: Kabar Hulu, 5 March 2024\n"), "{en}");
    let stats = scratch.run(&["stats"]).exits(0).out();
    assert!(stats.contains("copies    4 articles in 1 groups\n"), "{stats}");
}

#[test]
fn an_article_is_shown_with_its_copies() {
    let scratch = wire();
    let shown = scratch.run(&["show", "nusa"]).exits(0).out();
    let copies = "\n3 salinan:\n  Kabar Hulu · 5 Maret 2024 · kabar\n  Suara Pantai · 6 Maret 2024 · \
        pantai\n  Pos Lereng · 7 Maret 2024 · pos\n";
    assert!(shown.ends_with(copies), "{shown}");
    let json = scratch.show("kabar");
    assert_eq!((&json["copies_total"], &json["copies"][0]["id"]), (&3.into(), &"nusa".into()));
    assert_eq!(json["copies"][2]["source"], "Pos Lereng");
    assert!(!scratch.run(&["show", "lain"]).exits(0).out().contains("salinan"));
    assert_eq!(scratch.show("lain")["copies"], serde_json::json!([]));
}

/// A follow-up of the same outlet that tells the story again as background.
#[test]
fn a_follow_up_that_repeats_an_older_report_is_no_copy() {
    let scratch = Scratch::new();
    let news = "Bupati Rahmat Hidayat meninjau tiga desa itu pada hari Rabu dan berjanji mengganti \
        bambu dengan batu kali sebelum musim hujan berikutnya tiba. Anggaran sebesar dua miliar \
        rupiah disiapkan dari kas kabupaten, sedangkan pengerjaan diserahkan kepada dinas pengairan \
        bersama kelompok tani. Menurut dia, tanggul darurat hanya akan bertahan beberapa bulan. \
        Dinas pengairan mengukur bantaran mulai pekan depan, lalu menyusun jadwal kerja bersama \
        para kepala dusun. Sebelumnya diberitakan, ";
    let story = format!("{STORY}{MORE}");
    let follow_up = format!("{news}{story}");
    let of = |id: &str, source: &str, body: &str| line(id, source, "2024-03-05", id, body);
    let lines = [
        of("laporan", "Kabar Hulu", &story),
        of("lanjutan", "Kabar Hulu", &follow_up),
        of("kutipan", "Kabar Hulu", &story.replace("Senin pagi", "hari Senin")),
    ];
    scratch.file("a.jsonl", lines.concat());
    scratch.index(&["a.jsonl"]).exits(0);
    let groups = Engine::open(scratch.path("index")).unwrap().groups();
    assert_eq!(groups, [["kutipan", "laporan"]]);
}

/// A page full of groups, though copies of one article fill the top and more.
#[test]
fn pages_are_full_and_hold_every_group_once() {
    let scratch = Scratch::new();
    let mut lines = String::new();
    for number in 0..150 {
        let (id, date) = (format!("s{number:03}"), format!("2024-01-{:02}", number % 28 + 1));
        lines += &line(&id, "Warta", &date, "Tanggul tanggul", &format!("Tanggul. {STORY}"));
    }
    for number in 0..90 {
        let body = format!("Kabar nomor {number} menyebut tanggul sekali saja di antara hal lain.");
        lines += &line(&format!("x{number:02}"), "Pos", "2023-05-01", "Kabar", &body);
    }
    scratch.file("a.jsonl", lines);
    scratch.index(&["a.jsonl"]).exits(0);
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let whole = hits(&scratch, SearchRequest::new("tanggul").sort(sort).limit(500));
        assert_eq!(whole.len(), 91);
        assert_eq!(whole.iter().collect::<HashSet<_>>().len(), 91);
        for limit in [1, 10, 40] {
            let page = |offset| {
                let request = SearchRequest::new("tanggul").sort(sort).limit(limit).offset(offset);
                hits(&scratch, request)
            };
            let pages: Vec<String> = (0..=91).step_by(limit).flat_map(page).collect();
            assert_eq!(pages, whole, "{sort:?} by {limit}");
        }
    }
    let counted = Engine::open(scratch.path("index")).unwrap();
    let request = SearchRequest::new("tanggul").limit(0);
    let answer = counted.search(&request, Language::Id).unwrap();
    assert_eq!((answer.total, answer.groups), (240, Some(91)));
    let ungrouped = counted.rank(&SearchRequest::new("tanggul").limit(500)).unwrap();
    assert_eq!(ungrouped.len(), 240, "evaluation reads ungrouped results");
    let apart = SearchRequest::new("tanggul").limit(500).copies(Copies::Apart);
    assert_eq!(hits(&scratch, apart).len(), 240);
}
