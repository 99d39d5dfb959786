//! [`Ranker`]: the second stage, a linear model over the features of the candidates.

use std::cmp::Ordering;

use super::features::{Extractor, Features};
use super::kind::QueryKind;
use super::weights::{Weights, score};
use crate::plan::{ArticleRef, Candidate, QueryPlan};

/// Ranks the candidates of one query.
pub struct Ranker {
    extractor: Extractor,
    kind: QueryKind,
    weights: &'static Features,
}

impl Ranker {
    /// A ranker for a query of a kind, whose leaves are so rare.
    pub fn new(kind: QueryKind, plan: &QueryPlan, rarities: &[f32]) -> Self {
        let weights = Weights::shipped().of(kind);
        Self { extractor: Extractor::new(plan, rarities), kind, weights }
    }

    /// The kind of the query.
    pub fn kind(&self) -> QueryKind {
        self.kind
    }

    /// The features of a candidate.
    pub fn features(&mut self, candidate: &Candidate) -> Features {
        self.extractor.features(candidate)
    }

    /// Gives the first `depth` candidates their score and puts them in order; `ties` decides
    /// between equal ones. Those behind keep their order, and scores that fall as their own
    /// do, so that pages deep down continue those before.
    pub fn rank(
        &mut self,
        candidates: &mut [Candidate],
        depth: usize,
        ties: impl Fn(ArticleRef, ArticleRef) -> Ordering,
    ) {
        let (front, behind) = candidates.split_at_mut(depth.min(candidates.len()));
        let edge = front.last().map_or(0.0, |last| last.score);
        for candidate in front.iter_mut() {
            candidate.score = score(&self.extractor.features(candidate), self.weights);
        }
        front.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| ties(a.article, b.article)));
        let least = front.last().map_or(0.0, |last| last.score);
        for candidate in behind {
            candidate.score += least - edge;
        }
    }
}
