//! [`evaluate`]: runs the queries of a collection and measures the rankings.

use std::fmt::Write;
use std::time::Instant;

use serde::Serialize;

use super::{Judgments, Measures, Queries, measure};
use crate::engine::Engine;
use crate::error::Result;
use crate::search::SearchRequest;

/// The measures of a collection: means over its judged queries.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvalReport {
    /// Judged queries.
    pub queries: usize,
    /// Mean nDCG@10.
    #[serde(rename = "ndcg@10")]
    pub ndcg: f64,
    /// Mean MRR@10.
    #[serde(rename = "mrr@10")]
    pub mrr: f64,
    /// Mean recall@100.
    #[serde(rename = "recall@100")]
    pub recall: f64,
    /// Median time of a query, in microseconds.
    pub p50_us: u64,
    /// 99th percentile of the time of a query, in microseconds.
    pub p99_us: u64,
    /// Time of all queries, in seconds.
    pub seconds: f64,
}

/// The rankings of all queries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Run {
    /// For each query its articles with their scores, best first.
    pub rankings: Vec<(String, Vec<(String, f32)>)>,
}

impl Run {
    /// The run in TREC form: `qid Q0 docid rank score tag`.
    pub fn to_trec(&self) -> String {
        let mut text = String::new();
        for (query, ranking) in &self.rankings {
            for (rank, (article, score)) in (1..).zip(ranking) {
                writeln!(text, "{query} Q0 {article} {rank} {score} telusur")
                    .expect("writing to memory");
            }
        }
        text
    }
}

/// Runs every judged query to a depth; `each` hears how many are done.
///
/// # Errors
/// If the index cannot be read.
pub fn evaluate(
    engine: &Engine,
    queries: &Queries,
    judgments: &Judgments,
    request: &SearchRequest,
    each: &mut dyn FnMut(usize),
) -> Result<(EvalReport, Run)> {
    let started = Instant::now();
    let (mut run, mut times, mut sum) = (Run::default(), Vec::new(), Measures::default());
    for (id, query) in &queries.0 {
        let Some(grades) = judgments.of(id) else { continue };
        let begun = Instant::now();
        let request = SearchRequest { query: query.clone(), ..request.clone() };
        let ranking = engine.rank(&request)?;
        times.push(begun.elapsed().as_micros() as u64);
        let ids: Vec<String> = ranking.iter().map(|(id, _)| id.clone()).collect();
        let measures = measure(&ids, grades);
        sum.ndcg += measures.ndcg;
        sum.mrr += measures.mrr;
        sum.recall += measures.recall;
        run.rankings.push((id.clone(), ranking));
        each(times.len());
    }
    times.sort_unstable();
    let count = times.len();
    let mean = |sum: f64| if count == 0 { 0.0 } else { sum / count as f64 };
    let at = |share: f64| {
        let last = count.saturating_sub(1);
        times.get((last as f64 * share).round() as usize).copied().unwrap_or(0)
    };
    let report = EvalReport {
        queries: count,
        ndcg: mean(sum.ndcg),
        mrr: mean(sum.mrr),
        recall: mean(sum.recall),
        p50_us: at(0.5),
        p99_us: at(0.99),
        seconds: started.elapsed().as_secs_f64(),
    };
    Ok((report, run))
}
