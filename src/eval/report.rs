//! [`evaluate`]: runs the queries of a collection and measures the rankings.

use std::time::Instant;

use serde::Serialize;

use super::{Judgments, Measures, Queries, Run};
use crate::engine::Engine;
use crate::error::Result;
use crate::search::SearchRequest;

/// What a run is worth on a collection.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct EvalReport {
    /// Judged queries; those for which the run has no article count 0.
    pub queries: usize,
    /// The means of the measures over them.
    #[serde(flatten)]
    pub measures: Measures,
    /// How long they took, if they were searched.
    #[serde(flatten)]
    pub times: Option<Times>,
}

/// How long the queries of a collection took.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Times {
    /// Median time of a query, in microseconds.
    pub p50_us: u64,
    /// 99th percentile of the time of a query, in microseconds.
    pub p99_us: u64,
    /// Time of all queries, in seconds.
    pub seconds: f64,
}

impl EvalReport {
    /// The worth of a run on the judged queries.
    pub fn of(run: &Run, queries: &Queries, judgments: &Judgments) -> Self {
        let judged = judgments.judged(queries).0;
        let ids: Vec<String> = judged.into_iter().map(|(id, _)| id).collect();
        let measured = run.measured(&ids, judgments);
        let measured: Vec<Measures> = measured.into_iter().map(Option::unwrap_or_default).collect();
        Self { queries: ids.len(), measures: Measures::mean(&measured), times: None }
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
    let (mut run, mut times) = (Run::default(), Vec::new());
    for (id, query) in judgments.judged(queries).0 {
        let begun = Instant::now();
        let ranking = engine.rank(&SearchRequest { query, ..request.clone() })?;
        times.push(begun.elapsed().as_micros() as u64);
        run.rankings.push((id, ranking));
        each(times.len());
    }
    let seconds = started.elapsed().as_secs_f64();
    times.sort_unstable();
    let at = |share: f64| {
        let last = times.len().saturating_sub(1);
        times.get((last as f64 * share).round() as usize).copied().unwrap_or(0)
    };
    let times = Times { p50_us: at(0.5), p99_us: at(0.99), seconds };
    let report = EvalReport { times: Some(times), ..EvalReport::of(&run, queries, judgments) };
    Ok((report, run))
}
