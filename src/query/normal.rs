//! The normal form of trees: each function makes a query of its parts.
//!
//! Groups that only group are spliced into what holds them, double negations
//! cancel, and `NOT` among things side by side is the mark `-`. What cannot be
//! as typed becomes something near it, and the caller is told.
//!
//! ```
//! # use telusur::query::*;
//! let word = |text: &str| Query::Leaf(Leaf::new(Matcher::Word(text.into())));
//! let query = Query::and(vec![word("kota"), Query::or(vec![word("cerdas"), word("pintar")])]);
//! assert_eq!(query.to_string(), "kota AND (cerdas OR pintar)");
//! ```

use super::words::is_several;
use super::{Clause, Field, Matcher, Occur, Query, WarningKind, Weight};
use crate::analysis::Analyzer;

impl Query {
    /// Things side by side. Dates among them hold for all the others.
    pub fn any(clauses: Vec<Clause>) -> Self {
        let mut flat: Vec<Clause> = Vec::with_capacity(clauses.len());
        let mut dates = Vec::new();
        for clause in clauses.into_iter().map(Clause::normal) {
            match clause {
                Clause { occur: Occur::Should, query: Self::Any(inner) }
                    if inner.iter().all(is_unmarked) =>
                {
                    flat.extend(inner);
                }
                Clause {
                    occur: Occur::Should | Occur::Must,
                    query: query @ Self::Dates { .. },
                } => dates.push(query),
                clause => flat.push(clause),
            }
        }
        let query = match flat.len() {
            1 => flat.remove(0).alone(),
            _ => Self::Any(flat),
        };
        if dates.is_empty() {
            return query;
        }
        if !query.is_empty() {
            dates.insert(0, query);
        }
        Self::and(dates)
    }

    /// All of `operands`.
    pub fn and(operands: Vec<Self>) -> Self {
        one_or(
            operands,
            |query| {
                if let Self::And(inner) = query { Ok(inner) } else { Err(query) }
            },
            Self::And,
        )
    }

    /// At least one of `operands`.
    pub fn or(operands: Vec<Self>) -> Self {
        one_or(
            operands,
            |query| {
                if let Self::Or(inner) = query { Ok(inner) } else { Err(query) }
            },
            Self::Or,
        )
    }

    /// The opposite.
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            query => Self::Not(Box::new(query)),
        }
    }

    /// `count` of the things side by side, or joined by `OR`, in a group. Dates
    /// side by side with them hold for all.
    pub fn at_least(count: usize, group: Self) -> (Self, Option<WarningKind>) {
        let mut ignored = None;
        let group = match group {
            Self::And(operands)
                if !is_dates(&operands[0]) && operands[1..].iter().all(is_dates) =>
            {
                let mut operands = operands;
                let (counted, warning) = Self::at_least(count, operands.remove(0));
                operands.insert(0, counted);
                return (Self::and(operands), warning);
            }
            group => group,
        };
        let mut operands = match group {
            Self::Any(mut clauses) => {
                for clause in clauses.iter_mut().filter(|c| c.occur == Occur::Must) {
                    clause.occur = Occur::Should;
                    ignored = Some(WarningKind::MarkIgnored);
                }
                match Self::any(clauses) {
                    Self::Any(clauses) => clauses.into_iter().map(Clause::alone).collect(),
                    query => vec![query],
                }
            }
            Self::Or(operands)
                if !operands
                    .iter()
                    .any(|q| matches!(q, Self::Any(_) | Self::And(_) | Self::Dates { .. })) =>
            {
                operands
            }
            query => vec![query],
        };
        if operands.is_empty() {
            return (Self::empty(), None);
        }
        let used = count.clamp(1, operands.len());
        let warning = match used {
            _ if used < count => Some(WarningKind::CountTooHigh { count, used }),
            _ if used > count => Some(WarningKind::NumberReplaced {
                given: count.to_string(),
                used: used.to_string(),
            }),
            _ => ignored,
        };
        let query = if operands.len() == 1 {
            operands.remove(0)
        } else {
            Self::AtLeast { count: used, operands }
        };
        (query, warning)
    }

    /// What is looked for in one field. A value that is several words though it has no space
    /// (`detik.com`, `news.detik.com/berita`) is the phrase of them: one of them alone names
    /// something else.
    pub fn in_field(mut self, field: Field) -> (Self, Option<WarningKind>) {
        let warning = self.names_field().then_some(WarningKind::FieldInField);
        let mut analyzer = Analyzer::new();
        self.for_each_leaf(&mut |leaf| {
            if let Matcher::Word(text) = &mut leaf.matcher
                && is_several(&mut analyzer, text)
            {
                let text = std::mem::take(text);
                leaf.matcher = Matcher::Phrase { text, by_roots: false, slop: None };
            }
        });
        (Self::Field { field, inner: Box::new(self) }, warning)
    }

    fn names_field(&self) -> bool {
        matches!(self, Self::Field { .. })
            || self.children().iter().any(|(child, _)| child.names_field())
    }

    /// This with a weight.
    pub fn weighted(self, weight: Weight) -> Self {
        Self::Weighted { inner: Box::new(self), weight }
    }
}

impl Clause {
    /// The clause as a query of its own.
    pub(super) fn alone(self) -> Query {
        match self.occur {
            Occur::Should | Occur::Must => self.query,
            Occur::MustNot => self.query.negated(),
        }
    }

    /// The clause with the negation of its query in its mark.
    fn normal(self) -> Self {
        match self.query {
            Query::Not(inner) => {
                let occur = if self.occur == Occur::MustNot { Occur::Must } else { Occur::MustNot };
                Self { occur, query: *inner }
            }
            query => Self { query, ..self },
        }
    }
}

pub(super) fn is_dates(query: &Query) -> bool {
    matches!(query, Query::Dates { .. })
}

pub(super) fn is_unmarked(clause: &Clause) -> bool {
    clause.occur == Occur::Should
}

/// The operands with those of their own kind spliced in; one alone is itself.
fn one_or(
    operands: Vec<Query>,
    splice: fn(Query) -> Result<Vec<Query>, Query>,
    make: fn(Vec<Query>) -> Query,
) -> Query {
    let mut flat = Vec::with_capacity(operands.len());
    for operand in operands {
        match splice(operand) {
            Ok(inner) => flat.extend(inner),
            Err(query) => flat.push(query),
        }
    }
    match flat.len() {
        0 => Query::empty(),
        1 => flat.remove(0),
        _ => make(flat),
    }
}
