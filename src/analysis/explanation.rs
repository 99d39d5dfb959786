//! [`Explanation`]: the analyses of a word, their scores, and why the winner won.

use std::fmt;

use super::affix::{Analysis, CLITICS, PARTICLES};
use super::scorer::{LONGEST, score};
use super::stemmer::{Reason, indexed, resolve};
use super::table::Table;

/// One analysis with its score, in nats.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// Affixes around `…`: `di-…-kan -nya -lah`.
    pub pattern: String,
    /// What is left.
    pub root: String,
    /// log P(pattern), with clitic, particle and nasal change.
    pub pattern_score: f64,
    /// log P(root).
    pub root_score: f64,
}

impl Reading {
    /// The sum by which analyses are compared.
    pub fn total(&self) -> f64 {
        self.pattern_score + self.root_score
    }
}

/// Why a word has the root it has.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// The word.
    pub word: String,
    /// Its true root.
    pub root: String,
    /// What is indexed for it in lower case.
    pub roots: Vec<String>,
    /// Why the root won.
    pub reason: Reason,
    /// All analyses, best first.
    pub readings: Vec<Reading>,
}

impl Explanation {
    pub(crate) fn of(table: &Table<'_>, word: &str) -> Self {
        let mut readings = Vec::new();
        if word.len() <= LONGEST {
            score(table, word, &mut |scored| {
                let mut root = String::new();
                scored.analysis.root.write(&mut root);
                readings.push(Reading {
                    pattern: affixes(&scored.analysis),
                    root,
                    pattern_score: -f64::from(scored.affixes) / 100.0,
                    root_score: -f64::from(scored.root) / 100.0,
                });
            });
        }
        readings.sort_by(|a, b| b.total().total_cmp(&a.total()));
        let mut root = String::new();
        let reason = resolve(table, word, &mut root);
        let mut room = String::new();
        let (first, second) = indexed(table, word, &mut room);
        let roots = [Some(first), second].into_iter().flatten().map(str::to_owned).collect();
        Self { word: word.to_owned(), root, roots, reason, readings }
    }
}

fn affixes(analysis: &Analysis<'_>) -> String {
    let mut text = analysis.pattern.to_string();
    for ending in [CLITICS[usize::from(analysis.clitic)], PARTICLES[usize::from(analysis.particle)]]
    {
        if !ending.is_empty() {
            text.push_str(" -");
            text.push_str(ending);
        }
    }
    text
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Exception => "listed among the exceptions",
            Self::Name => "a name that is kept",
            Self::Root => "the word is a root",
            Self::Score => "the best score",
            Self::Part => "one part carries the meaning",
            Self::Whole => "nothing to take apart",
        })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} -> {} ({})", self.word, self.root, self.reason)?;
        if self.roots != [self.root.as_str()] {
            writeln!(f, "  indexed as {}", self.roots.join(", "))?;
        }
        for reading in &self.readings {
            writeln!(
                f,
                "  {:>8.2} = {:>7.2} {:<24} + {:>7.2} {}",
                reading.total(),
                reading.pattern_score,
                reading.pattern,
                reading.root_score,
                reading.root
            )?;
        }
        Ok(())
    }
}
