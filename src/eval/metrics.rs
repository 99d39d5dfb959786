//! The measures: nDCG@10, MRR@10 and recall@100.

use std::collections::HashMap;

use serde::Serialize;

/// Depth of nDCG and MRR.
const TOP: usize = 10;
/// Depth of recall.
const DEEP: usize = 100;

/// The measures of one query, each from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first ten: gain is the grade, discount
    /// log2(1 + rank) (Järvelin and Kekäläinen 2002, as trec_eval's `ndcg_cut`).
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// One over the rank of the first relevant article among the first ten, else 0.
    #[serde(rename = "mrr@10")]
    pub mrr: f64,
    /// Share of the relevant articles that are among the first hundred.
    #[serde(rename = "recall@100")]
    pub recall: f64,
}

impl Measures {
    /// The mean of each measure; of none, 0.
    pub fn mean(of: &[Self]) -> Self {
        let count = of.len().max(1) as f64;
        let mean = |measure: fn(&Self) -> f64| of.iter().map(measure).sum::<f64>() / count;
        Self { ndcg: mean(|of| of.ndcg), mrr: mean(|of| of.mrr), recall: mean(|of| of.recall) }
    }
}

/// Measures a ranking, given the grades of the judged articles.
pub fn measure(ranking: &[String], grades: &HashMap<String, u32>) -> Measures {
    let grade = |id: &String| grades.get(id).copied().unwrap_or(0);
    let discounted = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
        let gains = grades.take(TOP).enumerate();
        gains.map(|(rank, grade)| f64::from(grade) / (rank as f64 + 2.0).log2()).sum()
    };
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let best = discounted(&mut ideal.into_iter());
    let relevant = grades.values().filter(|grade| **grade > 0).count();
    let found = ranking.iter().take(DEEP).filter(|id| grade(id) > 0).count();
    let first = ranking.iter().take(TOP).position(|id| grade(id) > 0);
    Measures {
        ndcg: if best > 0.0 { discounted(&mut ranking.iter().map(grade)) / best } else { 0.0 },
        mrr: first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)),
        recall: if relevant > 0 { found as f64 / relevant as f64 } else { 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ranking: &[&str], grades: &[(&str, u32)]) -> Measures {
        let ranking: Vec<String> = ranking.iter().map(|id| (*id).to_owned()).collect();
        let grades = grades.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect();
        measure(&ranking, &grades)
    }

    #[test]
    fn one_relevant_article() {
        let second = of(&["x", "a"], &[("a", 1)]);
        assert!((second.ndcg - 1.0 / 3f64.log2()).abs() < 1e-9);
        assert_eq!((second.mrr, second.recall), (0.5, 1.0));
        assert_eq!(of(&[], &[("a", 1)]), Measures::default());
    }

    #[test]
    fn graded_articles() {
        let perfect = of(&["a", "b"], &[("a", 2), ("b", 1), ("c", 0)]);
        assert!((perfect.ndcg - 1.0).abs() < 1e-9);
        assert!(of(&["b", "a"], &[("a", 2), ("b", 1)]).ndcg < 1.0);
    }
}
