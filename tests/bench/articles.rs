//! The articles that benchmarks read: a `.jsonl` file named by `TELUSUR_ARTICLES`, else the
//! sample corpus, repeated.

use std::path::{Path, PathBuf};
use std::{env, fs};

use telusur::corpus::{self, Draft, Format, Item};

/// How often the sample corpus is read where no articles are named: enough to be timed.
const REPEATS: usize = 40;

/// Where the articles lie.
pub(crate) fn path() -> PathBuf {
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    env::var_os("TELUSUR_ARTICLES").map_or_else(sample, PathBuf::from)
}

/// The articles, up to so many bytes of text.
pub(crate) fn read(most: usize) -> Vec<Draft> {
    let path = path();
    let repeats = if path.is_dir() { REPEATS } else { 1 };
    let mut drafts = Vec::new();
    let mut bytes = 0;
    for _ in 0..repeats {
        read_path(&path, &mut |draft: Draft| {
            if bytes < most {
                bytes += draft.text.len();
                drafts.push(draft);
            }
        });
    }
    drafts
}

fn read_path(path: &Path, each: &mut dyn FnMut(Draft)) {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths.iter().for_each(|path| read_path(path, each));
    } else if let Some(format) = Format::of(path) {
        let mut take = |item, _| {
            if let Item::Draft(draft) = item {
                each(draft);
            }
        };
        corpus::read(path, "articles", format, 1 << 30, &mut take).expect("articles");
    }
}
