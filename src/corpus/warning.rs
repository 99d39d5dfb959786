//! [`Warning`]: something about the input that was left out or doubted, with its place.

use std::fmt;

/// What became of the input a remark is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Taken all the same.
    Taken,
    /// Left out of the index.
    Skipped,
    /// Left out because it is larger than the limit; a higher limit would take it.
    TooLarge,
}

/// A remark on one file or one line of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The file or folder, as the user named it.
    pub path: String,
    /// The line, counted from 1, where the remark is on one.
    pub line: Option<u64>,
    /// What is wrong, with the value, and what was done.
    pub message: String,
    /// What became of the input.
    pub fate: Fate,
}

impl Warning {
    /// A remark on input that was left out.
    pub fn skipped(path: &str, line: Option<u64>, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into(), fate: Fate::Skipped }
    }

    /// A remark on input that was taken all the same.
    pub fn doubted(path: &str, line: Option<u64>, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into(), fate: Fate::Taken }
    }

    /// A remark on an article of more than `limit` bytes.
    pub fn too_large(path: &str, line: Option<u64>, limit: usize) -> Self {
        let message = format!(
            "an article of more than {} MB; left out (--max-article raises the limit)",
            limit >> 20
        );
        Self { path: path.to_owned(), line, message, fate: Fate::TooLarge }
    }
}

impl fmt::Display for Warning {
    /// `path:line: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}
