//! [`relax`]: what to ask instead of a query that finds nothing.
//!
//! The steps from the least change to the greatest; the first that finds something is
//! taken.

use crate::error::Result;
use crate::query::{Clause, Language, Leaf, Matcher, Occur, Query};

/// Most conditions that are tried without: each takes a look into the index.
const MOST_DROPPED: usize = 8;

/// A quotation of so many words is a headline or a title that was pasted; people who look for
/// a phrase type a few words.
const PASTED: usize = 8;

/// A query that finds something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Relaxation {
    /// The query.
    pub query: Query,
    /// What was relaxed.
    pub step: Step,
    /// How many articles it finds.
    pub total: u64,
}

/// What was relaxed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Words that no article has were corrected.
    Spelling,
    /// Forms and phrases are looked for by their roots.
    Forms,
    /// The words of phrases may stand anywhere.
    Phrases,
    /// What was asked to stand near each other may stand anywhere.
    Nearness,
    /// This condition was left out.
    Without(String),
    /// Any of the words will do.
    Any,
}

impl Relaxation {
    /// What finds something, for a person who reads `language`.
    pub fn text(&self, language: Language) -> String {
        let Self { query, step, total } = self;
        let step = step.text(language);
        match language {
            Language::Id => format!("tidak ada yang cocok; {step} ada {total} artikel: {query}"),
            Language::En => format!("nothing matches; {step} {total} articles do: {query}"),
        }
    }
}

impl Step {
    fn text(&self, language: Language) -> String {
        let fixed = |indonesian: &str, english: &str| language.pick(indonesian, english).to_owned();
        match self {
            Self::Spelling => fixed("dengan ejaan yang dikenal", "spelt as the index knows it"),
            Self::Forms => fixed("dengan bentuk kata apa pun", "with any form of the words"),
            Self::Phrases => {
                fixed("tanpa menuntut urutan frasa", "with the words of the phrase anywhere")
            }
            Self::Nearness => {
                fixed("tanpa menuntut kedekatan", "with the words anywhere in the article")
            }
            Self::Without(part) => match language {
                Language::Id => format!("tanpa {part}"),
                Language::En => format!("without {part}"),
            },
            Self::Any => fixed("dengan salah satu katanya", "with any of the words"),
        }
    }
}

/// A query near to one that finds nothing that finds something; `spelt` is the query with its
/// unknown words corrected, `count` says how many articles a query finds (with any of its words,
/// where it is words only).
///
/// # Errors
/// If `count` fails.
pub fn relax(
    query: &Query,
    spelt: Query,
    count: &mut dyn FnMut(&Query) -> Result<u64>,
) -> Result<Option<Relaxation>> {
    let forms = changed(query, &by_roots);
    let words = changed(query, &words_of_phrases);
    let apart = changed(query, &anywhere);
    let near_steps = [
        (Some(spelt), Step::Spelling),
        (forms, Step::Forms),
        (words, Step::Phrases),
        (apart, Step::Nearness),
    ];
    for (relaxed, step) in near_steps {
        if let Some(found) = tried(query, relaxed, step, count)? {
            return Ok(Some(found));
        }
    }
    let mut parts = Vec::new();
    for (at, part) in conditions(query).into_iter().enumerate().take(MOST_DROPPED) {
        parts.push((count(&part)?, at, part));
    }
    parts.sort_by_key(|(total, at, _)| (*total, *at));
    let hopeless = parts.partition_point(|(total, ..)| *total == 0);
    let together = (hopeless > 1).then(|| &parts[..hopeless]);
    for dropped in together.into_iter().chain(parts.chunks(1)) {
        let places: Vec<usize> = dropped.iter().map(|(_, at, _)| *at).collect();
        let names: Vec<String> = dropped.iter().map(|(.., part)| part.to_string()).collect();
        let step = Step::Without(names.join(", "));
        if let Some(found) = tried(query, Some(without(query, &places)), step, count)? {
            return Ok(Some(found));
        }
    }
    tried(query, Some(any_word(query)), Step::Any, count)
}

/// The relaxation if it is one: another query, one that asks for something, one that finds.
fn tried(
    query: &Query,
    relaxed: Option<Query>,
    step: Step,
    count: &mut dyn FnMut(&Query) -> Result<u64>,
) -> Result<Option<Relaxation>> {
    let Some(relaxed) = relaxed
        .filter(|relaxed| relaxed != query && relaxed.leaves().iter().any(|(_, asked)| *asked))
    else {
        return Ok(None);
    };
    let total = count(&relaxed)?;
    Ok((total > 0).then_some(Relaxation { query: relaxed, step, total }))
}

/// The changed query; `None` if nothing changes.
fn changed(query: &Query, change: &dyn Fn(Query) -> Query) -> Option<Query> {
    let new = query.clone().mapped(change);
    (new != *query).then_some(new)
}

/// Forms and phrases by their roots.
fn by_roots(query: Query) -> Query {
    match query {
        Query::Leaf(Leaf { matcher: Matcher::Exact(text), span }) => {
            Query::Leaf(Leaf { matcher: Matcher::Word(text), span })
        }
        Query::Leaf(Leaf { matcher: Matcher::Phrase { text, slop, .. }, span }) => {
            Query::Leaf(Leaf { matcher: Matcher::Phrase { text, by_roots: true, slop }, span })
        }
        query => query,
    }
}

/// All the words of a phrase, wherever they stand.
fn words_of_phrases(query: Query) -> Query {
    match &query {
        Query::Leaf(leaf @ Leaf { matcher: Matcher::Phrase { .. }, .. }) => Query::and(words(leaf)),
        _ => query,
    }
}

/// The words of a query that is one long quotation, side by side; it was pasted, not made up.
pub fn unquoted(query: &Query) -> Option<Query> {
    let Query::Leaf(leaf) = query else { return None };
    let Matcher::Phrase { by_roots: false, slop: None, .. } = leaf.matcher else { return None };
    let side_by_side = |query| Clause { occur: Occur::Should, query };
    let words = words(leaf);
    (words.len() >= PASTED).then(|| Query::any(words.into_iter().map(side_by_side).collect()))
}

/// What stands near each other, wherever it stands.
fn anywhere(query: Query) -> Query {
    match query {
        Query::Near { operands, .. } | Query::Within { operands, .. } => Query::and(operands),
        query => query,
    }
}

/// The words of a leaf.
fn words(leaf: &Leaf) -> Vec<Query> {
    let Matcher::Phrase { text, .. } = &leaf.matcher else {
        return vec![Query::Leaf(leaf.clone())];
    };
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '\u{2019}'));
    let parts = parts.map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()));
    parts
        .filter(|part| !part.is_empty())
        .map(|part| {
            let matcher = Matcher::Word(part.to_owned());
            Query::Leaf(Leaf { matcher, span: leaf.span })
        })
        .collect()
}

/// The conditions of a query, each as a query of its own.
fn conditions(query: &Query) -> Vec<Query> {
    match query {
        Query::And(operands) => operands.clone(),
        Query::Any(clauses) => clauses
            .iter()
            .filter(|clause| clause.occur != Occur::Should)
            .map(|clause| match clause.occur {
                Occur::MustNot => clause.query.clone().negated(),
                _ => clause.query.clone(),
            })
            .collect(),
        Query::Field { field, inner } => {
            let inside = |inner| Query::Field { field: *field, inner: Box::new(inner) };
            conditions(inner).into_iter().map(inside).collect()
        }
        _ => Vec::new(),
    }
}

/// What is left of a query without some of its [`conditions`].
fn without(query: &Query, dropped: &[usize]) -> Query {
    match query {
        Query::And(operands) => {
            let kept = operands.iter().enumerate().filter(|(at, _)| !dropped.contains(at));
            Query::and(kept.map(|(_, operand)| operand.clone()).collect())
        }
        Query::Any(clauses) => {
            let mut number = 0;
            let mut kept = clauses.clone();
            kept.retain(|clause| {
                let condition = clause.occur != Occur::Should;
                number += usize::from(condition);
                !(condition && dropped.contains(&(number - 1)))
            });
            Query::any(kept)
        }
        Query::Field { field, inner } => {
            Query::Field { field: *field, inner: Box::new(without(inner, dropped)) }
        }
        query => query.clone(),
    }
}

/// Any word of the query that is asked for.
fn any_word(query: &Query) -> Query {
    let mut clauses = Vec::new();
    for (leaf, asked) in query.leaves() {
        let leaves = if asked { words(leaf) } else { vec![Query::Leaf(leaf.clone())] };
        let occur = if asked { Occur::Should } else { Occur::MustNot };
        clauses.extend(leaves.into_iter().map(|query| Clause { occur, query: by_roots(query) }));
    }
    Query::any(clauses)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    /// What is suggested for a query if only queries of these canonical forms find anything.
    fn relaxed(text: &str, finds: &[(&str, u64)]) -> Option<(String, Step)> {
        let (query, _) = parse(text, jiff::civil::date(2026, 1, 31));
        let mut count = |query: &Query| {
            let form = query.to_string();
            Ok(finds.iter().find(|(text, _)| *text == form).map_or(0, |(_, total)| *total))
        };
        let found = relax(&query, query.clone(), &mut count).unwrap();
        found.map(|found| (found.query.to_string(), found.step))
    }

    #[test]
    fn phrases_are_loosened_step_by_step() {
        let by_roots = ("~\"membangun kota\"", 3);
        let words = ("membangun AND kota", 9);
        let text = "\"membangun kota\"";
        assert_eq!(relaxed(text, &[words, by_roots]).unwrap(), (by_roots.0.into(), Step::Forms));
        assert_eq!(relaxed(text, &[words]).unwrap(), (words.0.into(), Step::Phrases));
    }

    #[test]
    fn what_stands_near_each_other_is_loosened_too() {
        let text = "=Membangun NEAR/5 =kota";
        let (roots, apart) = ("Membangun NEAR/5 kota", "=Membangun AND =kota");
        let found = relaxed(text, &[(roots, 3), (apart, 4)]).unwrap();
        assert_eq!(found, (roots.into(), Step::Forms));
        assert_eq!(relaxed(text, &[(apart, 4)]).unwrap(), (apart.into(), Step::Nearness));
        let found = relaxed("2 OF (=kota =desa =banjir)", &[("2 OF (kota desa banjir)", 3)]);
        assert_eq!(found.unwrap().1, Step::Forms);
    }

    #[test]
    fn the_rarest_condition_goes_first() {
        let finds = [("banjir", 9), ("kota", 5), ("banjir AND kota", 2)];
        let step = Step::Without("cerdaz".into());
        let found = relaxed("banjir AND cerdaz AND kota", &finds).unwrap();
        assert_eq!(found, ("banjir AND kota".into(), step));
        let found = relaxed("+banjir +cerdaz", &[("banjir", 9), ("+banjir", 9)]).unwrap();
        assert_eq!(found.1, Step::Without("cerdaz".into()));
    }

    #[test]
    fn all_that_finds_nothing_goes_together() {
        let finds = [("banjir", 9), ("kota", 5), ("banjir AND kota", 2)];
        let found = relaxed("banjir AND cerdaz AND kota AND desaa", &finds).unwrap();
        let step = Step::Without("cerdaz, desaa".into());
        assert_eq!(found, ("banjir AND kota".into(), step));
        let finds = [("banjir", 9), ("NOT kota", 9), ("+banjir jalan -kota", 4)];
        let found = relaxed("+banjir +cerdaz jalan -kota +desaa", &finds).unwrap();
        assert_eq!(found.0, "+banjir jalan -kota");
    }

    #[test]
    fn any_word_is_the_last_resort() {
        let found = relaxed("banjir AND kota AND cerdas", &[("banjir kota cerdas", 9)]).unwrap();
        assert_eq!(found, ("banjir kota cerdas".into(), Step::Any));
        assert_eq!(relaxed("banjir AND kota", &[]), None);
    }

    #[test]
    fn a_query_of_exclusions_alone_is_no_suggestion() {
        assert_eq!(relaxed("banjir AND NOT kota", &[("NOT kota", 99)]), None);
    }

    #[test]
    fn what_was_relaxed_is_said_in_both_languages() {
        let (query, _) = parse("banjir", jiff::civil::date(2026, 1, 31));
        let found = Relaxation { query, step: Step::Without("cerdaz".into()), total: 9 };
        let indonesian = "tidak ada yang cocok; tanpa cerdaz ada 9 artikel: banjir";
        assert_eq!(found.text(Language::Id), indonesian);
        let english = "nothing matches; without cerdaz 9 articles do: banjir";
        assert_eq!(found.text(Language::En), english);
    }
}
