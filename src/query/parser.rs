//! Tokens -> tree, by recursive descent over the precedences.
//!
//! ```text
//! or      = and (OR and)*
//! and     = any (AND any)*
//! any     = clause+                          things side by side
//! clause  = ("+" | "-" | NOT)* near
//! near    = primary ((NEAR/n | ADJ/n) primary)*
//! primary = [field] (leaf | dates | "(" or ")" | "{" or "}" | unit "(" or ")" | count "(" or ")") [^weight]
//! ```
//!
//! So `a b AND c` is `(a b) AND c`, and `NOT a NEAR/5 b` denies the whole of
//! `a NEAR/5 b`. Depth is that of the brackets, which `brackets` has limited.

use super::token::{Bracket, Kind, Token};
use super::warning::{WarningKind, Warnings};
use super::{Clause, DateRange, Occur, Query, Unit};
use crate::span::Span;

/// The tree of `tokens` with their operators settled.
pub(super) fn tree(tokens: &[Token], warnings: &mut Warnings) -> Query {
    let mut parser = Parser { tokens, at: 0, warnings };
    parser.or().unwrap_or_else(Query::empty)
}

struct Parser<'a, 'w> {
    tokens: &'a [Token],
    at: usize,
    warnings: &'w mut Warnings,
}

impl<'a> Parser<'a, '_> {
    fn peek(&self) -> Option<&'a Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<&'a Token> {
        let token = self.tokens.get(self.at);
        self.at += 1;
        token
    }

    /// Whether the next token is `kind`, which is then read.
    fn eat(&mut self, kind: &Kind) -> bool {
        let found = self.peek() == Some(kind);
        self.at += usize::from(found);
        found
    }

    fn or(&mut self) -> Option<Query> {
        let mut operands: Vec<Query> = self.and().into_iter().collect();
        while self.eat(&Kind::Or) {
            operands.extend(self.and());
        }
        (!operands.is_empty()).then(|| Query::or(operands))
    }

    fn and(&mut self) -> Option<Query> {
        let mut operands: Vec<Query> = self.any().into_iter().collect();
        while self.eat(&Kind::And) {
            operands.extend(self.any());
        }
        (!operands.is_empty()).then(|| Query::and(operands))
    }

    fn any(&mut self) -> Option<Query> {
        let mut clauses = Vec::new();
        while !matches!(self.peek(), None | Some(Kind::And | Kind::Or | Kind::Close(_))) {
            clauses.extend(self.clause());
        }
        self.warn_of_dates(&clauses);
        (!clauses.is_empty()).then(|| Query::any(clauses))
    }

    /// Says so if the dates side by side leave no day.
    fn warn_of_dates(&mut self, clauses: &[Clause]) {
        let mut common: Option<DateRange> = None;
        for clause in clauses {
            let (Query::Dates { range, span }, Occur::Should | Occur::Must) =
                (&clause.query, clause.occur)
            else {
                continue;
            };
            let days = common.map_or(Some(*range), |common| common.common(range));
            if days.is_none() {
                self.warn(Some(WarningKind::DatesApart), *span);
            }
            common = days.or(common);
        }
    }

    fn clause(&mut self) -> Option<Clause> {
        let occur = self.marks();
        let query = self.near()?;
        Some(Clause { occur, query })
    }

    /// The marks and negations before a clause, as one.
    fn marks(&mut self) -> Occur {
        let mut occur = Occur::Should;
        loop {
            let read = match self.peek() {
                Some(Kind::Mark(mark)) => *mark,
                Some(Kind::Not) => Occur::MustNot,
                _ => return occur,
            };
            self.at += 1;
            occur = match (occur, read) {
                (Occur::MustNot, Occur::MustNot) => Occur::Should,
                (Occur::MustNot, _) => Occur::MustNot,
                (_, read) => read,
            };
        }
    }

    fn near(&mut self) -> Option<Query> {
        let mut query = self.primary()?;
        while let Some(Kind::Near { within, ordered }) = self.peek() {
            let token = self.next()?;
            let occur = self.marks();
            let operand =
                if occur == Occur::MustNot { self.primary()?.negated() } else { self.primary()? };
            let (read, warning) = Query::near(*within, *ordered, vec![query, operand]);
            self.warn(warning, token.span);
            query = read;
        }
        Some(query)
    }

    fn primary(&mut self) -> Option<Query> {
        let token = self.next()?;
        let query = match &token.kind {
            Kind::Field(field) => {
                let inner = self.weighable()?;
                let (query, warning) = inner.in_field(*field);
                self.warn(warning, token.span);
                query
            }
            _ => {
                self.at -= 1;
                self.weighable()?
            }
        };
        Some(query)
    }

    fn weighable(&mut self) -> Option<Query> {
        let query = self.unweighted()?;
        let Some(Kind::Weight(weight)) = self.peek() else {
            return Some(query);
        };
        self.at += 1;
        Some(query.weighted(*weight))
    }

    fn unweighted(&mut self) -> Option<Query> {
        let token = self.next()?;
        match &token.kind {
            Kind::Leaf(_) => token.leaf().map(Query::Leaf),
            Kind::Dates(range) => Some(Query::Dates { range: *range, span: token.span }),
            Kind::Open(Bracket::Round) => self.group(),
            Kind::Open(Bracket::Curly) => self.unit(Unit::Sentence, token.span),
            Kind::Unit(unit) => {
                self.at += 1;
                self.unit(*unit, token.span)
            }
            Kind::Count(count) => {
                self.at += 1;
                let (query, warning) = Query::at_least(*count, self.group()?);
                self.warn(warning, token.span);
                Some(query)
            }
            _ => None,
        }
    }

    /// What stands before the closing bracket, and the bracket.
    fn group(&mut self) -> Option<Query> {
        let query = self.or();
        if matches!(self.peek(), Some(Kind::Close(_))) {
            self.at += 1;
        }
        query
    }

    fn unit(&mut self, unit: Unit, span: Span) -> Option<Query> {
        let (query, warning) = Query::within(unit, self.group()?);
        self.warn(warning, span);
        Some(query)
    }

    fn warn(&mut self, warning: Option<WarningKind>, span: Span) {
        if let Some(kind) = warning {
            self.warnings.push(kind, Some(span));
        }
    }
}
