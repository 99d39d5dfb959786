//! Each form of the language, and how they hold together.

use telusur::query::{Language, Matcher, Query, Unit};

use super::{check, parse, shown};

#[test]
fn leaves() {
    check(&[
        ("\"kota cerdas\"", "\"kota cerdas\""),
        ("“kota cerdas” „a b“ «x y» »x y« ”p q”", r#""kota cerdas" "a b" "x y" "x y" "p q""#),
        ("“a \"b\" c”", "“a \"b\" c”"),
        ("~\"membangun kota\"", "~\"membangun kota\""),
        ("\"kota banjir\"~5", "\"kota banjir\"~5"),
        ("\"kota banjir\"~0", "\"kota banjir\""),
        ("=Bangun", "=Bangun"),
        ("kot* *kota k?ta kot*a?", "kot* *kota k?ta kot*a"),
        ("kot[?] ?ota k[*]a", "kot[?] ?ota k*a"),
        ("cerdaz~ cerdaz~1 cerdaz~2", "cerdaz~ cerdaz~ cerdaz~2"),
        ("kata^3 kata^0.5 kata^2,25", "kata^3 kata^0.5 kata^2.25"),
        ("\"a b\"^2 (a b)^2 kot*^2 a~^2 {a b}^2", "\"a b\"^2 (a b)^2 kot*^2 a~^2 {a b}^2"),
        ("kota^2?", "kota^2"),
    ]);
}

#[test]
fn marks() {
    check(&[
        ("kota +cerdas -banjir", "kota +cerdas -banjir"),
        ("kota -\"a b\" +(a b)", "kota -\"a b\" +(a b)"),
        ("kota -=Bangun -kot* -~\"a b\" -{a b}", "kota -=Bangun -kot* -~\"a b\" -{a b}"),
        ("kota (-banjir air)", "kota (-banjir air)"),
        ("-a", "NOT a"),
        ("+a", "a"),
        ("-a -b", "-a -b"),
        ("kota NOT banjir", "kota -banjir"),
        ("kota-banjir --banjir + banjir", "kota-banjir banjir banjir"),
        ("kota -Jakarta,Bandung", "kota -(Jakarta Bandung)"),
        ("suhu -5 derajat", "suhu -5 derajat"),
        ("a -(NOT b)", "a +b"),
    ]);
}

#[test]
fn connectives_and_precedence() {
    check(&[
        ("a AND b", "a AND b"),
        ("a DAN b ATAU BUKAN c", "a AND b OR NOT c"),
        ("a OR b AND c", "a OR b AND c"),
        ("(a OR b) AND c", "(a OR b) AND c"),
        ("a AND (b AND c)", "a AND b AND c"),
        ("a AND NOT b", "a AND NOT b"),
        ("a AND -b", "a AND NOT b"),
        ("a b AND c d", "a b AND c d"),
        ("a NOT b AND c", "a -b AND c"),
        ("(a b) c", "a b c"),
        ("(a AND b) c", "(a AND b) c"),
        ("NOT (a b)", "NOT (a b)"),
        ("NOT NOT a", "a"),
        ("NOT a NEAR/5 b", "NOT a NEAR/5 b"),
        ("(a)AND(b)", "a AND b"),
    ]);
    assert!(matches!(parse("a b AND c d"), Query::And(operands) if operands.len() == 2));
}

#[test]
fn nearness() {
    check(&[
        ("kota NEAR/5 banjir", "kota NEAR/5 banjir"),
        ("kota ADJ/3 cerdas jakarta", "kota ADJ/3 cerdas jakarta"),
        ("a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c"),
        ("(a OR \"b c\") NEAR/5 kot*", "(a OR \"b c\") NEAR/5 kot*"),
        ("(a b) ADJ/2 c^2", "(a b) ADJ/2 c^2"),
        ("judul:kota NEAR/5 judul:banjir", "judul:(kota NEAR/5 banjir)"),
        ("judul:kota NEAR/5 banjir", "judul:(kota NEAR/5 banjir)"),
        ("judul:(a NEAR/5 b)", "judul:(a NEAR/5 b)"),
    ]);
}

#[test]
fn units_and_counts() {
    check(&[
        ("{kota banjir}", "{kota banjir}"),
        ("{ kota banjir }", "{kota banjir}"),
        ("KALIMAT(kota banjir)", "{kota banjir}"),
        ("SENTENCE(kota AND banjir)", "{kota banjir}"),
        ("PARAGRAF(kota -banjir)", "PARAGRAF(kota -banjir)"),
        ("PARAGRAPH(a OR b)", "PARAGRAF(a OR b)"),
        ("{(a OR b) \"c d\"}", "{(a OR b) \"c d\"}"),
        ("2 OF (a b c)", "2 OF (a b c)"),
        ("2 OF(a, b,c)", "2 OF (a b c)"),
        ("2 DARI (a OR b OR c) d", "2 OF (a b c) d"),
        ("NOT 2 OF (a \"b c\" -d)", "NOT 2 OF (a \"b c\" -d)"),
        ("judul:(2 OF (a b c))^2", "judul:(2 OF (a b c)^2)"),
    ]);
    assert!(
        matches!(parse("KALIMAT(a b)"), Query::Within { unit: Unit::Sentence, operands } if operands.len() == 2)
    );
}

#[test]
fn fields() {
    check(&[
        ("judul:kota", "judul:kota"),
        ("title:kota body:a author:b source:c url:d", "judul:kota isi:a penulis:b sumber:c url:d"),
        ("Judul:kota URL:x", "judul:kota url:x"),
        ("penulis:\"Budi Santoso\"", "penulis:\"Budi Santoso\""),
        ("judul:(a AND b) isi:{a b}", "judul:(a AND b) isi:{a b}"),
        (
            "judul:=Bangun judul:kot* judul:~\"a b\" judul:a~^2",
            "judul:=Bangun judul:kot* judul:~\"a b\" judul:a~^2",
        ),
        ("url:https://contoh.id/a?b=c", "url:\"https://contoh.id/a?b=c\""),
        ("-judul:kota a", "-judul:kota a"),
        ("sumber:detik.com", "sumber:\"detik.com\""),
        ("url:https://news.detik.com/berita a", "url:\"https://news.detik.com/berita\" a"),
        ("a -sumber:(kompas.id OR kota)", "a -sumber:(\"kompas.id\" OR kota)"),
        (
            "judul:COVID-19 judul:anak-anak penulis:Ma'ruf",
            "judul:\"COVID-19\" judul:anak-anak penulis:Ma'ruf",
        ),
        ("judul:isi:kota", "judul:(isi kota)"),
        ("judul:AND x", r"judul:\AND x"),
        ("judul:kota,desa", "judul:(kota desa)"),
        ("judul:KALIMAT(a b)", "judul:{a b}"),
    ]);
}

#[test]
fn escapes() {
    check(&[
        (r"kota \AND banjir", r"kota \AND banjir"),
        (r"\judul:x a", r"\judul:x a"),
        (r"\kot* a", r"\kot* a"),
        (r"=\a* b", r"=\a* b"),
        (r"\ KPK AND DPR", r"\ KPK AND DPR"),
        (r"\ KPK AND dpr", "KPK AND dpr"),
        (r"C:\data", r"C:\data"),
    ]);
    assert!(parse(r"kota \AND banjir").is_plain());
}

#[test]
fn capitals_mean_words_unless_small_letters_stand_out() {
    assert_eq!(shown("KPK DAN DPR"), "KPK DAN DPR");
    assert!(parse("KPK DAN DPR").is_plain());
    assert_eq!(shown("KPK DAN DPR korupsi"), "KPK AND DPR korupsi");
    assert_eq!(shown("judul:KPK AND DPR"), "judul:KPK AND DPR");
    assert_eq!(shown("KALIMAT(KPK DPR)"), "{KPK DPR}");
    assert_eq!(shown("KPK NEAR/5 DPR"), "KPK NEAR/5 DPR");
}

#[test]
fn leaves_say_whether_they_are_asked_for() {
    let query = parse("a -b AND NOT (c NOT d) OR judul:e");
    let asked: Vec<(String, bool)> =
        query.leaves().iter().map(|(leaf, asked)| (leaf.to_string(), *asked)).collect();
    let expected = [("a", true), ("b", false), ("c", false), ("d", true), ("e", true)];
    assert_eq!(asked, expected.map(|(word, asked)| (word.to_owned(), asked)));
}

#[test]
fn words_are_kept_as_typed() {
    let Query::Any(clauses) = parse("Jum'at, COVID-19?") else { panic!("side by side") };
    let texts = clauses.iter().map(|clause| match &clause.query {
        Query::Leaf(leaf) => leaf.matcher.clone(),
        other => panic!("{other}"),
    });
    assert!(texts.eq(["Jum'at", "COVID-19"].map(|text| Matcher::Word(text.to_owned()))));
}

#[test]
fn descriptions() {
    let query = parse("judul:\"kota cerdas\" +banjir -(a NEAR/5 kot*)");
    assert_eq!(
        query.describe(Language::Id),
        "yang wajib; selebihnya menaikkan peringkat:\n  judul:\n    frasa \"kota cerdas\"\n  wajib: kata banjir\n  \
         tanpa: berjarak paling jauh 5 kata, urutan bebas:\n    kata a\n    pola kot*"
    );
    assert_eq!(
        parse("{a b~2} AND NOT =C").describe(Language::En),
        "all of:\n  in one sentence:\n    word a\n    like b (at most 2 edits)\n  without: exactly C"
    );
}
