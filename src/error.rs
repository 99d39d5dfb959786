//! [`Error`]: what went wrong, where, with which value, and what to do.
//!
//! One opaque type for the whole library. Its [`ErrorKind`] is what a program
//! decides by (the command line turns it into an exit code); its text is for
//! people and names the place and the remedy.

use std::error::Error as StdError;
use std::fmt;

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// What a caller can tell errors apart by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorKind {
    /// There is no index in the folder, or nothing was ever committed to it.
    IndexMissing,
    /// The index is there but cannot be read.
    IndexDamaged,
    /// The index was written by a newer version of the program.
    IndexTooNew,
    /// The index was written by an older version and needs a rebuild.
    IndexOutdated,
    /// Another process is writing to the index.
    IndexBusy,
    /// Not one of the inputs could be read.
    NoInput,
    /// A file that the caller named cannot be read.
    Unreadable,
    /// A value given by the caller makes no sense.
    InvalidValue,
    /// Nothing has the name asked for.
    NotFound,
    /// The operating system refused.
    Io,
}

/// An error of the library.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error whose text says everything.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// An error with the error below it.
    pub fn because(
        kind: ErrorKind,
        message: impl Into<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, message: message.into(), source: Some(source.into()) }
    }

    /// What kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

/// Adds what was being done to an [`std::io::Error`].
pub trait IoContext<T> {
    /// Wraps an I/O error as [`ErrorKind::Io`] under `message`.
    fn doing(self, message: impl FnOnce() -> String) -> Result<T>;
}

impl<T> IoContext<T> for std::io::Result<T> {
    fn doing(self, message: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Error::because(ErrorKind::Io, message(), error))
    }
}
