//! [`Analyzer`]: text to sentences, tokens, surface forms and roots.

use super::explanation::Explanation;
use super::sentence::{self, Sentence};
use super::stemmer::{Evidence, Roots, Stemmer};
use super::token::{Case, Kind, Token, TokenBuffer};
use super::tokenizer::tokenize;
use crate::span::Span;

/// The chain with its work space; cheap to make, best kept one a thread.
#[derive(Default)]
pub struct Analyzer {
    stemmer: Stemmer,
    tokens: TokenBuffer,
}

impl Analyzer {
    /// An analyzer over the lexicon compiled into the program.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives every token of one sentence to `each`, with its surface form and its roots;
    /// returns the position after the last.
    pub fn sentence(
        &mut self,
        text: &str,
        sentence: Span,
        first_position: u32,
        each: &mut impl FnMut(&Token, &str, &Roots<'_>),
    ) -> u32 {
        self.sentence_where(text, sentence, first_position, |_| true, each)
    }

    /// As [`Analyzer::sentence`], but of the tokens only those that are `wanted`; the roots of
    /// the others are not looked for.
    pub fn sentence_where(
        &mut self,
        text: &str,
        sentence: Span,
        first_position: u32,
        mut wanted: impl FnMut(&Token) -> bool,
        each: &mut impl FnMut(&Token, &str, &Roots<'_>),
    ) -> u32 {
        self.tokens.clear();
        let next = tokenize(text, sentence, first_position, &mut self.tokens);
        for token in self.tokens.tokens() {
            if !wanted(token) {
                continue;
            }
            let surface = self.tokens.surface(token);
            let roots = match token.kind {
                Kind::Word | Kind::Compound => self.stemmer.roots(surface, evidence(token)),
                _ => Roots::one(surface),
            };
            each(token, surface, &roots);
        }
        next
    }

    /// Gives every token of a whole text to `each`, as [`Analyzer::sentence`] does, and every
    /// sentence with its first position to `start`, before its tokens; returns the position
    /// after the last.
    pub fn text(
        &mut self,
        text: &str,
        first_position: u32,
        mut start: impl FnMut(Sentence, u32),
        mut each: impl FnMut(&Token, &str, &Roots<'_>),
    ) -> u32 {
        let mut position = first_position;
        sentence::split(text, |sentence| {
            start(sentence, position);
            position = self.sentence(text, sentence.span, position, &mut each);
        });
        position
    }

    /// Which analyses a surface form has, and why one won.
    pub fn explain(&self, surface: &str) -> Explanation {
        self.stemmer.explain(surface)
    }

    /// The true root of a surface form.
    pub fn root(&mut self, surface: &str) -> String {
        self.stemmer.root(surface).to_owned()
    }
}

/// A capital inside a sentence speaks for a name.
fn evidence(token: &Token) -> Evidence {
    if token.case == Case::Capitalised && !token.sentence_start {
        Evidence::Name
    } else {
        Evidence::None
    }
}
