//! No bytes make the readers panic, whatever format their name promises.

#[path = "fuzz/read.rs"]
mod read;

use std::io::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use read::{NAMES, check};

/// Bytes that mean something to one reader or another.
const PIECES: [&[u8]; 32] = [
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
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

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
