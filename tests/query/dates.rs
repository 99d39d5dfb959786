//! Dates and their ranges.

use telusur::query::WarningKind;

use super::{check, kinds, parse, shown};

#[test]
fn ways_to_write_a_date() {
    check(&[
        ("tanggal:2024", "tanggal:2024"),
        ("date:2024-07", "tanggal:2024-07"),
        ("tanggal:2024-07-31", "tanggal:2024-07-31"),
        ("tanggal:31/7/2024", "tanggal:2024-07-31"),
        ("tanggal:31-07-2024", "tanggal:2024-07-31"),
        ("tanggal:31.7.2024", "tanggal:2024-07-31"),
        ("tanggal:7/2024", "tanggal:2024-07"),
        ("tanggal:\"31 Juli 2024\"", "tanggal:2024-07-31"),
        ("tanggal:“31 Juli 2024”", "tanggal:2024-07-31"),
        ("tanggal:31 Juli 2024 banjir", "banjir AND tanggal:2024-07-31"),
        ("tanggal:\"Agustus 2024\"", "tanggal:2024-08"),
        ("tanggal:1 Nop 2024", "tanggal:2024-11-01"),
        ("tanggal:29/2/2024.", "tanggal:2024-02-29"),
        ("(tanggal:2024)", "tanggal:2024"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("tanggal:2024-07-01..2024-09-30", "tanggal:2024-07-01..2024-09-30"),
        ("tanggal:2023..2024", "tanggal:2023-01-01..2024-12-31"),
        ("tanggal:\"1 Juli 2024\"..\"31 Juli 2024\"", "tanggal:2024-07"),
        ("tanggal:1/7/2024..31/8/2024", "tanggal:2024-07-01..2024-08-31"),
        ("tanggal:2024..", "tanggal:>=2024-01-01"),
        ("tanggal:..2024-06", "tanggal:<=2024-06-30"),
        ("tanggal:>=2023", "tanggal:>=2023-01-01"),
        ("tanggal:>2023", "tanggal:>=2024-01-01"),
        ("tanggal:<2023-05", "tanggal:<=2023-04-30"),
        ("tanggal:<=31/7/2024", "tanggal:<=2024-07-31"),
        ("a AND -tanggal:2024", "a AND NOT tanggal:2024"),
    ]);
}

#[test]
fn before_today() {
    check(&[
        ("sejak:7hari", "tanggal:>=2026-01-24"),
        ("sejak:2minggu", "tanggal:>=2026-01-17"),
        ("sejak:1bulan", "tanggal:>=2025-12-31"),
        ("sejak:3tahun", "tanggal:>=2023-01-31"),
        ("since:7days since:\"1 month\"", "tanggal:>=2026-01-24 AND tanggal:>=2025-12-31"),
        ("sejak:7 hari banjir", "banjir AND tanggal:>=2026-01-24"),
        ("sejak:2023-05", "tanggal:>=2023-05-01"),
        ("sampai:2012", "tanggal:<=2012-12-31"),
        ("until:2023-05 sampai:7hari", "tanggal:<=2023-05-31 AND tanggal:<=2026-01-24"),
        ("sejak:2020 sampai:\"31 Juli 2021\"", "tanggal:>=2020-01-01 AND tanggal:<=2021-07-31"),
    ]);
}

#[test]
fn dates_side_by_side_hold_for_the_others() {
    check(&[
        ("banjir air tanggal:2024", "banjir air AND tanggal:2024"),
        ("+banjir air +tanggal:2024", "+banjir air AND tanggal:2024"),
        ("banjir OR air tanggal:2024", "banjir OR air AND tanggal:2024"),
        ("2 OF (a b c tanggal:2024)", "2 OF (a b c) AND tanggal:2024"),
        ("{a b tanggal:2024} c", "({a b} AND tanggal:2024) c"),
        ("banjir -tanggal:2024", "banjir -tanggal:2024"),
        ("tanggal:>=2023 tanggal:<2024 a", "a AND tanggal:>=2023-01-01 AND tanggal:<=2023-12-31"),
    ]);
    assert_eq!(kinds("a tanggal:2023 tanggal:2024"), [WarningKind::DatesApart]);
}

#[test]
fn exchanged_ends_are_put_right() {
    assert_eq!(shown("tanggal:2024..2023"), "tanggal:2023-01-01..2024-12-31");
    assert_eq!(kinds("tanggal:2024..2023"), [WarningKind::DatesExchanged]);
}

#[test]
fn what_is_no_date_means_its_words() {
    let bad = [
        "tanggal:kapan",
        "tanggal:31/2/2024",
        "tanggal:2024-13",
        "tanggal:99",
        "tanggal:20240731",
        "tanggal:2024x",
        "tanggal:2024..x",
        "tanggal:\"31 Foo 2024\"",
        "tanggal:\"31 Juli 2024",
        "tanggal:>x",
        "sejak:7abad",
        "sejak:99999hari",
        "sejak:9999tahun",
        "sejak:2023..2024",
    ];
    for text in bad {
        let said = kinds(text);
        assert!(
            said.iter().any(|kind| matches!(kind, WarningKind::BadDate { .. })),
            "{text:?}: {said:?}"
        );
        let leaves = parse(text).leaves().len();
        assert!(leaves >= 2, "{text:?}: {}", shown(text));
    }
}
