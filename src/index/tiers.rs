//! [`settle`]: the order of candidates, tier by tier, so that pages fit each other.

use std::cmp::Ordering;

use crate::config::{CANDIDATES, DEEP_CANDIDATES};
use crate::plan::{ArticleRef, Candidate};

/// Candidates taken beyond those of a tier, since they are found by the roots of their words, and
/// settled by their surface forms and softened words too. With 20 of them nDCG@10 is up to .001
/// more, and short queries take 4 % longer.
pub(super) const MARGIN: usize = 8;

/// Puts candidates, which come in the order they were found in, in that of their first-stage
/// scores, tier by tier: what is looked at for one page must not change what the pages before it
/// have. Each tier is chosen among [`MARGIN`] more than it holds; those left go to the next. `ties`
/// decides between equal scores.
pub(super) fn settle(
    candidates: &mut [Candidate],
    ties: impl Fn(ArticleRef, ArticleRef) -> Ordering,
) {
    let mut from = 0;
    for tier in [CANDIDATES, DEEP_CANDIDATES] {
        let to = candidates.len().min(tier + MARGIN);
        if from < to {
            candidates[from..to].sort_by(|a, b| {
                b.score.total_cmp(&a.score).then_with(|| ties(a.article, b.article))
            });
        }
        from = tier;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Sightings;

    #[test]
    fn more_candidates_change_nothing_of_the_first_tiers() {
        let candidate = |number: u32| Candidate {
            article: ArticleRef { segment: 0, number },
            score: (number * 37 % 101) as f32,
            parts: Vec::new(),
            exact: Vec::new(),
            sightings: Sightings::default(),
            title_length: 0,
            day: None,
        };
        let order = |count: usize| -> Vec<u32> {
            let mut candidates: Vec<Candidate> = (0..count as u32).map(candidate).collect();
            settle(&mut candidates, |a, b| a.number.cmp(&b.number));
            candidates.iter().map(|candidate| candidate.article.number).collect()
        };
        let all = order(600);
        for depth in [CANDIDATES, DEEP_CANDIDATES, 333] {
            assert_eq!(order(depth + MARGIN)[..depth], all[..depth], "{depth}");
        }
    }
}
