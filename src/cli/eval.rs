//! `telusur eval`: ranking quality on a judged collection.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use telusur::SearchRequest;
use telusur::config;
use telusur::engine::Engine;
use telusur::eval::{Judgments, Queries, evaluate};

use super::search::usage;
use super::{Exit, Where, print_json};

/// Measure ranking quality on queries with judgements (TREC form)
#[derive(Args)]
pub(crate) struct EvalArgs {
    /// Queries, one a line: id, tab, text
    #[arg(long, value_name = "Q.tsv")]
    queries: PathBuf,
    /// Judgements, one a line: query id, 0, article id, grade
    #[arg(long, value_name = "R.txt")]
    qrels: PathBuf,
    #[command(flatten)]
    pub(super) place: Where,
    /// Write the rankings to this file, in TREC form
    #[arg(long, value_name = "OUT")]
    run: Option<PathBuf>,
    /// Articles ranked a query
    #[arg(long, value_name = "N", default_value_t = config::EVAL_DEPTH)]
    depth: usize,
    /// Search acronyms as typed alone
    #[arg(long)]
    no_acronyms: bool,
    /// Print the measures as JSON
    #[arg(long)]
    json: bool,
}

impl EvalArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let queries = Queries::read(&self.queries)?;
        let judgments = Judgments::read(&self.qrels)?;
        if !queries.0.iter().any(|(id, _)| judgments.of(id).is_some()) {
            return Err(usage(format!(
                "no query of {} is judged in {}",
                self.queries.display(),
                self.qrels.display()
            )));
        }
        let engine = Engine::open(&self.place.folder)?;
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(queries.0.len() as u64), target);
        let mut each = |done| bar.set_position(done as u64);
        let request = SearchRequest::new("").limit(self.depth).acronyms(!self.no_acronyms);
        let outcome = evaluate(&engine, &queries, &judgments, &request, &mut each);
        bar.finish_and_clear();
        let (report, run) = outcome?;
        if let Some(path) = &self.run {
            fs::write(path, run.to_trec())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        if self.json {
            print_json(&report)?;
            return Ok(Exit::Done);
        }
        let mut out = anstream::stdout().lock();
        writeln!(out, "queries     {}", report.queries)?;
        writeln!(out, "nDCG@10     {:.4}", report.ndcg)?;
        writeln!(out, "MRR@10      {:.4}", report.mrr)?;
        writeln!(out, "recall@100  {:.4}", report.recall)?;
        writeln!(out, "p50         {} µs", report.p50_us)?;
        writeln!(out, "p99         {} µs", report.p99_us)?;
        Ok(Exit::Done)
    }
}
