//! `telusur index --watch`: syncs whenever something changes, until it is asked to end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, bail};
use telusur::config;
use telusur::engine::{IndexOptions, Keeper};
use telusur::error::{Error, ErrorKind};
use telusur::sync::Root;
use telusur::sync::watch::{Notice, Watch};

use super::{Exit, index};

/// Exit code of a process that Ctrl-C ended at once: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

/// How often it is tried again while another process writes.
const AGAIN: Duration = Duration::from_secs(1);

/// Keeps the index in step until Ctrl-C. A sync that is under way is finished first; a second
/// Ctrl-C ends it at once, which leaves the index as it was before that sync.
pub(super) fn run(folder: &Path, mut options: IndexOptions, json: bool) -> anyhow::Result<Exit> {
    let paths = watched(folder, &options.sync.paths)?;
    let mut watch = Watch::new(&paths, folder)?;
    let stopper = watch.stopper();
    let ending = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&ending);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        stopper.stop();
    })
    .context("cannot listen to Ctrl-C")?;
    for path in paths.iter().filter(|path| !path.exists()) {
        say!("{} is not there; it is waited for", path.display());
    }
    let sync = |options: &IndexOptions, watch: &Watch| sync(folder, options, watch, json, &ending);
    sync(&options, &watch)?;
    // Only the first sync is asked to look at all that seems unchanged.
    (options.sync.rehash, options.sync.prune) = (false, false);
    say!("Watching {}. Ctrl-C ends it.", listed(&paths));
    loop {
        match watch.wait()? {
            Notice::Stop => return Ok(Exit::Done),
            Notice::Gone(path) => {
                say!("{} is gone; what is known of it is kept", path.display());
            }
            Notice::Back(path) => {
                say!("{} is there again", path.display());
                sync(&options, &watch)?;
            }
            Notice::Changed => sync(&options, &watch)?,
        }
    }
}

/// What to watch: the paths given, else those indexed before, else the sample corpus.
fn watched(folder: &Path, given: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if given.iter().any(|path| path.as_os_str() == Root::STDIN) {
        let message = "standard input cannot be watched: leave out - or --watch";
        return Err(Error::new(ErrorKind::InvalidValue, message).into());
    }
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    let known = Keeper::new(folder).roots()?;
    Ok(if known.is_empty() { vec![config::CORPUS_FOLDER.into()] } else { known })
}

/// Syncs the roots that are there, when nobody else writes. That there is nothing to read is
/// said and left to the next change.
fn sync(
    folder: &Path,
    options: &IndexOptions,
    watch: &Watch,
    json: bool,
    ending: &AtomicBool,
) -> anyhow::Result<()> {
    let mut options = options.clone();
    let there = watch.present();
    // As they were given, where they were: warnings and hits name them so.
    let is_there = |path: &PathBuf| path.canonicalize().is_ok_and(|path| there.contains(&path));
    if options.sync.paths.is_empty() {
        options.sync.paths = there;
    } else {
        options.sync.paths.retain(is_there);
    }
    if options.sync.paths.is_empty() {
        return Ok(());
    }
    let mut said = false;
    while !ending.load(Ordering::Relaxed) {
        let Err(error) = index::sync(folder, &options, json) else { break };
        match error.downcast_ref::<Error>().map(Error::kind) {
            Some(ErrorKind::IndexBusy) => {
                if !std::mem::replace(&mut said, true) {
                    say!("{error}; waiting for it");
                }
                std::thread::sleep(AGAIN);
            }
            Some(ErrorKind::NoInput) => {
                say!("{error}; waiting for some");
                break;
            }
            _ => bail!(error),
        }
    }
    Ok(())
}

fn listed(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
