//! Texts made to hurt: deep, long, unbalanced. Each is read in good time, and
//! its canonical form says the same.
//!
//! A megabyte takes a few tenths of a second unoptimised; the bound leaves room
//! for a busy machine and still catches what is quadratic (40 s).

use std::time::{Duration, Instant};

use telusur::analysis::Analyzer;
use telusur::query::{self, MAX_DEPTH, MAX_LEAVES, WarningKind};

use super::{TODAY, kinds, shown};

fn survives(text: &str) {
    let start = Instant::now();
    let (query, _) = query::parse(text, TODAY);
    let taken = start.elapsed();
    assert!(
        taken < Duration::from_secs(5),
        "{:?}...: {taken:?}",
        &text.chars().take(20).collect::<String>()
    );
    let shown = query.to_string();
    let (again, _) = query::parse(&shown, TODAY);
    if query.without_spans() != again.clone().without_spans() {
        let cut = |text: &str| text.chars().take(200).collect::<String>();
        panic!(
            "{}
 shown {}
 again {}",
            cut(text),
            cut(&shown),
            cut(&again.to_string())
        );
    }
}

#[test]
fn deep_brackets() {
    for depth in [30, 31, 32, 33, 62, 63, 64, 65, 66, 10_000] {
        for (open, close) in [
            ("(", ")"),
            ("(a ", " -b)"),
            ("{", "}"),
            ("NOT (a AND ", ")"),
            ("KALIMAT(a ", ")"),
            ("2 OF (a b ", ")"),
        ] {
            for inside in ["kota", "a,b", "judul:a NEAR/5 b c", "a judul:a NEAR/5 isi:b,c"] {
                survives(&format!("{}{inside}{}", open.repeat(depth), close.repeat(depth)));
                survives(&format!("{}{inside}", open.repeat(depth)));
            }
        }
        survives(&format!("{}a{}", "judul:(a AND isi:".repeat(depth), ")".repeat(depth)));
        survives(&format!("{}a{}", "(".repeat(depth), ")^2".repeat(depth)));
    }
    let text = format!("{}a b{}", "(NOT c ".repeat(1000), ")".repeat(1000));
    assert_eq!(kinds(&text), [WarningKind::TooDeep { limit: MAX_DEPTH }]);
    assert_eq!(shown(&format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000))), "a");
}

#[test]
fn a_megabyte_of_anything() {
    let units = [
        "(",
        ")",
        "()",
        "{",
        "{}",
        "(a ",
        "\"",
        "“",
        "„",
        "«",
        "~\"",
        "\"\" ",
        "a\"b",
        "NOT ",
        "a NOT ",
        "a AND ",
        "AND ",
        "OR a ",
        "a NEAR/5 ",
        "-",
        " -a",
        "+(",
        "judul:",
        "judul:a ",
        "judul:(",
        "tanggal:",
        "tanggal:x ",
        "tanggal:\"x ",
        "tanggal:2024 ",
        "sejak:7hari ",
        "a,",
        "kata ",
        "((a) OR ",
        "2 OF (",
        "OF (",
        "*",
        "?",
        "[?]",
        "*a",
        "a*",
        "?a",
        "a^2",
        "^2",
        "(a)^2",
        "~",
        "a~",
        "=",
        "=a",
        "\\",
        "\\ ",
        "KALIMAT(",
        "a\u{200b}",
        "\u{200b}",
        "\u{200b}{",
        "é",
        "..",
        "a...",
        "a.",
        "tanggal:31  ",
        "\n",
        "\"a\"~",
    ];
    for unit in units {
        survives(&unit.repeat(200_000 / unit.len()));
    }
    for unit in ["kata ", "(", "\"", "NOT ", "a,", "tanggal:", "a"] {
        survives(&unit.repeat(1_000_000 / unit.len()));
    }
}

#[test]
fn too_many_words_are_left_out_and_said() {
    let text = "kata ".repeat(MAX_LEAVES + 1);
    let (query, warnings) = query::parse(&text, TODAY);
    assert_eq!(query.leaves().len(), MAX_LEAVES);
    assert_eq!(warnings[0].kind, WarningKind::TooManyWords { limit: MAX_LEAVES });
    assert_eq!(warnings[0].span.map(|span| span.start), Some(MAX_LEAVES * 5));
    assert_eq!(kinds(&"kata ".repeat(MAX_LEAVES)), []);
}

#[test]
fn what_holds_no_words_is_near_nothing() {
    for text in ["● NEAR/5 ●", "● ADJ/5 ●", "{● ●}", "\"● ●\"~5"] {
        let plan = query::interpret(&query::parse(text, TODAY).0, &mut Analyzer::new());
        assert!(plan.leaves.is_empty(), "{text}: {plan:?}");
    }
    // What is left of the others stands for itself.
    let one = query::interpret(&query::parse("● NEAR/5 kota", TODAY).0, &mut Analyzer::new());
    let lone = query::interpret(&query::parse("kota NEAR/5 kota", TODAY).0, &mut Analyzer::new());
    assert_ne!(one.leaves[0].matcher, lone.leaves[0].matcher);
    assert_eq!(one.leaves.len(), 1);
}
