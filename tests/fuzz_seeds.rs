//! The seeds of the fuzz target, run as a test.

#[path = "fuzz/check.rs"]
mod check;

#[test]
fn fuzz_seeds() {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fuzz/seeds");
    for seed in std::fs::read_dir(seeds).expect("seeds") {
        let bytes = std::fs::read(seed.expect("a seed").path()).expect("a seed");
        check::check(&String::from_utf8_lossy(&bytes));
    }
}

/// A megabyte without spaces, of what might set off a rule at every byte.
#[test]
fn large_inputs() {
    let pieces = [
        "a",
        "A",
        "1",
        "-",
        "a-",
        "a.",
        "A.",
        "a.A",
        "S.H.",
        "1.",
        "1,",
        "1/",
        "_",
        "a_",
        "@",
        "@a",
        "#a",
        "a@",
        "a@b.c",
        "www.",
        "http://",
        "a.id",
        "a.id/",
        "'",
        "a'",
        "a’",
        "\u{301}",
        "e\u{301}",
        "\u{200b}",
        "東",
        "カ",
        "\u{ac00}",
        "🙏",
        "🇮",
        "((",
        "\"",
        ".\"",
        ". ",
        ".(",
        "\n",
        "a\n",
        "Rp1",
        "%",
        "1%",
        ":",
        "a:",
        "a;b",
        "́.",
        "\u{1100}",
        "\u{94d}",
        "31 Juli 2024 ",
        "`",
        "a`",
        "…",
        ".A",
    ];
    for piece in pieces {
        check::check(&piece.repeat((1 << 20) / piece.len()));
    }
}
