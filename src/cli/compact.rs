//! `telusur compact`: merges the index.

use std::io::Write;

use clap::Args;
use telusur::engine::{Engine, Keeper};

use super::index::Writing;
use super::progress::Terminal;
use super::{Exit, Where, print_json};

/// Merge the index into one segment, for the fastest search and the least space
#[derive(Args)]
pub(crate) struct CompactArgs {
    #[command(flatten)]
    pub(super) place: Where,
    /// Print the numbers of the index as JSON
    #[arg(long)]
    json: bool,
}

impl CompactArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let mut terminal = Terminal::new();
        let options = Writing::default().writer();
        let compacted = Keeper::new(&self.place.folder).compact(options, &mut terminal);
        terminal.finish();
        compacted?;
        let stats = Engine::open(&self.place.folder)?.stats()?;
        if self.json {
            print_json(&stats)?;
        } else {
            let megabytes = stats.bytes as f64 / 1e6;
            let articles = stats.articles;
            writeln!(anstream::stdout(), "{articles} articles in {megabytes:.1} MB.")?;
        }
        Ok(Exit::Done)
    }
}
