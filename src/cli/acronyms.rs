//! `telusur acronyms`: what short forms stand for.

use std::io::Write;

use clap::Args;
use serde_json::json;
use telusur::engine::Engine;

use super::{Exit, Where, print_json};

/// List the acronyms that articles define, with evidence
///
/// Each with how many articles spell it out and ids of some of them, the most frequent first.
#[derive(Args)]
pub(crate) struct AcronymsArgs {
    /// Only those that begin so
    #[arg(value_name = "PREFIX", default_value = "")]
    prefix: String,
    #[command(flatten)]
    pub(super) place: Where,
    /// Print them as JSON
    #[arg(long)]
    json: bool,
}

impl AcronymsArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let acronyms = Engine::open(&self.place.folder)?.acronyms(&self.prefix)?;
        let exit = if acronyms.is_empty() { Exit::NothingFound } else { Exit::Done };
        if self.json {
            print_json(&json!({ "acronyms": acronyms }))?;
            return Ok(exit);
        }
        let mut out = anstream::stdout().lock();
        for acronym in acronyms {
            let samples = acronym.samples.join(", ");
            let (short, long, articles) = (acronym.short, acronym.long, acronym.articles);
            writeln!(out, "{articles:>7}  {short}  {long}  ({}: {samples})", acronym.kind)?;
        }
        Ok(exit)
    }
}
