//! Queries of every form and, by hand, the ids they find.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use telusur::query::Field;
use tempfile::TempDir;

use super::parse;
use super::sample::Sample;

/// Id, title, text, and date, author, source and url; an empty one is none.
const ARTICLES: [(&str, &str, &str, [&str; 4]); 13] = [
    (
        "smart",
        "Bandung kota cerdas",
        "Pembangunan kota berjalan. Banjir tidak datang.\n\nWarga senang.",
        ["2024-07-31", "Siti Aminah", "Kompas Nusantara", "https://www.kompas.id/baca/kota-cerdas"],
    ),
    (
        "flood",
        "Banjir di kota",
        "Kota besar dilanda banjir besar. Jakarta lumpuh.",
        ["2024-01-15", "", "Warta Nusa", ""],
    ),
    (
        "bangun",
        "Wawan Bangun menang",
        "Ia bangun pagi di Jakarta-Bandung.",
        ["2023-12-31", "", "", ""],
    ),
    ("anak", "", "Anak-anak sekolah pulang. Anak sekolah itu lari.", ["", "", "", ""]),
    ("covid", "COVID-19 pada hari ke-7", "Vaksin covid tiba. Ada 19 dosis.", ["", "", "", ""]),
    ("persen", "", "Inflasi 32,2% pada hari Jum'at.", ["", "Siti Rahma", "", ""]),
    ("koma", "", "Kadar 32.2 persen, kata Soekarno, S.H., Jumat lalu.", ["", "", "", ""]),
    ("cafe", "", "Café baru di kafe. Cafe lama tutup.", ["", "", "", ""]),
    ("urut", "", "satu dua tiga empat lima enam tujuh", ["", "", "", ""]),
    ("hutan", "Harimau sumatra", "Gajah liar.\n\nHarimau jinak. Gajah pulang.", ["", "", "", ""]),
    (
        "rapat",
        "",
        "Rapat pada 13 Oktober 2024 di Ambon.",
        ["2024-10-13T23:30:00-05:00", "", "", ""],
    ),
    ("web", "", "Ikuti @akun_resmi dan www.kompas.id soal #banjir.", ["", "", "", ""]),
    ("dapur", "", "Sayur-mayur segar dijual McDonald. Menu e\u{301}lite habis.", ["", "", "", ""]),
];

/// The articles of the table; made once.
fn tiny() -> &'static Sample {
    static TINY: OnceLock<Sample> = OnceLock::new();
    TINY.get_or_init(|| {
        let lines = ARTICLES.iter().map(|(id, title, body, [date, author, source, url])| {
            let fields = [
                ("id", id),
                ("title", title),
                ("body", body),
                ("date", date),
                ("author", author),
                ("source", source),
                ("url", url),
            ];
            let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
            serde_json::to_string(&fields.collect::<BTreeMap<_, _>>()).expect("plain strings")
        });
        let folder = TempDir::new().expect("a folder for the articles");
        let file = folder.path().join("tiny.jsonl");
        std::fs::write(&file, lines.collect::<Vec<_>>().join("\n")).expect("a file of articles");
        Sample::of(file)
    })
}

/// Checks queries and the ids they find, by the matcher and by the engine.
fn check(table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let query = parse(text);
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        let found = tiny().brute.matches(&query);
        if found != expected {
            wrong.push(format!("{text} (read as {query}): {found:?}, not {expected:?}"));
        }
        let found: BTreeSet<String> =
            tiny().search(text).hits.into_iter().map(|hit| hit.id).collect();
        if found != expected {
            wrong.push(format!("engine, {text} (read as {query}): {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words() {
    check(&[
        ("kota", "smart flood"),
        ("kota cerdas", "smart flood"),
        ("kota +cerdas", "smart"),
        ("cerdas -kota jinak", "hutan"),
        ("bangun", "smart bangun"),
        ("Pembangunan", "smart bangun"),
        ("anak", "anak"),
        ("anak-anak", "anak"),
        ("ke-7", "covid"),
        ("COVID-19", "covid"),
        ("19", "covid"),
        ("kabupaten/kota", "smart flood"),
        ("jum'at", "persen koma"),
        ("jumat", "persen koma"),
        ("32.2", "persen koma"),
        ("32,2%", "persen koma"),
        ("sh", "koma"),
        ("kafe", "cafe"),
        ("CAFÉ", "cafe"),
        ("resmi", "web"),
        ("kompas", "web"),
        ("2024", "rapat"),
        ("13/10/2024", "rapat"),
    ]);
}

#[test]
fn phrases() {
    check(&[
        (r#""kota cerdas""#, "smart"),
        (r#""KOTA Cérdas""#, "smart"),
        (r#""cerdas kota""#, ""),
        (r#""bangun kota""#, ""),
        (r#""banjir di""#, "flood"),
        // Across sentences, not paragraphs, not from title to text.
        (r#""berjalan banjir""#, "smart"),
        (r#""datang warga""#, ""),
        (r#""cerdas pembangunan""#, ""),
        // Wholes and their parts.
        (r#""anak sekolah""#, "anak"),
        (r#""anak-anak sekolah pulang""#, "anak"),
        (r#""pada hari ke-7""#, "covid"),
        (r#""hari ke 7""#, "covid"),
        (r#""akun resmi dan www""#, "web"),
        (r#""pada 13/10/2024 di""#, "rapat"),
        (r#""13 oktober 2024""#, "rapat"),
        // Several forms of one word.
        (r#""pada hari jumat""#, "persen"),
        (r#""sh jum'at""#, "koma"),
        (r#""inflasi 32.2 pada""#, "persen"),
        (r#""kadar 32,2% persen""#, "koma"),
        // By roots.
        (r#"~"membangun kota""#, "smart"),
        (r#"~"bangunan perkotaan""#, "smart"),
        (r#"~"anak sekolah pulang""#, "anak"),
        (r#"~"kota membangun""#, ""),
        (r#"~"anak-anak sekolah itu""#, "anak"),
        (r#"~"sayur segar""#, "dapur"),
        (r#"~"sayur-mayur segar""#, "dapur"),
    ]);
}

#[test]
fn near() {
    check(&[
        (r#""kota banjir"~2"#, "smart flood"),
        (r#""kota banjir"~1"#, ""),
        (r#""kota pembangunan"~1"#, "smart"),
        (r#""kota bangun"~5"#, ""),
        (r#"~"kota bangun"~5"#, "smart"),
        (r#""satu tiga lima"~4"#, "urut"),
        (r#""lima satu tiga"~4"#, "urut"),
        (r#""satu tiga lima"~3"#, ""),
        ("kota NEAR/2 banjir", "smart flood"),
        ("kota ADJ/2 banjir", "smart"),
        ("kota ADJ/3 banjir", "smart flood"),
        ("banjir ADJ/2 kota", "flood"),
        ("datang NEAR/5 warga", ""),
        ("cerdas NEAR/5 pembangunan", ""),
        ("satu NEAR/2 tiga NEAR/2 lima", "urut"),
        ("satu NEAR/1 tiga NEAR/1 lima", ""),
        ("satu ADJ/2 tiga ADJ/2 lima", "urut"),
        ("satu ADJ/2 empat ADJ/2 lima", ""),
        ("(sepuluh OR dua) NEAR/1 tiga", "urut"),
        (r#""satu dua" NEAR/2 empat"#, "urut"),
        (r#""satu dua" NEAR/1 empat"#, ""),
        ("satu NEAR/1 satu", ""),
        ("anak ADJ/1 anak", "anak"),
        ("sekolah NEAR/1 anak-anak", "anak"),
        ("anak-anak NEAR/1 anak", "anak"),
        ("sayur ADJ/1 segar", "dapur"),
        ("segar NEAR/1 sayur-mayur", "dapur"),
        ("hari ADJ/1 ke-7", "covid"),
        ("covid* ADJ/1 tiba", "covid"),
        ("vaksim~ ADJ/2 tiba", "covid"),
        ("=Café NEAR/1 baru", "cafe"),
        ("=Café NEAR/3 lama", ""),
    ]);
}

#[test]
fn groups() {
    check(&[
        ("{kota banjir}", "flood"),
        ("KALIMAT(pembangunan banjir)", ""),
        ("PARAGRAF(kota datang)", "smart"),
        ("PARAGRAF(gajah harimau)", "hutan"),
        ("{gajah harimau}", ""),
        ("PARAGRAF(liar jinak)", ""),
        ("PARAGRAF(sumatra liar)", ""),
        ("{cerdas bandung}", "smart"),
        ("{gajah -pulang}", "hutan"),
        ("{liar -gajah}", ""),
        (r#"{"kota besar" jakarta}"#, ""),
        (r#"{"berjalan banjir" kota}"#, ""),
        ("judul:{kota banjir}", "flood"),
        ("{kota (cerdas OR banjir)}", "smart flood"),
        ("{2 OF (kota besar jakarta)}", "flood"),
        ("{=Cafe lama}", "cafe"),
        ("{=Café lama}", ""),
        ("{caf* NOT lama}", "cafe"),
        ("{banjir NEAR/1 besar}", "flood"),
        ("PARAGRAF(berjalan NEAR/1 banjir)", "smart"),
        ("{berjalan NEAR/1 banjir}", ""),
        ("{gajah NOT (liar OR pulang)}", ""),
        ("NOT {gajah liar} AND gajah", ""),
        ("2 OF ({gajah liar} {jinak} sumatra)", "hutan"),
    ]);
}

#[test]
fn forms_as_typed() {
    check(&[
        ("=Bangun", "bangun"),
        ("=bangun", "bangun"),
        ("=Pembangunan", "smart"),
        ("=pembangunan", ""),
        ("=Kota", "flood"),
        ("=kota", "smart flood"),
        ("=banjir", "flood web"),
        ("=Café", "cafe"),
        ("=café", ""),
        ("=Cafe", "cafe"),
        ("=32,2%", "persen"),
        ("=Jumat", "koma"),
        ("=Jum’at", "persen"),
        ("=Covid-19", ""),
        ("=Anak-anak", "anak"),
        ("=Anak", "anak"),
        ("=13/10/2024", ""),
        ("=McDonald", "dapur"),
        ("=Mcdonald", ""),
        ("=élite", "dapur"),
        ("=elite", ""),
        ("elite", "dapur"),
        ("NOT =Café AND cafe", ""),
        ("isi:=kota", "smart"),
        ("penulis:=Siti", "smart persen"),
        ("penulis:=siti", ""),
    ]);
}

#[test]
fn boolean() {
    let all_but = "bangun anak covid persen koma cafe urut hutan rapat web dapur";
    check(&[
        ("kota AND banjir", "smart flood"),
        ("kota AND NOT cerdas", "flood"),
        ("banjir -kota", "web"),
        ("NOT kota", all_but),
        ("-kota -hutan", all_but),
        ("cerdas OR jinak", "smart hutan"),
        ("banjir DAN (jakarta ATAU datang)", "smart flood"),
        ("2 OF (kota cerdas jakarta)", "smart flood"),
        ("3 OF (kota cerdas jakarta)", ""),
        (
            "NOT (kota banjir) AND NOT {gajah liar}",
            "bangun anak covid persen koma cafe urut rapat dapur",
        ),
        ("kota^3 cerdas", "smart flood"),
    ]);
}

#[test]
fn wildcards_and_edits() {
    check(&[
        ("kot*", "smart flood"),
        ("KOT*", "smart flood"),
        ("*mbangun*", "smart"),
        ("k?ta", "smart flood koma"),
        ("anak-*", "anak"),
        ("kaf[?]", "cafe"),
        ("cerdaz~", "smart"),
        ("banjri~", "smart flood web"),
        ("bnjri~", ""),
        ("bnjri~2", "smart flood web"),
    ]);
}

#[test]
fn fields_and_dates() {
    check(&[
        ("judul:banjir", "flood"),
        ("isi:banjir", "smart flood web"),
        ("judul:(kota cerdas)", "smart flood"),
        ("judul:(bandung AND pembangunan)", ""),
        (r#"title:"banjir di""#, "flood"),
        ("penulis:siti", "smart persen"),
        (r#"penulis:"siti aminah""#, "smart"),
        ("sumber:nusa", "flood"),
        ("sumber:nusa*", "smart flood"),
        ("url:baca", "smart"),
        (r#"url:"kompas id""#, "smart"),
        ("url:kompas.id", "smart"),
        ("url:id.kompas", ""),
        ("penulis:stii~", "smart persen"),
        ("sumber:(kompas ADJ/1 nusantara)", "smart"),
        ("sumber:{warta nusa}", "flood"),
        ("sumber:(nusa OR nusantara) -cerdas", "flood"),
        ("judul:kot*", "smart flood"),
        ("judul:(kota NEAR/2 banjir)", "flood"),
        (r#"judul:"pembangunan kota""#, ""),
        ("+sumber:kompas banjir", "smart"),
        ("tanggal:2024", "smart flood rapat"),
        ("tanggal:2024-07", "smart"),
        ("tanggal:<2024", "bangun"),
        ("tanggal:2023-12-31..2024-01-15", "bangun flood"),
        ("tanggal:2024-10-14", ""),
        (r#"tanggal:"13 Oktober 2024""#, "rapat"),
        ("kota tanggal:2024-01", "flood"),
        ("NOT tanggal:>=2023 AND banjir", "web"),
    ]);
}

#[test]
fn marks() {
    let brute = &tiny().brute;
    for (text, id, expected) in [
        ("kota", "smart", "kota|kota"),
        (r#""kota cerdas""#, "smart", "kota cerdas"),
        (r#""pembangunan kota" banjir"#, "smart", "Pembangunan kota Banjir"),
        ("kota -jakarta", "smart", "kota|kota"),
        ("banjir NEAR/1 besar", "flood", "banjir besar"),
        ("{gajah pulang}", "hutan", "Gajah pulang"),
        ("jinak OR (gajah AND kuda)", "hutan", "jinak"),
        ("anak", "anak", "Anak Anak-anak anak Anak"),
        ("covid-19", "covid", "COVID 19|covid 19"),
        ("=bangun", "bangun", "bangun"),
        ("jum'at", "persen", "Jum'at"),
        ("kota AND tanggal:2024", "flood", "kota|Kota"),
        ("NOT anak", "flood", ""),
    ] {
        let marks = brute.marks(&parse(text), id);
        let article = brute.article(id).expect("an article of the table");
        let of = |field, all: &str| -> Vec<String> {
            let spans = marks.iter().filter(|mark| mark.field == field).map(|mark| mark.span);
            spans.map(|span| span.of(all).to_owned()).collect()
        };
        let title = of(Field::Title, article.title.as_deref().unwrap_or_default());
        let body = of(Field::Body, &article.text);
        let shown: Vec<String> =
            [title, body].iter().filter(|f| !f.is_empty()).map(|f| f.join(" ")).collect();
        assert_eq!(shown.join("|"), expected, "{text} in {id}");
    }
}
