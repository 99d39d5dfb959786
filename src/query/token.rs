//! [`Token`]: what the lexer makes of the text.

use super::chars::is_space;
use super::{DateRange, Field, Leaf, Matcher, Occur, Unit, Weight};
use crate::span::Span;

/// A token and its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

/// What a token may turn out to be; words that look like operators are settled
/// in `operators`.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Leaf(Matcher),
    Dates(DateRange),
    Open(Bracket),
    Close(Bracket),
    /// `+` or `-`
    Mark(Occur),
    Field(Field),
    Weight(Weight),
    And,
    Or,
    Not,
    Near {
        within: u32,
        ordered: bool,
    },
    /// `OF` before a parenthesis
    Of,
    /// The count of `2 OF`, made of both
    Count(usize),
    /// `KALIMAT` before a parenthesis
    Unit(Unit),
}

/// The two kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bracket {
    Round,
    Curly,
}

impl Token {
    pub(super) fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self { kind, span: Span::new(start, end) }
    }

    pub(super) fn is_bracket(&self) -> bool {
        matches!(self.kind, Kind::Open(_) | Kind::Close(_))
    }

    pub(super) fn is_weight(&self) -> bool {
        matches!(self.kind, Kind::Weight(_))
    }

    pub(super) fn is_leaf(&self) -> bool {
        matches!(self.kind, Kind::Leaf(_))
    }

    /// The word that the token is where it is no operator.
    pub(super) fn as_word(&self, text: &str) -> Self {
        let word = self.span.of(text).trim_end_matches(|c| c == ':' || is_space(c)).to_owned();
        let end = self.span.start + word.len();
        Self::new(Kind::Leaf(Matcher::Word(word)), self.span.start, end)
    }

    /// The leaf of the tree, of a token that is one.
    pub(super) fn leaf(&self) -> Option<Leaf> {
        match &self.kind {
            Kind::Leaf(matcher) => Some(Leaf { matcher: matcher.clone(), span: self.span }),
            _ => None,
        }
    }
}
