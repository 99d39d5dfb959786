//! [`Lowered`]: a query plan as tantivy queries.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::positional::{Layouts, Positional};
use super::schema::Fields;
use super::shape::WordFields;
use super::statistics::Statistics;
use crate::plan::{Filter, Instead, Leaf, Matcher, Node, Pattern, QueryPlan, Scope, Word};

/// What a match of the surface form counts beside a match of the root, which counts 1. Fusing
/// both keeps names and phrases precise while inflected forms still meet; .5 was the best
/// ratio on the question and news collections.
pub(super) const EXACT_WEIGHT: f32 = 0.5;

/// Words of a query up to which articles are looked for that have something in their stead. Of
/// many words some stand in them anyway, and the others would be read twice as far for what
/// the few are found by.
const FEW: usize = 4;

/// A plan as tantivy queries.
pub(super) struct Lowered {
    /// What finds an article, scored.
    pub(super) finds: Box<dyn Query>,
    /// What answers in full.
    pub(super) answers: Box<dyn Query>,
    /// For plain words, what finds the best articles sooner: see [`Quick`].
    pub(super) quick: Option<Quick>,
    /// What every article must answer besides.
    pub(super) filters: Vec<Box<dyn Query>>,
}

/// The roots of the content words and what else is content, for a
/// [`Union`](super::union::Union). A surface form never stands where its root does not, so they
/// find all that `finds` does but for articles that have nothing but softened words, or
/// something in the stead of one of many words.
pub(super) struct Quick {
    /// The terms and their weights.
    pub(super) terms: Vec<(Term, f32)>,
    /// Whether no word was left out, so that nothing is found besides.
    pub(super) complete: bool,
    /// Whether words of phrases are among the terms, so that some of what has them does not
    /// match.
    pub(super) phrases: bool,
    /// What is more than a word, and what may stand in the stead of words, with their weights.
    pub(super) patterns: Vec<(Positional, f32)>,
}

/// Lowers a plan.
///
/// # Errors
/// If the index cannot be read.
pub(super) fn lower(
    plan: &QueryPlan,
    fields: Fields,
    layouts: &Layouts,
    statistics: &Statistics<'_>,
) -> tantivy::Result<Lowered> {
    let lowering = Lowering { fields, layouts, statistics };
    let lower = |leaf: &Leaf| {
        let mut parts = lowering.leaf(leaf);
        parts.extend(lowering.instead(leaf)?);
        Ok(parts)
    };
    let parts: Vec<_> = plan.leaves.iter().map(lower).collect::<tantivy::Result<_>>()?;
    let filter = lowering.filter(&plan.filter);
    let finds = filtered(combine(&plan.finds, &parts, fields), &filter);
    let answers = filtered(combine(&plan.answers, &parts, fields), &filter);
    Ok(Lowered { finds, answers, quick: lowering.quick(plan)?, filters: filter })
}

struct Lowering<'l> {
    fields: Fields,
    layouts: &'l Layouts,
    statistics: &'l Statistics<'l>,
}

impl Lowering<'_> {
    /// The query of what may stand in for a leaf. It is as rare as the leaf, so that it counts
    /// less wherever it stands.
    fn instead(&self, leaf: &Leaf) -> tantivy::Result<Option<Box<dyn Query>>> {
        let Some(Instead { pattern, weight }) = &leaf.instead else { return Ok(None) };
        let rarity = self.statistics.rarity(leaf, self.fields)?;
        let mut query = standing(pattern, leaf.scope, self.fields, self.layouts);
        query.rarity = Some(rarity);
        Ok(Some(Box::new(BoostQuery::new(Box::new(query), weight * leaf.weight))))
    }

    fn leaf(&self, leaf: &Leaf) -> Vec<Box<dyn Query>> {
        let (exact, root) = (self.fields.exact, self.fields.root);
        let weighted = |query: Box<dyn Query>, weight: f32| -> Box<dyn Query> {
            Box::new(BoostQuery::new(query, weight * leaf.weight))
        };
        match &leaf.matcher {
            Matcher::Word(word) if leaf.scope == Scope::Anywhere => {
                let forms = word.exact.iter().map(|form| weighted(term(exact, form), EXACT_WEIGHT));
                let roots = word.roots.iter().map(|form| weighted(term(root, form), 1.0));
                forms.chain(roots).collect()
            }
            _ => {
                let pattern = positional(leaf, self.fields, self.layouts);
                vec![weighted(Box::new(pattern), 1.0)]
            }
        }
    }

    fn quick(&self, plan: &QueryPlan) -> tantivy::Result<Option<Quick>> {
        let Some((leaves, hints)) = side_by_side(plan) else { return Ok(None) };
        let phrase = |leaf: &Leaf| match &leaf.matcher {
            Matcher::Pattern(Pattern::Phrase(_)) => leaf.scope == Scope::Anywhere,
            _ => false,
        };
        let (mut terms, mut patterns) = (Vec::new(), Vec::new());
        for leaf in leaves.iter().chain(&hints).filter(|leaf| leaf.content) {
            if !hints.is_empty() && phrase(leaf) {
                continue;
            }
            let Some(roots) = plain_roots(leaf) else {
                let word = matches!(leaf.matcher, Matcher::Word(_));
                let weight = if word { EXACT_WEIGHT * leaf.weight } else { leaf.weight };
                patterns.push((positional(leaf, self.fields, self.layouts), weight));
                continue;
            };
            let term = |form: &String| Term::from_field_text(self.fields.root, form);
            terms.extend(roots.iter().map(|form| (term(form), leaf.weight)));
        }
        let few = leaves.len() <= FEW;
        let otherwise = leaves.iter().any(|leaf| leaf.instead.is_some());
        let all = leaves.iter().chain(&hints).all(|leaf| leaf.content);
        let complete = all && (few || !otherwise);
        // An expression means each of its words; only plain words are softened away.
        let expression = plan.answers == plan.finds;
        if terms.is_empty() || expression && !complete {
            return Ok(None);
        }
        for same in leaves.chunk_by(|a, b| a.instead == b.instead).filter(|_| few) {
            patterns.extend(self.common_instead(same)?);
        }
        Ok(Some(Quick { terms, complete, phrases: !hints.is_empty(), patterns }))
    }

    /// What may stand in for leaves that have it in common.
    fn common_instead(&self, leaves: &[&Leaf]) -> tantivy::Result<Option<(Positional, f32)>> {
        let Some(Instead { pattern, weight }) = &leaves[0].instead else { return Ok(None) };
        let mut rarity = 0.0;
        for leaf in leaves {
            rarity += leaf.weight * self.statistics.rarity(leaf, self.fields)?;
        }
        let mut query = standing(pattern, leaves[0].scope, self.fields, self.layouts);
        query.rarity = Some(rarity);
        Ok(Some((query, *weight)))
    }

    fn filter(&self, filter: &Filter) -> Vec<Box<dyn Query>> {
        let mut filters: Vec<Box<dyn Query>> = Vec::new();
        if filter.since.is_some() || filter.until.is_some() {
            filters.push(days(self.fields, filter.since, filter.until));
        }
        if !filter.source.is_empty() {
            let words = filter
                .source
                .iter()
                .map(|form| Word { exact: vec![form.clone()], ..Word::default() });
            let pattern = Positional {
                rarity: None,
                pattern: Pattern::Phrase((0..).zip(words).collect()),
                fields: WordFields { exact: self.fields.source, root: None },
                scope: Scope::Source,
                layouts: None,
            };
            filters.push(Box::new(ConstScoreQuery::new(Box::new(pattern), 0.0)));
        }
        filters
    }
}

/// The leaves of a plan of nothing but leaves side by side, and those that are hints.
fn side_by_side(plan: &QueryPlan) -> Option<(Vec<&Leaf>, Vec<&Leaf>)> {
    let leaf = |node: &Node| match node {
        Node::Leaf(leaf) => Some(&plan.leaves[*leaf]),
        _ => None,
    };
    let any = |node: &Node| match node {
        Node::Clauses { must, should, not } if must.is_empty() && not.is_empty() => {
            should.iter().map(leaf).collect()
        }
        other => leaf(other).map(|leaf| vec![leaf]),
    };
    match &plan.finds {
        Node::Clauses { must, should, not } if must.len() == 1 && not.is_empty() => {
            let hints: Vec<&Leaf> = should.iter().map(leaf).collect::<Option<_>>()?;
            hints.iter().all(|leaf| leaf.hint).then_some((any(&must[0])?, hints))
        }
        node => Some((any(node)?, Vec::new())),
    }
}

/// The roots of a leaf that is one word anywhere; `None` for any other.
pub(super) fn plain_roots(leaf: &Leaf) -> Option<&[String]> {
    match &leaf.matcher {
        Matcher::Word(word) if leaf.scope == Scope::Anywhere && !word.roots.is_empty() => {
            Some(&word.roots)
        }
        _ => None,
    }
}

/// Articles of these days.
fn days(fields: Fields, first: Option<i64>, last: Option<i64>) -> Box<dyn Query> {
    let bound = |day: Option<i64>| {
        day.map_or(Bound::Unbounded, |day| Bound::Included(Term::from_field_i64(fields.day, day)))
    };
    let range = RangeQuery::new(bound(first), bound(last));
    Box::new(ConstScoreQuery::new(Box::new(range), 0.0))
}

/// The fields that hold the words of a part of an article.
pub(super) fn word_fields(scope: Scope, fields: Fields) -> WordFields {
    let alone = |exact| WordFields { exact, root: None };
    match scope {
        Scope::Anywhere | Scope::Title | Scope::Text => {
            WordFields { exact: fields.exact, root: Some(fields.root) }
        }
        Scope::Author => alone(fields.author),
        Scope::Source => alone(fields.source),
        Scope::Url => alone(fields.url),
        Scope::Editor => alone(fields.editor),
        Scope::Place => alone(fields.place),
        Scope::Section => alone(fields.section),
    }
}

/// The query of a leaf that is more than a word anywhere.
pub(super) fn positional(leaf: &Leaf, fields: Fields, layouts: &Layouts) -> Positional {
    let pattern = match &leaf.matcher {
        Matcher::Word(word) => Pattern::Word(word.clone()),
        Matcher::Pattern(pattern) => pattern.clone(),
    };
    standing(&pattern, leaf.scope, fields, layouts)
}

/// The query of a pattern.
pub(super) fn standing(
    pattern: &Pattern,
    scope: Scope,
    fields: Fields,
    layouts: &Layouts,
) -> Positional {
    let fields = word_fields(scope, fields);
    let layouts = fields.root.is_some().then(|| layouts.clone());
    Positional { pattern: pattern.clone(), fields, scope, layouts, rarity: None }
}

fn term(field: Field, form: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, form);
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

/// Any of the queries.
fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// The query of a node. Words side by side become one flat union.
fn combine(node: &Node, parts: &[Vec<Box<dyn Query>>], fields: Fields) -> Box<dyn Query> {
    let boxed = |leaf: usize| parts[leaf].iter().map(|part| part.box_clone());
    let each = |nodes: &[Node]| -> Vec<Box<dyn Query>> {
        nodes.iter().map(|inner| combine(inner, parts, fields)).collect()
    };
    match node {
        Node::Leaf(leaf) => any(boxed(*leaf).collect()),
        Node::AtLeast(count, nodes) => {
            Box::new(BooleanQuery::union_with_minimum_required_clauses(each(nodes), *count))
        }
        Node::Days(first, last) => days(fields, *first, *last),
        Node::Clauses { must, should, not } => {
            let mut wanted = Vec::new();
            for inner in should {
                match inner {
                    Node::Leaf(leaf) => wanted.extend(boxed(*leaf)),
                    other => wanted.push(combine(other, parts, fields)),
                }
            }
            let required = each(must);
            if required.is_empty() && not.is_empty() {
                return any(wanted);
            }
            let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
            if required.is_empty() && wanted.is_empty() {
                clauses
                    .push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
            }
            let occur = if required.is_empty() { Occur::Must } else { Occur::Should };
            if !wanted.is_empty() {
                clauses.push((occur, any(wanted)));
            }
            clauses.extend(required.into_iter().map(|query| (Occur::Must, query)));
            clauses.extend(each(not).into_iter().map(|query| (Occur::MustNot, query)));
            Box::new(BooleanQuery::new(clauses))
        }
    }
}

fn filtered(query: Box<dyn Query>, filters: &[Box<dyn Query>]) -> Box<dyn Query> {
    if filters.is_empty() {
        return query;
    }
    let mut clauses = vec![(Occur::Must, query)];
    clauses.extend(filters.iter().map(|filter| (Occur::Must, filter.box_clone())));
    Box::new(BooleanQuery::new(clauses))
}
