//! Gold bodies of test pages, and precision and recall of tokens against them.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// A page and what should be read of it.
pub(crate) struct Gold {
    /// File name without ending.
    pub(crate) name: String,
    /// The kind of site, the name without its number.
    pub(crate) kind: String,
    /// The page.
    #[allow(dead_code, reason = "the tests read the file itself")]
    pub(crate) html: String,
    /// What the page declares: key and value, such as `title`.
    #[allow(dead_code, reason = "the comparison of extractors looks at bodies alone")]
    pub(crate) declared: HashMap<String, String>,
    /// The lines of the body.
    pub(crate) body: Vec<String>,
    /// Lines that may be there or not.
    pub(crate) optional: Vec<String>,
}

/// Tokens found, wanted, and both.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    found: usize,
    wanted: usize,
    both: usize,
}

impl Gold {
    /// The pages of a folder, sorted by name.
    pub(crate) fn pages(folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder).expect("a folder of pages");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
        paths.sort();
        paths.iter().map(|path| Self::of(path)).collect()
    }

    /// The page in a file and the gold beside it.
    fn of(path: &Path) -> Self {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(path.with_extension("txt")).expect("gold beside the page");
        let (head, rest) = text.split_once("---\n").expect("--- above the body");
        let declared = head.lines().filter_map(|line| line.split_once(": "));
        let (optional, body) = rest.lines().partition::<Vec<_>, _>(|line| line.starts_with("? "));
        Self {
            kind: name.split('-').next().unwrap_or_default().to_owned(),
            html: fs::read_to_string(path).expect("a page"),
            declared: declared.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            body: body.into_iter().map(str::to_owned).collect(),
            optional: optional.into_iter().map(|line| line[2..].to_owned()).collect(),
            name,
        }
    }

    /// How what was found compares with the body. Tokens of optional lines count neither way.
    pub(crate) fn score(&self, found: &HashMap<String, usize>) -> Score {
        let wanted = tokens(&self.body.join("\n"));
        let optional = tokens(&self.optional.join("\n"));
        let mut score = Score { wanted: wanted.values().sum(), ..Score::default() };
        for (token, count) in found {
            let of = |counts: &HashMap<String, usize>| counts.get(token).copied().unwrap_or(0);
            let both = of(&wanted).min(*count);
            score.both += both;
            score.found += both + (count - both).saturating_sub(of(&optional));
        }
        score
    }
}

impl Score {
    /// The sum over pages.
    pub(crate) fn sum(scores: impl Iterator<Item = Self>) -> Self {
        scores.fold(Self::default(), |sum, score| Self {
            found: sum.found + score.found,
            wanted: sum.wanted + score.wanted,
            both: sum.both + score.both,
        })
    }

    /// The share of what was found that is wanted.
    pub(crate) fn precision(&self) -> f64 {
        self.both as f64 / self.found.max(1) as f64
    }

    /// The share of what is wanted that was found.
    pub(crate) fn recall(&self) -> f64 {
        self.both as f64 / self.wanted.max(1) as f64
    }

    /// The harmonic mean of both.
    #[allow(dead_code, reason = "the tests bound precision and recall")]
    pub(crate) fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
    }
}

impl fmt::Display for Score {
    /// Precision / recall in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} / {:.1}", self.precision() * 100.0, self.recall() * 100.0)
    }
}

/// Words, lower-cased, with how often each stands there.
pub(crate) fn tokens(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}
