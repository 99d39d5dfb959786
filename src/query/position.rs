//! The normal form of what needs a place in the text: `NEAR`, `ADJ`, sentences
//! and paragraphs.

use super::normal::{is_dates, is_unmarked};
use super::{Field, Query, Unit, WarningKind};

impl Query {
    /// Operands near each other. A field of one is the field of all; chains of
    /// unlike distances take the widest.
    pub fn near(within: u32, ordered: bool, operands: Vec<Self>) -> (Self, Option<WarningKind>) {
        let fields = operands
            .iter()
            .filter_map(|q| if let Self::Field { field, .. } = q { Some(*field) } else { None });
        let fields: Vec<Field> = fields.collect();
        let common =
            fields.first().copied().filter(|first| fields.iter().all(|field| field == first));
        if let Some(field) = common {
            let inner = operands
                .into_iter()
                .map(|q| if let Self::Field { inner, .. } = q { *inner } else { q });
            let inner: Vec<Self> = inner.collect();
            if !inner.iter().all(Self::is_near_operand) {
                return (Self::and(inner).in_field(field).0, Some(WarningKind::NearAsAnd));
            }
            let (query, warning) = Self::near(within, ordered, inner);
            return (query.in_field(field).0, warning);
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

    /// All that a group holds in one sentence or paragraph, and the dates it
    /// names beside that.
    pub fn within(unit: Unit, group: Self) -> (Self, Option<WarningKind>) {
        let mut operands = Vec::new();
        spread(group, &mut operands);
        let fits = operands.iter().all(|q| is_dates(q) || q.fits_a_unit());
        if fits && operands.iter().any(|q| !matches!(q, Self::Not(_)) && !is_dates(q)) {
            let (mut dates, operands): (Vec<Self>, Vec<Self>) =
                operands.into_iter().partition(is_dates);
            dates.insert(0, Self::Within { unit, operands });
            return (Self::and(dates), None);
        }
        (Self::and(operands), Some(WarningKind::GroupAsAnd))
    }

    fn fits_a_unit(&self) -> bool {
        !matches!(self, Self::Field { .. } | Self::Dates { .. } | Self::Within { .. })
            && self.children().iter().all(|(child, _)| child.fits_a_unit())
    }
}

/// What a sentence must hold: all that stands side by side or joined by `AND`.
fn spread(group: Query, into: &mut Vec<Query>) {
    match group {
        Query::Any(clauses) => clauses.into_iter().for_each(|clause| spread(clause.alone(), into)),
        Query::And(operands) => operands.into_iter().for_each(|operand| spread(operand, into)),
        query => into.push(query),
    }
}
