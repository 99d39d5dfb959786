//! [`Token`] and the [`TokenBuffer`] that holds the tokens of a text.
//!
//! Invariants of a buffer filled by [`tokenize`](super::tokenizer::tokenize):
//! tokens are sorted by position; of the tokens at one position the longest
//! comes first, then the word as written, then its other forms; spans lie on
//! character boundaries of the text and are never empty.

use super::normalizer::Normalized;
use crate::span::Span;

/// Longest surface form in bytes; a longer one is cut at a character boundary.
/// No word of the news corpus comes near it; tantivy's own limit is 65,530.
pub const MAX_SURFACE: usize = 255;

/// How a token was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// The first letter is a small one: `rumah`, `iPhone`, `ber-AC`.
    Lower,
    /// The first letter is a capital, not all are: `Jakarta`; or a lone capital: `A`.
    Capitalised,
    /// Two letters or more, all capitals: `DPR`, `COVID-19`.
    Upper,
    /// No letter that has case: `2024`, `東`, an emoji.
    None,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A word, or a part of something longer.
    Word,
    /// A number as written (`32,2%`) or in canonical form (`32.2`).
    Number,
    /// A calendar day as `2024-07-31`, over the words that wrote it.
    Date,
    /// The whole of several parts joined by hyphens: `anak-anak`, `ke-7`.
    Compound,
    /// A web or mail address as a whole: `www.kompas.id`.
    Url,
    /// A name of the net as a whole: `@akun`, `#tagar`, `akun_resmi`.
    Handle,
    /// One emoji, without its modifiers.
    Emoji,
}

/// One token: where it was, what it is, how it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Bytes of the original text that wrote this token, on character boundaries.
    pub span: Span,
    /// Which word of the text this is, counted from the first position given
    /// to the tokeniser; other forms of a word share its position.
    pub position: u32,
    /// How many positions the token spans: 1, or n for the whole of n parts.
    pub length: u32,
    /// What the token is.
    pub kind: Kind,
    /// How the token was written.
    pub case: Case,
    /// Whether a capital is no evidence of a name here: the first word of a
    /// sentence, or of speech quoted after a comma or a colon.
    pub sentence_start: bool,
    surface_length: u8,
    surface_start: u32,
}

/// The tokens of a text with the arena their surface forms live in; cleared
/// and reused from text to text, it stops allocating.
///
/// Holds texts up to 4 GiB.
#[derive(Default, Debug)]
pub struct TokenBuffer {
    tokens: Vec<Token>,
    arena: String,
    /// Work space of the tokeniser, kept here for reuse.
    pub(super) scratch: Normalized,
}

/// A surface form: a range of the arena.
#[derive(Clone, Copy)]
pub(super) struct Surface {
    start: u32,
    length: u8,
}

impl TokenBuffer {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets all tokens and keeps the memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.arena.clear();
    }

    /// The tokens, sorted by position.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The folded form of a token of this buffer: lower case, no accents, one
    /// kind of apostrophe and hyphen, at most [`MAX_SURFACE`] bytes.
    pub fn surface(&self, token: &Token) -> &str {
        let start = token.surface_start as usize;
        &self.arena[start..start + usize::from(token.surface_length)]
    }

    /// Appends a lower-cased copy of `text` to the arena; returns its offset.
    pub(super) fn append_lowercase(&mut self, text: &str) -> usize {
        let start = self.arena.len();
        self.arena.push_str(text);
        self.arena[start..].make_ascii_lowercase();
        start
    }

    /// Appends `form` to the arena.
    pub(super) fn intern(&mut self, form: impl Iterator<Item = char>) -> Surface {
        let start = self.arena.len();
        self.arena.extend(form);
        self.existing(start, self.arena.len() - start)
    }

    /// The surface form that already stands at `start` of the arena.
    #[inline]
    pub(super) fn existing(&self, start: usize, length: usize) -> Surface {
        let length = if length <= MAX_SURFACE {
            length
        } else {
            self.arena.floor_char_boundary(start + MAX_SURFACE) - start
        };
        Surface { start: start as u32, length: length as u8 }
    }

    /// Appends a token.
    #[inline]
    pub(super) fn push(&mut self, token: Token) {
        self.tokens.push(token);
    }

    /// Puts a token in front of those from index `at` on.
    pub(super) fn insert(&mut self, at: usize, token: Token) {
        self.tokens.insert(at, token);
    }
}

impl Token {
    /// A token of one position; the caller sets what differs.
    #[inline]
    pub(super) fn new(span: Span, position: u32, kind: Kind, case: Case, surface: Surface) -> Self {
        Self {
            span,
            position,
            length: 1,
            kind,
            case,
            sentence_start: false,
            surface_length: surface.length,
            surface_start: surface.start,
        }
    }
}

impl Case {
    /// How `text` is written.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::of_ascii(text.as_bytes());
        }
        let (mut first_upper, mut letters, mut lower) = (None, 0_u32, false);
        for c in text.chars() {
            let upper = c.is_uppercase();
            if upper || c.is_lowercase() {
                first_upper.get_or_insert(upper);
                letters += 1;
                lower |= !upper;
            }
        }
        match first_upper {
            None => Self::None,
            Some(false) => Self::Lower,
            Some(true) if lower || letters < 2 => Self::Capitalised,
            Some(true) => Self::Upper,
        }
    }
    fn of_ascii(text: &[u8]) -> Self {
        let capitals = text.iter().filter(|b| b.is_ascii_uppercase()).count();
        let small = text.iter().filter(|b| b.is_ascii_lowercase()).count();
        match text.iter().find(|b| b.is_ascii_alphabetic()) {
            None => Self::None,
            Some(first) if first.is_ascii_lowercase() => Self::Lower,
            Some(_) if small > 0 || capitals < 2 => Self::Capitalised,
            Some(_) => Self::Upper,
        }
    }
}
