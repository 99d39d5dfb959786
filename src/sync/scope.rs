//! Which roots there are, and which part of them a sync is about.

use std::path::{Path, PathBuf};

use super::manifest::{FileRecord, Manifest, Root, RootKind, is_under, path_text, walk_order};
use crate::corpus::Warning;

/// A path that a sync is about: a root, or a part of one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scope {
    /// The root's canonical path.
    pub(super) root: String,
    /// The canonical path itself, equal to the root's or below it.
    pub(super) path: String,
}

/// Makes the manifest's roots those the user asked for and says what to look at.
///
/// Without `paths`, every known root is looked at. A path inside a known root is a part of
/// it; a path around known roots takes their place, in the order of the first of them.
pub(super) fn resolve(
    manifest: &mut Manifest,
    paths: &[PathBuf],
    warn: &mut dyn FnMut(Warning),
) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = Vec::new();
    // What was piped in can only be asked for by name.
    let lasting = manifest.roots.iter().filter(|root| root.kind != RootKind::Stdin);
    let known: Vec<PathBuf> = lasting.map(|root| PathBuf::from(&root.path)).collect();
    let asked = if paths.is_empty() { &known } else { paths };
    for given in asked {
        if given.as_os_str() == Root::STDIN {
            if manifest.roots.iter().all(|root| root.kind != RootKind::Stdin) {
                manifest.roots.push(Root::stdin());
            }
            let path = Root::STDIN.to_owned();
            scopes.push(Scope { root: path.clone(), path });
            continue;
        }
        let canonical = match given.canonicalize() {
            Ok(canonical) => canonical,
            Err(error) => {
                let message = format!("cannot be found ({error}); its articles are kept");
                warn(Warning::skipped(&given.display().to_string(), None, message));
                continue;
            }
        };
        let path = path_text(&canonical);
        if path.contains('\u{FFFD}') && Path::new(&path) != canonical {
            let message = "its name is not UTF-8, so it cannot be remembered; rename it or index \
                           the folder around it";
            warn(Warning::skipped(&path, None, message));
            continue;
        }
        let given = (!paths.is_empty()).then(|| given_text(given));
        let root = place_root(manifest, path.clone(), given, &canonical);
        scopes.push(Scope { root, path });
    }
    let all = scopes.clone();
    let mut number = 0;
    scopes.retain(|scope| {
        let earlier = &all[..number];
        number += 1;
        let outer = |other: &Scope| other.path != scope.path && is_under(&scope.path, &other.path);
        !earlier.contains(scope) && !all.iter().any(outer)
    });
    scopes
}

/// A path as the user gave it; `b/` says the same as `b`.
fn given_text(path: &Path) -> String {
    let text = path.display().to_string();
    match text.trim_end_matches('/') {
        "" => text,
        trimmed => trimmed.to_owned(),
    }
}

/// The root that holds `path`, made if there is none.
fn place_root(
    manifest: &mut Manifest,
    path: String,
    given: Option<String>,
    on_disk: &Path,
) -> String {
    let kind = if on_disk.is_file() { RootKind::File } else { RootKind::Folder };
    if let Some(root) = manifest.roots.iter_mut().find(|root| is_under(&path, &root.path)) {
        if root.path == path {
            root.kind = kind;
            root.given = given.unwrap_or_else(|| root.given.clone());
        }
        return root.path.clone();
    }
    let first = manifest.roots.iter().position(|root| is_under(&root.path, &path));
    let given = given.unwrap_or_else(|| path.clone());
    let mut outer = Root { path: path.clone(), given, kind, files: Vec::new() };
    let (inner, rest): (Vec<Root>, Vec<Root>) =
        manifest.roots.drain(..).partition(|root| is_under(&root.path, &path));
    for root in inner {
        let prefix =
            root.path[path.trim_end_matches('/').len()..].trim_start_matches('/').to_owned();
        outer.files.extend(root.files.into_iter().map(|file| moved(file, &prefix, root.kind)));
    }
    outer.files.sort_by(|a, b| walk_order(&a.place, &b.place));
    manifest.roots = rest;
    let position = first.unwrap_or(manifest.roots.len()).min(manifest.roots.len());
    manifest.roots.insert(position, outer);
    path
}

/// A file record as the outer root sees it: its derived ids may change, so it is read again.
fn moved(mut file: FileRecord, prefix: &str, kind: RootKind) -> FileRecord {
    file.place = match kind {
        RootKind::File | RootKind::Stdin => prefix.to_owned(),
        RootKind::Folder => format!("{prefix}/{}", file.place),
    };
    file.hash = None;
    file.stamp = None;
    file
}

/// Drops the roots whose path is gone from the disk.
pub(super) fn prune(manifest: &mut Manifest) {
    let stays = |root: &Root| {
        root.kind == RootKind::Stdin || Path::new(&root.path).try_exists().unwrap_or(true)
    };
    manifest.roots.retain(stays);
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn roots(manifest: &Manifest) -> Vec<&str> {
        manifest.roots.iter().map(|root| root.path.rsplit('/').next().unwrap()).collect()
    }

    #[test]
    fn overlapping_roots_are_one_the_outer() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["x", "a/b", "a/c"] {
            fs::create_dir_all(folder.path().join(name)).unwrap();
        }
        let mut manifest = Manifest::default();
        let mut ask = |names: &[&str]| {
            let paths: Vec<_> = names.iter().map(|name| folder.path().join(name)).collect();
            let scopes = resolve(&mut manifest, &paths, &mut |warning| panic!("{warning}"));
            (roots(&manifest).join(" "), scopes.len())
        };
        assert_eq!(ask(&["a/b", "x", "a/c"]), ("b x c".to_owned(), 3));
        assert_eq!(ask(&["a"]), ("a x".to_owned(), 1));
        assert_eq!(ask(&["a/c", "a"]), ("a x".to_owned(), 1));
        assert_eq!(ask(&["a/c"]), ("a x".to_owned(), 1));
        assert_eq!(ask(&[]), ("a x".to_owned(), 2));
        assert_eq!(ask(&["a", "x", "a", "x/"]), ("a x".to_owned(), 2));
    }

    #[test]
    fn missing_paths_warn() {
        let mut warnings = Vec::new();
        let paths = [PathBuf::from("/no/such/folder")];
        let scopes = resolve(&mut Manifest::default(), &paths, &mut |w| warnings.push(w));
        assert!(scopes.is_empty());
        assert!(warnings[0].to_string().starts_with("/no/such/folder: cannot be found"));
    }
}
