//! `telusur eval`: ranking quality on a judged collection.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use serde::Serialize;
use telusur::SearchRequest;
use telusur::config;
use telusur::engine::Engine;
use telusur::eval::{
    Changed, Comparison, Difference, EvalReport, Judgments, Queries, Run, evaluate,
};

use super::search::usage;
use super::{Exit, Where, print_json};

/// Changed queries shown to people who do not say how many.
const CHANGED: usize = 10;

/// Most ids of queries that are told in a line.
const MOST_IDS: usize = 5;

/// Measure ranking quality on queries with judgements (TREC form), compare two rankings
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    telusur eval --queries q.tsv --qrels r.txt --run old.txt      measure, keep the rankings\n  \
    telusur eval --queries q.tsv --qrels r.txt --against old.txt  what has changed since\n  \
    telusur eval --qrels r.txt --saved new.txt --against old.txt  two files, without an index\n\n\
    A comparison shows each measure before (--against) and after, the p of the change by a paired\n\
    randomisation test (two-sided, 10,000 draws, the same every time), how many queries are better,\n\
    the same and worse, and those whose nDCG@10 changed most. Files of any program will do: six\n\
    columns, ordered by score, equal scores by article id downwards, as trec_eval has it. A judged\n\
    query that a file lacks counts 0, and is told.")]
pub(crate) struct EvalArgs {
    /// Queries, one a line: id, tab, text; needed unless rankings are read with --saved
    #[arg(long, value_name = "Q.tsv", required_unless_present = "saved")]
    queries: Option<PathBuf>,
    /// Judgements, one a line: query id, 0, article id, grade
    #[arg(long, value_name = "R.txt")]
    qrels: PathBuf,
    #[command(flatten)]
    pub(super) place: Where,
    /// Write the rankings to this file, in TREC form
    #[arg(long, value_name = "OUT")]
    run: Option<PathBuf>,
    /// Compare with the rankings of this file, in TREC form
    #[arg(long, value_name = "RUN")]
    against: Option<PathBuf>,
    /// Measure the rankings of this file instead of searching an index
    #[arg(long, value_name = "RUN", conflicts_with_all = ["run", "depth", "no_acronyms", "no_repair"])]
    saved: Option<PathBuf>,
    /// Most changed queries shown [default: 10, all of them with --json]
    #[arg(long, value_name = "N", requires = "against")]
    changed: Option<usize>,
    /// Articles ranked a query
    #[arg(long, value_name = "N", default_value_t = config::EVAL_DEPTH)]
    depth: usize,
    /// Search acronyms as typed alone
    #[arg(long)]
    no_acronyms: bool,
    /// Search words that no article has as typed
    #[arg(long)]
    no_repair: bool,
    /// Print the measures as JSON
    #[arg(long)]
    json: bool,
}

/// All that is printed.
#[derive(Serialize)]
struct Outcome {
    #[serde(flatten)]
    report: EvalReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<Comparison>,
}

impl EvalArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let judgments = Judgments::read(&self.qrels)?;
        let queries = match &self.queries {
            Some(path) => Queries::read(path)?,
            None => judgments.queries(),
        };
        if judgments.judged(&queries).0.is_empty() {
            let asked = self
                .queries
                .as_ref()
                .map_or("no query".to_owned(), |path| format!("no query of {}", path.display()));
            return Err(usage(format!("{asked} is judged in {}", self.qrels.display())));
        }
        // A file that cannot be compared with is told before the work.
        let before = self.against.as_deref().map(|path| read(path, &queries, &judgments));
        let before = before.transpose()?;
        let (report, after) = match &self.saved {
            Some(path) => {
                let run = read(path, &queries, &judgments)?;
                (EvalReport::of(&run, &queries, &judgments), run)
            }
            None => self.search(&queries, &judgments)?,
        };
        if let Some(path) = &self.run {
            fs::write(path, after.to_trec())
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        let mut against =
            before.map(|before| Comparison::of(&before, &after, &queries, &judgments));
        if let Some(against) = &mut against {
            let all = if self.json { usize::MAX } else { CHANGED };
            against.changed.truncate(self.changed.unwrap_or(all));
        }
        if self.json {
            print_json(&Outcome { report, against })?;
            return Ok(Exit::Done);
        }
        self.print(&report, against.as_ref())?;
        Ok(Exit::Done)
    }

    fn search(
        &self,
        queries: &Queries,
        judgments: &Judgments,
    ) -> anyhow::Result<(EvalReport, Run)> {
        let engine = Engine::open(&self.place.folder)?;
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(queries.0.len() as u64), target);
        let mut each = |done| bar.set_position(done as u64);
        let request = SearchRequest::new("")
            .limit(self.depth)
            .acronyms(!self.no_acronyms)
            .repair(!self.no_repair);
        let outcome = evaluate(&engine, queries, judgments, &request, &mut each);
        bar.finish_and_clear();
        Ok(outcome?)
    }

    fn print(&self, report: &EvalReport, against: Option<&Comparison>) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        writeln!(out, "queries     {}", report.queries)?;
        match against {
            Some(against) => print_differences(&mut out, against)?,
            None => {
                writeln!(out, "nDCG@10     {:.4}", report.measures.ndcg)?;
                writeln!(out, "MRR@10      {:.4}", report.measures.mrr)?;
                writeln!(out, "recall@100  {:.4}", report.measures.recall)?;
            }
        }
        if let Some(times) = report.times {
            writeln!(out, "p50         {} µs", times.p50_us)?;
            writeln!(out, "p99         {} µs", times.p99_us)?;
        }
        let Some(against) = against else { return Ok(()) };
        for (when, missing) in
            [("before", &against.missing_before), ("after", &against.missing_after)]
        {
            if !missing.is_empty() {
                writeln!(out, "\nno article {when}, counted 0: {}", some_of(missing))?;
            }
        }
        if !against.changed.is_empty() {
            writeln!(out, "\nnDCG@10 changed most\nbefore  after")?;
        }
        for Changed { id, query, before, after } in &against.changed {
            let line = format!("{:.4}  {:.4}  {id}  {query}", before.ndcg, after.ndcg);
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A saved run that has something of the judged queries.
fn read(path: &Path, queries: &Queries, judgments: &Judgments) -> anyhow::Result<Run> {
    let run = Run::read(path)?;
    let ids: Vec<String> = judgments.judged(queries).0.into_iter().map(|(id, _)| id).collect();
    if run.measured(&ids, judgments).iter().all(Option::is_none) {
        return Err(usage(format!("{} has no article for any judged query", path.display())));
    }
    Ok(run)
}

fn print_differences(out: &mut impl Write, against: &Comparison) -> io::Result<()> {
    writeln!(out, "            before   after   change       p  better  same  worse")?;
    for (name, difference) in
        [("nDCG@10", against.ndcg), ("MRR@10", against.mrr), ("recall@100", against.recall)]
    {
        let Difference { before, after, change, p, wins, ties, losses } = difference;
        writeln!(
            out,
            "{name:<10}  {before:.4}  {after:.4}  {change:+.4}  {p:.4}  {wins:>6}  {ties:>4}  {losses:>5}"
        )?;
    }
    Ok(())
}

/// How many there are, and the first of them.
fn some_of(ids: &[String]) -> String {
    let more = if ids.len() > MOST_IDS { ", …" } else { "" };
    format!("{} ({}{more})", ids.len(), ids[..ids.len().min(MOST_IDS)].join(", "))
}
