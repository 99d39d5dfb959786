//! What is ignored is said, with its place.

use telusur::query::{self, Language, WarningKind};

use super::{TODAY, kinds, shown};

fn operator(kind: fn(String) -> WarningKind, text: &str) -> Vec<WarningKind> {
    vec![kind(text.to_owned())]
}

#[test]
fn unpaired_and_empty() {
    let table: [(&str, &str, &[WarningKind]); 8] = [
        ("\"kota cerdas", "kota cerdas", &[WarningKind::UnpairedQuote]),
        ("kota cerdas”", "kota cerdas", &[WarningKind::UnpairedQuote]),
        ("(a AND b", "a AND b", &[WarningKind::UnpairedBracket]),
        ("a AND b) c", "a AND b c", &[WarningKind::UnpairedBracket]),
        ("kota \"\"", "kota", &[WarningKind::EmptyPhrase]),
        ("a AND b ()", "a AND b", &[WarningKind::EmptyGroup]),
        ("", "", &[WarningKind::NoWords]),
        ("{judul:a b}", "judul:a AND b", &[WarningKind::GroupAsAnd]),
    ];
    for (text, expected, said) in table {
        assert_eq!((shown(text).as_str(), kinds(text).as_slice()), (expected, said), "of {text:?}");
    }
}

#[test]
fn operators_without_what_they_need() {
    let as_word = |operator| WarningKind::OperatorAsWord { operator };
    for (text, word) in [
        ("AND a", "AND"),
        ("a OR", "OR"),
        ("a BUKAN", "BUKAN"),
        ("a NEAR/5", "NEAR/5"),
        ("(a AND) b", "AND"),
        ("a OF (b -c)", "OF"),
        ("judul:() a", "judul:"),
    ] {
        assert_eq!(kinds(text), operator(as_word, word), "of {text:?}");
    }
    assert_eq!(shown("a AND AND b"), r"a \AND AND b");
    assert_eq!(
        kinds("KPK AND DPR"),
        operator(|operator| WarningKind::Capitals { operator }, "AND")
    );
}

#[test]
fn numbers_out_of_bounds() {
    let replaced = |given: &str, used: &str| {
        vec![WarningKind::NumberReplaced { given: given.to_owned(), used: used.to_owned() }]
    };
    let table = [
        ("cerdaz~5", "cerdaz~2", replaced("~5", "~2")),
        ("cerdaz~0", "cerdaz~", replaced("~0", "~1")),
        ("a NEAR/0 b", "a NEAR/1 b", replaced("0", "1")),
        ("a NEAR/99999999999 b", "a NEAR/1000 b", replaced("99999999999", "1000")),
        ("\"a b\"~2000", "\"a b\"~1000", replaced("2000", "1000")),
        ("kata^0", "kata", replaced("^0", "^1")),
        ("kata^5000", "kata^1000", replaced("^5000", "^1000")),
        ("0 OF (a b)", "1 OF (a b)", replaced("0", "1")),
        ("9 OF (a b)", "2 OF (a b)", vec![WarningKind::CountTooHigh { count: 9, used: 2 }]),
    ];
    for (text, expected, said) in table {
        assert_eq!((shown(text).as_str(), kinds(text)), (expected, said), "of {text:?}");
    }
}

#[test]
fn what_is_read_as_something_near_it() {
    let table = [
        ("a NEAR/5 b ADJ/3 c", "a NEAR/5 b NEAR/5 c", WarningKind::MixedNear),
        ("(a AND b) NEAR/3 c", "a AND b AND c", WarningKind::NearAsAnd),
        ("a NEAR/3 NOT b", "a AND NOT b", WarningKind::NearAsAnd),
        ("judul:a NEAR/5 isi:b", "judul:a AND isi:b", WarningKind::NearAsAnd),
        ("{-a -b}", "NOT a AND NOT b", WarningKind::GroupAsAnd),
        ("{a {b c}}", "a AND {b c}", WarningKind::GroupAsAnd),
        ("judul:(a isi:b)", "judul:(a isi:b)", WarningKind::FieldInField),
        ("2 OF (+a b c)", "2 OF (a b c)", WarningKind::MarkIgnored),
    ];
    for (text, expected, said) in table {
        assert_eq!((shown(text).as_str(), kinds(text)), (expected, vec![said]), "of {text:?}");
    }
}

#[test]
fn warnings_have_places_and_two_languages() {
    let text = "é \"kota (tanggal:kapan cerdaz~9 -b";
    let (_, warnings) = query::parse(text, TODAY);
    let places: Vec<&str> = warnings.iter().filter_map(|w| Some(w.span?.of(text))).collect();
    assert_eq!(places, ["\"", "(", "tanggal:kapan", "cerdaz~9"]);
    for warning in &warnings {
        assert_ne!(warning.text(Language::Id), warning.text(Language::En));
    }
}

#[test]
fn many_warnings_are_counted() {
    let (_, warnings) = query::parse(&"\"\" ".repeat(100), TODAY);
    assert_eq!(warnings.len(), 20);
    assert_eq!(warnings[19].kind, WarningKind::More { count: 82 });
}

#[test]
fn fields_that_are_none_or_stand_before_a_space() {
    let before = |field: &str| vec![WarningKind::FieldBeforeSpace { field: field.to_owned() }];
    let unknown =
        |name: &str, meant| vec![WarningKind::UnknownField { name: name.to_owned(), meant }];
    let table = [
        ("judul: banjir bandang", "judul:banjir bandang", before("judul:")),
        ("judul: \"banjir bandang\"", "judul:\"banjir bandang\"", before("judul:")),
        ("sejak: 2024 banjir", "banjir AND tanggal:>=2024-01-01", before("sejak:")),
        ("wilayah:Bandung", "wilayah Bandung", unknown("wilayah", Some("lokasi"))),
        ("site:kompas.com", "site kompas.com", unknown("site", Some("sumber"))),
        ("juduul:banjir", "juduul banjir", unknown("juduul", Some("judul"))),
        ("banjir warna:biru", "banjir warna biru", unknown("warna", None)),
        // Pasted text is words.
        ("Banjir surut. Editor: Ani", "Banjir surut Editor Ani", vec![]),
        ("Jakarta:Banjir surut", "Jakarta Banjir surut", vec![]),
        ("banjir: warga mengungsi", "banjir warga mengungsi", vec![]),
        ("pukul 10:30 di https://a.id/x:y", "pukul 10:30 di https://a.id/x:y", vec![]),
    ];
    for (text, expected, said) in table {
        assert_eq!((shown(text).as_str(), kinds(text)), (expected, said), "of {text:?}");
    }
    assert_eq!(kinds("tanggal: besok"), [WarningKind::BadDate { text: "tanggal:".to_owned() }]);
    let (_, warnings) = query::parse("banjir wilayah:Bandung", TODAY);
    assert_eq!(warnings[0].span.map(|span| (span.start, span.end)), Some((7, 15)));
    assert_eq!(
        warnings[0].text(Language::Id),
        "wilayah: bukan bidang yang dikenal, dibaca sebagai kata; maksudnya lokasi:?"
    );
}

#[test]
fn near_without_a_distance() {
    let said = |operator: &str| vec![WarningKind::NoDistance { operator: operator.to_owned() }];
    assert_eq!(kinds("banjir NEAR jakarta"), said("NEAR"));
    assert_eq!(shown("banjir NEAR jakarta"), "banjir NEAR jakarta");
    assert_eq!(kinds("kota ADJ cerdas"), said("ADJ"));
    for text in ["NEAR", "banjir NEAR", "BANJIR NEAR JAKARTA", "banjir near jakarta", r"a \NEAR b"]
    {
        assert_eq!(kinds(text), [], "of {text:?}");
    }
}
