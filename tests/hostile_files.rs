//! No bytes make the readers panic, whatever format their name promises.

#[path = "fuzz/read.rs"]
mod read;

use std::io::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use read::{NAMES, check};

/// Bytes that mean something to one reader or another.
const PIECES: [&[u8]; 58] = [
    b"{",
    b"}",
    b"\"",
    b":",
    b",",
    b"[",
    b"]",
    b"\n",
    b"\r\n",
    b"\\ud800",
    b"\\u0000",
    b"\0",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\xEF\xBB\xBF",
    b"\xFF",
    b"\xE2\x80",
    b"\x81",
    b"null",
    b"true",
    b"1e999",
    b"-0",
    b"{\"id\":7,\"isi\":\"kabar\"}\n",
    b"{\"judul\":\"Judul\"}\n",
    b"\"id\":",
    b"\"body\":",
    b"\"date\":\"2024-07-31T10:00:00+07:00\"",
    b"Judul\n\n",
    b"kabar. ",
    b"\x1F\x8B\x08",
    b"\x28\xB5\x2F\xFD",
    b"\xC3\xA9",
    b"<!doctype html>",
    b"<p>",
    b"</p>",
    b"<div class=share id='a'>",
    b"</div>",
    b"<table><tr><td>",
    b"<b><a href=x>",
    b"<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A\"}</script>",
    b"<meta property=og:title content='A - B'>",
    b"<title>A - B</title><h1>A</h1>",
    b"<svg><template>",
    b"&amp;&#x110000;",
    b"<rss><channel><title>W</title>",
    b"<item><title>A</title><description>",
    b"</description></item>",
    b"<![CDATA[",
    b"]]>",
    b"judul,isi\n",
    b"a;b\t\"c\n",
    b"\r",
    b"---\njudul: A\n---\n",
    b"# A\n- b\n> ",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 70\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n",
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>\nendobj\n",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = vec(select(&PIECES[..]), 0..60).prop_map(|pieces| pieces.concat());
    let long = (select(&PIECES[..]), 0..6_000_usize).prop_map(|(piece, count)| piece.repeat(count));
    let utf16 = any::<String>()
        .prop_map(|text| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    prop_oneof![4 => pieces, 1 => long, 1 => utf16, 2 => vec(any::<u8>(), 0..400)]
}

/// Packs bytes as a name promises.
fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name.ends_with(".gz") {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    } else if name.ends_with(".zst") {
        zstd::encode_all(bytes, 1).unwrap()
    } else {
        bytes.to_vec()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(
        name in select(&NAMES[..]),
        bytes in bytes(),
        pack in any::<bool>(),
        damage in proptest::option::of((any::<Index>(), any::<u8>())),
        cut in proptest::option::of(any::<Index>()),
    ) {
        let mut bytes = if pack { packed(name, &bytes) } else { bytes };
        if let (Some((at, byte)), false) = (damage, bytes.is_empty()) {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len() + 1));
        }
        let folder = tempfile::tempdir().unwrap();
        check(folder.path(), name, &bytes);
    }
}

#[test]
fn deep_nesting_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    for piece in ["[", "{\"a\":", "{\"isi\":["] {
        check(folder.path(), "a.jsonl", piece.repeat(1000).as_bytes());
        check(folder.path(), "a.jsonl", format!("{{\"id\":{}", piece.repeat(1000)).as_bytes());
    }
}

/// Indexes one file of a folder in a process with 1.5 GB of address space and a minute of time,
/// and says what it said.
#[cfg(target_os = "linux")]
fn bounded(name: &str, bytes: &[u8]) -> String {
    let s = crate::support::Scratch::new();
    s.txt("a/1.txt", "satu").file(&format!("a/{name}"), bytes);
    let script = "ulimit -v 1500000; ulimit -t 60; exec \"$0\" index a --threads 1 --max-article 8";
    let mut command = std::process::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_telusur")]).current_dir(s.path("."));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{name}: {said}");
    assert!(s.paths().contains("a/1.txt"), "{name}");
    said
}

/// Zeros packed to a thousandth, and packed again inside what is unpacked.
#[cfg(target_os = "linux")]
#[test]
fn what_unpacks_without_end_is_bounded() {
    let zeros = vec![b' '; 64 << 20];
    for name in ["b.html.gz", "b.txt.gz", "b.pdf.gz", "b.mhtml.gz", "b.md.gz", "b.jsonl.gz"] {
        let said = bounded(name, &packed(name, &zeros));
        assert!(said.contains(&format!("a/{name}")), "{said}");
    }
    for name in ["b.csv.zst", "b.rss.zst", "b.json.zst", "b.warc.zst"] {
        let begun = match name {
            "b.csv.zst" => "judul,isi\na,\"",
            "b.rss.zst" => "<rss><item><title>",
            "b.json.zst" => "[{\"isi\":\"",
            _ => "WARC/1.0\r\nX: ",
        };
        let said = bounded(name, &packed(name, &[begun.as_bytes(), &zeros].concat()));
        assert!(said.contains(&format!("a/{name}:")), "{said}");
    }
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n";
    let block = [head.as_bytes(), &packed("x.gz", &zeros)].concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    let said = bounded("b.warc", &[head.as_bytes(), &block, b"\r\n\r\n"].concat());
    assert!(said.contains("a/b.warc:1: an article of more than 8 MB"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn pages_that_would_multiply_are_bounded() {
    let deep = format!("<!doctype html>{}kabar", "<div>".repeat(100_000));
    bounded("deep.html", deep.as_bytes());
    let deep = format!("<!doctype html>{}kabar", "<table><tr><td><a><svg>".repeat(50_000));
    bounded("tables.html", deep.as_bytes());
    let formatting: String =
        (0..20_000).map(|number| format!("<b class=c{number}><p>kabar")).collect();
    bounded("formatting.html", formatting.as_bytes());
    let attributes: String = (0..300_000).map(|number| format!(" a{number}=1")).collect();
    let said = bounded("attributes.html", format!("<html{attributes}>kabar").as_bytes());
    assert!(said.contains("a/attributes.html: a tag with more than 1,000 attributes"), "{said}");
    let many = format!("<!doctype html>{}", "<p class=share>kabar lama<br>".repeat(200_000));
    let said = bounded("many.html", many.as_bytes());
    assert!(said.contains("a/many.html: a page of more than 100,000 elements"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn tables_and_feeds_without_end_are_bounded() {
    let header: String = (0..1_000_000).map(|number| format!("kolom{number},")).collect();
    let said = bounded("b.csv", format!("{header}\n1,2").as_bytes());
    assert!(said.contains("a/b.csv:1: ") && !said.contains("panicked"), "{said}");
    let row = format!("judul,isi\n{}\na,b", ",".repeat(1_000_000));
    assert!(bounded("c.csv", row.as_bytes()).contains("a/c.csv:2: 1000001 fields"));
    let laughs: String = (1..30)
        .map(|number| format!("<!ENTITY l{number} \"&l{0};&l{0};&l{0};&l{0};&l{0};\">", number - 1))
        .collect();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}]>\
         <rss><item><title>kabar &l29;</title></item></rss>"
    );
    assert_eq!(bounded("b.rss", feed.as_bytes()), "");
    let deep = format!("<rss>{}", "<a>".repeat(1_000_000));
    assert!(bounded("c.rss", deep.as_bytes()).contains("a/c.rss:1: elements more than 1,000 deep"));
}

/// Few bytes that are many operators of a page, each half a kilobyte once it is parsed.
#[cfg(target_os = "linux")]
#[test]
fn a_page_of_many_operators_is_bounded() {
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all("q ".repeat(8_000_000).as_bytes()).unwrap();
    let packed = zlib.finish().unwrap();
    let head = format!("<</Length {}/Filter/FlateDecode>>stream\n", packed.len());
    let content = [head.as_bytes(), &packed, b"\nendstream"].concat();
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
        &content,
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (number, object) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let start = file.len();
    file.extend(format!("xref\n0 5\n0000000000 65535 f \n{table}").bytes());
    file.extend(format!("trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF").bytes());
    assert!(bounded("b.pdf", &file).contains("a/b.pdf: a PDF without a text layer"));
}

/// Pages that lead back to themselves, and forms that draw themselves.
#[cfg(target_os = "linux")]
#[test]
fn documents_that_loop_are_bounded() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3/Parent 2 0 R>>",
        "<</Type/Page/Parent 2 0 R/Contents[4 0 R 4 0 R]/Resources 3 0 R/Font 3 0 R>>",
        "<</Length 5 0 R>>stream\nBT /F 9 Tf (kabar) Tj ET\nendstream",
        "5 0 R",
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    for (number, object) in (1..).zip(objects) {
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    file.push_str("trailer\n<</Size 6/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF");
    assert!(bounded("b.pdf", file.as_bytes()).contains("a/b.pdf: "));
    let nested = format!("%PDF-1.4\n1 0 obj\n{}", "[<<".repeat(500_000));
    assert!(bounded("c.pdf", nested.as_bytes()).contains("a/c.pdf: "));
}
