//! `telusur check`: whether the index is whole.

use std::io::Write;

use clap::Args;
use telusur::engine::Engine;

use super::{Exit, Where, print_json};

/// Check that the index is whole: checksums, articles, manifest
#[derive(Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(super) place: Where,
    /// Print the findings as JSON
    #[arg(long)]
    json: bool,
}

impl CheckArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let checked = Engine::check(&self.place.folder)?;
        if self.json {
            print_json(&checked)?;
        } else {
            let mut out = anstream::stdout().lock();
            for problem in &checked.problems {
                writeln!(out, "{}: {}", problem.file, problem.message)?;
            }
            if checked.ok {
                writeln!(out, "The index is whole.")?;
            }
        }
        Ok(if checked.ok { Exit::Done } else { Exit::NoIndex })
    }
}
