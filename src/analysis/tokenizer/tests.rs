//! Properties of the tokeniser on arbitrary text.

use super::super::normalizer::fold;
use super::super::sentence::{self, Sentence};
use super::super::token::{Case, Kind, MAX_SURFACE, Token, TokenBuffer};
use super::super::word::{plain, segment};
use super::{Tokenizer, tokenize};
use crate::span::Span;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Pieces that set off rules of the chain, alone and glued together.
const PIECES: &[&str] = &[
    " ",
    " ",
    " ",
    ". ",
    ", ",
    ".",
    ",",
    "-",
    "-",
    "'",
    "’",
    "`",
    "/",
    ":",
    ";",
    "_",
    "@",
    "#",
    "%",
    "\"",
    "“",
    "(",
    ")",
    "\n",
    "\r\n",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{301}",
    "\u{308}",
    "\u{a0}",
    "pemerintah kabupaten makassar menyiapkan anggaran",
    "anak",
    "Dia",
    "DPR",
    "a",
    "B",
    "S.H",
    "Pd",
    "M.Hum",
    "Rp",
    "usd",
    "1",
    "31",
    "2024",
    "1.250.000,00",
    "7,89",
    "Juli",
    "mei",
    "/7/",
    "www.",
    "kompas.id",
    "https://",
    "com",
    "@akun",
    "é",
    "ﬁ",
    "km²",
    "½",
    "ß",
    "İ",
    "Ａ",
    "東",
    "カ",
    "か\u{3099}",
    "한",
    "\u{1112}\u{1161}",
    "🙏",
    "🇮",
    "🇩",
    "🏽",
    "عَ",
    "ـ",
    "हिन्",
    "ﷺ",
    "ﻻ",
    "㈱",
    "…",
    "—",
    "\u{2011}",
    "⁄",
    "ʼ",
    "^",
    "\0",
    "\u{85}",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{1,4}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

type Described = (Token, String);

fn tokens(text: &str, span: Span, first: u32, fast: bool) -> (Vec<Described>, u32) {
    let mut buffer = TokenBuffer::new();
    let tokenizer = Tokenizer::new(text, span, first, &mut buffer);
    let end = if fast { tokenizer.run::<true>() } else { tokenizer.run::<false>() };
    let described = buffer.tokens().iter().map(|t| (*t, buffer.surface(t).to_owned()));
    (described.collect(), end)
}

fn whole(text: &str) -> (Vec<Described>, u32) {
    tokens(text, Span::new(0, text.len()), 0, true)
}

/// What can be compared between buffers.
fn facts(token: &Token, moved: usize, first: u32) -> (Span, u32, u32, Kind, Case, bool) {
    let span = token.span.shifted(moved);
    (span, token.position + first, token.length, token.kind, token.case, token.sentence_start)
}

fn sentences(text: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    sentence::split(text, |sentence| all.push(sentence));
    all
}

/// 2,048 cases, or as many as `PROPTEST_CASES` says.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(asked.unwrap_or(2048))
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_short_way_changes_nothing(text in text()) {
        let span = Span::new(0, text.len());
        let (fast, fast_end) = tokens(&text, span, 0, true);
        let (slow, slow_end) = tokens(&text, span, 0, false);
        prop_assert_eq!(fast_end, slow_end);
        let comparable = |all: &[Described]| -> Vec<_> {
            all.iter().map(|(t, surface)| (facts(t, 0, 0), surface.clone())).collect()
        };
        prop_assert_eq!(comparable(&fast), comparable(&slow));
    }

    #[test]
    fn ascii_segments_are_those_of_uax_29(text in text()) {
        for (at, _) in text.split_word_bound_indices() {
            prop_assert_eq!(segment(&text, at), plain(&text, at));
        }
    }

    #[test]
    fn spans_and_positions_are_sound(text in text()) {
        let (all, end) = whole(&text);
        let mut next = 0;
        let mut covered = 0;
        for (n, (token, surface)) in all.iter().enumerate() {
            prop_assert!(!token.span.is_empty() && text.get(token.span.start..token.span.end).is_some());
            prop_assert!(!surface.is_empty() && surface.len() <= MAX_SURFACE);
            prop_assert!(token.length >= 1 && token.position + token.length <= end);
            if n > 0 {
                prop_assert!(all[n - 1].0.position <= token.position);
            }
            if token.length == 1 && token.position == next {
                prop_assert!(token.span.start >= covered, "{:?}", all);
                covered = token.span.end;
                next += 1;
            }
        }
        prop_assert_eq!(next, end, "positions have no gaps");
        for (long, _) in all.iter().filter(|(t, _)| t.length > 1) {
            for (part, _) in &all {
                let inside = (long.position..long.position + long.length).contains(&part.position);
                if inside && part.length < long.length {
                    prop_assert!(part.span.start >= long.span.start);
                    prop_assert!(part.span.end <= long.span.end);
                }
            }
        }
    }

    #[test]
    fn a_surface_is_its_folded_source(text in text()) {
        let (all, _) = whole(&text);
        let mut last = None;
        for (token, surface) in &all {
            let written = token.length == 1 && last != Some(token.position);
            let plain = matches!(token.kind, Kind::Word | Kind::Number | Kind::Emoji);
            if written && plain {
                prop_assert_eq!(&fold(token.span.of(&text)), surface);
                last = Some(token.position);
            }
        }
    }

    #[test]
    fn sentences_cover_the_text_and_stand_alone(text in text()) {
        let all = sentences(&text);
        let (mut covered, mut position) = (0, 0);
        let mut buffer = TokenBuffer::new();
        for sentence in &all {
            let Span { start, end } = sentence.span;
            prop_assert!(text[covered..start].trim().is_empty());
            prop_assert_eq!(text[start..end].trim(), &text[start..end]);
            prop_assert!(start < end);
            let before = buffer.tokens().len();
            let (alone, _) = whole(&text[start..end]);
            let after = tokenize(&text, sentence.span, position, &mut buffer);
            let here = &buffer.tokens()[before..];
            prop_assert_eq!(alone.len(), here.len());
            for ((own, surface), token) in alone.iter().zip(here) {
                prop_assert_eq!(facts(own, start, position), facts(token, 0, 0));
                prop_assert_eq!(surface, buffer.surface(token));
            }
            (covered, position) = (end, after);
        }
        prop_assert!(text[covered..].trim().is_empty());
    }

    #[test]
    fn composed_and_decomposed_text_are_the_same(words in prop::collection::vec(
        prop::sample::select(&["café", "Hallström", "がぎ", "한국어", "Qur’an", "Ὀδυσσεύς", "İzmir", "-", " ", "."][..]), 0..8,
    )) {
        let text = words.concat();
        let forms = |text: &str| -> Vec<_> {
            whole(text).0.iter().map(|(t, surface)| (t.position, surface.clone())).collect()
        };
        let decomposed: String = text.nfd().collect();
        let composed: String = text.nfc().collect();
        prop_assert_eq!(forms(&decomposed), forms(&composed));
    }
}

fn described(text: &str) -> Vec<(String, Case, bool)> {
    whole(text).0.into_iter().map(|(t, surface)| (surface, t.case, t.sentence_start)).collect()
}

fn fact(surface: &str, case: Case, start: bool) -> (String, Case, bool) {
    (surface.to_owned(), case, start)
}

#[test]
fn case_is_of_the_text_as_written() {
    let words = "x Ibu DPR iPhone 20 A ber-AC Écija H5N1";
    let cases: Vec<Case> = described(words).iter().map(|d| d.1).collect();
    use Case::{Capitalised, Lower, None, Upper};
    // `ber-AC` is three tokens: the whole and two parts.
    let expected = [
        Lower,
        Capitalised,
        Upper,
        Lower,
        None,
        Capitalised,
        Lower,
        Lower,
        Upper,
        Capitalised,
        Upper,
    ];
    assert_eq!(cases, expected);
}

#[test]
fn the_first_word_and_quoted_speech_start() {
    let found = described("2 Anak itu berkata, \"Kami siap\" di \"Rumah\"");
    let expected = [
        fact("2", Case::None, true),
        fact("anak", Case::Capitalised, true),
        fact("itu", Case::Lower, false),
        fact("berkata", Case::Lower, false),
        fact("kami", Case::Capitalised, true),
        fact("siap", Case::Lower, false),
        fact("di", Case::Lower, false),
        fact("rumah", Case::Capitalised, false),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_long_word_is_cut_at_a_character() {
    let word = "é".repeat(1000) + "x";
    let (all, end) = whole(&word);
    assert_eq!((all.len(), end), (1, 1));
    assert_eq!(all[0].0.span, Span::new(0, word.len()));
    assert_eq!(all[0].1, "e".repeat(MAX_SURFACE));
    assert_eq!(whole(&"東".repeat(3)).0.len(), 3);
}
