//! Learns the weights of patterns and roots from frequencies and families.
//!
//! Expectation maximisation over word types: every form of the news is the sum of its
//! analyses, P(form) = sum of P(pattern) P(root). A root is worth the forms it
//! explains and its family in MALINDO Morph; a pattern, the forms it explains.

use std::collections::{BTreeMap, HashMap};

use telusur::analysis::affix::{Analysis, Pattern, Patterns, analyses};
use telusur::analysis::prefix::Stem;
use telusur::analysis::scorer::{UNKNOWN, UNKNOWN_LETTER};

use crate::facts::Facts;

/// Rounds of expectation maximisation; the weights move little after six.
const ROUNDS: usize = 8;

/// Least probability of a clitic or particle: they are productive beyond what is seen.
const RARE_ENDING: f64 = 0.003;

/// Least probability of ku- and kau-, which live in speech and not in news.
const RARE_PERSON: f64 = 0.001;

/// What a family of one is less than: the root alone, recorded once, says little.
const LONELY: f64 = 0.7;

/// Worth of a form of the news that MALINDO Morph does not list, before any form is
/// derived from it. So small that any analysis with a known root wins.
const FRESH: f64 = 0.0003;

/// Worth of each form derived from such a fresh root; from a listed root it is one.
const FRESH_CHILD: f64 = 0.3;

/// Least worth of a root added by hand: that of a middling family.
const ADDED: f64 = 12.0;

/// Added to the count of every pattern, so that a rare one is not impossible.
const SMOOTHING: f64 = 1.0;

/// What was learned.
pub(crate) struct Model {
    /// Worth of a root: the size of its family as far as known.
    pub(crate) roots: BTreeMap<String, f64>,
    total: f64,
    patterns: HashMap<Pattern, f64>,
    clitics: [f64; 4],
    particles: [f64; 5],
    grammar: Vec<u8>,
}

impl Model {
    /// Starts from families, flat over `patterns`.
    fn start(facts: &Facts, patterns: &[Pattern], added: &[String], removed: &[String]) -> Self {
        let mut roots: BTreeMap<String, f64> = BTreeMap::new();
        for (root, family) in &facts.families {
            if is_rootlike(root) {
                roots.insert(root.clone(), prior(*family));
            }
        }
        for (form, seen) in &facts.forms {
            if is_rootlike(form)
                && !has_ending(form, facts)
                && seen.documents >= 5
                && seen.capital_share() < 0.9
            {
                roots.entry(form.clone()).or_insert(FRESH);
            }
        }
        for root in added {
            let worth = roots.get(root).copied().unwrap_or(0.0);
            roots.insert(root.clone(), worth.max(ADDED));
        }
        for root in removed {
            roots.remove(root);
        }
        let total = roots.values().sum();
        let mut sorted: Vec<u16> = patterns.iter().map(|pattern| pattern.bits()).collect();
        sorted.sort_unstable();
        let grammar =
            sorted.iter().flat_map(|bits| [bits.to_le_bytes(), [0, 0]].concat()).collect();
        let mut patterns: HashMap<Pattern, f64> =
            patterns.iter().map(|p| (*p, 0.4 / patterns.len() as f64)).collect();
        patterns.insert(Pattern::BARE, 0.4);
        Self {
            roots,
            total,
            patterns,
            clitics: [0.9, 0.08, 0.01, 0.01],
            particles: [0.95, 0.02, 0.01, 0.01, 0.0001],
            grammar,
        }
    }

    /// Learns from the forms.
    pub(crate) fn learn(
        facts: &Facts,
        patterns: &[Pattern],
        added: &[String],
        removed: &[String],
    ) -> Self {
        let mut model = Self::start(facts, patterns, added, removed);
        let base = model.roots.clone();
        let forms: Vec<(&str, f64)> = facts
            .forms
            .iter()
            .filter(|(form, seen)| {
                seen.capital_share() < 0.5
                    && form.bytes().all(|b| b.is_ascii_lowercase())
                    && form.len() > 2
            })
            .map(|(form, _)| (form.as_str(), 1.0))
            .collect();
        for _ in 0..ROUNDS {
            model.round(&base, &forms);
        }
        model
    }

    fn round(&mut self, base: &BTreeMap<String, f64>, forms: &[(&str, f64)]) {
        let mut roots: HashMap<String, f64> = HashMap::new();
        let mut patterns: HashMap<Pattern, f64> = HashMap::new();
        let (mut clitics, mut particles) = ([0.5; 4], [0.5; 5]);
        for (form, weight) in forms {
            let mut readings = Vec::new();
            self.read(form, &mut |analysis, probability| readings.push((analysis, probability)));
            let all: f64 = readings.iter().map(|(_, probability)| probability).sum();
            for (analysis, probability) in readings {
                let share = weight * probability / all;
                if share < 1e-4 {
                    continue;
                }
                if analysis.pattern != Pattern::BARE {
                    *roots.entry(spell(analysis.root)).or_default() += share;
                }
                *patterns.entry(analysis.pattern).or_default() += share;
                clitics[usize::from(analysis.clitic)] += share;
                particles[usize::from(analysis.particle)] += share;
            }
        }
        for (root, worth) in &mut self.roots {
            let child = if base[root] > FRESH { 1.0 } else { FRESH_CHILD };
            *worth = base[root] + child * roots.get(root).copied().unwrap_or(0.0);
        }
        self.total = self.roots.values().sum();
        let all: f64 = patterns.values().sum::<f64>();
        for (pattern, worth) in &mut self.patterns {
            *worth = (patterns.get(pattern).copied().unwrap_or(0.0) + SMOOTHING)
                / (all + 100.0 * SMOOTHING);
            if pattern.is_spoken() {
                *worth = worth.max(RARE_PERSON);
            }
        }
        self.clitics = clitics.map(|worth| (worth / all).max(RARE_ENDING));
        self.particles = particles.map(|worth| (worth / all).max(RARE_ENDING));
    }

    /// Calls `each` with the analyses of `form` and their probabilities.
    fn read<'a>(&self, form: &'a str, each: &mut dyn FnMut(Analysis<'a>, f64)) {
        analyses(Patterns::new(&self.grammar), form, &mut |analysis| {
            let root = self.root_probability(analysis.root);
            let pattern = self.patterns.get(&analysis.pattern).copied().unwrap_or(0.0);
            let meeting = (-f64::from(analysis.cost) / 100.0).exp();
            let endings = self.clitics[usize::from(analysis.clitic)]
                * self.particles[usize::from(analysis.particle)];
            each(analysis, root * pattern * meeting * endings);
        });
    }

    fn root_probability(&self, root: Stem<'_>) -> f64 {
        let spelled = spell(root);
        match self.roots.get(&spelled) {
            Some(worth) => worth / self.total,
            None if spelled.len() >= 3 => {
                let cost = f64::from(UNKNOWN) + f64::from(UNKNOWN_LETTER) * spelled.len() as f64;
                (-cost / 100.0).exp()
            }
            None => 0.0,
        }
    }

    /// The root of the best analysis of `form`.
    pub(crate) fn best(&self, form: &str) -> (String, Pattern) {
        let mut best = (String::new(), Pattern::BARE);
        let mut most = 0.0;
        self.read(form, &mut |analysis, probability| {
            if probability > most {
                most = probability;
                best = (spell(analysis.root), analysis.pattern);
            }
        });
        best
    }

    /// Cost of a root, in hundredths of a nat.
    pub(crate) fn root_cost(&self, root: &str) -> u16 {
        cost(self.roots[root] / self.total)
    }

    pub(crate) fn pattern_cost(&self, pattern: Pattern) -> u16 {
        cost(self.patterns[&pattern])
    }

    pub(crate) fn clitic_cost(&self, clitic: usize) -> u16 {
        cost(self.clitics[clitic])
    }

    pub(crate) fn particle_cost(&self, particle: usize) -> u16 {
        cost(self.particles[particle])
    }
}

/// What a family of this size is worth before any form is read: a family of one is
/// the root alone and says little.
fn prior(family: u32) -> f64 {
    f64::from(family) - LONELY
}

/// Whether `form` is another form with a clitic or particle.
fn has_ending(form: &str, facts: &Facts) -> bool {
    ["nya", "lah", "kah", "pun"].iter().any(|ending| {
        form.strip_suffix(ending)
            .is_some_and(|rest| rest.len() >= 3 && facts.forms.contains_key(rest))
    })
}

/// Negative log probability in hundredths of a nat.
fn cost(probability: f64) -> u16 {
    (-100.0 * probability.max(1e-9).ln()).round() as u16
}

fn spell(stem: Stem<'_>) -> String {
    let mut text = String::new();
    stem.write(&mut text);
    text
}

/// Letters alone, a vowel among them, at least two.
pub(crate) fn is_rootlike(word: &str) -> bool {
    word.len() >= 2
        && word.len() <= 24
        && word.bytes().all(|b| b.is_ascii_lowercase())
        && word.bytes().any(|b| b"aeiouy".contains(&b))
}
