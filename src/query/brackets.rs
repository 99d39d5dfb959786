//! Brackets that group: those with a partner, something inside, and not too deep.

use super::token::{Bracket, Kind, Token};
use super::warning::{WarningKind, Warnings};
use crate::span::Span;

/// `tokens` without the brackets that group nothing.
pub(super) fn paired(tokens: Vec<Token>, limit: usize, warnings: &mut Warnings) -> Vec<Token> {
    let mut keep = partnered(&tokens, warnings);
    drop_deep(&tokens, &mut keep, limit, warnings);
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    for (token, keep) in tokens.into_iter().zip(keep) {
        if !keep {
            continue;
        }
        if let (Kind::Close(_), Some(Token { kind: Kind::Open(_), span })) =
            (&token.kind, kept.last())
        {
            warnings
                .push_unless_plain(WarningKind::EmptyGroup, Span::new(span.start, token.span.end));
            kept.pop();
            continue;
        }
        kept.push(token);
    }
    kept
}

/// For each token whether it is no bracket, or one with a partner.
fn partnered(tokens: &[Token], warnings: &mut Warnings) -> Vec<bool> {
    let mut keep = vec![true; tokens.len()];
    let mut open: Vec<(usize, Bracket)> = Vec::new();
    let mut curly = 0_usize;
    let mut unpaired = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open(bracket) => {
                open.push((index, bracket));
                curly += usize::from(bracket == Bracket::Curly);
            }
            Kind::Close(bracket) => {
                let waiting = if bracket == Bracket::Curly { curly } else { open.len() - curly };
                if waiting == 0 {
                    unpaired.push(index);
                    continue;
                }
                while let Some((index, opened)) = open.pop() {
                    curly -= usize::from(opened == Bracket::Curly);
                    if opened == bracket {
                        break;
                    }
                    unpaired.push(index);
                }
            }
            _ => {}
        }
    }
    unpaired.extend(open.into_iter().map(|(index, _)| index));
    for index in unpaired {
        keep[index] = false;
        warnings.push_unless_plain(WarningKind::UnpairedBracket, tokens[index].span);
    }
    keep
}

/// Drops the pairs below `limit` levels.
fn drop_deep(tokens: &[Token], keep: &mut [bool], limit: usize, warnings: &mut Warnings) {
    let mut depth = 0;
    let mut warned = false;
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is_bracket()) {
        if !keep[index] {
            continue;
        }
        let level = match token.kind {
            Kind::Open(_) => {
                depth += 1;
                depth
            }
            _ => {
                depth -= 1;
                depth + 1
            }
        };
        keep[index] = level <= limit;
        if level > limit && !warned {
            warned = true;
            warnings.push_unless_plain(WarningKind::TooDeep { limit }, token.span);
        }
    }
}
