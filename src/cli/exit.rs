//! Exit codes, and errors as people read them.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use telusur::config;
use telusur::error::{Error, ErrorKind};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exit {
    /// Done, or found.
    Done,
    /// Nothing found.
    NothingFound,
    /// The index is missing, damaged, too new or in use.
    NoIndex,
}

/// Wrong usage, as clap has it.
const USAGE: u8 = 2;
/// Trouble with the index.
const INDEX: u8 = 3;
/// Not one input could be read.
const INPUT: u8 = 4;

impl Exit {
    pub(crate) fn code(self) -> ExitCode {
        match self {
            Self::Done => ExitCode::SUCCESS,
            Self::NothingFound => ExitCode::from(1),
            Self::NoIndex => ExitCode::from(INDEX),
        }
    }
}

/// Prints an error with what is below it and what to do about it; a broken pipe is none.
pub(crate) fn report(error: &anyhow::Error, folder: Option<&Path>) -> ExitCode {
    let broken_pipe = error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    });
    if broken_pipe {
        return ExitCode::SUCCESS;
    }
    let kind = error.downcast_ref::<Error>().map(Error::kind);
    say!("telusur: {error:#}");
    if let Some(remedy) = kind.and_then(|kind| remedy(kind, &option(folder))) {
        say!("{remedy}");
    }
    match kind {
        Some(ErrorKind::InvalidValue) => ExitCode::from(USAGE),
        Some(ErrorKind::NoInput | ErrorKind::Unreadable) => ExitCode::from(INPUT),
        Some(ErrorKind::NotFound) => ExitCode::from(1),
        _ => ExitCode::from(INDEX),
    }
}

/// Says what a panic, which has told of itself, may come from.
pub(crate) fn report_fault(folder: Option<&Path>) -> ExitCode {
    say!("telusur: stopped by a fault, which a damaged index may cause");
    say!("See whether it is whole with: telusur check{}", option(folder));
    ExitCode::from(INDEX)
}

/// The option that names the folder, where it is not the usual one.
fn option(folder: Option<&Path>) -> String {
    match folder.map(|folder| folder.display().to_string()) {
        Some(folder) if folder.contains(char::is_whitespace) => format!(" --index '{folder}'"),
        Some(folder) if folder != config::INDEX_FOLDER => format!(" --index {folder}"),
        _ => String::new(),
    }
}

/// What to do about it.
fn remedy(kind: ErrorKind, option: &str) -> Option<String> {
    Some(match kind {
        ErrorKind::IndexMissing => {
            format!("Make one with: telusur index PATH{option}   (or name another: --index DIR)")
        }
        ErrorKind::IndexOutdated => format!("Rebuild it with: telusur index{option}"),
        ErrorKind::IndexTooNew => "Search it with the newer telusur that wrote it.".to_owned(),
        ErrorKind::IndexDamaged => format!(
            "See what is damaged with: telusur check{option}   To start over, delete the index \
             folder and index again; the articles themselves are untouched."
        ),
        ErrorKind::NoInput => {
            "Name files or folders with articles; telusur index --help lists the formats."
                .to_owned()
        }
        _ => return None,
    })
}
