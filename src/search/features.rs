//! [`Features`]: what the ranking looks at in a candidate.
//!
//! All are shares of the query's worth W, the sum over its words of rarity times
//! weight, so that queries of any length speak one language; only the window is
//! a logarithm. Each comes from the positions of the query's own words, none
//! from an article's name, number or collection.

use crate::plan::{Candidate, Leaf, Matcher, QueryPlan};

/// How many features there are.
pub const COUNT: usize = 18;

/// Names of the features, as in the weights file; their order is that of [`Features`].
pub const NAMES: [&str; COUNT] = [
    "roots",
    "forms",
    "coverage",
    "form_coverage",
    "rare_coverage",
    "earliness",
    "rare_earliness",
    "opening",
    "pairs",
    "borne_pairs",
    "triples",
    "borne_triples",
    "window",
    "wide_window",
    "passage",
    "early_passage",
    "frequency",
    "title",
];

/// Saturation of repeated pairs: the second counts less than the first, as k1 of BM25.
const SATURATION: f32 = 1.2;

/// How fast a position loses worth: halved after some ten words.
const EARLY: f32 = 6.0;

/// Half of the most that many matches of a word can add is reached after so many.
const FREQUENT: f32 = 3.0;

/// A window so many times as long as the words it holds is as good as any shorter: a headline
/// stands closest in links to its article.
const CLOSE: f32 = 3.0;

/// Words of the window whose words are taken together: two or three sentences.
const PASSAGE: u32 = 30;

/// The features of one candidate.
pub type Features = [f32; COUNT];

/// Reads features off candidates of one plan.
pub struct Extractor {
    /// What each leaf is worth; 0 under NOT.
    worth: Vec<f32>,
    /// Sum of them.
    whole: f32,
    squares: f32,
    /// Leaves that say something, one a word of the query.
    content: Vec<usize>,
    /// Which word of the query each leaf is.
    places: Vec<u32>,
    /// Every match of the candidate at hand: position and leaf.
    sights: Vec<(u32, u32)>,
    counts: Vec<u32>,
}

impl Extractor {
    /// An extractor for a plan whose leaves are so rare.
    pub fn new(plan: &QueryPlan, rarities: &[f32]) -> Self {
        let worth: Vec<f32> = plan
            .leaves
            .iter()
            .zip(rarities)
            .map(|(leaf, rarity)| if leaf.marks || leaf.hint { leaf.weight * rarity } else { 0.0 })
            .collect();
        let is_word = |leaf: &Leaf| matches!(leaf.matcher, Matcher::Word(_));
        let hinted = plan.leaves.iter().any(|leaf| leaf.hint);
        let content = (0..worth.len()).filter(|number| {
            let leaf = &plan.leaves[*number];
            leaf.content && worth[*number] > 0.0 && (is_word(leaf) || !hinted)
        });
        let places = plan.leaves.iter().scan(0, |place, leaf| {
            let here = *place;
            *place += u32::from(!hinted || is_word(leaf));
            Some(here)
        });
        Self {
            places: places.collect(),
            content: content.collect(),
            whole: worth.iter().sum::<f32>().max(f32::MIN_POSITIVE),
            squares: worth.iter().map(|w| w * w).sum::<f32>().max(f32::MIN_POSITIVE),
            counts: vec![0; worth.len()],
            sights: Vec::new(),
            worth,
        }
    }

    /// The features of a candidate.
    pub fn features(&mut self, candidate: &Candidate) -> Features {
        let whole = self.whole;
        let share = |sum: f32| sum / whole;
        let mut sums = [0.0_f32; 9];
        let [roots, forms, coverage, form_coverage, squares, earliness, opening, title, rare_early] =
            &mut sums;
        let mut frequency = 0.0;
        for (leaf, worth) in self.worth.iter().enumerate() {
            let part = candidate.parts[leaf];
            if part == 0.0 {
                continue;
            }
            *roots += part - candidate.exact[leaf];
            *forms += candidate.exact[leaf];
            *coverage += worth;
            *squares += worth * worth;
            if candidate.exact[leaf] > 0.0 {
                *form_coverage += worth;
            }
            let positions = candidate.sightings.of(leaf);
            if let Some(first) = positions.first() {
                *earliness += worth * early(*first);
                *rare_early += worth * worth * early(*first);
                *opening += worth / (1.0 + *first as f32);
                if *first < candidate.title_length {
                    *title += worth;
                }
                let count = positions.len() as f32;
                frequency += worth * count / (count + FREQUENT);
            }
        }
        let [roots, forms, coverage, form_coverage, squares, earliness, opening, title, rare_early] =
            sums;
        let [pairs, borne_pairs, triples, borne_triples] = self.neighbours(candidate);
        let (window, passage, early_passage) = self.passages(candidate);
        [
            share(roots),
            share(forms),
            share(coverage),
            share(form_coverage),
            squares / self.squares,
            share(earliness),
            rare_early / self.squares,
            share(opening),
            pairs,
            borne_pairs,
            triples,
            borne_triples,
            window,
            window.max(CLOSE.ln()),
            passage,
            early_passage,
            share(frequency),
            share(title),
        ]
    }

    /// Neighbouring content words of the query: how much of its worth stands in the same
    /// order at the same distance; how much so where both stand elsewhere too; three in a row.
    /// A link to another article holds its headline, in order, and nothing else of it, which
    /// the second does not reward.
    fn neighbours(&self, candidate: &Candidate) -> [f32; 4] {
        let [mut pairs, mut borne, mut triples, mut borne_triples, mut possible] = [0.0_f32; 5];
        for (number, pair) in self.content.windows(2).enumerate() {
            let [a, b] = [pair[0], pair[1]];
            let worth = (self.worth[a] + self.worth[b]) / 2.0;
            possible += worth;
            let (first, second) = (candidate.sightings.of(a), candidate.sightings.of(b));
            let stands = |at: &u32, leaf: usize, positions: &[u32]| {
                positions.binary_search(&(at + self.places[leaf] - self.places[a])).is_ok()
            };
            let count = first.iter().filter(|at| stands(at, b, second)).count() as f32;
            if count == 0.0 {
                continue;
            }
            let here = worth * count * (1.0 + SATURATION) / (count + SATURATION);
            pairs += here;
            if first.len() > 1 && second.len() > 1 {
                borne += here;
            }
            if let Some(&c) = self.content.get(number + 2) {
                let third = candidate.sightings.of(c);
                let in_row = |at: &u32| stands(at, b, second) && stands(at, c, third);
                if first.iter().any(in_row) {
                    let here = (worth + self.worth[c]) / 2.0;
                    triples += here;
                    if first.len() > 1 && second.len() > 1 && third.len() > 1 {
                        borne_triples += here;
                    }
                }
            }
        }
        match possible {
            0.0 => [0.0; 4],
            _ => [pairs, borne, triples, borne_triples].map(|sum| sum / possible),
        }
    }

    /// The shortest window with all matched words, as ln(length / their number); the worth of
    /// the best window of [`PASSAGE`] words; the same, less the later it lies.
    fn passages(&mut self, candidate: &Candidate) -> (f32, f32, f32) {
        self.sights.clear();
        let mut matched = 0;
        for leaf in &self.content {
            let positions = candidate.sightings.of(*leaf);
            matched += usize::from(!positions.is_empty());
            self.sights.extend(positions.iter().map(|at| (*at, *leaf as u32)));
        }
        self.sights.sort_unstable();
        if matched == 0 {
            return (0.0, 0.0, 0.0);
        }
        let shortest = self.shortest(matched);
        self.counts.fill(0);
        let (mut best, mut best_early, mut first) = (0.0_f32, 0.0_f32, 0);
        for last in 0..self.sights.len() {
            let (at, leaf) = self.sights[last];
            self.counts[leaf as usize] += 1;
            while at - self.sights[first].0 >= PASSAGE {
                self.counts[self.sights[first].1 as usize] -= 1;
                first += 1;
            }
            if self.counts[leaf as usize] > 1 {
                continue;
            }
            let here = self.content.iter().filter(|leaf| self.counts[**leaf] > 0);
            let here: f32 = here.map(|leaf| self.worth[*leaf]).sum();
            best = best.max(here);
            best_early = best_early.max(here * early(self.sights[first].0));
        }
        let window = (shortest as f32 / matched as f32).max(1.0).ln();
        (window, best / self.whole, best_early / self.whole)
    }

    /// Content words found, how many there are, and the length of the shortest window with all
    /// that were found.
    pub(super) fn window(&mut self, candidate: &Candidate) -> (usize, usize, u32) {
        self.passages(candidate);
        let found = self.content.iter().filter(|leaf| !candidate.sightings.of(**leaf).is_empty());
        match found.count() {
            0 => (0, self.content.len(), 0),
            found => (found, self.content.len(), self.shortest(found)),
        }
    }

    fn shortest(&mut self, matched: usize) -> u32 {
        self.counts.fill(0);
        let (mut shortest, mut first, mut inside) = (u32::MAX, 0, 0);
        for last in 0..self.sights.len() {
            let (at, leaf) = self.sights[last];
            inside += usize::from(self.counts[leaf as usize] == 0);
            self.counts[leaf as usize] += 1;
            while inside == matched {
                let (start, leaf) = self.sights[first];
                shortest = shortest.min(at - start + 1);
                self.counts[leaf as usize] -= 1;
                inside -= usize::from(self.counts[leaf as usize] == 0);
                first += 1;
            }
        }
        shortest
    }
}

/// What a position is worth: 1 for the first.
fn early(position: u32) -> f32 {
    1.0 / (1.0 + (1.0 + position as f32 / EARLY).ln())
}
