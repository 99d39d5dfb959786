//! [`Features`]: what the ranking looks at in a candidate.
//!
//! All are shares of the query's worth W, the sum over its words of rarity times
//! weight, so that queries of any length speak one language; only the window is
//! a logarithm. Each comes from the positions of the query's own words, none
//! from an article's name, number or collection.
//!
//! A word that nearly all candidates have, as the topic of a question, cannot tell
//! them apart, however rare it is in the archive: what tells them apart is rare
//! among the candidates themselves.

use crate::plan::{Candidate, Leaf, Matcher, Period, QueryPlan};

/// How many features there are.
pub const COUNT: usize = 17;

/// Names of the features, as in the weights file; their order is that of [`Features`].
pub const NAMES: [&str; COUNT] = [
    "roots",
    "forms",
    "coverage",
    "earliness",
    "opening",
    "lead",
    "start",
    "pairs",
    "borne_triples",
    "window",
    "passage",
    "early_passage",
    "early_clause",
    "telling_passage",
    "frequency",
    "title",
    "date",
];

/// Saturation of repeated pairs: the second counts less than the first, as k1 of BM25.
const SATURATION: f32 = 1.2;

/// How fast a position loses worth: halved after some ten words.
const EARLY: f32 = 6.0;

/// Words of the lead: two or three paragraphs, or the heading of a statute with its subject.
const LEAD: u32 = 200;

/// Words of the start: a paragraph.
const START: u32 = 60;

/// Half of the most that many matches of a word can add is reached after so many.
const FREQUENT: f32 = 3.0;

/// Words of the window whose words are taken together: two or three sentences.
const PASSAGE: u32 = 30;

/// Words of a narrower one: a clause.
const CLAUSE: u32 = 10;

/// What the whole query is worth where windows are summed up word by word: in whole numbers,
/// since of fractions what comes and goes leaves a rest, and windows of the same words would
/// not be worth the same to the last bit. Many more than the 24 bits of a float.
const UNITS: f32 = (1_i64 << 40) as f32;

/// The features of one candidate.
pub type Features = [f32; COUNT];

/// Reads features off candidates of one plan.
pub struct Extractor {
    /// What each leaf is worth; 0 under NOT.
    worth: Vec<f32>,
    /// Sum of them.
    whole: f32,
    /// What each leaf is worth, and what it is worth in telling candidates apart, as shares of
    /// the whole in [`UNITS`].
    shares: Vec<[i64; 2]>,
    /// The days the query asks for.
    period: Option<Period>,
    /// Leaves that say something, one a word of the query.
    content: Vec<usize>,
    /// Which word of the query each leaf is.
    places: Vec<u32>,
    /// Every match of the candidate at hand: position and leaf.
    sights: Vec<(u32, u32)>,
    counts: Vec<u32>,
}

impl Extractor {
    /// An extractor for a plan whose leaves are so rare; `rivals` are the candidates among
    /// which they are to tell, `period` the days that the query asks for.
    pub fn new(
        plan: &QueryPlan,
        rarities: &[f32],
        rivals: &[Candidate],
        period: Option<Period>,
    ) -> Self {
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
        let whole = worth.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        let units = |share: f32| (share * UNITS).round() as i64;
        let shares = worth.iter().zip(telling(&worth, rivals));
        let shares = shares.map(|(worth, telling)| [units(worth / whole), units(telling)]);
        Self {
            shares: shares.collect(),
            period,
            places: places.collect(),
            content: content.collect(),
            whole,
            counts: vec![0; worth.len()],
            sights: Vec::new(),
            worth,
        }
    }

    /// The features of a candidate.
    pub fn features(&mut self, candidate: &Candidate) -> Features {
        let whole = self.whole;
        let share = |sum: f32| sum / whole;
        let mut sums = [0.0_f32; 8];
        let [roots, forms, coverage, earliness, opening, lead, start, title] = &mut sums;
        let mut frequency = 0.0;
        for (leaf, worth) in self.worth.iter().enumerate() {
            let part = candidate.parts[leaf];
            if part == 0.0 {
                continue;
            }
            *roots += part - candidate.exact[leaf];
            *forms += candidate.exact[leaf];
            *coverage += worth;
            let positions = candidate.sightings.of(leaf);
            if let Some(first) = positions.first() {
                *earliness += worth * early(*first);
                *opening += worth / (1.0 + *first as f32);
                if *first < LEAD {
                    *lead += worth;
                }
                if *first < START {
                    *start += worth;
                }
                if *first < candidate.title_length {
                    *title += worth;
                }
                let count = positions.len() as f32;
                frequency += worth * count / (count + FREQUENT);
            }
        }
        let [roots, forms, coverage, earliness, opening, lead, start, title] = sums;
        let [pairs, borne_triples] = self.neighbours(candidate);
        let window = self.closeness(candidate);
        let [passage, early_passage, telling_passage] = self.best_of(PASSAGE);
        let [_, early_clause, _] = self.best_of(CLAUSE);
        [
            share(roots),
            share(forms),
            share(coverage),
            share(earliness),
            share(opening),
            share(lead),
            share(start),
            pairs,
            borne_triples,
            window,
            passage,
            early_passage,
            early_clause,
            telling_passage,
            share(frequency),
            share(title),
            self.date(candidate),
        ]
    }

    /// How near the candidate lies to the days asked for; 0 if none are, or it has no date.
    fn date(&self, candidate: &Candidate) -> f32 {
        match (self.period, candidate.day) {
            (Some(period), Some(day)) => period.nearness(day),
            _ => 0.0,
        }
    }

    /// Neighbouring content words of the query: how much of its worth stands in the same
    /// order at the same distance; how much so three in a row, where each stands elsewhere too.
    /// A link to another article holds its headline, in order, and nothing else of it, which
    /// the second does not reward.
    fn neighbours(&self, candidate: &Candidate) -> [f32; 2] {
        let [mut pairs, mut triples, mut possible] = [0.0_f32; 3];
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
            pairs += worth * count * (1.0 + SATURATION) / (count + SATURATION);
            let Some(&c) = self.content.get(number + 2) else { continue };
            let third = candidate.sightings.of(c);
            let elsewhere = [first, second, third].iter().all(|positions| positions.len() > 1);
            if elsewhere && first.iter().any(|at| stands(at, b, second) && stands(at, c, third)) {
                triples += (worth + self.worth[c]) / 2.0;
            }
        }
        match possible {
            0.0 => [0.0; 2],
            _ => [pairs / possible, triples / possible],
        }
    }

    /// Collects the matches of a candidate; the shortest window with all matched words, as
    /// ln(length / their number).
    fn closeness(&mut self, candidate: &Candidate) -> f32 {
        self.sights.clear();
        let mut matched = 0;
        for leaf in &self.content {
            let positions = candidate.sightings.of(*leaf);
            matched += usize::from(!positions.is_empty());
            self.sights.extend(positions.iter().map(|at| (*at, *leaf as u32)));
        }
        self.sights.sort_unstable();
        match matched {
            0 => 0.0,
            _ => (self.shortest(matched) as f32 / matched as f32).max(1.0).ln(),
        }
    }

    /// What the best window of so many words is worth; the same, less the later it lies; the
    /// same of what words are worth in telling candidates apart.
    fn best_of(&mut self, width: u32) -> [f32; 3] {
        self.counts.fill(0);
        let ([mut best, mut best_telling, mut here, mut telling], mut first) = ([0_i64; 4], 0);
        let mut best_early = 0.0_f32;
        for last in 0..self.sights.len() {
            let (at, leaf) = self.sights[last];
            while at - self.sights[first].0 >= width {
                let gone = self.sights[first].1 as usize;
                self.counts[gone] -= 1;
                if self.counts[gone] == 0 {
                    here -= self.shares[gone][0];
                    telling -= self.shares[gone][1];
                }
                first += 1;
            }
            let leaf = leaf as usize;
            self.counts[leaf] += 1;
            if self.counts[leaf] > 1 {
                continue;
            }
            here += self.shares[leaf][0];
            telling += self.shares[leaf][1];
            best = best.max(here);
            best_telling = best_telling.max(telling);
            if here as f32 > best_early {
                best_early = best_early.max(here as f32 * early(self.sights[first].0));
            }
        }
        [best as f32, best_early, best_telling as f32].map(|units| units / UNITS)
    }

    /// Content words found, how many there are, and the length of the shortest window with all
    /// that were found.
    pub(super) fn window(&mut self, candidate: &Candidate) -> (usize, usize, u32) {
        self.closeness(candidate);
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

/// What leaves are worth in telling candidates apart: worth times rarity among them.
fn telling(worth: &[f32], rivals: &[Candidate]) -> Vec<f32> {
    let all = rivals.len() as f32;
    let of = |(leaf, worth): (usize, &f32)| {
        let having = rivals.iter().filter(|rival| rival.parts[leaf] > 0.0).count() as f32;
        worth * ((all + 1.0) / (having + 0.5)).ln()
    };
    let mut telling: Vec<f32> = worth.iter().enumerate().map(of).collect();
    let whole = telling.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    telling.iter_mut().for_each(|share| *share /= whole);
    telling
}

/// What a position is worth: 1 for the first.
fn early(position: u32) -> f32 {
    1.0 / (1.0 + (1.0 + position as f32 / EARLY).ln())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::plan::{ArticleRef, Sightings};
    use crate::query::{interpret, parse};

    /// A candidate that has each word of the query at one position.
    fn candidate(positions: [u32; 3]) -> Candidate {
        let mut sightings = Sightings::of_leaves(3);
        positions.iter().for_each(|at| sightings.push_leaf(|all| all.push(*at)));
        Candidate {
            article: ArticleRef { segment: 0, number: 0 },
            score: 3.0,
            parts: vec![1.0; 3],
            exact: vec![0.0; 3],
            sightings,
            title_length: 0,
            day: None,
        }
    }

    #[test]
    fn windows_of_the_same_words_are_worth_the_same() {
        let (query, _) = parse("banjir sungai desa", jiff::civil::date(2026, 1, 31));
        let plan = interpret(&query, &mut Analyzer::new());
        // Added up from the first and from the last they differ in the last bit.
        let mut extractor = Extractor::new(&plan, &[0.7, 7.6, 4.2], &[], None);
        let mut passages = |positions| {
            let features = extractor.features(&candidate(positions));
            let named = ["passage", "early_passage", "early_clause", "telling_passage"];
            named.map(|name| features[NAMES.iter().position(|other| *other == name).unwrap()])
        };
        let forwards = passages([0, 1, 2]);
        for other in [[2, 1, 0], [1, 0, 2], [0, 2, 1], [1, 2, 0], [2, 0, 1]] {
            assert_eq!(passages(other), forwards, "{other:?}");
        }
    }
}
