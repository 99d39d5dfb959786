//! What is read of which file, and what is said of what cannot be read.

use std::io::Write;

use crate::support::{EVERY, Ran, Scratch, line};

/// Indexes one file of the folder `a`.
fn index(name: &str, bytes: impl AsRef<[u8]>) -> (Scratch, Ran) {
    let s = Scratch::new();
    s.file(&format!("a/{name}"), bytes);
    let ran = s.index(&["a"]);
    (s, ran)
}

/// The only article of one file.
fn article(name: &str, bytes: impl AsRef<[u8]>) -> serde_json::Value {
    let (s, ran) = index(name, bytes);
    ran.exits(0);
    let id = s.ids("kabar OR judul");
    s.show(&id)
}

/// The text of an article as its source has it.
fn text(name: &str, bytes: impl AsRef<[u8]>) -> String {
    article(name, bytes)["text"].as_str().unwrap().to_owned()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn packed_files_hold_what_plain_ones_do() {
    let lines = [line("x", "satu"), line("y", "dua")].concat();
    for (name, bytes) in [
        ("b.jsonl", lines.clone().into_bytes()),
        ("b.jsonl.gz", gz(lines.as_bytes())),
        (
            "b.jsonl.gz",
            [gz(line("x", "satu").as_bytes()), gz(line("y", "dua").as_bytes())].concat(),
        ),
        ("b.jsonl.zst", zst(lines.as_bytes())),
        (
            "b.JSONL.ZST",
            [zst(line("x", "satu").as_bytes()), zst(line("y", "dua").as_bytes())].concat(),
        ),
    ] {
        let (s, ran) = index(name, bytes);
        ran.counts([2, 0, 0, 0, 0]).silent();
        assert_eq!(s.hit("dua")["path"], format!("a/{name}:2"));
    }
    assert_eq!(text("b.txt.gz", gz(b"kabar satu")), "kabar satu");
    assert_eq!(text("b.txt.zst", zst(b"kabar satu")), "kabar satu");
}

#[test]
fn hidden_and_foreign_files_are_passed_over() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("a/.2.txt", "dua").txt("a/.git/3.txt", "tiga");
    s.file("a/4.docx", "x").file("a/README.md", "x").file("a/5", "kabar").file("a/6.png", "{}");
    s.index(&["a"]).counts([1, 0, 0, 0, 0]).silent();
    s.index(&["a/.git"]).counts([1, 0, 0, 0, 0]);
    s.index(&["a/4.docx"]).exits(4).says("a/4.docx: not a format that is read here");
}

/// A page that declares everything.
const PAGE: &str = "<!doctype html><html><head><title>Judul - Warta Kota</title>\
    <meta property=og:site_name content='Warta Kota'><link rel=canonical href=https://a.id/1>\
    <meta property=article:published_time content=2024-07-31T14:05:00+07:00>\
    <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"Ratna\"},\
    \"editor\":\"Bagas\",\"articleSection\":\"Daerah\"}</script></head><body><h1>Judul</h1>\
    <p>kabar satu</p><p>Baca juga: <a href=/2>dua</a></p></body></html>";

#[test]
fn pages_give_what_they_declare_and_where() {
    let article = article("1.html", PAGE);
    for (key, value, origin) in [
        ("title", "Judul", "markup"),
        ("date", "2024-07-31T14:05:00+07:00", "meta"),
        ("url", "https://a.id/1", "markup"),
        ("source", "Warta Kota", "meta"),
        ("author", "Ratna", "json-ld"),
        ("editor", "Bagas", "json-ld"),
        ("section", "Daerah", "json-ld"),
    ] {
        assert_eq!((&article[key], &article["origins"][key]), (&value.into(), &origin.into()));
    }
}

#[test]
fn content_decides_before_names() {
    let warc = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: ";
    let warc = format!("{warc}{}\r\n\r\n{PAGE}\r\n\r\n", PAGE.len());
    for (name, bytes, path) in [
        ("1.txt", PAGE.as_bytes().to_vec(), "a/1.txt"),
        ("1", PAGE.as_bytes().to_vec(), "a/1"),
        ("1.php", gz(PAGE.as_bytes()), "a/1.php"),
        ("1.csv", zst(b"[{\"judul\":\"Judul\",\"isi\":\"kabar\"}]"), "a/1.csv:1"),
        ("1.html", b"---\njudul: Judul\n---\nkabar".to_vec(), "a/1.html"),
        ("1.md", b"judul;isi\nJudul;kabar".to_vec(), "a/1.md:2"),
        ("1.xml", b"<rss><item><title>Judul</title></item></rss>".to_vec(), "a/1.xml:1"),
        ("1.html", warc.into_bytes(), "a/1.html:1"),
    ] {
        let (s, ran) = index(name, bytes);
        ran.counts([1, 0, 0, 0, 0]).silent();
        assert_eq!(s.hit("judul")["path"], path);
        assert_eq!(s.hit("judul")["title"], "Judul");
    }
}

#[test]
fn resources_of_saved_pages_and_indexes_are_no_articles() {
    let s = Scratch::new();
    s.file("a/1.html", PAGE).file("a/1_files/iklan.html", PAGE).file("a/2_files/2.html", PAGE);
    s.index(&["a"]).counts([2, 0, 0, 0, 0]).silent();
    // Their places are others below the outer root, the files of the index are none.
    s.index(&["."]).counts([2, 0, 2, 0, 0]).silent();
    s.index(&["."]).counts([0, 0, 0, 2, 0]).silent();
}

#[test]
fn encodings_are_recognised() {
    let body = "kabar “kota” kafé, naïf\r\nbaris dua\r\n";
    assert_eq!(text("1.txt", body), body);
    assert_eq!(text("1.txt", format!("\u{FEFF}{body}")), body);
    assert_eq!(text("1.txt", utf16(body)), body);
    assert_eq!(text("1.txt", utf16(&format!("\u{FEFF}{body}"))), body);
    let big: Vec<u8> = "\u{FEFF}kabar kafé".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text("1.txt", big), "kabar kafé");
    assert_eq!(text("1.txt", b"kabar \x93kota\x94 kaf\xE9"), "kabar “kota” kafé");
}

#[test]
fn encodings_of_lines_are_recognised() {
    let lines = "{\"isi\":\"kabar kafé\"}\r\n\r\n";
    assert_eq!(text("1.jsonl", format!("\u{FEFF}{lines}")), "kabar kafé");
    assert_eq!(text("1.jsonl", utf16(lines)), "kabar kafé");
    assert_eq!(text("1.jsonl", utf16(&format!("\u{FEFF}{lines}"))), "kabar kafé");
    assert_eq!(text("1.jsonl.gz", gz(&utf16(lines))), "kabar kafé");
    assert_eq!(text("1.jsonl", b"{\"isi\":\"kabar kaf\xE9\"}"), "kabar kafé");
    assert_eq!(text("1.jsonl", "{\"isi\":\"\u{FEFF}kabar\"}"), "kabar");
}

#[test]
fn bytes_that_are_no_utf8_are_warned_of_and_taken() {
    let (s, ran) = index("1.txt", "satu\n“kabar” \u{0}".bytes().chain([0xFF]).collect::<Vec<_>>());
    ran.counts([1, 0, 0, 0, 0]).says("a/1.txt:2: bytes that are not UTF-8; replaced by \u{FFFD}");
    assert_eq!(s.hit(EVERY)["passages"].as_array().unwrap().len(), 1);
    let (_, ran) = index("1.txt", b"satu\nkabar \xFF\xFE dua");
    ran.counts([1, 0, 0, 0, 0]).says("a/1.txt:2: not UTF-8; read as Windows-1252");
    assert_eq!(ran.json()["warnings"], 1);
    let lines = [line("x", "satu").as_bytes(), b"{\"isi\":\"kabar \xE2\x80\x9C \xFF\"}\n"].concat();
    index("1.jsonl", lines).1.counts([2, 0, 0, 0, 0]).says("a/1.jsonl:2: bytes that are not");
}

#[test]
fn offsets_count_bytes_of_the_text_as_it_stands() {
    // NFD: the accent is a character of its own.
    let body =
        "\r\nTe\u{301}h dan kafe\u{301} jadi kabar.\r\n\r\nKota  cerdas\u{a0}itu “kabar”.\r\n";
    let (s, _) = index("1.txt", body);
    let show = s.show(&s.ids(EVERY));
    let text = show["text"].as_str().unwrap();
    assert_eq!(text, body.replace("  ", " "), "doubled blanks are mended");
    let raw = s.run(&["show", "--json", "--raw", &s.ids(EVERY)]).exits(0).json();
    assert_eq!(raw["text"], body);
    for query in ["kafé", "teh", "kota cerdas", "kabar"] {
        let hit = s.hit(query);
        let passage = &hit["passages"][0];
        let (start, end) = (passage["start"].as_u64().unwrap(), passage["end"].as_u64().unwrap());
        assert_eq!(passage["text"], text[start as usize..end as usize]);
        assert!(!passage["highlights"].as_array().unwrap().is_empty(), "{query}: {hit}");
    }
}

#[test]
fn a_short_first_line_before_an_empty_one_is_the_title() {
    let long = |count: usize| "é".repeat(count - 6) + " judul";
    for title in ["Judul kota", "Apa kabar?", "Judul (3)", &long(150)] {
        let article = article("1.txt", format!("{title}\n\nkabar satu\n\ndua"));
        assert_eq!(article["title"], title);
        assert_eq!(article["text"], "kabar satu\n\ndua");
    }
    assert_eq!(article("1.txt", "Judul\r\n\r\nkabar")["title"], "Judul");
    for first in
        ["Kabar.", "Kabar,", "Kabar;", "Kabar:", "“Kabar”", "'Kabar'", "\"kabar\"", &long(151)]
    {
        let whole = format!("{first}\n\nkabar satu");
        let article = article("1.txt", &whole);
        assert_eq!((article["title"].is_null(), &article["text"]), (true, &whole.into()));
    }
    for whole in ["kabar satu", "kabar\ndua\n\ntiga", "\nkabar\n\ndua", "kabar\n"] {
        let article = article("1.txt", whole);
        assert_eq!((article["title"].is_null(), &article["text"]), (true, &whole.into()));
    }
}

#[test]
fn titles_are_found_and_are_no_part_of_the_text() {
    let (s, _) = index("1.txt", "Judul kota cerdas\n\nkabar satu.");
    let hit = s.hit("cerdas");
    assert_eq!(hit["title_highlights"], serde_json::json!([[11, 17]]));
    assert_eq!(hit["passages"][0]["highlights"], serde_json::json!([]));
    let (s, _) =
        index("1.jsonl", "{\"title\":\"Judul saja\"}\n{\"title\":\"Judul\",\"body\":\"  \"}");
    assert_eq!(s.search("judul")["total"], 2);
    let id = s.ids("saja");
    assert_eq!(s.show(&id)["text"], "");
}

#[test]
fn keys_are_english_or_indonesian() {
    let english = r#"{"id":"x","title":"T","body":"kabar","date":"2024-07-31","url":"u","source":"s","author":"a","lain":[{}]}"#;
    let indonesian = r#"{"id":"x","judul":"T","isi":"kabar","tanggal":"2024-07-31","tautan":"u","sumber":"s","penulis":"a"}"#;
    let mut expected = article("1.jsonl", english);
    assert_eq!(expected["author"], "a");
    assert_eq!(article("1.jsonl", indonesian), expected);
    expected = article("1.jsonl", r#"{"id":"x","text":"kabar"}"#);
    assert_eq!(article("1.jsonl", r#"{"id":"x","content":"kabar"}"#), expected);
    for key in ["title", "date", "url", "source", "author"] {
        assert!(expected[key].is_null(), "{key} is unknown");
    }
}

#[test]
fn ids_are_text_or_numbers() {
    for (id, expected) in [("\"a b\"", "a b"), ("7", "7"), ("-1.50", "-1.50"), ("\"\\u00e9\"", "é")]
    {
        let (s, ran) = index("1.jsonl", format!("{{\"id\":{id},\"isi\":\"kabar\"}}"));
        ran.counts([1, 0, 0, 0, 0]).silent();
        assert_eq!(s.ids(EVERY), expected);
    }
    for id in ["null", "\"\"", "true", "[1]", &format!("{:?}", "x".repeat(600))] {
        let (s, ran) = index("1.jsonl", format!("{{\"id\":{id},\"isi\":\"kabar\"}}"));
        ran.counts([1, 0, 0, 0, 0]);
        assert!(s.ids(EVERY).starts_with("t-"), "{id}");
    }
    let (s, ran) =
        index("1.jsonl", "{\"id\":7,\"isi\":\"kabar\"}\n{\"id\":\"7\",\"isi\":\"kabar\"}");
    ran.counts([1, 0, 0, 0, 1]);
    assert_eq!(s.ids(EVERY), "7");
}

#[test]
fn values_of_the_wrong_kind_are_left_empty() {
    let wrong =
        r#"{"id":"x","isi":"kabar","judul":{"a":1},"date":"kemarin","url":true,"sumber":3}"#;
    let (s, ran) = index("1.jsonl", wrong);
    ran.counts([1, 0, 0, 0, 0])
        .says("a/1.jsonl:1: the date \"kemarin\" is none like")
        .says("the url is");
    let article = s.show("x");
    assert!(article["title"].is_null() && article["date"].is_null() && article["url"].is_null());
    assert_eq!((&article["source"], &ran.json()["warnings"]), (&"3".into(), &3.into()));
}

#[test]
fn dates_are_days_or_instants() {
    for (date, expected) in [
        ("2024-07-31", "2024-07-31"),
        ("2024-07-31T14:05:00+07:00", "2024-07-31T14:05:00+07:00"),
        ("2024-07-31T14:05:00Z", "2024-07-31T14:05:00+00:00"),
        ("2024-07-31T14:05:00", "2024-07-31"),
    ] {
        let line = format!("{{\"isi\":\"kabar\",\"date\":{date:?}}}");
        assert_eq!(article("1.jsonl", line)["date"], expected);
    }
}

#[test]
fn broken_lines_are_named_and_the_rest_is_taken() {
    let lines = format!(
        "{}{{\"isi\":\n[\"a\",\"b\",\"c\"]\n\"kabar\"\n{{\"id\":1}}\n{{\"isi\":\"\\ud800\"}}\n\n{}",
        line("x", "satu"),
        line("y", "dua")
    );
    let (s, ran) = index("1.jsonl", lines);
    ran.counts([2, 0, 0, 0, 5]);
    for number in 2..=6 {
        ran.says(&format!("a/1.jsonl:{number}: "));
    }
    assert_eq!(s.hit("dua")["path"], "a/1.jsonl:8");
}

#[test]
fn nothing_to_read_is_said() {
    for (name, bytes) in
        [("1.txt", ""), ("1.txt", " \r\n\n"), ("1.txt", "\u{FEFF}"), ("1.jsonl", "{")]
    {
        index(name, bytes).1.exits(4).says("no article could be read in a");
    }
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").file("a/2.txt", "").file("a/3.jsonl", "\n").file("a/4.jsonl.zst", "");
    s.index(&["a"]).says("a/2.txt: empty; left out").exits(0);
    assert_eq!(s.paths(), "a/1.txt");
}

#[test]
fn damaged_archives_give_what_can_be_read() {
    let lines: String = (0..2_000).map(|number| line(&number.to_string(), "satu")).collect();
    for (name, packed) in
        [("1.jsonl.gz", gz(lines.as_bytes())), ("1.jsonl.zst", zst(lines.as_bytes()))]
    {
        let s = Scratch::new();
        s.txt("a/0.txt", "nol").file(&format!("a/{name}"), &packed[..packed.len() - 9]);
        let ran = s.index(&["a"]);
        ran.exits(0).says(&format!("a/{name}:")).says("damaged file");
        assert_eq!(ran.json()["skipped"], 1);
        s.file(&format!("a/{name}"), "kabar, but not packed");
        s.index(&["a"]).exits(0).says("damaged file");
        assert_eq!(s.paths(), "a/0.txt");
    }
    let (_, ran) = index("1.txt.gz", &gz("kabar ".repeat(99).as_bytes())[..20]);
    ran.exits(4).says("a/1.txt.gz: damaged file");
}

#[test]
fn oversized_articles_are_left_out() {
    let long = "kabar ".repeat(180_000);
    let s = Scratch::new();
    s.file("a/1.txt", &long).file("a/2.txt.gz", gz(long.as_bytes()));
    s.file("a/3.jsonl", format!("{{\"isi\":\"{long}\"}}\n{}", line("x", "satu")));
    s.file("a/4.jsonl.zst", zst(format!("{}{{\"isi\":\"{long}\"}}", line("y", "dua")).as_bytes()));
    let ran = s.index(&["a", "--max-article", "1"]);
    ran.counts([2, 0, 0, 0, 4]);
    for place in ["a/1.txt", "a/2.txt.gz", "a/3.jsonl:1", "a/4.jsonl.zst:2"] {
        ran.says(&format!("{place}: an article of more than 1 MB; left out"));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_oversized_file_is_not_held_in_memory() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("a/2.txt", "dua");
    // Sparse, so that it costs nothing: more than the process may have.
    let file = std::fs::File::options().write(true).open(s.path("a/2.txt")).unwrap();
    file.set_len(700_000_000).unwrap();
    let script = "ulimit -v 600000; exec \"$0\" index a";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_telusur")]).current_dir(s.path("."));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(s.paths(), "a/1.txt");
}

#[cfg(target_os = "linux")]
#[test]
fn an_unreadable_file_keeps_what_was_known_of_it() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("a/2.txt", "dua").file("a/3.jsonl", line("x", "tiga"));
    s.index(&["a"]).counts([3, 0, 0, 0, 0]);
    // It opens, but reading from its start fails.
    s.remove("a/2.txt").link("/proc/self/mem", "a/2.txt");
    s.remove("a/3.jsonl").link("/proc/self/mem", "a/3.jsonl");
    s.link("/proc/self/mem", "a/4.txt");
    let ran = s.index(&["a"]);
    ran.counts([0, 0, 0, 1, 3]).says("a/2.txt: cannot be read (").says("a/4.txt: cannot be read");
    assert_eq!(s.paths(), "a/1.txt a/2.txt a/3.jsonl:1");
    s.remove("a/2.txt").txt("a/2.txt", "dua").index(&["a"]).counts([0, 0, 0, 2, 2]);
    s.remove("a/3.jsonl").index(&["a"]).counts([0, 0, 1, 2, 1]);
}

#[cfg(unix)]
#[test]
fn links_loops_and_pipes() {
    let s = Scratch::new();
    s.txt("a/1.txt", "satu").txt("b/2.txt", "dua").link("../a", "a/naik").link("none", "a/3.txt");
    s.link("../b", "a/b").link("none", "a/.#1.txt").file("a/c.txt/4.txt", "kabar empat");
    let made = std::process::Command::new("mkfifo").arg(s.path("a/5.txt")).status().unwrap();
    assert!(made.success());
    let ran = s.index(&["a"]);
    ran.counts([3, 0, 0, 0, 3]).says("a/naik: a link that leads back to a; not followed");
    ran.says("a/3.txt: gone, or a link to nothing").says("a/5.txt: neither a file nor a folder");
    assert_eq!(s.paths(), "a/1.txt a/b/2.txt a/c.txt/4.txt");
}

#[test]
fn a_file_that_vanishes_is_warned_of() {
    use telusur::corpus::{Format, read};
    let s = Scratch::new();
    let path = s.path("gone.txt");
    let outcome = read(&path, "gone.txt", Format::of(&path).unwrap(), 9, &mut |_, _| {});
    assert_eq!(outcome.unwrap_err().kind(), std::io::ErrorKind::NotFound);
}
