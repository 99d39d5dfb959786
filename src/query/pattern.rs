//! [`Pattern`]: a word with wildcards, as in `kot*`, `k?ta`, `kot[?]`.

use std::fmt;

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// These letters, as typed.
    Text(String),
    /// Exactly one character: `?`.
    One,
    /// Any characters, none included: `*`.
    Many,
}

impl Piece {
    /// The letters, where it has any.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::One | Self::Many => None,
        }
    }
}

/// A word with wildcards.
///
/// Holds at least one [`Piece::Text`] and one wildcard; no two texts and no
/// two [`Piece::Many`] stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern(Vec<Piece>);

impl Pattern {
    /// The pattern of these pieces, neighbours joined; `None` without both a
    /// text and a wildcard.
    pub fn new(pieces: impl IntoIterator<Item = Piece>) -> Option<Self> {
        let mut joined: Vec<Piece> = Vec::new();
        for piece in pieces {
            match (joined.last_mut(), piece) {
                (_, Piece::Text(text)) if text.is_empty() => {}
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (Some(Piece::Many), Piece::Many) => {}
                (_, piece) => joined.push(piece),
            }
        }
        let texts = joined.iter().filter(|piece| matches!(piece, Piece::Text(_))).count();
        (texts > 0 && texts < joined.len()).then_some(Self(joined))
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The pattern with every wildcard in brackets, readable in any place.
    pub(super) fn bracketed(&self) -> String {
        self.written("[?]", "[*]")
    }

    fn written(&self, one: &str, many: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::One => one.to_owned(),
            Piece::Many => many.to_owned(),
        };
        self.0.iter().map(piece).collect()
    }
}

impl fmt::Display for Pattern {
    /// As people write it; a final `?` may need the brackets of `kot[?]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written("?", "*"))
    }
}
