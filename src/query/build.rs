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

use super::{Clause, Field, Occur, Query, Unit, Weight, WarningKind};

impl Query {
    /// Things side by side.
    pub fn any(clauses: Vec<Clause>) -> Self {
        let mut flat: Vec<Clause> = Vec::with_capacity(clauses.len());
        for clause in clauses {
            match clause {
                Clause { occur: Occur::Should, query: Self::Any(inner) } if inner.iter().all(is_unmarked) => flat.extend(inner),
                clause => flat.push(clause),
            }
        }
        if flat.len() == 1 {
            return flat.remove(0).alone();
        }
        Self::Any(flat.into_iter().map(Clause::normal).collect())
    }

    /// All of `operands`.
    pub fn and(operands: Vec<Self>) -> Self {
        one_or(operands, |query| if let Self::And(inner) = query { Ok(inner) } else { Err(query) }, Self::And)
    }

    /// At least one of `operands`.
    pub fn or(operands: Vec<Self>) -> Self {
        one_or(operands, |query| if let Self::Or(inner) = query { Ok(inner) } else { Err(query) }, Self::Or)
    }

    /// The opposite.
    pub fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            query => Self::Not(Box::new(query)),
        }
    }

    /// `count` of the things side by side, or joined by `OR`, in a group.
    pub fn at_least(count: usize, group: Self) -> (Self, Option<WarningKind>) {
        let mut ignored = None;
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
            Self::Or(operands) if !operands.iter().any(|q| matches!(q, Self::Any(_) | Self::And(_))) => operands,
            query => vec![query],
        };
        let used = count.clamp(1, operands.len());
        let warning = match used {
            _ if used < count => Some(WarningKind::CountTooHigh { count, used }),
            _ if used > count => {
                Some(WarningKind::NumberReplaced { given: count.to_string(), used: used.to_string() })
            }
            _ => ignored,
        };
        let query = if operands.len() == 1 { operands.remove(0) } else { Self::AtLeast { count: used, operands } };
        (query, warning)
    }

    /// Operands near each other. A field of one is the field of all; chains of
    /// unlike distances take the widest.
    pub fn near(within: u32, ordered: bool, operands: Vec<Self>) -> (Self, Option<WarningKind>) {
        let fields = operands.iter().filter_map(|q| if let Self::Field { field, .. } = q { Some(*field) } else { None });
        let fields: Vec<Field> = fields.collect();
        let common = fields.first().copied().filter(|first| fields.iter().all(|field| field == first));
        if let Some(field) = common {
            let inner = operands.into_iter().map(|q| if let Self::Field { inner, .. } = q { *inner } else { q });
            let inner: Vec<Self> = inner.collect();
            if !inner.iter().all(Self::is_near_operand) {
                let again = |q: Self| Self::Field { field, inner: Box::new(q) };
                return (again(Self::and(inner)), Some(WarningKind::NearAsAnd));
            }
            let (query, warning) = Self::near(within, ordered, inner);
            return (Self::Field { field, inner: Box::new(query) }, warning);
        }
        if !operands.iter().all(Self::is_near_operand) {
            return (Self::and(operands), Some(WarningKind::NearAsAnd));
        }
        let (mut widest, mut all_ordered, mut mixed) = (within, ordered, false);
        let mut flat = Vec::with_capacity(operands.len());
        for operand in operands {
            match operand {
                Self::Near { within, ordered, operands } => {
                    mixed |= within != widest || ordered != all_ordered;
                    widest = widest.max(within);
                    all_ordered &= ordered;
                    flat.extend(operands);
                }
                operand => flat.push(operand),
            }
        }
        let query = Self::Near { within: widest, ordered: all_ordered, operands: flat };
        (query, mixed.then_some(WarningKind::MixedNear))
    }

    fn is_near_operand(&self) -> bool {
        matches!(self, Self::Near { .. }) || self.has_position()
    }

    /// Whether this is a leaf, or one of several leaves.
    fn has_position(&self) -> bool {
        match self {
            Self::Leaf(_) => true,
            Self::Weighted { inner, .. } => inner.has_position(),
            Self::Or(operands) => operands.iter().all(Self::has_position),
            Self::Any(clauses) => clauses.iter().all(|c| is_unmarked(c) && c.query.has_position()),
            _ => false,
        }
    }

    /// All that a group holds in one sentence or paragraph.
    pub fn within(unit: Unit, group: Self) -> (Self, Option<WarningKind>) {
        let mut operands = Vec::new();
        spread(group, &mut operands);
        let positive = operands.iter().any(|q| !matches!(q, Self::Not(_)));
        if positive && operands.iter().all(Self::fits_a_unit) {
            return (Self::Within { unit, operands }, None);
        }
        (Self::and(operands), Some(WarningKind::GroupAsAnd))
    }

    fn fits_a_unit(&self) -> bool {
        !matches!(self, Self::Field { .. } | Self::Dates { .. } | Self::Within { .. })
            && self.children().iter().all(|(child, _)| child.fits_a_unit())
    }

    /// What is looked for in one field.
    pub fn in_field(self, field: Field) -> (Self, Option<WarningKind>) {
        let warning = self.names_field().then_some(WarningKind::FieldInField);
        (Self::Field { field, inner: Box::new(self) }, warning)
    }

    fn names_field(&self) -> bool {
        matches!(self, Self::Field { .. }) || self.children().iter().any(|(child, _)| child.names_field())
    }

    /// This with a weight.
    pub fn weighted(self, weight: Weight) -> Self {
        Self::Weighted { inner: Box::new(self), weight }
    }
}

impl Clause {
    /// The clause as a query of its own.
    fn alone(self) -> Query {
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

fn is_unmarked(clause: &Clause) -> bool {
    clause.occur == Occur::Should
}

/// The operands with those of their own kind spliced in; one alone is itself.
fn one_or(operands: Vec<Query>, splice: fn(Query) -> Result<Vec<Query>, Query>, make: fn(Vec<Query>) -> Query) -> Query {
    let mut flat = Vec::with_capacity(operands.len());
    for operand in operands {
        match splice(operand) {
            Ok(inner) => flat.extend(inner),
            Err(query) => flat.push(query),
        }
    }
    if flat.len() == 1 { flat.remove(0) } else { make(flat) }
}

/// What a sentence must hold: all that stands side by side or joined by `AND`.
fn spread(group: Query, into: &mut Vec<Query>) {
    match group {
        Query::Any(clauses) => clauses.into_iter().for_each(|clause| spread(clause.alone(), into)),
        Query::And(operands) => operands.into_iter().for_each(|operand| spread(operand, into)),
        query => into.push(query),
    }
}
