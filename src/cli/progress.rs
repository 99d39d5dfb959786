//! [`Terminal`]: progress and warnings of long work, on stderr.

use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};
use telusur::corpus::Warning;
use telusur::engine::Listener;
use telusur::sync::{Observer, Progress};

use super::warnings::Warnings;

/// How often the bar is moved.
const EVERY: Duration = Duration::from_millis(100);

/// A progress bar where there is a terminal, and warnings.
pub(crate) struct Terminal {
    bar: ProgressBar,
    started: Instant,
    moved: Option<Instant>,
    warnings: Warnings,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(10));
        let style = ProgressStyle::with_template("{bar:32} {percent:>3} %  {msg}");
        bar.set_style(style.expect("the template is well formed"));
        Self { bar, started: Instant::now(), moved: None, warnings: Warnings::default() }
    }

    /// Removes the bar and prints the warnings that come last.
    pub(crate) fn finish(&mut self) {
        self.bar.finish_and_clear();
        for line in self.warnings.end() {
            say!("{line}");
        }
    }
}

impl Observer for Terminal {
    fn warning(&mut self, warning: &Warning) {
        for line in self.warnings.take(warning) {
            self.bar.suspend(|| say!("{line}"));
        }
    }

    fn progress(&mut self, progress: Progress) {
        if self.moved.is_some_and(|moved| moved.elapsed() < EVERY) {
            return;
        }
        self.moved = Some(Instant::now());
        let seconds = self.started.elapsed().as_secs_f64();
        let speed = progress.article_bytes as f64 / 1e6 / seconds.max(1e-3);
        let left = progress.file_bytes_total.saturating_sub(progress.file_bytes) as f64;
        let left = seconds * left / progress.file_bytes.max(1) as f64;
        self.bar.set_length(progress.file_bytes_total);
        self.bar.set_position(progress.file_bytes);
        self.bar.set_message(format!(
            "{} articles, {speed:.0} MB/s, {} left",
            progress.articles,
            HumanDuration(Duration::from_secs_f64(left.min(1e7)))
        ));
    }
}

impl Listener for Terminal {
    fn rebuilding(&mut self, why: &str) {
        self.bar.suspend(|| say!("rebuilding the index: {why}"));
    }

    fn committing(&mut self) {
        self.bar.set_message("writing the index");
        self.bar.tick();
    }
}
