//! From pieces of a query to words of a plan. Here the analyzer runs on a query.

use super::pattern::{Pattern as Wild, Piece as WildPiece};
use crate::analysis::normalizer::fold;
use crate::analysis::{Analyzer, Kind, Roots, Token, composed};
use crate::plan::{Glob, Pattern, Word, Written};
use crate::span::Span;

/// One token of a piece of the query.
pub(super) struct Piece {
    pub(super) position: u32,
    pub(super) length: u32,
    kind: Kind,
    pub(super) span: Span,
    exact: String,
    roots: Vec<String>,
}

impl Piece {
    /// Its surface form.
    pub(super) fn form(&self) -> String {
        self.exact.clone()
    }

    /// Whether a whole of several parts is asked for as one word: one that has a root of its
    /// own (anak-anak, ke-7), or a date. Of others (COVID-19, kompas.id) the parts are.
    fn is_one_word(&self) -> bool {
        match self.kind {
            _ if self.length == 1 => true,
            Kind::Date => true,
            Kind::Compound => self.roots.first() != Some(&self.exact),
            _ => false,
        }
    }
}

/// The tokens of a piece of the query.
pub(super) fn pieces(analyzer: &mut Analyzer, text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let each = |token: &Token, surface: &str, roots: &Roots| {
        pieces.push(Piece {
            position: token.position,
            length: token.length,
            kind: token.kind,
            span: token.span,
            exact: surface.to_owned(),
            roots: roots.iter().map(str::to_owned).collect(),
        });
    };
    analyzer.text(text, 0, |_, _| {}, each);
    pieces
}

/// The words of a chunk, each with the forms it has.
pub(super) fn side_by_side(pieces: &[Piece]) -> Vec<Vec<&Piece>> {
    cover(pieces, Piece::is_one_word)
}

/// Whether a chunk is several words.
pub(super) fn is_several(analyzer: &mut Analyzer, chunk: &str) -> bool {
    !chunk.chars().all(char::is_alphanumeric) && side_by_side(&pieces(analyzer, chunk)).len() > 1
}

/// The words of a phrase, each with its distance from the first. A whole of several parts
/// stands for them.
pub(super) fn in_order(analyzer: &mut Analyzer, text: &str, by_roots: bool) -> Vec<(u32, Word)> {
    slots(&cover(&pieces(analyzer, text), |_| true), by_roots)
}

/// The words of a phrase in a short field: the parts of a whole, for detik.com is part of
/// news.detik.com.
pub(super) fn parts_in_order(
    analyzer: &mut Analyzer,
    text: &str,
    by_roots: bool,
) -> Vec<(u32, Word)> {
    slots(&cover(&pieces(analyzer, text), |piece| piece.length == 1), by_roots)
}

/// Words with their distances from the first.
fn slots(words: &[Vec<&Piece>], by_roots: bool) -> Vec<(u32, Word)> {
    let slot = |forms: &Vec<&Piece>| {
        let mut word = word_of(forms);
        if by_roots {
            word.exact.clear();
        } else {
            word.roots.clear();
        }
        (forms[0].position, word)
    };
    words.iter().map(slot).collect()
}

/// The longest pieces that pass, one after the other without overlap, each with its forms.
fn cover(pieces: &[Piece], passes: impl Fn(&Piece) -> bool) -> Vec<Vec<&Piece>> {
    let (mut words, mut next) = (Vec::new(), 0);
    while let Some(first) = pieces.iter().find(|piece| piece.position >= next) {
        let here = || {
            let here = pieces.iter().filter(|piece| piece.position == first.position);
            here.filter(|piece| passes(piece))
        };
        let longest = here().map(|piece| piece.length).max();
        next = first.position + longest.unwrap_or(1);
        let forms: Vec<&Piece> = here().filter(|piece| Some(piece.length) == longest).collect();
        if !forms.is_empty() {
            words.push(forms);
        }
    }
    words
}

/// The strings to look for, given the forms of one token. The last form is the one that all
/// spellings share (jumat of jum'at, 32.2 of 32,2%), so it alone is asked for.
pub(super) fn word_of(forms: &[&Piece]) -> Word {
    let last = forms.last().expect("a token has a form");
    let (exact, roots) = (vec![last.exact.clone()], last.roots.clone());
    Word { exact, roots, like: Vec::new(), beyond: last.length - 1 }
}

/// Lets a word match the forms of another as well.
pub(super) fn join(word: &mut Word, other: &[Piece]) {
    for piece in other {
        word.exact.push(piece.exact.clone());
        for root in &piece.roots {
            if !word.roots.contains(root) {
                word.roots.push(root.clone());
            }
        }
    }
}

/// The pattern of a word written just so; several words must follow one another.
pub(super) fn written(analyzer: &mut Analyzer, text: &str) -> Option<Pattern> {
    let pieces = pieces(analyzer, text);
    let words = cover(&pieces, |piece| !matches!(piece.kind, Kind::Date));
    let mut parts: Vec<Pattern> = words
        .iter()
        .map(|forms| {
            let first = forms[0];
            let typed = composed(first.span.of(text));
            Pattern::Written(Written { surface: first.form(), typed, length: first.length })
        })
        .collect();
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Pattern::Near { within: 1, ordered: true, parts }),
    }
}

/// The pieces of a word with wildcards, folded as surface forms are.
pub(super) fn glob(pattern: &Wild) -> Vec<Glob> {
    let piece = |piece: &WildPiece| match piece {
        WildPiece::Text(text) => Glob::Text(fold(text)),
        WildPiece::One => Glob::One,
        WildPiece::Many => Glob::Many,
    };
    pattern.pieces().iter().map(piece).collect()
}
