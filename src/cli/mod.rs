//! The command line: one file a subcommand, each with its arguments and its `run`.
//!
//! stdout carries the answer alone; progress and warnings go to stderr.

/// Prints a line to stderr; where nobody listens any more, quietly not.
macro_rules! say {
    ($($arg:tt)*) => {{
        let _ = std::io::Write::write_fmt(
            &mut anstream::stderr(),
            format_args!("{}\n", format_args!($($arg)*)),
        );
    }};
}

mod acronyms;
mod analyze;
mod check;
mod compact;
mod eval;
mod exit;
mod forget;
mod index;
mod page;
mod progress;
mod search;
mod show;
mod stats;
mod warnings;
mod watch;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use telusur::config;

use exit::Exit;

/// Full-text search for Indonesian articles.
///
/// Point it at articles, ask in Indonesian, get ranked passages. Change the articles, and only
/// what changed is indexed again.
#[derive(Parser)]
#[command(
    name = "telusur",
    version,
    max_term_width = 100,
    after_help = "Examples:\n  \
        telusur index berita/                    index a folder of articles\n  \
        telusur search \"kota cerdas\"             articles about kota cerdas, best first\n  \
        telusur search '\"kota cerdas\" -jakarta'  that phrase, without Jakarta\n  \
        telusur search --sync berita/ stunting   bring the index in step, then search\n  \
        telusur analyze pembangunannya           how words are understood\n\n\
        Exit codes: 0 done or found, 1 nothing found, 2 wrong usage, 3 the index is missing,\n\
        damaged, too new or in use, 4 not one input could be read."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Show(show::ShowArgs),
    Forget(forget::ForgetArgs),
    Compact(compact::CompactArgs),
    Stats(stats::StatsArgs),
    Check(check::CheckArgs),
    Acronyms(acronyms::AcronymsArgs),
    Analyze(analyze::AnalyzeArgs),
    Eval(eval::EvalArgs),
}

impl Command {
    fn run(self) -> anyhow::Result<Exit> {
        match self {
            Self::Index(args) => args.run(),
            Self::Search(args) => args.run(),
            Self::Show(args) => args.run(),
            Self::Forget(args) => args.run(),
            Self::Compact(args) => args.run(),
            Self::Stats(args) => args.run(),
            Self::Check(args) => args.run(),
            Self::Acronyms(args) => args.run(),
            Self::Analyze(args) => args.run(),
            Self::Eval(args) => args.run(),
        }
    }

    /// The folder of the index it is about, where it is about one.
    fn folder(&self) -> Option<&Path> {
        let place = match self {
            Self::Index(args) => &args.place,
            Self::Search(args) => &args.place,
            Self::Show(args) => &args.place,
            Self::Forget(args) => &args.place,
            Self::Compact(args) => &args.place,
            Self::Stats(args) => &args.place,
            Self::Check(args) => &args.place,
            Self::Acronyms(args) => &args.place,
            Self::Eval(args) => &args.place,
            Self::Analyze(_) => return None,
        };
        Some(&place.folder)
    }
}

/// Where the index lies.
#[derive(Args)]
struct Where {
    /// The folder of the index
    #[arg(long = "index", value_name = "DIR", default_value = config::INDEX_FOLDER)]
    folder: PathBuf,
}

/// Runs the command that was typed.
pub(crate) fn main() -> ExitCode {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(error) => {
            let unknown = error.kind() == clap::error::ErrorKind::UnknownArgument;
            if let Some(mistyped) = search::mistyped(std::env::args_os()).filter(|_| unknown) {
                say!("error: {mistyped}");
                return ExitCode::from(error.exit_code() as u8);
            }
            // Help and version come this way too, with exit code 0.
            let _ = error.print();
            return ExitCode::from(error.exit_code() as u8);
        }
    };
    let folder = command.folder().map(Path::to_owned);
    // Tantivy trusts its files and panics over damage in them.
    let outcome = catch_unwind(AssertUnwindSafe(|| command.run()));
    match outcome {
        Ok(Ok(exit)) => exit.code(),
        Ok(Err(error)) => exit::report(&error, folder.as_deref()),
        Err(_) => exit::report_fault(folder.as_deref()),
    }
}

/// Prints a value as one line of JSON, with the version of its shape.
fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    use std::io::Write;
    let mut object = serde_json::to_value(value)?;
    if let Some(fields) = object.as_object_mut() {
        fields.entry("version").or_insert(1.into());
    }
    writeln!(std::io::stdout().lock(), "{object}")?;
    Ok(())
}
