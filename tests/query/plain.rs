//! Text pasted from anywhere means its words: texts that look like those of
//! the test collections, questions, headlines and titles of laws and theses.

use super::{check, kinds, parse, shown};

/// Texts and the words they mean.
const PLAIN: &[(&str, &str)] = &[
    ("kota cerdas", "kota cerdas"),
    ("kota cerdas?", "kota cerdas"),
    ("kota cerdas ?", "kota cerdas"),
    ("Apa ibu kota Kalimantan Timur??", "Apa ibu kota Kalimantan Timur"),
    ("apa itu e-KTP?", "apa itu e-KTP"),
    ("Siapa menteri itu?.", "Siapa menteri itu"),
    ("Berapa tinggi gunung itu?,", "Berapa tinggi gunung itu"),
    ("Mau Sehat? Ini Kata Dokter", "Mau Sehat Ini Kata Dokter"),
    ("Mau Sehat?Ini Kata Dokter", "Mau Sehat Ini Kata Dokter"),
    ("Warga Gelar ?Pesta Laut?", "Warga Gelar Pesta Laut"),
    ("Kemendagri: Indonesia Jadi Chairman (ASCN)", "Kemendagri Indonesia Jadi Chairman ASCN"),
    ("Judul: Kota Cerdas", "Judul Kota Cerdas"),
    ("Sumber : Kompas", "Sumber Kompas"),
    ("Tanggal: 31 Juli 2024", "Tanggal 31 Juli 2024"),
    ("Kemendagri:Indonesia Siap", "Kemendagri Indonesia Siap"),
    ("Pukul 12:30 WIB", "Pukul 12:30 WIB"),
    ("[UPDATE] Gempa Palu, 2.256 Orang ...", "UPDATE Gempa Palu 2.256 Orang"),
    ("Liga Inggris Pekan Ini - Dibuka Liverpool", "Liga Inggris Pekan Ini Dibuka Liverpool"),
    ("anggota DPR periode 2009 - 2014", "anggota DPR periode 2009 2014"),
    ("periode 2009-2014", "periode 2009-2014"),
    ("periode 2009–2014", "periode 2009–2014"),
    ("kendala - kendala pelaksanaan", "kendala kendala pelaksanaan"),
    ("kupu-kupu di Bantimurung-Bulusaraung", "kupu-kupu di Bantimurung-Bulusaraung"),
    ("COVID-19 melonjak", "COVID-19 melonjak"),
    ("kabupaten/kota dan/atau desa", "kabupaten/kota dan/atau desa"),
    ("PT. Garam (Persero) Sumenep", "PT Garam Persero Sumenep"),
    ("Jakarta (ANTARA) - Presiden", "Jakarta ANTARA Presiden"),
    ("Ma'ruf Amin salat Jum'at", "Ma'ruf Amin salat Jum'at"),
    ("Qur’an dan do’a", "Qur’an dan do’a"),
    ("'Jokowi Bisa Kerja?', Kata Politikus", "Jokowi Bisa Kerja Kata Politikus"),
    ("Siapa vokalis L'Arc~en~Ciel?", "Siapa vokalis L'Arc~en~Ciel"),
    ("Q&A: R&D di Indonesia", "Q&A R&D di Indonesia"),
    ("pahl & beitz", "pahl beitz"),
    ("naik 12% jadi Rp1.000,50", "naik 12% jadi Rp1.000,50"),
    ("tim belajar C++ dan C#", "tim belajar C++ dan C#"),
    ("#KaburAjaDulu ramai, kata @warga", "#KaburAjaDulu ramai kata @warga"),
    ("suhu 1,5 derajat", "suhu 1,5 derajat"),
    ("Jakarta,Bandung,Medan", "Jakarta Bandung Medan"),
    ("Orang...Ini Dia", "Orang Ini Dia"),
    ("Banjir—Longsor; Gempa!", "Banjir Longsor Gempa"),
    (
        "undang-undang no. 76 tahun 1954 (lembaran-negara no.151)",
        "undang-undang no 76 tahun 1954 lembaran-negara no.151",
    ),
    ("bir, gula dan sebagainya no. 64)", "bir gula dan sebagainya no 64"),
    ("pembentukan majelis ilmu *)", "pembentukan majelis ilmu"),
    ("perkembangan ^keluarga, keluarga", "perkembangan keluarga keluarga"),
    ("pei{yelenggaraan perumahan", "pei yelenggaraan perumahan"),
    ("arah]an {", "arah an"),
    ("Virtual Environment(VE) Kampus", "Virtual Environment VE Kampus"),
    ("luas 10*5 meter, 2*3", "luas 10 5 meter 2 3"),
    ("kisaran 10~15 orang", "kisaran 10~15 orang"),
    ("jarak 10^3 meter", "jarak 10^3 meter"),
    ("x = 5, y=2", "x 5 y=2"),
    ("https://contoh.id/berita?id=5&x=*", "https://contoh.id/berita?id=5&x=*"),
    ("lihat www.contoh.id/a*b.", "lihat www.contoh.id/a*b"),
    ("S.H. dan a.n. Menteri", "S.H. dan a.n. Menteri"),
    ("📣 Banjir 😀", "📣 Banjir 😀"),
    ("kota\ncerdas\r\n\tbaru\u{a0}itu", "kota cerdas baru itu"),
    ("\u{feff}kota \u{200e}cerdas\u{200b}?", "kota cerdas"),
    ("ko\u{ad}ta", "ko\u{ad}ta"),
    ("jurang\u{301} cafe\u{301}?", "jurang\u{301} cafe\u{301}"),
    ("北京 القدس", "北京 القدس"),
    ("TV 32\" murah", "TV 32 murah"),
    ("((kota)) (cerdas dan (hijau))", "kota cerdas dan hijau"),
    ("fungsi () itu", "fungsi itu"),
    ("Foo:bar", "Foo bar"),
    ("judul, isi: dan url", "judul isi dan url"),
    (
        "PENERAPAN METODE NAIVE BAYES DAN FUZZY UNTUK GIGI",
        "PENERAPAN METODE NAIVE BAYES DAN FUZZY UNTUK GIGI",
    ),
    (
        "ANALISIS BESARAN DAN PENGELOLAAN KEUANGAN DESA (Studi Kasus di Kecamatan Omben dan Sekitarnya)",
        r"ANALISIS BESARAN DAN PENGELOLAAN KEUANGAN DESA Studi Kasus di Kecamatan Omben dan Sekitarnya",
    ),
    (
        "PENDEKATAN DMAI UNTUK MEMINIMASI BIAYA DAN MENINGKATKAN KUALITAS PADA PT JAPFA INDONESIA Tbk",
        "PENDEKATAN DMAI UNTUK MEMINIMASI BIAYA DAN MENINGKATKAN KUALITAS PADA PT JAPFA INDONESIA Tbk",
    ),
    (
        "PEMILIHAN SUPPLIER DENGAN METODE HIERARCHY (ahp DAN tECHNIQUE FOR ORDER PREFERENCE)",
        "PEMILIHAN SUPPLIER DENGAN METODE HIERARCHY ahp DAN tECHNIQUE FOR ORDER PREFERENCE",
    ),
];

#[test]
fn pasted_text_means_its_words() {
    check(PLAIN);
    for (text, _) in PLAIN {
        assert!(parse(text).is_plain(), "{text:?}");
    }
}

#[test]
fn a_stray_asterisk_is_said() {
    assert_eq!(shown("**tebal** dan *miring"), "tebal dan *miring");
    assert_eq!(shown("syarat 202*"), "syarat 202");
    assert_eq!(kinds("syarat 202*").len(), 1);
}

#[test]
fn words_know_where_they_were_typed() {
    let text = "\u{feff}Jakarta (ANTARA): «café?»  e-KTP?";
    let query = parse(text);
    let typed: Vec<&str> = query.leaves().iter().map(|(leaf, _)| leaf.span.of(text)).collect();
    assert_eq!(typed, ["Jakarta", "ANTARA", "«café?»", "e-KTP"]);
}

#[test]
fn quotes_are_phrases_and_not_plain() {
    for text in ["Apa itu \"Kasrah\"?", "“Pritzl” Bär", "«kota»", "„kota“"] {
        assert!(!parse(text).is_plain(), "{text:?}");
    }
    assert_eq!(shown("'kota cerdas'"), "kota cerdas");
}

#[test]
fn nothing_is_a_query_too() {
    for text in ["", " ", "?", "-", "()", "\"\"", "…", "\u{feff}", "{}", "\\", "^", "~"] {
        assert!(parse(text).is_empty(), "{text:?}");
        assert_eq!(shown(text), "");
        assert!(!kinds(text).is_empty());
    }
}
