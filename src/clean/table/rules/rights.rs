//! Who holds the rights, and who answers for what.

use crate::clean::table::rule::{At, Extent, Rule};

/// Rules for copyright lines.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "copyright",
        cues: &["copyright", "hak cipta dilindungi"],
        at: At::Break,
        pattern: r"(?i)(?:copyright\s{0,2}(?:©|\(c\)|Â©|&copy;|\d{4})|hak cipta dilindungi)",
        extent: Extent::Rest(700),
        fact: None,
        reason: "who holds the rights, and what is forbidden, at the end",
        example: "Tiket habis.\n⟦Copyright © ANTARA 2025 Dilarang keras mengambil konten tanpa izin tertulis.⟧",
    },
    Rule {
        name: "no-crawling",
        cues: &[
            "dilarang keras mengambil konten",
            "dilarang mengambil konten",
            "dilarang mengutip",
        ],
        at: At::Break,
        pattern: r"(?i)dilarang (?:keras )?(?:mengambil konten|mengutip dan/atau)[^\n]{0,110}?(?:situs web ini|kecerdasan buatan|izin|ijin)(?:[^\n.]{0,60}kantor berita antara\.?|[^\n.]{0,60}\.?)",
        extent: Extent::Match,
        fact: None,
        reason: "what ANTARA forbids, without its copyright line",
        example: "Tiket habis. ⟦Dilarang keras mengambil konten, melakukan crawling atau pengindeksan otomatis untuk AI di situs web ini tanpa izin tertulis dari Kantor Berita ANTARA.⟧",
    },
    Rule {
        name: "copyright-line",
        cues: &["©", "â©", "copyright"],
        at: At::Line,
        pattern: r"(?i)(?:copyright ?)?(?:©|Â©|\(c\))[^\n]{0,160}",
        extent: Extent::Match,
        fact: None,
        reason: "the same as a line",
        example: "Kota itu besar.\n⟦© 2024 CONTOHnews.com,a subsidiary of Contoh Media. All Right Reserved⟧\n⟦Atas⟧",
    },
    Rule {
        name: "comments",
        cues: &[
            "komentar menjadi tanggung-jawab",
            "komentar menjadi tanggung jawab",
            "isi komentar sepenuhnya",
        ],
        at: At::Break,
        pattern: r"(?i)(?:komentar menjadi tanggung[- ]jawab anda sesuai uu ite|isi komentar sepenuhnya adalah tanggung jawab pengguna[^\n.]{0,40})\.?",
        extent: Extent::Match,
        fact: None,
        reason: "who answers for comments",
        example: "Ia pulang. ⟦Komentar menjadi tanggung-jawab Anda sesuai UU ITE.⟧",
    },
];
