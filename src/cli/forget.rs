//! `telusur forget`: removes articles on purpose.

use std::io::Write;

use clap::Args;
use serde::Serialize;
use telusur::engine::Keeper;

use super::index::Writing;
use super::progress::Terminal;
use super::{Exit, Where, print_json};

/// Remove articles from the index, by id or by where they were read from
///
/// The files themselves are untouched. An article comes back when its file is indexed again.
#[derive(Args)]
pub(crate) struct ForgetArgs {
    /// Ids, files or folders
    #[arg(value_name = "PATH|ID", required = true)]
    targets: Vec<String>,
    #[command(flatten)]
    pub(super) place: Where,
    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Answer {
    removed: usize,
    unknown: usize,
}

impl ForgetArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let mut terminal = Terminal::new();
        let keeper = Keeper::new(&self.place.folder);
        let options = Writing::default().writer();
        let forgotten = keeper.forget(&self.targets, options, &mut terminal);
        terminal.finish();
        let forgotten = forgotten?;
        for target in &forgotten.unknown {
            say!("warning: {target:?} is neither an id nor a path of the index");
        }
        if self.json {
            print_json(&Answer { removed: forgotten.articles, unknown: forgotten.unknown.len() })?;
        } else {
            writeln!(anstream::stdout(), "{} articles removed.", forgotten.articles)?;
        }
        let all_unknown = forgotten.unknown.len() == self.targets.len();
        Ok(if all_unknown { Exit::NothingFound } else { Exit::Done })
    }
}
