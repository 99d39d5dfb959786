//! What is read as evidence, and what tables are made of it.

use super::*;

fn said(text: &str) -> Vec<String> {
    let mut said = Vec::new();
    evidence(text, |found| {
        let (short, long) = (found.short.of(text), found.long.of(text));
        said.push(format!("{short} = {long} ({})", found.kind.name()));
    });
    said
}

fn pair(short: &str, long: &str, kind: AcronymKind) -> AcronymPair {
    AcronymPair { short: short.to_owned(), long: long.to_owned(), kind }
}

#[test]
fn initials_are_strict_and_syllables_are_not() {
    assert_eq!(
        said("Kata Badan Pengawas Obat dan Makanan (BPOM)."),
        ["BPOM = Badan Pengawas Obat dan Makanan (strict)"]
    );
    assert_eq!(
        said("Badan Pengawas Pemilu (Bawaslu)"),
        ["Bawaslu = Badan Pengawas Pemilu (syllabic)"]
    );
}

#[test]
fn either_form_may_stand_in_brackets() {
    assert_eq!(said("BPS (Badan Pusat Statistik)"), ["BPS = Badan Pusat Statistik (strict)"]);
    assert!(said("warga Bandung (Jawa Barat)").is_empty());
}

#[test]
fn an_article_says_a_pair_once() {
    let text = "Komisi Yudisial (KY). Lalu komisi yudisial (KY), KY (Komisi\nYudisial).";
    assert_eq!(pairs(["", text]), [pair("KY", "Komisi Yudisial", AcronymKind::Strict)]);
}

#[test]
fn syllabic_forms_need_two_articles() {
    let mut builder = TableBuilder::default();
    builder.add(7, &[pair("Menkeu", "Menteri Keuangan", AcronymKind::Syllabic)]);
    builder.add(7, &[pair("MK", "Mahkamah Konstitusi", AcronymKind::Strict)]);
    let table = builder.finish();
    assert_eq!(table.short_forms.keys().collect::<Vec<_>>(), ["mk"]);
}

#[test]
fn homonyms_stay_while_they_have_their_share() {
    let table = |constitution: u64, subject: u64| {
        let mut builder = TableBuilder::default();
        for key in 0..constitution {
            builder.add(key, &[pair("MK", "Mahkamah Konstitusi", AcronymKind::Strict)]);
        }
        for key in 0..subject {
            builder.add(100 + key, &[pair("MK", "mata kuliah", AcronymKind::Strict)]);
        }
        let long_forms = &builder.finish().short_forms["mk"].long_forms;
        long_forms.iter().map(|long| long.written.clone()).collect::<Vec<_>>()
    };
    assert_eq!(table(9, 2), ["Mahkamah Konstitusi"]);
    assert_eq!(table(3, 2), ["Mahkamah Konstitusi", "mata kuliah"]);
    assert_eq!(table(1, 4), ["mata kuliah", "Mahkamah Konstitusi"]);
}

#[test]
fn ways_to_write_a_form_are_one_form() {
    let mut builder = TableBuilder::default();
    for (key, long) in (0..).zip(["Usaha Mikro, Kecil, dan Menengah", "usaha mikro kecil menengah"])
    {
        builder.add(key, &[pair("UMKM", long, AcronymKind::Strict)]);
    }
    let table = builder.finish();
    let long_forms = &table.short_forms["umkm"].long_forms;
    assert_eq!((long_forms.len(), long_forms[0].articles), (1, 2));
    assert_eq!(long_forms[0].samples, [0, 1]);
}
