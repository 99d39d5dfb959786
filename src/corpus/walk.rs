//! Listing the files below a path in a stable order.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Format, Warning, sniffed};

/// One file that the walk came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Where it lies.
    pub path: PathBuf,
    /// What its name promises, or its first bytes where the name promises nothing.
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

/// Endings of the folders in which browsers put the resources of a page saved whole: Indonesian,
/// English, and those of other languages that Windows knows as connected files.
const RESOURCE_FOLDERS: &[&str] = &[
    "_files",
    "_berkas",
    ".files",
    "-Dateien",
    "_fichiers",
    "_bestanden",
    "_file",
    "-filer",
    "_archivos",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_elemei",
    "_ficheiros",
    "_arquivos",
    "_dosyalar",
    "_datoteke",
    "_fitxers",
    "_failid",
    "_fails",
    "_bylos",
    "_fajlovi",
    "_fitxategiak",
];

/// Endings of pages beside which such folders lie.
const PAGES: &[&str] = &[".html", ".htm", ".xhtml"];

/// What may follow them where a page was packed.
const PACKED: &[&str] = &["", ".gz", ".zst"];

/// Lists the files at or below `path`; hidden ones and formats we do not read are left out, and
/// so are the resources of saved pages and the `README.md` of a folder, unless named themselves.
///
/// Links are followed; one that leads back into its own folder is reported and left.
/// `shown` turns a path into the form warnings use.
pub fn walk(path: &Path, shown: &dyn Fn(&Path) -> String) -> Walk {
    let mut found = Walk::default();
    if path.is_file() {
        match format_of(path) {
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
    for entry in
        entries.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                if let Some(format) = format_of(entry.path()) {
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

/// What a file is, by its name, else by its first bytes.
fn format_of(path: &Path) -> Option<Format> {
    Format::of(path).or_else(|| if Format::is_foreign(path) { None } else { sniffed(path) })
}

fn is_passed_over(entry: &DirEntry) -> bool {
    is_hidden_path(entry.path())
        || entry.file_name().eq_ignore_ascii_case("README.md")
        || entry.file_type().is_dir() && (holds_resources(entry.path()) || is_store(entry.path()))
}

/// Whether a folder is a store of an index, whose files are no articles.
fn is_store(folder: &Path) -> bool {
    let named = folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("store-"));
    named && ["current", "lock"].iter().all(|name| folder.with_file_name(name).is_file())
}

/// Whether a folder holds the resources of a saved page that lies beside it.
fn holds_resources(folder: &Path) -> bool {
    let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { return false };
    let page = RESOURCE_FOLDERS.iter().find_map(|ending| name.strip_suffix(ending));
    let beside = |name: String| folder.with_file_name(name).is_file();
    let packed = |page: &str| PACKED.iter().any(|packed| beside(format!("{page}{packed}")));
    page.is_some_and(|page| PAGES.iter().any(|ending| packed(&format!("{page}{ending}"))))
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
        fs::create_dir(folder.path().join("b/p_files")).unwrap();
        fs::create_dir(folder.path().join("b/p-Dateien")).unwrap();
        fs::create_dir(folder.path().join("b/q_files")).unwrap();
        for name in [
            "c.txt",
            "b/z.txt",
            "b/a.jsonl",
            ".d.txt",
            ".git/e.txt",
            "README.md",
            "f",
            "b/p.html",
            "b/p_files/iklan.html",
            "b/p-Dateien/iklan.html",
            "b/q.xhtml.gz",
            "b/q_files/iklan.html",
        ] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(names(folder.path()), ["a.jsonl", "p.html", "q.xhtml.gz", "z.txt", "c.txt"]);
        fs::write(folder.path().join("f"), "<!doctype html>").unwrap();
        assert_eq!(names(folder.path()).len(), 6);
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
