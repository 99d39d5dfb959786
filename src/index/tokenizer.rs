//! How terms reach tantivy.
//!
//! An article is analysed once. Its surface forms and its roots are written as
//! two strings, a [`StreamWriter`] each, and [`StreamTokenizer`] merely takes
//! them apart again inside tantivy. Short fields (source, author, url) are
//! analysed by tantivy itself, through [`SurfaceTokenizer`].

use tantivy::Index;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::analysis::Analyzer;

/// Name of the tokenizer that reads what a [`StreamWriter`] wrote.
pub(super) const STREAM: &str = "stream";
/// Name of the tokenizer that runs the analyzer and keeps surface forms.
pub(super) const SURFACE: &str = "surface";

/// Makes the tokenizers known to an index.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(STREAM, StreamTokenizer::default());
    index.tokenizers().register(SURFACE, SurfaceTokenizer::default());
}

/// Begins a token at the next position. No surface form holds a control character.
const NEXT: char = '\u{1}';
/// Begins a token at the position of the one before.
const SAME: char = '\u{2}';

/// Terms with their positions, as one string.
#[derive(Clone, Debug, Default)]
pub(super) struct StreamWriter {
    stream: String,
    /// One more than the position of the last term.
    next: u32,
    terms: u64,
    /// Where the terms of the last position begin in the stream.
    last_position: usize,
}

impl StreamWriter {
    /// Appends a term; positions must not fall. A term that the position already has is left
    /// out, so that a word is not counted twice for being its own root.
    pub(super) fn push(&mut self, position: u32, term: &str) {
        if position < self.next {
            let here = &self.stream[self.last_position..];
            if here.split([NEXT, SAME]).any(|other| other == term) {
                return;
            }
            self.stream.push(SAME);
        } else {
            self.last_position = self.stream.len();
            for _ in self.next..=position {
                self.stream.push(NEXT);
            }
            self.next = position + 1;
        }
        self.stream.push_str(term);
        self.terms += 1;
    }

    pub(super) fn as_str(&self) -> &str {
        &self.stream
    }

    /// How many terms were written.
    pub(super) fn terms(&self) -> u64 {
        self.terms
    }
}

/// Takes apart what a [`StreamWriter`] wrote.
#[derive(Clone, Default)]
struct StreamTokenizer {
    token: Token,
}

impl Tokenizer for StreamTokenizer {
    type TokenStream<'a> = StreamTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StreamTokens<'a> {
        self.token.reset();
        StreamTokens { rest: text, token: &mut self.token }
    }
}

struct StreamTokens<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for StreamTokens<'_> {
    fn advance(&mut self) -> bool {
        let bytes = self.rest.as_bytes();
        let mut start = 0;
        while let Some(mark @ (1 | 2)) = bytes.get(start) {
            if *mark == NEXT as u8 {
                self.token.position = self.token.position.wrapping_add(1);
            }
            start += 1;
        }
        if start == 0 {
            return false;
        }
        let term = &bytes[start..];
        let end = start + term.iter().position(|byte| *byte <= 2).unwrap_or(term.len());
        self.token.text.clear();
        self.token.text.push_str(&self.rest[start..end]);
        self.rest = &self.rest[end..];
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Runs the analyzer over a short field. Keeps its analyzer, whose work space would else be
/// made anew for every value.
#[derive(Default)]
struct SurfaceTokenizer {
    analyzer: Analyzer,
}

impl Clone for SurfaceTokenizer {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Tokenizer for SurfaceTokenizer {
    type TokenStream<'a> = SurfaceTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SurfaceTokens {
        let mut tokens = Vec::new();
        self.analyzer.text(
            text,
            0,
            |_, _| {},
            |token, surface, _| {
                tokens.push(Token {
                    offset_from: token.span.start,
                    offset_to: token.span.end,
                    position: token.position as usize,
                    text: surface.to_owned(),
                    position_length: token.length as usize,
                });
            },
        );
        SurfaceTokens { tokens, next: 0 }
    }
}

struct SurfaceTokens {
    tokens: Vec<Token>,
    next: usize,
}

impl TokenStream for SurfaceTokens {
    fn advance(&mut self) -> bool {
        self.next += 1;
        self.next <= self.tokens.len()
    }

    fn token(&self) -> &Token {
        &self.tokens[self.next - 1]
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.tokens[self.next - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_come_out_as_they_went_in() {
        let mut writer = StreamWriter::default();
        for (position, term) in [(0, "anak"), (0, "anak"), (1, "anak"), (1, "kecil"), (3, "é")] {
            writer.push(position, term);
        }
        assert_eq!(writer.terms(), 4);
        let mut tokenizer = StreamTokenizer::default();
        let mut stream = tokenizer.token_stream(writer.as_str());
        let mut tokens = Vec::new();
        stream.process(&mut |token| tokens.push((token.position, token.text.clone())));
        let expected = [(0, "anak"), (1, "anak"), (1, "kecil"), (3, "é")];
        assert_eq!(tokens, expected.map(|(position, term)| (position, term.to_owned())));
    }
}
