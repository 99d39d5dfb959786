//! Words in capitals that may be operators: `AND`, `NEAR/5`, `KALIMAT(`.

use super::Unit;
use super::chars::{is_bracket, is_quote, is_space, is_transparent};
use super::lexer::Lexer;
use super::token::Kind;

/// The operator that the whole chunk is, whether or not it has its operands.
pub(super) fn operator(lexer: &Lexer<'_, '_>, end: usize) -> Option<Kind> {
    let before = lexer.text[..lexer.at].chars().next_back();
    if before.is_some_and(|c| {
        !is_space(c) && !is_transparent(c) && !is_bracket(c) && !is_quote(c) && !lexer.is_prefixed()
    }) {
        return None;
    }
    let (word, after) = (&lexer.text[lexer.at..end], &lexer.text[end..]);
    let kind = match word {
        "KALIMAT" | "SENTENCE" if after.starts_with('(') => {
            return Some(Kind::Unit(Unit::Sentence));
        }
        "PARAGRAF" | "PARAGRAPH" if after.starts_with('(') => {
            return Some(Kind::Unit(Unit::Paragraph));
        }
        "OF" | "DARI" if after.trim_start_matches(is_space).starts_with('(') => Kind::Of,
        "AND" | "DAN" => Kind::And,
        "OR" | "ATAU" => Kind::Or,
        "NOT" | "BUKAN" => Kind::Not,
        word => near(word)?,
    };
    (!lexer.is_prefixed()).then_some(kind)
}

/// `NEAR/5` or `ADJ/3`
fn near(word: &str) -> Option<Kind> {
    let (name, digits) = word.split_once('/')?;
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let within = digits.parse().unwrap_or(u32::MAX);
    (number && matches!(name, "NEAR" | "ADJ"))
        .then(|| Kind::Near { within, ordered: name == "ADJ" })
}

/// Whether `word` alone would be read as an operator in some place.
pub(super) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "DAN" | "OR" | "ATAU" | "NOT" | "BUKAN" | "OF" | "DARI")
        || near(word).is_some()
}

/// Whether `word` would be an operator if it had a distance: `NEAR/5`.
pub(super) fn lacks_distance(word: &str) -> bool {
    matches!(word, "NEAR" | "ADJ")
}
