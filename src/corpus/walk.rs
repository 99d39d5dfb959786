//! Listing the files below a path in a stable order.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Format, Warning};

/// One file that the walk came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// What its name promises.
    pub format: Format,
}

/// What the walk of a path found.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files we read, in the order of their names, folder by folder.
    pub files: VecDeque<Found>,
    /// What could not be looked at.
    pub warnings: Vec<Warning>,
    /// Folders that could not be listed: what lies below them is unknown, not gone.
    pub unlisted: Vec<PathBuf>,
}

/// Lists the files at or below `path`; hidden ones and formats we do not read are left out.
///
/// Links are followed; one that leads back into its own folder is reported and left.
/// `shown` turns a path into the form warnings use.
pub fn walk(path: &Path, shown: &dyn Fn(&Path) -> String) -> Walk {
    let mut found = Walk::default();
    if path.is_file() {
        match Format::of(path) {
            Some(format) => found.files.push_back(Found { path: path.to_owned(), format }),
            None => found.warnings.push(Warning::skipped(
                &shown(path),
                None,
                format!("not a format that is read here ({}); left out", Format::NAMES),
            )),
        }
        return found;
    }
    let entries = WalkDir::new(path).follow_links(true).sort_by_file_name();
    for entry in entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if let Some(format) = Format::of(entry.path()) {
                    found.files.push_back(Found { path: entry.into_path(), format });
                }
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => {
                if Format::of(entry.path()).is_some() {
                    let message = "neither a file nor a folder; left out";
                    found.warnings.push(Warning::skipped(&shown(entry.path()), None, message));
                }
            }
            // Links to nothing under hidden names are the locks of editors.
            Err(error) if error.depth() > 0 && error.path().is_some_and(is_hidden_path) => {}
            Err(error) => note_failure(&error, path, shown, &mut found),
        }
    }
    found
}

fn note_failure(
    error: &walkdir::Error,
    root: &Path,
    shown: &dyn Fn(&Path) -> String,
    found: &mut Walk,
) {
    let place = error.path().unwrap_or(root);
    let message = match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => {
            format!("a link that leads back to {}; not followed", shown(ancestor))
        }
        (None, Some(io)) if io.kind() == std::io::ErrorKind::NotFound => {
            "gone, or a link to nothing; left out".to_owned()
        }
        (None, Some(io)) => format!("cannot be listed ({io}); its articles are kept as they were"),
        (None, None) => format!("cannot be looked at ({error})"),
    };
    let gone = error.io_error().is_some_and(|io| io.kind() == std::io::ErrorKind::NotFound);
    if error.loop_ancestor().is_none() && !gone {
        found.unlisted.push(place.to_owned());
    }
    found.warnings.push(Warning::skipped(&shown(place), None, message));
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_hidden_path(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(path: &Path) -> Vec<String> {
        let shown = |path: &Path| path.display().to_string();
        let files = walk(path, &shown).files;
        files.iter().map(|file| file.path.file_name().unwrap().to_string_lossy().into()).collect()
    }

    #[test]
    fn walks_in_order_and_skips_the_hidden() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        for name in ["c.txt", "b/z.txt", "b/a.jsonl", ".d.txt", ".git/e.txt", "README.md"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(names(folder.path()), ["a.jsonl", "z.txt", "c.txt"]);
        assert_eq!(names(&folder.path().join("c.txt")), ["c.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn reports_a_loop_and_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a")).unwrap();
        fs::write(folder.path().join("b.txt"), "x").unwrap();
        let found = walk(folder.path(), &|path| path.display().to_string());
        assert_eq!(found.files.len(), 1);
        assert!(found.warnings[0].message.contains("leads back"));
        assert!(found.unlisted.is_empty());
    }
}
