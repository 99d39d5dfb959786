//! The query language: text -> tree, with warnings and never an error.
//!
//! [`parse`] reads as the pipeline: lexer, brackets, operators, parser.
//! `parse(&query.to_string())` gives the same tree again, but for spans.

mod acronyms;
mod ast;
mod brackets;

mod capitals;
mod chars;
mod chunk;
mod date;
mod days;
mod describe;
mod display;
mod field;
mod interpret;
mod keyword;
mod language;
mod lexer;
mod normal;
mod operators;
mod parser;
mod pattern;
mod period;
mod pieces;
mod position;
mod quote;
mod soften;
mod token;
mod warning;
mod weight;
mod when;
mod words;

pub use acronyms::{Expanded, expand};
pub use ast::{Clause, Leaf, Matcher, Occur, Query, Unit};
pub use date::{DateRange, read_days};
pub use field::Field;
pub use interpret::{OtherForms, interpret, interpret_with};
pub use language::Language;
pub use pattern::{Pattern, Piece};
pub use warning::{Warning, WarningKind};
pub use weight::Weight;

use jiff::civil::Date;

use crate::span::Span;
use warning::Warnings;

/// Most levels of brackets that are understood; deeper ones group nothing.
pub const MAX_DEPTH: usize = 64;

/// Most leaves (words, phrases, patterns) of one query; later ones are left out.
pub const MAX_LEAVES: usize = 1024;

/// Most bytes of a word with wildcards or edits; longer ones are words.
pub const MAX_PATTERN: usize = 128;

/// The widest distance of `NEAR/n`, `ADJ/n` and `"..."~n`.
pub const MAX_DISTANCE: u32 = 1000;

/// So many levels need at most [`MAX_DEPTH`] levels in the canonical form.
const SHALLOW: usize = MAX_DEPTH / 2 - 2;

/// Reads `text` as a query. `today` is what `sejak:7hari` counts from.
///
/// Any text is a query: what has no meaning in the language means its words,
/// and whatever is left out is named by a warning.
pub fn parse(text: &str, today: Date) -> (Query, Vec<Warning>) {
    let (query, warnings) = parse_to_depth(text, today, MAX_DEPTH);
    let brackets = text.bytes().filter(|b| matches!(b, b'(' | b'{')).count();
    if brackets < SHALLOW || display::nesting(&query) <= MAX_DEPTH {
        return (query, warnings);
    }
    // The canonical form may need a bracket more a level than the text had:
    // with half the levels it can be read again.
    parse_to_depth(text, today, SHALLOW)
}

fn parse_to_depth(text: &str, today: Date, depth: usize) -> (Query, Vec<Warning>) {
    let mut end = text.len();
    loop {
        let used = &text[..end];
        let mut warnings = Warnings::default();
        let lexed = lexer::lex(used, today, &mut warnings);
        let tokens = brackets::paired(lexed.tokens, depth, &mut warnings);
        let tokens = operators::settled(used, tokens, lexed.strict, &mut warnings);
        let mut leaves = tokens.iter().filter(|token| token.is_leaf());
        if let Some(first_too_many) = leaves.nth(MAX_LEAVES) {
            end = first_too_many.span.start;
            continue;
        }
        end = lexed.end;
        let query = parser::tree(&tokens, &mut warnings);
        if query.is_empty() {
            warnings.push(WarningKind::NoWords, None);
        }
        if chars::has_words(&text[end..]) {
            let rest = Span::new(end, text.len());
            warnings.push(WarningKind::TooManyWords { limit: MAX_LEAVES }, Some(rest));
        }
        let plain = query.is_plain();
        return (query, warnings.finish(plain));
    }
}
