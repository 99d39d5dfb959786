//! `telusur stats`: the index in numbers.

use std::io::Write;

use clap::Args;
use telusur::engine::Engine;

use super::{Exit, Where, print_json};

/// Show what the index holds
#[derive(Args)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(super) place: Where,
    /// Print the numbers as JSON
    #[arg(long)]
    json: bool,
}

impl StatsArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let stats = Engine::open(&self.place.folder)?.stats()?;
        if self.json {
            print_json(&stats)?;
            return Ok(Exit::Done);
        }
        let mut out = anstream::stdout().lock();
        writeln!(out, "articles  {}", stats.articles)?;
        writeln!(out, "copies    {} articles in {} groups", stats.copied, stats.groups)?;
        writeln!(out, "terms     {}", stats.terms)?;
        writeln!(out, "size      {:.1} MB", stats.bytes as f64 / 1e6)?;
        writeln!(out, "segments  {}", stats.segments)?;
        writeln!(
            out,
            "schema    {}, analyzer {}, cleaning {}",
            stats.schema, stats.analyzer, stats.cleaning
        )?;
        for root in stats.roots {
            writeln!(out, "root      {root}")?;
        }
        Ok(Exit::Done)
    }
}
