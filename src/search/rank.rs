//! [`Ranker`]: the second stage, a linear model over the features of the candidates.

use std::cmp::Ordering;

use super::explain::Explanation;
use super::features::{Extractor, Features};
use super::kind::QueryKind;
use super::weights::{Weights, score};
use crate::plan::{ArticleRef, Candidate};

/// Ranks the candidates of one query.
pub struct Ranker {
    extractor: Extractor,
    kind: QueryKind,
    weights: &'static Features,
}

impl Ranker {
    /// A ranker for a query of a kind, whose features the extractor reads.
    pub fn new(kind: QueryKind, extractor: Extractor) -> Self {
        Self { extractor, kind, weights: Weights::shipped().of(kind) }
    }

    /// How the score of a ranked candidate came about.
    pub fn explain(&mut self, candidate: &Candidate) -> Explanation {
        let features = self.extractor.features(candidate);
        let window = self.extractor.window(candidate);
        Explanation::new(self.kind, &features, self.weights, candidate.score, window)
    }

    /// Gives the candidates their scores and puts them in order, tier by tier: those up to the
    /// first of `tiers`, then those up to the second; `ties` decides between equal ones. A tier
    /// stays below the one before, and what lies behind all keeps its order, so that pages deep
    /// down continue those before.
    pub fn rank(
        &mut self,
        candidates: &mut [Candidate],
        tiers: &[usize],
        ties: impl Fn(ArticleRef, ArticleRef) -> Ordering,
    ) {
        let (mut rest, mut passed, mut least) = (candidates, 0, f32::INFINITY);
        for tier in tiers {
            let size = (tier - passed).min(rest.len());
            let (front, behind) = rest.split_at_mut(size);
            for candidate in front.iter_mut() {
                candidate.score = score(&self.extractor.features(candidate), self.weights);
            }
            let best = front.iter().map(|candidate| candidate.score).fold(f32::MIN, f32::max);
            lower(front, (best - least).max(0.0));
            front.sort_by(|a, b| {
                b.score.total_cmp(&a.score).then_with(|| ties(a.article, b.article))
            });
            least = front.last().map_or(least, |last| last.score);
            (rest, passed) = (behind, *tier);
        }
        let best = rest.first().map_or(least, |first| first.score);
        lower(rest, (best - least).max(0.0));
    }
}

/// Lowers the scores of candidates.
fn lower(candidates: &mut [Candidate], by: f32) {
    candidates.iter_mut().for_each(|candidate| candidate.score -= by);
}
