//! [`Brute`]: which articles a query finds and what it marks in them, by looking at every
//! word of every article.
//!
//! Written from the table of the query language alone, without a look at the index or at
//! the plan; the analyser and the parser are all it shares with the engine. Slow and plain
//! on purpose: where it differs from the engine, one of them is wrong by the table.
//!
//! What the table leaves open is settled so:
//! - A branch that does not hold marks nothing, so `(a AND b) OR c` never marks a lone `a`;
//!   nothing under NOT is marked, however often it is denied.
//! - Operands of NEAR and words of `"..."~n` stand at different positions: `a NEAR/5 a`
//!   needs two.
//! - `"..."~n` stretches over at most n positions from first to last. NEAR of k operands
//!   stretches over n * (k - 1), a phrase or the whole of several parts counting as one word;
//!   ADJ asks for 1 to n words from the end of each operand to the next.
//! - A day (`31/7/2024`) is one word; where a chunk is several words, any of them will do.
//! - `=` compares letters, case and accents, not the kind of apostrophe or hyphen.

mod leaf;
mod near;
mod text;

use std::collections::BTreeSet;

use telusur::analysis::Analyzer;
use telusur::article::Article;
use telusur::query::{Clause, Field, Occur, Query, Unit};
use telusur::span::Span;
use text::Form;

/// All articles, taken apart.
pub(crate) struct Brute {
    articles: Vec<Words>,
}

/// Bytes of a field that matched.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Mark {
    pub(crate) field: Field,
    pub(crate) span: Span,
}

/// An article and the forms of its words.
struct Words {
    article: Article,
    forms: Vec<Form>,
}

/// The words that a chunk of a query asks for, each by its written form.
pub(crate) fn words_of_chunk(text: &str) -> Vec<String> {
    let forms = text::query(text);
    let words = leaf::words_of_chunk(&forms);
    words.iter().map(|word| word[0].span.of(text).to_owned()).collect()
}

/// Where to look: in these fields and, if there is one, in this sentence or paragraph.
#[derive(Clone, Copy)]
struct Scope<'s> {
    fields: &'s [Field],
    unit: Option<(Unit, u32)>,
}

/// One way to match a leaf or several near each other: from one position up to another.
#[derive(Clone, Debug)]
struct Place {
    start: u32,
    end: u32,
    paragraph: u32,
    marks: Vec<Mark>,
}

impl Brute {
    pub(crate) fn new(articles: impl IntoIterator<Item = Article>) -> Self {
        let mut analyzer = Analyzer::new();
        let articles = articles.into_iter().map(|article| {
            let forms = text::article(&mut analyzer, &article);
            Words { article, forms }
        });
        Self { articles: articles.collect() }
    }

    /// The ids of the articles that a query finds.
    pub(crate) fn matches(&self, query: &Query) -> BTreeSet<String> {
        let found = self.articles.iter().filter(|words| words.search(query).is_some());
        found.map(|words| words.article.id.to_string()).collect()
    }

    /// What a query marks in an article, in order; nothing if it does not find it.
    pub(crate) fn marks(&self, query: &Query, id: &str) -> Vec<Mark> {
        let words = self.articles.iter().find(|words| words.article.id.as_str() == id);
        let mut marks = words.and_then(|words| words.search(query)).unwrap_or_default();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    pub(crate) fn article(&self, id: &str) -> Option<&Article> {
        self.articles.iter().map(|words| &words.article).find(|a| a.id.as_str() == id)
    }
}

impl Words {
    fn search(&self, query: &Query) -> Option<Vec<Mark>> {
        self.find(query, Scope { fields: &[Field::Title, Field::Body], unit: None })
    }

    /// What a query marks in `scope`; `None` if it does not hold there.
    fn find(&self, query: &Query, scope: Scope<'_>) -> Option<Vec<Mark>> {
        match query {
            Query::Leaf(_) | Query::Near { .. } => {
                let places = self.places(query, scope);
                (!places.is_empty()).then(|| places.into_iter().flat_map(|p| p.marks).collect())
            }
            Query::Any(clauses) => self.any(clauses, scope),
            Query::And(operands) => self.at_least(operands.len(), operands, scope),
            Query::Or(operands) => self.at_least(1, operands, scope),
            Query::AtLeast { count, operands } => self.at_least(*count, operands, scope),
            Query::Not(inner) => self.find(inner, scope).is_none().then(Vec::new),
            Query::Within { unit, operands } => self.within(*unit, operands, scope),
            Query::Field { field, inner } => self.find(inner, Scope { fields: &[*field], ..scope }),
            Query::Weighted { inner, .. } => self.find(inner, scope),
            Query::Dates { range, .. } => {
                let day = self.article.date.as_ref()?.day();
                let after = range.from().is_none_or(|from| from <= day);
                let before = range.to().is_none_or(|to| day <= to);
                (after && before).then(Vec::new)
            }
        }
    }

    fn any(&self, clauses: &[Clause], scope: Scope<'_>) -> Option<Vec<Mark>> {
        let mut marks = Vec::new();
        let (mut required, mut asked, mut found) = (false, false, false);
        for clause in clauses {
            let held = self.find(&clause.query, scope);
            match (clause.occur, held) {
                (Occur::Must, None) | (Occur::MustNot, Some(_)) => return None,
                (Occur::MustNot, None) => {}
                (Occur::Must, Some(more)) => {
                    required = true;
                    marks.extend(more);
                }
                (Occur::Should, held) => {
                    asked = true;
                    found |= held.is_some();
                    marks.extend(held.into_iter().flatten());
                }
            }
        }
        (!clauses.is_empty() && (found || required || !asked)).then_some(marks)
    }

    fn at_least(&self, count: usize, operands: &[Query], scope: Scope<'_>) -> Option<Vec<Mark>> {
        let held: Vec<_> = operands.iter().filter_map(|q| self.find(q, scope)).collect();
        (held.len() >= count).then(|| held.concat())
    }

    fn within(&self, unit: Unit, operands: &[Query], scope: Scope<'_>) -> Option<Vec<Mark>> {
        let numbers: BTreeSet<u32> =
            self.forms.iter().filter(|form| scope.has(form)).map(|form| form.unit(unit)).collect();
        let mut found = None;
        for number in numbers {
            let one = Scope { unit: Some((unit, number)), ..scope };
            if let Some(marks) = self.at_least(operands.len(), operands, one) {
                found.get_or_insert_with(Vec::new).extend(marks);
            }
        }
        found
    }

    /// Every way to match what has a place in the text.
    fn places(&self, query: &Query, scope: Scope<'_>) -> Vec<Place> {
        let each = |queries: Vec<&Query>| -> Vec<Vec<Place>> {
            queries.into_iter().map(|query| self.places(query, scope)).collect()
        };
        match query {
            Query::Leaf(leaf) => {
                let forms: Vec<&Form> = self.forms.iter().filter(|form| scope.has(form)).collect();
                leaf::places(&leaf.matcher, &forms)
            }
            Query::Weighted { inner, .. } => self.places(inner, scope),
            Query::Or(operands) => each(operands.iter().collect()).concat(),
            Query::Any(clauses) => each(clauses.iter().map(|c| &c.query).collect()).concat(),
            Query::Near { within, ordered: true, operands } => {
                near::in_order(&each(operands.iter().collect()), *within)
            }
            Query::Near { within, ordered: false, operands } => {
                let widest = within * (operands.len() as u32 - 1);
                near::in_any_order(&each(operands.iter().collect()), widest)
            }
            other => panic!("{other} has no place in the text"),
        }
    }
}

impl Scope<'_> {
    fn has(&self, form: &Form) -> bool {
        let in_unit = self.unit.is_none_or(|(unit, number)| form.unit(unit) == number);
        in_unit && self.fields.contains(&form.field)
    }
}
