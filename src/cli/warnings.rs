//! [`Warnings`]: which of many warnings are printed, and when.

use telusur::corpus::{Fate, Warning};

/// Warnings of a kind that are printed of one file; more are counted, so that they do not bury
/// those on other files.
const MOST_OF_A_FILE: u64 = 10;

/// Warnings printed on what was taken all the same.
const MOST_DOUBTS: usize = 50;

/// Warnings as they come, file by file. Those on what was left out are printed at once, so that
/// every file that lost something is named; those on what was taken with doubt come in the end.
#[derive(Default)]
pub(super) struct Warnings {
    /// The file of the last one.
    path: String,
    /// How many there were on that file.
    losses: u64,
    doubts: u64,
    /// Lines for the end.
    held: Vec<String>,
    /// How many doubts no line tells of.
    untold: u64,
}

impl Warnings {
    /// Takes one, and returns the lines to print now.
    pub(super) fn take(&mut self, warning: &Warning) -> Vec<String> {
        let mut lines = Vec::new();
        if warning.path != self.path {
            lines.extend(self.end_file());
            self.path.clone_from(&warning.path);
        }
        if warning.fate != Fate::Taken {
            self.losses += 1;
            if self.losses <= MOST_OF_A_FILE {
                lines.push(format!("warning: {warning}"));
            }
        } else {
            self.doubts += 1;
            if self.doubts <= MOST_OF_A_FILE {
                self.hold(format!("warning: {warning}"), 1);
            }
        }
        lines
    }

    /// Holds a line, or only what it tells of.
    fn hold(&mut self, line: String, count: u64) {
        if self.held.len() < MOST_DOUBTS {
            self.held.push(line);
        } else {
            self.untold += count;
        }
    }

    /// What is to be said when all of a file are there.
    fn end_file(&mut self) -> Option<String> {
        let [losses, doubts] = [&mut self.losses, &mut self.doubts]
            .map(|count| std::mem::take(count).saturating_sub(MOST_OF_A_FILE));
        let rest = |count: u64| format!("… and {count} more in {}", self.path);
        let line = (losses > 0).then(|| rest(losses));
        if doubts > 0 {
            self.hold(rest(doubts), doubts);
        }
        line
    }

    /// The last lines to print.
    pub(super) fn end(&mut self) -> Vec<String> {
        let mut lines: Vec<String> = self.end_file().into_iter().collect();
        lines.append(&mut self.held);
        if self.untold > 0 {
            lines.push(format!("… and {} more warnings", std::mem::take(&mut self.untold)));
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn losses_come_first_and_every_file_that_has_some_is_named() {
        let mut warnings = Warnings::default();
        let mut lines = Vec::new();
        for number in 0..60 {
            lines.extend(warnings.take(&Warning::doubted("a", Some(number), "tanggal aneh")));
        }
        for number in 0..12 {
            lines.extend(warnings.take(&Warning::skipped("b", Some(number), "rusak")));
        }
        lines.extend(warnings.take(&Warning::skipped("c", None, "kosong")));
        assert_eq!((lines.len(), lines[9].as_str()), (12, "warning: b:9: rusak"));
        assert_eq!(lines[10..], ["… and 2 more in b", "warning: c: kosong"]);
        let end = warnings.end();
        assert_eq!((end.len(), end[10].as_str()), (11, "… and 50 more in a"));
    }

    #[test]
    fn doubts_are_bounded() {
        let mut warnings = Warnings::default();
        for file in 0..100 {
            let path = file.to_string();
            for number in 0..11 {
                assert!(warnings.take(&Warning::doubted(&path, Some(number), "aneh")).is_empty());
            }
        }
        let end = warnings.end();
        let said = |line: &&String| line.starts_with("warning");
        let files = end.iter().filter(|line| line.starts_with("… and 1 more in")).count();
        assert_eq!((end.len(), end.iter().filter(said).count() + files), (51, 50));
        assert_eq!(end[50], format!("… and {} more warnings", 1100 - 50));
    }
}
