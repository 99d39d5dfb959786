//! Slots of advertisements and embedded things.

use crate::clean::rule::{At, Extent, Rule};

/// Rules for advertisements and embedded things.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "scroll",
        cues: &["scroll to continue", "scroll to resume"],
        at: At::Anywhere,
        pattern: r"SCROLL TO (?:CONTINUE(?: WITH CONTENT)?|RESUME(?: CONTENT)?)",
        extent: Extent::Match,
        fact: None,
        reason: "Detik's advert inside the story",
        example: "Hadirin bertepuk tangan.\n⟦SCROLL TO CONTINUE WITH CONTENT⟧\nKetua menutup rapat.",
    },
    Rule {
        name: "advert",
        cues: &["advertisement"],
        at: At::Anywhere,
        pattern: r"ADVERTISEMENT(?:\s{1,3}SCROLL TO (?:CONTINUE(?: WITH CONTENT)?|RESUME(?: CONTENT)?))?",
        extent: Extent::Match,
        fact: None,
        reason: "the mark of an advert",
        example: "Rapat usai.⟦ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT⟧Warga pulang.",
    },
    Rule {
        name: "advert-line",
        cues: &["advertisement", "iklan", "advertorial"],
        at: At::Line,
        pattern: r"(?i)(?:advertisement|iklan|\(advertorial\))[ \t]*(?:\r?\n|$)",
        extent: Extent::Match,
        fact: None,
        reason: "the same on a line of its own",
        example: "Harga naik.\n⟦Advertisement⟧\nPedagang mengeluh.",
    },
    Rule {
        name: "advert-word",
        cues: &["advertisement"],
        at: At::Break,
        pattern: r#"Advertisement(?<stop>)(?:\s*$|\s{1,3}[\p{Lu}\d“"])"#,
        extent: Extent::Match,
        fact: None,
        reason: "the same in small letters, as Liputan6 leaves it",
        example: "Rapat usai. ⟦Advertisement⟧ Warga pulang.",
    },
    Rule {
        name: "embed",
        cues: &["[gambas", "[ gambas"],
        at: At::Anywhere,
        pattern: r"(?i)\[ ?gambas ?:[^\]\n]{1,80}\]",
        extent: Extent::Match,
        fact: None,
        reason: "where Detik and CNN Indonesia embed something",
        example: "Ia pulang. ⟦(dra/kur)⟧ ⟦[Gambas:Video CNN]⟧",
    },
    Rule {
        name: "post",
        cues: &[
            "a post shared by",
            "sebuah kiriman dibagikan oleh",
            "view this post on instagram",
            "lihat postingan ini di instagram",
        ],
        at: At::Anywhere,
        pattern: r"(?i)(?:(?:view this post on instagram|lihat postingan ini di instagram)\s{0,3})?(?:(?:a post shared by|sebuah kiriman dibagikan oleh) [^\n(]{0,80}\(@[^\n)]{1,60}\)(?: (?:on|pada) [a-z]{3,9} \d{1,2}, \d{4}(?: at [\d:.]+ ?[ap]m(?: p[ds]t)?)?)?)?",
        extent: Extent::Match,
        fact: None,
        reason: "what an embedded post leaves behind",
        example: "Bus itu hitam.\n⟦A post shared by KAROSERI CONTOH (@karosericontoh)⟧\n\nWarnanya berani.",
    },
];
