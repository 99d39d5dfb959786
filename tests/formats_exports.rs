//! What other programs write: dates in their ways, names of keys, answers around articles,
//! exports of blogs and tables, saved pages with all that lies beside them.

use crate::support::{Scratch, line};

/// The articles of one file, each as `show` has it, in the order of their titles.
fn articles(name: &str, bytes: impl AsRef<[u8]>) -> Vec<serde_json::Value> {
    let s = Scratch::new();
    s.file(&format!("a/{name}"), bytes);
    s.index(&["a"]).exits(0).silent();
    let ids = s.ids("kabar OR judul");
    let mut found: Vec<_> = ids.split(' ').map(|id| s.show(id)).collect();
    found.sort_by_key(|article| article["title"].to_string());
    found
}

fn only(name: &str, bytes: impl AsRef<[u8]>) -> serde_json::Value {
    let mut found = articles(name, bytes);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// Ways to write one moment, and what is read.
const DATES: &[(&str, &str)] = &[
    ("Selasa, 30 Agustus 2022 14:05 WIB", "2022-08-30T14:05:00+07:00"),
    ("30/8/2022", "2022-08-30"),
    ("2022-08-30 14:05:00", "2022-08-30"),
    ("30 Agt 2022", "2022-08-30"),
    ("1661843100", "2022-08-30T14:05:00+07:00"),
    ("1661843100000", "2022-08-30T14:05:00+07:00"),
    ("Tue, 30 Aug 2022 14:05:00 +0700", "2022-08-30T14:05:00+07:00"),
];

#[test]
fn dates_are_read_in_every_format() {
    for (date, expected) in DATES {
        for (name, text) in [
            ("1.csv", format!("judul;isi;tanggal\nJudul;kabar;{date}\n")),
            ("1.jsonl", format!("{{\"isi\":\"kabar\",\"published_at\":\"{date}\"}}\n")),
            ("1.json", format!("[{{\"isi\":\"kabar\",\"datePublished\":\"{date}\"}}]")),
            ("1.md", format!("---\nwaktu: \"{date}\"\n---\nkabar")),
        ] {
            assert_eq!(only(name, &text)["date"], *expected, "{text}");
        }
    }
    let number = "{\"isi\":\"kabar\",\"created_at\":1661843100}";
    assert_eq!(only("1.jsonl", number)["date"], "2022-08-30T14:05:00+07:00");
}

#[test]
fn names_of_dates_are_those_of_exports() {
    for name in [
        "date",
        "published",
        "published_at",
        "publishedAt",
        "pubDate",
        "Tanggal",
        "tanggal_terbit",
        "waktu",
        "created_at",
        "datePublished",
        "date_published",
    ] {
        let table = format!("Judul,Isi,{name}\nJudul,kabar,2022-08-30\n");
        assert_eq!(only("1.csv", &table)["date"], "2022-08-30", "{table}");
    }
    // When it was published is more than when it was written down.
    let both = "created_at,judul,isi,tanggal\n2024-01-01,Judul,kabar,2022-08-30\n";
    assert_eq!(only("1.csv", both)["date"], "2022-08-30");
    let one = "judul,isi,tanggal,created_at\nJudul,kabar,besok,2022-08-30\n";
    assert_eq!(only("1.csv", one)["date"], "2022-08-30");
}

#[test]
fn a_date_that_cannot_be_read_is_named_and_its_article_kept() {
    for (name, text, place) in [
        ("1.csv", "judul,isi,tanggal\nJudul,kabar,besok pagi\n", "a/1.csv:2: "),
        ("1.jsonl", "\n{\"isi\":\"kabar\",\"waktu\":\"besok pagi\"}", "a/1.jsonl:2: "),
        ("1.md", "---\ntanggal: besok pagi\n---\nkabar", "a/1.md: "),
    ] {
        let s = Scratch::new();
        s.file(&format!("a/{name}"), text);
        let ran = s.index(&["a"]);
        ran.counts([1, 0, 0, 0, 0]).says(place).says("the date \"besok pagi\" is none like");
        ran.says("2024-07-31, 2024-07-31T14:05:00+07:00, 31/7/2024, Rabu, 31 Juli 2024 14:05 WIB");
        assert!(s.show(&s.ids("kabar"))["date"].is_null());
    }
}

/// Found by fuzzing: articles of one line had one derived id, and all but the first were lost.
#[test]
fn minified_arrays_keep_all_their_articles() {
    let text = "[{\"judul\":\"Judul A\",\"isi\":\"kabar\"},{\"judul\":\"Judul B\"},{\"judul\":\"Judul C\"}]";
    assert_eq!(articles("1.json", text).len(), 3);
}

#[test]
fn answers_of_programs_are_unwrapped() {
    let text = "{\"status\":\"ok\",\"articles\":[{\"source\":{\"id\":null,\"name\":\"Warta\"},\
         \"title\":\"Judul\",\"publishedAt\":\"2024-07-31T07:05:00Z\",\"content\":\"kabar\"}]}";
    let article = only("1.json", text);
    assert_eq!((&article["source"], &article["text"]), (&"Warta".into(), &"kabar".into()));
    let text = "[{\"id\":12,\"date\":\"2024-07-31T14:05:00\",\"title\":{\"rendered\":\"Judul &#8220;A&#8221;\"},\
         \"content\":{\"rendered\":\"<p>kabar</p><p>dua</p>\"},\"author\":1,\"categories\":[3]}]";
    let article = only("1.json", text);
    assert_eq!((&article["title"], &article["id"]), (&"Judul “A”".into(), &"12".into()));
    assert_eq!(article["text"], "kabar\n\ndua");
    assert!(article["author"].is_null() && article["section"].is_null());
}

#[test]
fn tables_of_excel_are_read() {
    let rows = "ID;Judul;Isi;Tanggal\r\n1;Judul;\"kabar; “dua”\";31/07/2024 14:05\r\n";
    let cp1252 = windows_1252(rows);
    let utf16: Vec<u8> = format!("\u{FEFF}{}", rows.replace(';', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (name, bytes) in [
        ("1.csv", format!("\u{FEFF}{rows}").into_bytes()),
        ("1.csv", format!("sep=;\r\n{rows}").into_bytes()),
        ("1.txt", utf16),
    ] {
        let article = only(name, bytes);
        assert_eq!((&article["date"], &article["id"]), (&"2024-07-31".into(), &"1".into()));
    }
    let s = Scratch::new();
    s.file("a/1.csv", cp1252);
    s.index(&["a"]).counts([1, 0, 0, 0, 0]).says("a/1.csv:2: not UTF-8; read as Windows-1252");
    assert_eq!(s.show("1")["text"], "kabar; “dua”");
}

/// Windows-1252, for the two characters that are used here.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '“' => 0x93,
        '”' => 0x94,
        c => u8::try_from(c).expect("ASCII"),
    };
    text.chars().map(byte).collect()
}

#[test]
fn saved_pages_come_without_their_helpers_and_with_their_address() {
    let page = "<!DOCTYPE html>\n<!-- saved from url=(0022)https://a.id/kabar-1.htm -->\n\
         <html><title>Judul</title><body><h1>Judul</h1><p>kabar satu</p></body></html>";
    let s = Scratch::new();
    s.file("a/Judul - A.htm", page);
    for name in ["iklan.html", "saved_resource.html", "data.json", "f.txt", "a.js.download", "x"] {
        s.file(&format!("a/Judul - A_files/{name}"), page)
            .file(&format!("a/Judul - A.files/{name}"), page);
    }
    s.index(&["a"]).counts([1, 0, 0, 0, 0]).silent();
    assert_eq!(s.show(&s.ids("kabar"))["url"], "https://a.id/kabar-1.htm");
    let s = Scratch::new();
    s.file("a/1.html", "<html><title>Judul</title><frameset><frame src=2.html></frameset></html>");
    s.file("a/2.jsonl", line("x", "satu"));
    s.index(&["a"]).counts([1, 0, 0, 0, 1]).says("a/1.html: a page of frames");
}
