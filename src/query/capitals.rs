//! Whether a query is a headline in capitals, in which DAN is a word.
//!
//! Operators are in capitals, so they stand out only from small letters. A
//! query without any is a headline. So is one with a few, such as
//! `ANALISIS DAN USULAN PERBAIKAN LAYANAN (Studi Kasus: PT Sinar Tbk)`: at least
//! [`LONG_WORDS`] long words in capitals, which acronyms seldom are, and either
//! most of the words are in capitals or each operator stands between two.

use super::Matcher;
use super::pattern::Piece;
use super::token::{Kind, Token};

/// So many long words in capitals make a headline.
const LONG_WORDS: usize = 4;

/// So many letters make a word long; most acronyms have fewer.
const LONG: usize = 5;

/// Whether the operators among `tokens` are words of a headline.
pub(super) fn is_headline(text: &str, tokens: &[Token]) -> bool {
    if !text.contains(char::is_lowercase) {
        return true;
    }
    let words: Vec<Case> = tokens.iter().map(case).collect();
    let count = |wanted: fn(&Case) -> bool| words.iter().filter(|case| wanted(case)).count();
    if count(|case| *case == Case::Capitals { long: true }) < LONG_WORDS {
        return false;
    }
    let capitals = |case: Option<&Case>| matches!(case, Some(Case::Capitals { .. }));
    let mut operators = (0..words.len()).filter(|&at| words[at] == Case::Operator);
    count(|case| matches!(case, Case::Capitals { .. })) > count(|case| *case == Case::Small)
        || operators.all(|at| at > 0 && capitals(words.get(at - 1)) && capitals(words.get(at + 1)))
}

/// How a token is written.
#[derive(PartialEq)]
enum Case {
    Capitals { long: bool },
    Small,
    Operator,
    Neither,
}

fn case(token: &Token) -> Case {
    let text = match &token.kind {
        Kind::And | Kind::Or | Kind::Not => return Case::Operator,
        Kind::Leaf(Matcher::Word(text) | Matcher::Exact(text)) => text.as_str(),
        Kind::Leaf(Matcher::Phrase { text, .. } | Matcher::Fuzzy { text, .. }) => text.as_str(),
        Kind::Leaf(Matcher::Wildcard(pattern)) => {
            match pattern.pieces().iter().find_map(Piece::text) {
                Some(text) => text,
                None => return Case::Neither,
            }
        }
        _ => return Case::Neither,
    };
    if text.contains(char::is_lowercase) {
        return Case::Small;
    }
    match text.chars().filter(|c| c.is_uppercase()).count() {
        0 => Case::Neither,
        letters => Case::Capitals { long: letters >= LONG },
    }
}
