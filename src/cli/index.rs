//! `telusur index`: brings the index in step with files.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use serde::Serialize;
use telusur::clean::Cleaned;
use telusur::config;
use telusur::engine::{IndexOptions, Keeper, KeptReport};
use telusur::index::WriterOptions;
use telusur::sync::{Report, SyncOptions};

use super::progress::Terminal;
use super::{Exit, Where, print_json};

/// Bring the index in step with files and folders
///
/// Articles that are new, changed or gone are added, replaced or removed; all else is left as
/// it is, and so is everything from elsewhere.
///
/// Reads saved web pages (.html, .mhtml), Markdown with front matter (.md), plain text (.txt),
/// JSON lines and arrays (.jsonl, .json), tables with a header (.csv, .tsv), feeds (.rss, .atom),
/// web archives (.warc) and PDF with a text layer, also packed (.gz, .zst). What a file is, its
/// first bytes decide where they leave no doubt, else its name. Keys and columns are English or
/// Indonesian: id, title or judul, body or isi, date or tanggal, url, source or sumber, author or
/// penulis, editor, place or lokasi, section or rubrik, and what exports call them (published_at).
/// Dates may be 2024-07-31, 31/7/2024, Rabu, 31 Juli 2024 14:05 WIB or seconds since 1970.
///
/// PATH may be -, which is standard input, in JSON lines. Its articles are added, in place of
/// those that it gave before under the same ids, and stay until they are forgotten (telusur
/// forget -). One without an id has one by its url, else by its title and text.
#[derive(Args)]
pub(crate) struct IndexArgs {
    /// Files and folders, or - [default: those indexed before, else corpus]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) place: Where,
    #[command(flatten)]
    writing: Writing,
    /// Read every file again, however unchanged it looks, and say again what is left out
    #[arg(long)]
    rehash: bool,
    /// Forget indexed paths that are gone from the disk
    #[arg(long)]
    prune: bool,
    /// Go on, and follow every change of the files and folders until Ctrl-C
    #[arg(long)]
    watch: bool,
    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

/// How to write.
#[derive(Args)]
pub(crate) struct Writing {
    /// Indexing threads, of which at most 8 are used [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// Memory for indexing, in megabytes
    #[arg(long, value_name = "MB", default_value_t = config::MEMORY_MB as u32,
        value_parser = clap::value_parser!(u32).range(32..=65_536))]
    memory: u32,
    /// Largest article taken, in megabytes
    #[arg(long, value_name = "MB", default_value_t = config::MAX_ARTICLE_MB as u32,
        value_parser = clap::value_parser!(u32).range(1..=1024))]
    max_article: u32,
}

impl Default for Writing {
    fn default() -> Self {
        let (memory, max_article) = (config::MEMORY_MB as u32, config::MAX_ARTICLE_MB as u32);
        Self { threads: None, memory, max_article }
    }
}

impl Writing {
    pub(crate) fn writer(&self) -> WriterOptions {
        WriterOptions {
            threads: self.threads.map_or_else(config::threads, usize::from),
            memory: self.memory as usize * 1_000_000,
        }
    }

    pub(crate) fn options(&self, paths: Vec<PathBuf>) -> IndexOptions {
        let max_article = (self.max_article as usize) << 20;
        let sync = SyncOptions { paths, rehash: false, prune: false, max_article };
        IndexOptions { sync, writer: self.writer() }
    }
}

#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    report: Report,
    seconds: f64,
    articles: usize,
    committed: bool,
    rebuilt: bool,
    /// Stretches of boilerplate cut from the articles added or changed.
    boilerplate_cut: u64,
    /// Places repaired in their texts.
    repaired: u64,
}

impl IndexArgs {
    pub(crate) fn run(self) -> anyhow::Result<Exit> {
        let mut options = self.writing.options(self.paths);
        options.sync.rehash = self.rehash;
        options.sync.prune = self.prune;
        if self.watch {
            return super::watch::run(&self.place.folder, options, self.json);
        }
        sync(&self.place.folder, &options, self.json)?;
        Ok(Exit::Done)
    }
}

/// Syncs once and prints what that did.
pub(super) fn sync(folder: &Path, options: &IndexOptions, json: bool) -> anyhow::Result<()> {
    let started = Instant::now();
    let mut terminal = Terminal::new();
    let kept = Keeper::new(folder).sync(options, &mut terminal);
    terminal.finish();
    let kept = kept?;
    let seconds = started.elapsed().as_secs_f64();
    if json {
        let KeptReport { report, committed, rebuilt, articles, cleaned } = kept;
        let Cleaned { cut: boilerplate_cut, repaired } = cleaned;
        let counts =
            Answer { report, seconds, articles, committed, rebuilt, boilerplate_cut, repaired };
        print_json(&counts)?;
    } else {
        print_summary(&kept, seconds)?;
    }
    Ok(())
}

fn print_summary(kept: &KeptReport, seconds: f64) -> std::io::Result<()> {
    use std::io::Write;
    let mut out = anstream::stdout().lock();
    let report = &kept.report;
    if !kept.committed {
        writeln!(out, "Nothing changed: {} articles, nothing written.", kept.articles)?;
    } else {
        writeln!(
            out,
            "{} added, {} changed, {} removed, {} unchanged: {} articles in the index.",
            report.added, report.changed, report.removed, report.unchanged, kept.articles
        )?;
    }
    if report.skipped > 0 {
        writeln!(out, "{} left out, see the warnings above.", report.skipped)?;
    }
    let Cleaned { cut, repaired } = kept.cleaned;
    if cut > 0 || repaired > 0 {
        writeln!(
            out,
            "Boilerplate cut in {} places, text repaired in {}.",
            grouped(cut),
            grouped(repaired)
        )?;
    }
    if report.bytes > 0 {
        let megabytes = report.bytes as f64 / 1e6;
        let speed = megabytes / seconds.max(1e-3);
        writeln!(out, "{megabytes:.1} MB of articles in {seconds:.1} s, {speed:.0} MB/s.")?;
    }
    Ok(())
}

/// A number with its thousands apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
