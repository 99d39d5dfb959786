//! [`Comparison`]: what one run does otherwise than another, query by query.

use serde::Serialize;

use super::{Judgments, Measures, Queries, Run, significance};

/// Two runs beside each other.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Comparison {
    /// nDCG@10 before and after.
    #[serde(rename = "ndcg@10")]
    pub ndcg: Difference,
    /// MRR@10 before and after.
    #[serde(rename = "mrr@10")]
    pub mrr: Difference,
    /// Recall@100 before and after.
    #[serde(rename = "recall@100")]
    pub recall: Difference,
    /// Judged queries for which the run before has no article; they count 0.
    pub missing_before: Vec<String>,
    /// Judged queries for which the run after has no article; they count 0.
    pub missing_after: Vec<String>,
    /// The queries whose nDCG@10 changed, those that changed most first; equal ones in the
    /// order of the queries.
    pub changed: Vec<Changed>,
}

/// A measure of two runs.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Difference {
    /// Its mean before.
    pub before: f64,
    /// Its mean after.
    pub after: f64,
    /// How much it rose.
    pub change: f64,
    /// Two-sided p of the change, by paired randomisation.
    pub p: f64,
    /// Queries that are better after.
    pub wins: usize,
    /// Queries that are the same.
    pub ties: usize,
    /// Queries that are worse after.
    pub losses: usize,
}

/// A query that two runs answer otherwise.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Changed {
    /// Its id.
    pub id: String,
    /// What it asks; empty if only the judgements name it.
    pub query: String,
    /// Its measures before.
    pub before: Measures,
    /// Its measures after.
    pub after: Measures,
}

impl Changed {
    fn change(&self) -> f64 {
        self.after.ndcg - self.before.ndcg
    }
}

impl Comparison {
    /// Compares two runs on the judged queries.
    pub fn of(before: &Run, after: &Run, queries: &Queries, judgments: &Judgments) -> Self {
        let judged = judgments.judged(queries);
        let ids: Vec<String> = judged.0.iter().map(|(id, _)| id.clone()).collect();
        let (old, new) = (before.measured(&ids, judgments), after.measured(&ids, judgments));
        let missing = |measured: &[Option<Measures>]| -> Vec<String> {
            let none = ids.iter().zip(measured).filter(|(_, found)| found.is_none());
            none.map(|(id, _)| id.clone()).collect()
        };
        let pairs: Vec<(Measures, Measures)> = old
            .iter()
            .zip(&new)
            .map(|(a, b)| (a.unwrap_or_default(), b.unwrap_or_default()))
            .collect();
        let mut changed: Vec<Changed> = judged
            .0
            .into_iter()
            .zip(&pairs)
            .map(|((id, query), (before, after))| Changed {
                id,
                query,
                before: *before,
                after: *after,
            })
            .filter(|changed| changed.change() != 0.0)
            .collect();
        changed.sort_by(|a, b| b.change().abs().total_cmp(&a.change().abs()));
        Self {
            ndcg: Difference::of(&pairs, |measures| measures.ndcg),
            mrr: Difference::of(&pairs, |measures| measures.mrr),
            recall: Difference::of(&pairs, |measures| measures.recall),
            missing_before: missing(&old),
            missing_after: missing(&new),
            changed,
        }
    }
}

impl Difference {
    fn of(pairs: &[(Measures, Measures)], measure: impl Fn(&Measures) -> f64) -> Self {
        let values: Vec<(f64, f64)> =
            pairs.iter().map(|(before, after)| (measure(before), measure(after))).collect();
        let count = values.len().max(1) as f64;
        let before = values.iter().map(|(before, _)| before).sum::<f64>() / count;
        let after = values.iter().map(|(_, after)| after).sum::<f64>() / count;
        let differences: Vec<f64> = values.iter().map(|(before, after)| after - before).collect();
        let so_many =
            |so: fn(&f64) -> bool| differences.iter().filter(|difference| so(difference)).count();
        Self {
            before,
            after,
            change: after - before,
            p: significance(&differences),
            wins: so_many(|difference| *difference > 0.0),
            ties: so_many(|difference| *difference == 0.0),
            losses: so_many(|difference| *difference < 0.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn run(rankings: &[(&str, &[&str])]) -> Run {
        let ranking = |ids: &[&str]| ids.iter().map(|id| ((*id).to_owned(), 1.0)).collect();
        Run { rankings: rankings.iter().map(|(q, ids)| ((*q).to_owned(), ranking(ids))).collect() }
    }

    #[test]
    fn missing_queries_count_nothing_and_the_most_changed_come_first() {
        let judgments = Judgments::of_text(Path::new(""), "1 0 a 1\n2 0 a 1\n3 0 a 1\n").unwrap();
        let queries = ["1", "2", "3", "4"].map(|id| (id.to_owned(), format!("q{id}")));
        let before = run(&[("1", &["a"]), ("2", &["b", "a"]), ("3", &[])]);
        let after = run(&[("1", &["a"]), ("2", &["a"]), ("3", &["a"])]);
        let compared = Comparison::of(&before, &after, &Queries(queries.to_vec()), &judgments);
        let Difference { before, after, wins, ties, losses, .. } = compared.mrr;
        assert_eq!((before, after, wins, ties, losses), (0.5, 1.0, 2, 1, 0));
        let changed: Vec<&str> = compared.changed.iter().map(|c| c.query.as_str()).collect();
        assert_eq!(changed, ["q3", "q2"]);
        assert_eq!((compared.missing_before, compared.missing_after.len()), (vec!["3".into()], 0));
    }
}
