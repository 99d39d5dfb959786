//! [`interpret`]: from the tree of what was typed to the plan of what is wanted.

use std::collections::BTreeMap;

use super::soften::soften;
use super::when::asked_for;
use super::words::{self, Piece};
use super::{
    Clause, DateRange, Field, Leaf as Typed, Matcher as Form, Occur, Query, Unit as Typing,
};
use crate::analysis::Analyzer;
use crate::date::day_number;
use crate::plan::{
    Filter, Group, Leaf, Like, Matcher, Node, Pattern, Period, QueryPlan, Scope, Unit, When, Word,
};
use crate::span::Span;

/// What a quoted phrase among other words counts beside its words, which then count as such:
/// a headline or title that is pasted holds quotes, and its article may not hold them.
const PHRASE_WEIGHT: f32 = 0.5;

/// Other forms to look for as well: for a surface form at a place of the query, another word.
pub type OtherForms = BTreeMap<(Span, String), String>;

/// Makes a plan of a query.
pub fn interpret(query: &Query, analyzer: &mut Analyzer) -> QueryPlan {
    interpret_with(query, analyzer, &OtherForms::new(), &|_| None)
}

/// Makes a plan of a query in which some words are looked for by another one as well. `days`
/// tells which days of the archive a time means; `None` if it has none of them, for then what
/// is asked for is no article's date but a time it tells of.
pub fn interpret_with(
    query: &Query,
    analyzer: &mut Analyzer,
    others: &OtherForms,
    days: &dyn Fn(When) -> Option<Period>,
) -> QueryPlan {
    let mut interpreter = Interpreter { analyzer, others, leaves: Vec::new(), runs: 0 };
    let context = Context {
        scope: Scope::Anywhere,
        weight: 1.0,
        marks: true,
        hint: false,
        outermost: true,
        free: true,
    };
    let finds = interpreter.node(query, context).unwrap_or(Node::any(Vec::new()));
    let mut leaves = interpreter.leaves;
    let asked_for = if query.is_plain() { asked_for(&leaves, days) } else { None };
    let (period, words) = asked_for.unzip();
    soften(&mut leaves, &words.unwrap_or_default());
    let answers = if query.is_plain() {
        let content = (0..leaves.len()).filter(|leaf| leaves[*leaf].content);
        Node::all(content.map(Node::Leaf).collect())
    } else {
        finds.clone()
    };
    QueryPlan { leaves, finds, answers, filter: Filter::default(), period }
}

/// What holds for everything below a part of the query.
#[derive(Clone, Copy)]
struct Context {
    scope: Scope,
    weight: f32,
    marks: bool,
    hint: bool,
    /// Whether nothing stands around it: no bracket, operator or field.
    outermost: bool,
    /// Whether nobody insists on it.
    free: bool,
}

struct Interpreter<'i> {
    analyzer: &'i mut Analyzer,
    others: &'i OtherForms,
    leaves: Vec<Leaf>,
    /// How many runs of free words began.
    runs: u32,
}

impl Interpreter<'_> {
    /// The node of a part; `None` if nothing of it can be looked for.
    fn node(&mut self, query: &Query, context: Context) -> Option<Node> {
        let outer = context;
        let context = Context { outermost: false, ..outer };
        match query {
            Query::Leaf(leaf) => {
                self.runs += 1;
                self.leaf(leaf, context)
            }
            Query::Any(clauses) => self.clauses(clauses, outer),
            Query::And(operands) => self.several(operands, context).map(Node::all),
            Query::Or(operands) => self.several(operands, context).map(Node::any),
            Query::Not(inner) => {
                let below = Context { marks: !context.marks, free: false, ..context };
                self.node(inner, below).map(Node::without)
            }
            Query::AtLeast { count, operands } => {
                let nodes = self.several(operands, context)?;
                Some(Node::AtLeast((*count).min(nodes.len()), nodes))
            }
            Query::Near { .. } | Query::Within { .. } => {
                let pattern = self.pattern(query, context.scope)?;
                let label = query.to_string();
                Some(self.push(label, span_of(query), Matcher::Pattern(pattern), context))
            }
            Query::Field { field, inner } => {
                let scope = match field {
                    Field::Title => Scope::Title,
                    Field::Body => Scope::Text,
                    Field::Author => Scope::Author,
                    Field::Source => Scope::Source,
                    Field::Url => Scope::Url,
                    Field::Editor => Scope::Editor,
                    Field::Place => Scope::Place,
                    Field::Section => Scope::Section,
                };
                self.node(inner, Context { scope, ..context })
            }
            Query::Dates { range, .. } => Some(days(range)),
            Query::Weighted { inner, weight } => {
                let weight = context.weight * weight.factor();
                self.node(inner, Context { weight, ..context })
            }
        }
    }

    fn several(&mut self, operands: &[Query], context: Context) -> Option<Vec<Node>> {
        let nodes: Vec<_> =
            operands.iter().filter_map(|operand| self.node(operand, context)).collect();
        (!nodes.is_empty()).then_some(nodes)
    }

    fn clauses(&mut self, clauses: &[Clause], context: Context) -> Option<Node> {
        let outermost = context.outermost && clauses.len() > 1;
        let (mut must, mut should, mut not) = (Vec::new(), Vec::new(), Vec::new());
        let mut hints = Vec::new();
        self.runs += 1;
        for clause in clauses {
            let marks = context.marks != (clause.occur == Occur::MustNot);
            let free = context.free && clause.occur == Occur::Should;
            let mut inner = Context { marks, free, outermost: false, ..context };
            if outermost
                && clause.occur == Occur::Should
                && let Query::Leaf(Typed { matcher: Form::Phrase { text, .. }, span }) =
                    &clause.query
            {
                let hint = Context { marks: false, hint: true, free: false, ..inner };
                hints.extend(self.words(text, *span, hint));
                inner.weight *= PHRASE_WEIGHT;
            }
            // Free words side by side are one run; anything else parts them.
            let node = match &clause.query {
                Query::Leaf(leaf) if free && leaf.is_word() => self.leaf(leaf, inner),
                query => {
                    let node = self.node(query, inner);
                    self.runs += 1;
                    node
                }
            };
            let Some(node) = node else {
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
        // The words of a phrase raise the score of what is found without them.
        if !hints.is_empty() {
            if must.is_empty() {
                must.push(Node::any(should));
                should = Vec::new();
            }
            should.extend(hints);
        }
        match (must.len(), should.len(), not.len()) {
            (0, 0, 0) => None,
            (0, 1, 0) => should.pop(),
            _ => Some(Node::Clauses { must, should, not }),
        }
    }

    fn leaf(&mut self, leaf: &Typed, context: Context) -> Option<Node> {
        let in_article = matches!(context.scope, Scope::Anywhere | Scope::Title | Scope::Text);
        if let Form::Word(text) = &leaf.matcher
            && in_article
        {
            return self.words(text, leaf.span, context);
        }
        let pattern = self.leaf_pattern(leaf, context.scope)?;
        let label = match &leaf.matcher {
            Form::Word(text) | Form::Phrase { text, .. } => text.trim().to_owned(),
            Form::Exact(text) | Form::Fuzzy { text, .. } => text.clone(),
            Form::Wildcard(pattern) => pattern.to_string(),
        };
        Some(self.push(label, leaf.span, Matcher::Pattern(pattern), context))
    }

    /// The words of a chunk, side by side.
    fn words(&mut self, text: &str, typed: Span, context: Context) -> Option<Node> {
        let pieces = words::pieces(self.analyzer, text);
        let mut nodes = Vec::new();
        for forms in words::side_by_side(&pieces) {
            let label = forms[0].span.of(text).to_owned();
            let mut word = words::word_of(&forms);
            if let Some(other) = self.others.get(&(typed, word.exact[0].clone())) {
                words::join(&mut word, &words::pieces(self.analyzer, other));
            }
            nodes.push(self.push(label, typed, Matcher::Word(word), context));
        }
        match nodes.len() {
            0 => None,
            1 => nodes.pop(),
            _ => Some(Node::any(nodes)),
        }
    }

    /// The pattern of a part that stands in one place; `None` if there is nothing to look for.
    fn pattern(&mut self, query: &Query, scope: Scope) -> Option<Pattern> {
        match query {
            Query::Leaf(leaf) => self.leaf_pattern(leaf, scope),
            Query::Or(operands) => {
                let parts = operands.iter().filter_map(|part| self.pattern(part, scope)).collect();
                either(parts)
            }
            Query::Any(clauses) => {
                let parts =
                    clauses.iter().filter_map(|part| self.pattern(&part.query, scope)).collect();
                either(parts)
            }
            Query::Near { within, ordered, operands } => {
                let parts: Vec<_> =
                    operands.iter().filter_map(|part| self.pattern(part, scope)).collect();
                if parts.len() < 2 {
                    return either(parts);
                }
                let steps = if *ordered { 1 } else { parts.len() as u32 - 1 };
                let within = within.saturating_mul(steps);
                Some(Pattern::Near { within, ordered: *ordered, parts })
            }
            Query::Within { unit, operands } => {
                let parts: Vec<_> =
                    operands.iter().filter_map(|part| self.group(part, scope)).collect();
                if parts.is_empty() {
                    return None;
                }
                let unit = match unit {
                    Typing::Sentence => Unit::Sentence,
                    Typing::Paragraph => Unit::Paragraph,
                };
                Some(Pattern::Within(unit, Group::All(parts)))
            }
            Query::Weighted { inner, .. } | Query::Field { inner, .. } => {
                self.pattern(inner, scope)
            }
            Query::And(_) | Query::Not(_) | Query::AtLeast { .. } | Query::Dates { .. } => None,
        }
    }

    /// What must hold inside a unit.
    fn group(&mut self, query: &Query, scope: Scope) -> Option<Group> {
        let mut several = |operands: &[Query]| -> Vec<Group> {
            operands.iter().filter_map(|part| self.group(part, scope)).collect()
        };
        Some(match query {
            Query::And(operands) => Group::All(several(operands)),
            Query::Or(operands) => Group::Any(several(operands)),
            Query::AtLeast { count, operands } => Group::AtLeast(*count, several(operands)),
            Query::Not(inner) => Group::Not(Box::new(self.group(inner, scope)?)),
            Query::Weighted { inner, .. } => self.group(inner, scope)?,
            Query::Any(clauses) => {
                let mut of = |occur| -> Vec<Group> {
                    let here = clauses.iter().filter(|clause| clause.occur == occur);
                    here.filter_map(|clause| self.group(&clause.query, scope)).collect()
                };
                let (must, should, not) = (of(Occur::Must), of(Occur::Should), of(Occur::MustNot));
                let mut all = must;
                if all.is_empty() && !should.is_empty() {
                    all.push(Group::Any(should));
                }
                all.extend(not.into_iter().map(|part| Group::Not(Box::new(part))));
                Group::All(all)
            }
            other => Group::Pattern(Box::new(self.pattern(other, scope)?)),
        })
    }

    fn leaf_pattern(&mut self, leaf: &Typed, scope: Scope) -> Option<Pattern> {
        match &leaf.matcher {
            Form::Word(text) => {
                let pieces = words::pieces(self.analyzer, text);
                let words = words::side_by_side(&pieces);
                let words = words.iter().map(|forms| Pattern::Word(words::word_of(forms)));
                either(words.collect())
            }
            Form::Exact(text) => words::written(self.analyzer, text),
            Form::Phrase { text, by_roots, slop } => {
                let slots = if scope.is_short() {
                    words::parts_in_order(self.analyzer, text, *by_roots)
                } else {
                    words::in_order(self.analyzer, text, *by_roots)
                };
                match slop {
                    None => row(slots, *by_roots),
                    Some(_) if slots.len() < 2 => row(slots, false),
                    Some(within) => {
                        let parts = slots.into_iter().map(|(_, word)| Pattern::Word(word));
                        let parts = parts.collect();
                        Some(Pattern::Near { within: *within, ordered: false, parts })
                    }
                }
            }
            Form::Wildcard(pattern) => {
                let like = Like::Glob(words::glob(pattern));
                Some(Pattern::Word(Word { like: vec![like], ..Word::default() }))
            }
            Form::Fuzzy { text, edits } => {
                let pieces = words::pieces(self.analyzer, text);
                let surface = pieces.iter().max_by_key(|piece| piece.length).map(Piece::form)?;
                let like = Like::Fuzzy(surface, *edits);
                Some(Pattern::Word(Word { like: vec![like], ..Word::default() }))
            }
        }
    }

    fn push(&mut self, label: String, span: Span, matcher: Matcher, context: Context) -> Node {
        let Context { scope, weight, marks, hint, free, .. } = context;
        let run = (free && matches!(matcher, Matcher::Word(_))).then_some(self.runs);
        let (content, instead) = (true, None);
        let leaf = Leaf { label, span, scope, matcher, weight, content, marks, hint, run, instead };
        self.leaves.push(leaf);
        Node::Leaf(self.leaves.len() - 1)
    }
}

/// The words of a phrase one after the other.
fn row(slots: Vec<(u32, Word)>, by_roots: bool) -> Option<Pattern> {
    match (slots.is_empty(), by_roots) {
        (true, _) => None,
        (_, true) => Some(Pattern::Chain(slots.into_iter().map(|(_, word)| word).collect())),
        (_, false) => Some(Pattern::Phrase(slots)),
    }
}

fn either(mut parts: Vec<Pattern>) -> Option<Pattern> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(Pattern::Either(parts)),
    }
}

fn days(range: &DateRange) -> Node {
    Node::Days(range.from().map(day_number), range.to().map(day_number))
}

/// From the first leaf of a part to its last.
fn span_of(query: &Query) -> Span {
    let leaves = query.leaves();
    let spans = || leaves.iter().map(|(leaf, _)| leaf.span);
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    Span::new(start, spans().map(|span| span.end).max().unwrap_or(start))
}
