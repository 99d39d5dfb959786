//! Which words in capitals are operators: those with the operands they need,
//! in a query that is no headline.
//!
//! Behind [`settled`] every operator token is one, with its operands beside it.

use super::token::{Bracket, Kind, Token};
use super::warning::{WarningKind, Warnings};
use super::{Matcher, capitals, keyword};

/// A query of at most so many words in capitals may be meant as an expression.
const SHORT: usize = 6;

/// `tokens` with the operators that are none turned into words.
pub(super) fn settled(
    text: &str,
    mut tokens: Vec<Token>,
    strict: bool,
    warnings: &mut Warnings,
) -> Vec<Token> {
    let first = tokens.iter().position(is_connective);
    if let Some(first) = first.filter(|_| !strict && capitals::is_headline(text, &tokens)) {
        if tokens.len() <= SHORT {
            let operator = tokens[first].span.of(text).to_owned();
            warnings.push(WarningKind::Capitals { operator }, Some(tokens[first].span));
        }
        for token in tokens.iter_mut().filter(|token| is_connective(token)) {
            *token = token.as_word(text);
        }
    }
    let starts = operand_starts(&tokens);
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let follows = starts.get(index + 1).copied().unwrap_or(false);
        let touches = next.is_some_and(|next| next.span.start == token.span.end);
        let opens = matches!(next, Some(Token { kind: Kind::Open(Bracket::Round), .. }));
        let valid = match token.kind {
            Kind::And | Kind::Or | Kind::Near { .. } => {
                follows && kept.last().is_some_and(ends_operand)
            }
            Kind::Not => follows,
            Kind::Unit(_) => opens && touches,
            Kind::Of => opens && counted(&mut kept, token),
            Kind::Field(_) => touches && follows,
            Kind::Mark(_) if touches && follows => true,
            Kind::Mark(_) => {
                let operator = token.span.of(text).to_owned();
                warnings.push_unless_plain(WarningKind::StrayOperator { operator }, token.span);
                continue;
            }
            Kind::Weight(_) => {
                kept.last().is_some_and(|last| ends_operand(last) && !last.is_weight())
            }
            _ => true,
        };
        let word = token.span.of(text);
        if token.is_leaf()
            && keyword::lacks_distance(word)
            && text.contains(char::is_lowercase)
            && follows
            && kept.last().is_some_and(ends_operand)
        {
            let operator = word.to_owned();
            warnings.push(WarningKind::NoDistance { operator }, Some(token.span));
        }
        if valid && token.kind == Kind::Of {
            continue;
        }
        if valid {
            kept.push(token.clone());
            continue;
        }
        let operator = token.span.of(text).to_owned();
        if token.is_weight() {
            warnings.push(WarningKind::StrayOperator { operator }, Some(token.span));
            continue;
        }
        warnings.push(WarningKind::OperatorAsWord { operator }, Some(token.span));
        kept.push(token.as_word(text));
    }
    kept
}

fn is_connective(token: &Token) -> bool {
    matches!(token.kind, Kind::And | Kind::Or | Kind::Not)
}

/// For each token whether an operand begins there.
fn operand_starts(tokens: &[Token]) -> Vec<bool> {
    let mut starts = vec![false; tokens.len()];
    for (index, token) in tokens.iter().enumerate().rev() {
        let follows = starts.get(index + 1).copied().unwrap_or(false);
        starts[index] = match token.kind {
            Kind::Leaf(_) | Kind::Dates(_) | Kind::Open(_) => true,
            Kind::Field(_) | Kind::Unit(_) | Kind::Of => true,
            Kind::Mark(_) | Kind::Not => follows,
            Kind::And | Kind::Or | Kind::Near { .. } => !follows,
            Kind::Close(_) | Kind::Weight(_) | Kind::Count(_) => false,
        };
    }
    starts
}

/// Whether an operand can end with this token.
fn ends_operand(token: &Token) -> bool {
    matches!(token.kind, Kind::Leaf(_) | Kind::Dates(_) | Kind::Close(_) | Kind::Weight(_))
}

/// Makes a count of the number before `OF`; whether there is one.
fn counted(kept: &mut [Token], of: &Token) -> bool {
    let valued = kept.len() > 1 && matches!(kept[kept.len() - 2].kind, Kind::Field(_));
    let Some(Token { kind, span }) = kept.last_mut().filter(|_| !valued) else {
        return false;
    };
    let Kind::Leaf(Matcher::Word(number)) = kind else {
        return false;
    };
    if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    *kind = Kind::Count(number.parse().unwrap_or(usize::MAX));
    span.end = of.span.end;
    true
}
