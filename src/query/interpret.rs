//! [`interpret`]: from the tree of what was typed to the plan of what is wanted.
//!
//! Here, and only here, the analyzer runs on a query.

use std::collections::BTreeMap;

use super::{Clause, DateRange, Field, Leaf as Typed, Matcher as Form, Occur, Query};
use crate::analysis::{Analyzer, Kind, Lexicon, Roots, Token};
use crate::date::day_number;
use crate::plan::{Filter, Leaf, Matcher, Node, QueryPlan, Scope, Word};
use crate::span::Span;

/// What a function word (yang, di, dari) counts beside a content word. The study behind the
/// ranking found .15 for about thirty of them, and .05 for question words, best on questions
/// and harmless elsewhere.
const FUNCTION_WEIGHT: f32 = 0.15;

/// What a question word (apa, siapa, berapa) counts beside a content word.
const QUESTION_WEIGHT: f32 = 0.05;

/// Other forms to look for as well: for a surface form at a place of the query, another word.
pub type OtherForms = BTreeMap<(Span, String), String>;

/// Makes a plan of a query.
pub fn interpret(query: &Query, analyzer: &mut Analyzer) -> QueryPlan {
    interpret_with(query, analyzer, &OtherForms::new())
}

/// Makes a plan of a query in which some words are looked for by another one as well.
pub fn interpret_with(query: &Query, analyzer: &mut Analyzer, others: &OtherForms) -> QueryPlan {
    let (leaves, filter) = (Vec::new(), Filter::default());
    let mut interpreter = Interpreter { analyzer, others, leaves, filter };
    let context = Context { scope: Scope::Anywhere, weight: 1.0, marks: true };
    let finds = interpreter.node(query, context, true).unwrap_or(Node::any(Vec::new()));
    let Interpreter { mut leaves, filter, .. } = interpreter;
    soften(&mut leaves);
    let answers = if query.is_plain() {
        let content = (0..leaves.len()).filter(|leaf| leaves[*leaf].content);
        Node::all(content.map(Node::Leaf).collect())
    } else {
        finds.clone()
    };
    QueryPlan { leaves, finds, answers, filter }
}

/// Softens words that say little, but never all words of a query.
fn soften(leaves: &mut [Leaf]) {
    let softness = |leaf: &Leaf| match &leaf.matcher {
        Matcher::Word(word) => word
            .exact
            .iter()
            .map(|form| {
                if Lexicon::is_question_word(form) {
                    QUESTION_WEIGHT
                } else if Lexicon::is_function_word(form) {
                    FUNCTION_WEIGHT
                } else {
                    1.0
                }
            })
            .fold(f32::INFINITY, f32::min),
        Matcher::Phrase(_) => 1.0,
    };
    let softened: Vec<f32> = leaves.iter().map(softness).collect();
    if softened.iter().all(|weight| *weight < 1.0) {
        return;
    }
    for (leaf, weight) in leaves.iter_mut().zip(softened) {
        leaf.weight *= weight;
        leaf.content = weight == 1.0;
    }
}

/// What holds for everything below a part of the query.
#[derive(Clone, Copy)]
struct Context {
    scope: Scope,
    weight: f32,
    marks: bool,
}

struct Interpreter<'i> {
    analyzer: &'i mut Analyzer,
    others: &'i OtherForms,
    leaves: Vec<Leaf>,
    filter: Filter,
}

/// One token of a piece of the query.
struct Piece {
    position: u32,
    length: u32,
    kind: Kind,
    span: Span,
    exact: String,
    roots: Vec<String>,
}

impl Interpreter<'_> {
    /// The node of a part; `None` if nothing of it can be looked for. `top` says whether
    /// every article must satisfy it.
    fn node(&mut self, query: &Query, context: Context, top: bool) -> Option<Node> {
        match query {
            Query::Leaf(leaf) => self.leaf(leaf, context),
            Query::Any(clauses) => self.clauses(clauses, context, top),
            Query::And(operands) => {
                let nodes: Vec<_> =
                    operands.iter().filter_map(|part| self.node(part, context, top)).collect();
                (!nodes.is_empty()).then(|| Node::all(nodes))
            }
            Query::Or(operands) => {
                let nodes: Vec<_> =
                    operands.iter().filter_map(|part| self.node(part, context, false)).collect();
                (!nodes.is_empty()).then(|| Node::any(nodes))
            }
            Query::Not(inner) => {
                let below = Context { marks: !context.marks, ..context };
                self.node(inner, below, false).map(Node::without)
            }
            Query::AtLeast { count, operands } => {
                let nodes: Vec<_> =
                    operands.iter().filter_map(|part| self.node(part, context, false)).collect();
                (!nodes.is_empty()).then(|| Node::AtLeast((*count).min(nodes.len()), nodes))
            }
            Query::Near { operands, .. } | Query::Within { operands, .. } => {
                let nodes: Vec<_> =
                    operands.iter().filter_map(|part| self.node(part, context, false)).collect();
                (!nodes.is_empty()).then(|| Node::all(nodes))
            }
            Query::Field { field, inner } => {
                let scope = match field {
                    Field::Title => Scope::Title,
                    _ => Scope::Text,
                };
                self.node(inner, Context { scope, ..context }, top)
            }
            Query::Dates { range, .. } => {
                self.dates(range);
                top.then_some(Node::Everything)
            }
            Query::Weighted { inner, weight } => {
                let weight = context.weight * weight.factor();
                self.node(inner, Context { weight, ..context }, top)
            }
        }
    }

    fn clauses(&mut self, clauses: &[Clause], context: Context, top: bool) -> Option<Node> {
        let (mut must, mut should, mut not) = (Vec::new(), Vec::new(), Vec::new());
        for clause in clauses {
            let marks = context.marks != (clause.occur == Occur::MustNot);
            let required = top && clause.occur == Occur::Must;
            let Some(node) = self.node(&clause.query, Context { marks, ..context }, required)
            else {
                continue;
            };
            match (clause.occur, node) {
                // Words of one chunk stand side by side with the others.
                (Occur::Should, Node::Clauses { must, should: inner, not })
                    if must.is_empty() && not.is_empty() =>
                {
                    should.extend(inner);
                }
                (Occur::Should, node) => should.push(node),
                (Occur::Must, node) => must.push(node),
                (Occur::MustNot, node) => not.push(node),
            }
        }
        match (must.len(), should.len(), not.len()) {
            (0, 0, 0) => None,
            (0, 1, 0) => should.pop(),
            _ => Some(Node::Clauses { must, should, not }),
        }
    }

    fn leaf(&mut self, leaf: &Typed, context: Context) -> Option<Node> {
        match &leaf.matcher {
            Form::Word(text) | Form::Exact(text) | Form::Fuzzy { text, .. } => {
                self.words(text, leaf.span, context)
            }
            Form::Phrase { text, by_roots, .. } => self.phrase(text, leaf.span, *by_roots, context),
            Form::Wildcard(pattern) => self.words(&pattern.to_string(), leaf.span, context),
        }
    }

    /// The words of a chunk, side by side. A hyphenated whole that has a root of its own
    /// (anak-anak, ke-7) is one word; of another (COVID-19) the parts are asked for.
    fn words(&mut self, text: &str, typed: Span, context: Context) -> Option<Node> {
        let pieces = self.pieces(text);
        let mut nodes = Vec::new();
        let mut next = 0;
        while let Some(first) = pieces.iter().find(|piece| piece.position >= next) {
            let here: Vec<&Piece> =
                pieces.iter().filter(|piece| piece.position == first.position).collect();
            let is_word = |piece: &&&Piece| {
                piece.length == 1
                    || piece.kind == Kind::Compound && piece.roots.first() != Some(&piece.exact)
            };
            let longest = here.iter().filter(is_word).map(|piece| piece.length).max().unwrap_or(1);
            let forms: Vec<&Piece> =
                here.into_iter().filter(|piece| piece.length == longest).collect();
            next = first.position + longest;
            let Some(last) = forms.last() else { continue };
            let label = last.span.of(text).to_owned();
            let span = Span::new(typed.start.min(typed.end), typed.end);
            let mut word = word_of(&forms);
            if let Some(other) = self.others.get(&(span, last.exact.clone())) {
                for piece in self.pieces(other) {
                    word.exact.push(piece.exact);
                    let new = piece.roots.into_iter().filter(|root| !word.roots.contains(root));
                    word.roots.extend(new.collect::<Vec<_>>());
                }
            }
            nodes.push(self.push(label, span, Matcher::Word(word), context));
        }
        match nodes.len() {
            0 => None,
            1 => nodes.pop(),
            _ => Some(Node::any(nodes)),
        }
    }

    /// The words of a phrase, one after the other.
    fn phrase(
        &mut self,
        text: &str,
        typed: Span,
        by_roots: bool,
        context: Context,
    ) -> Option<Node> {
        let pieces = self.pieces(text);
        let mut words = Vec::new();
        let mut next = 0;
        while let Some(first) = pieces.iter().find(|piece| piece.position >= next) {
            let here = pieces.iter().filter(|piece| piece.position == first.position);
            let longest = here.clone().map(|piece| piece.length).max().unwrap_or(1);
            let forms: Vec<&Piece> = here.filter(|piece| piece.length == longest).collect();
            let mut word = word_of(&forms);
            if by_roots {
                word.exact.clear();
            } else {
                word.roots.clear();
            }
            words.push((first.position, word));
            next = first.position + longest;
        }
        let label = text.trim().to_owned();
        (!words.is_empty()).then(|| self.push(label, typed, Matcher::Phrase(words), context))
    }

    fn pieces(&mut self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let each = |token: &Token, surface: &str, roots: &Roots| {
            pieces.push(Piece {
                position: token.position,
                length: token.length,
                kind: token.kind,
                span: token.span,
                exact: surface.to_owned(),
                roots: roots.iter().map(str::to_owned).collect(),
            });
        };
        self.analyzer.text(text, 0, |_, _| {}, each);
        pieces
    }

    fn push(&mut self, label: String, span: Span, matcher: Matcher, context: Context) -> Node {
        let Context { scope, weight, marks } = context;
        self.leaves.push(Leaf { label, span, scope, matcher, weight, content: true, marks });
        Node::Leaf(self.leaves.len() - 1)
    }

    fn dates(&mut self, range: &DateRange) {
        self.filter.since = range.from().map(day_number).max(self.filter.since);
        let until = range.to().map(day_number);
        self.filter.until = match (until, self.filter.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// The strings to look for, given the forms of one token. The last form is the one that all
/// spellings share (jumat of jum'at, 32.2 of 32,2%), so it alone is asked for.
fn word_of(forms: &[&Piece]) -> Word {
    let last = forms.last().expect("a token has a form");
    Word { exact: vec![last.exact.clone()], roots: last.roots.clone() }
}
