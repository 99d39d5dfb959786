//! [`Query`]: the tree of what was typed and understood.
//!
//! Engine-neutral and not analysed: words are kept as typed. Make trees with the
//! functions of `normal` ([`Query::any`], [`Query::and`], ...): they give the
//! normal form, which alone is what its canonical form says.

use super::{DateRange, Field, Pattern, Weight};
use crate::span::Span;

/// A query, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Query {
    /// A word, phrase or pattern.
    Leaf(Leaf),
    /// Things side by side, as in `kota cerdas +banjir -jakarta`: an article
    /// has all the required ones, none of the excluded ones and, where none is
    /// required, at least one of the others (any article where all are
    /// excluded). Without clauses: the empty query, which finds nothing.
    Any(Vec<Clause>),
    /// All of these.
    And(Vec<Query>),
    /// At least one of these.
    Or(Vec<Query>),
    /// Articles without this.
    Not(Box<Query>),
    /// `2 OF (a b c)`: at least `count` of `operands`, of which there are two or more.
    AtLeast {
        /// How many, from 1 to the number of operands.
        count: usize,
        /// What is counted.
        operands: Vec<Query>,
    },
    /// `a NEAR/5 b`, `a ADJ/3 b`: leaves, or alternatives (`Or`, or `Any`
    /// without marks) of leaves, at positions near each other.
    Near {
        /// How many words apart at most, from 1.
        within: u32,
        /// Whether in the order typed (`ADJ`).
        ordered: bool,
        /// Two or more.
        operands: Vec<Query>,
    },
    /// `{a b}`, `KALIMAT(...)`, `PARAGRAF(...)`: all operands in one sentence or
    /// paragraph. Operands hold no field, date or further group of this kind,
    /// and one of them at least is not a `Not`.
    Within {
        /// Sentence or paragraph.
        unit: Unit,
        /// What the unit holds.
        operands: Vec<Query>,
    },
    /// `judul:...`: what is inside is looked for in this field alone. Of fields
    /// inside each other the innermost counts.
    Field {
        /// The field.
        field: Field,
        /// What it holds.
        inner: Box<Query>,
    },
    /// `tanggal:...`, `sejak:...`: articles of these days.
    Dates {
        /// The days.
        range: DateRange,
        /// Where it was typed.
        span: Span,
    },
    /// `kata^3`
    Weighted {
        /// What is weighted.
        inner: Box<Query>,
        /// How much it counts.
        weight: Weight,
    },
}

/// One of the things side by side in [`Query::Any`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clause {
    /// Its mark.
    pub occur: Occur,
    /// What it says.
    pub query: Query,
}

/// The mark before a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occur {
    /// No mark: finds, and ranks higher.
    Should,
    /// `+`: required.
    Must,
    /// `-`: excluded.
    MustNot,
}

/// A stretch of text that a group must lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
}

/// The smallest part of a query, with its place in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Leaf {
    /// What it matches.
    pub matcher: Matcher,
    /// Where it was typed: with its quotes, `=`, `~2` or `\`, without mark,
    /// field, weight and the punctuation around it.
    pub span: Span,
}

/// What a leaf matches. Texts are as typed; the analyser runs on them later.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Matcher {
    /// A word by its roots. One chunk as typed, such as `kabupaten/kota` or
    /// `COVID-19`: the analyser may see several tokens in it, or none.
    Word(String),
    /// `=Bangun`: this surface form, case as typed.
    Exact(String),
    /// `"kota cerdas"`
    Phrase {
        /// What stands between the quotes.
        text: String,
        /// `~"..."`: by roots rather than surface forms.
        by_roots: bool,
        /// `"..."~5`: the words within so many words, in any order.
        slop: Option<u32>,
    },
    /// `kot*`
    Wildcard(Pattern),
    /// `cerdaz~2`
    Fuzzy {
        /// The word.
        text: String,
        /// 1 or 2.
        edits: u8,
    },
}

impl Query {
    /// The query that finds nothing.
    pub fn empty() -> Self {
        Self::Any(Vec::new())
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Any(clauses) if clauses.is_empty())
    }

    /// Whether this is words only: no marks, operators, fields or phrases.
    pub fn is_plain(&self) -> bool {
        let word = |query: &Self| matches!(query, Self::Leaf(leaf) if leaf.is_word());
        match self {
            Self::Any(clauses) => {
                clauses.iter().all(|c| c.occur == Occur::Should && word(&c.query))
            }
            query => word(query),
        }
    }

    /// Every leaf in the order typed, and whether it is asked for: `false`
    /// under an odd number of negations.
    pub fn leaves(&self) -> Vec<(&Leaf, bool)> {
        let mut leaves = Vec::new();
        self.collect(true, &mut leaves);
        leaves
    }

    fn collect<'a>(&'a self, asked: bool, into: &mut Vec<(&'a Leaf, bool)>) {
        if let Self::Leaf(leaf) = self {
            into.push((leaf, asked));
        }
        for (child, negated) in self.children() {
            child.collect(asked != negated, into);
        }
    }

    /// The parts directly below, and whether each is negated here.
    pub fn children(&self) -> Vec<(&Self, bool)> {
        match self {
            Self::Leaf(_) | Self::Dates { .. } => Vec::new(),
            Self::Any(clauses) => {
                clauses.iter().map(|c| (&c.query, c.occur == Occur::MustNot)).collect()
            }
            Self::And(operands)
            | Self::Or(operands)
            | Self::AtLeast { operands, .. }
            | Self::Near { operands, .. }
            | Self::Within { operands, .. } => operands.iter().map(|q| (q, false)).collect(),
            Self::Not(inner) => vec![(inner, true)],
            Self::Field { inner, .. } | Self::Weighted { inner, .. } => vec![(inner, false)],
        }
    }

    /// The tree with every part replaced by what `change` makes of it, those inside it first.
    /// What is excluded stays as it was.
    #[must_use]
    pub fn mapped(self, change: &dyn Fn(Self) -> Self) -> Self {
        let all = |operands: Vec<Self>| -> Vec<Self> {
            operands.into_iter().map(|operand| operand.mapped(change)).collect()
        };
        let wanted = |clause: Clause| match clause.occur {
            Occur::MustNot => clause,
            occur => Clause { occur, query: clause.query.mapped(change) },
        };
        change(match self {
            Self::Any(clauses) => Self::any(clauses.into_iter().map(wanted).collect()),
            Self::And(operands) => Self::and(all(operands)),
            Self::Or(operands) => Self::or(all(operands)),
            Self::AtLeast { count, operands } => Self::AtLeast { count, operands: all(operands) },
            Self::Near { within, ordered, operands } => {
                Self::near(within, ordered, all(operands)).0
            }
            Self::Within { unit, operands } => Self::within(unit, Self::and(all(operands))).0,
            Self::Field { field, inner } => inner.mapped(change).in_field(field).0,
            Self::Weighted { inner, weight } => inner.mapped(change).weighted(weight),
            query @ (Self::Leaf(_) | Self::Not(_) | Self::Dates { .. }) => query,
        })
    }

    /// Gives every leaf to `each`, to be changed.
    pub(super) fn for_each_leaf(&mut self, each: &mut impl FnMut(&mut Leaf)) {
        match self {
            Self::Leaf(leaf) => each(leaf),
            Self::Dates { .. } => {}
            Self::Any(clauses) => clauses.iter_mut().for_each(|c| c.query.for_each_leaf(each)),
            Self::And(operands)
            | Self::Or(operands)
            | Self::AtLeast { operands, .. }
            | Self::Near { operands, .. }
            | Self::Within { operands, .. } => {
                operands.iter_mut().for_each(|operand| operand.for_each_leaf(each));
            }
            Self::Not(inner) | Self::Field { inner, .. } | Self::Weighted { inner, .. } => {
                inner.for_each_leaf(each);
            }
        }
    }

    /// The same tree without places: what two queries have in common that mean
    /// the same but were typed differently.
    pub fn without_spans(mut self) -> Self {
        self.clear_spans();
        self
    }

    fn clear_spans(&mut self) {
        match self {
            Self::Leaf(leaf) => leaf.span = Span::default(),
            Self::Dates { span, .. } => *span = Span::default(),
            Self::Any(clauses) => clauses.iter_mut().for_each(|c| c.query.clear_spans()),
            Self::And(operands)
            | Self::Or(operands)
            | Self::AtLeast { operands, .. }
            | Self::Near { operands, .. }
            | Self::Within { operands, .. } => operands.iter_mut().for_each(Self::clear_spans),
            Self::Not(inner) | Self::Field { inner, .. } | Self::Weighted { inner, .. } => {
                inner.clear_spans()
            }
        }
    }
}

impl Leaf {
    /// A leaf that was not typed. Words and forms hold something else than
    /// punctuation, and no white space, brackets or double quotes; `Fuzzy` and
    /// `Wildcard` only letters, digits, hyphens and apostrophes, a letter among them.
    pub fn new(matcher: Matcher) -> Self {
        Self { matcher, span: Span::default() }
    }

    /// Whether this is a plain word.
    pub fn is_word(&self) -> bool {
        matches!(self.matcher, Matcher::Word(_))
    }
}
