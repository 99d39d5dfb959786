//! [`Bounds`]: what the postings of a term can add at most to the score of an article.
//!
//! Tantivy keeps of each full block of postings one frequency and one length: those that score
//! best by the average length of the segment when it was written. Scored by another average,
//! that of all live articles, another article of the block may be better: by the average of a
//! segment of short articles, what says a word once in twenty words beats what says it five
//! times in four hundred, and by the average of long ones it does not.
//!
//! With the share m / (1 + m), m = frequency / norm(length), a score rises with m alone. No m of
//! the block by the segment's average exceeds that of what was kept. By the live average
//! m becomes m × norm(length) of the segment / norm(length) of the live articles, and as
//! norm(length) = k1 × (1 - b + b × length / average), that factor lies between 1 and
//! live average / segment average, whatever the length. So m of what was kept, times the greater
//! of the two, is exceeded by none.

use tantivy::Score;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Bm25Weight;

/// What bounds the scores of one field in one segment.
pub(super) struct Bounds {
    /// Any weight with the average length of the segment.
    segment: Bm25Weight,
    /// One over what it gives at most.
    scale: Score,
    /// By how much more often for its length a word can stand by the live average.
    growth: Score,
}

impl Bounds {
    /// The bounds in a segment of so many tokens; `average` is the length of live articles.
    pub(super) fn new(tokens: u64, norms: &FieldNormReader, average: Score) -> Self {
        // Just as tantivy has it when it writes a segment.
        let own = tokens as Score / norms.num_docs() as Score;
        let segment = Bm25Weight::for_one_term_without_explain(1, 1, own);
        Self { scale: 1.0 / ceiling(&segment), segment, growth: (average / own).max(1.0) }
    }

    /// What the block at hand gives at most to a term that gives `ceiling` at most.
    #[inline]
    pub(super) fn of_block(
        &self,
        postings: &mut BlockSegmentPostings,
        norms: &FieldNormReader,
        ceiling: Score,
    ) -> Score {
        self.grown(postings.block_max_score(norms, &self.segment), ceiling)
    }

    /// What gets so much by the segment's average gets at most so much by the live one.
    #[inline]
    fn grown(&self, by_segment: Score, ceiling: Score) -> Score {
        let share = by_segment * self.scale;
        ceiling * share * self.growth / (1.0 + share * (self.growth - 1.0))
    }
}

/// What a term gives at most, however often it stands in however short an article. Not
/// `max_score` of tantivy: that is what an article of nothing but the word has, and the lengths
/// that are kept are rounded down.
pub(super) fn ceiling(bm25: &Bm25Weight) -> Score {
    bm25.score(0, u32::MAX)
}

/// By how much the sum of so many scores may exceed what it should be, since each addition
/// rounds.
pub(super) fn slack(scores: usize) -> Score {
    1.0 + 2.0 * (scores + 8) as Score * Score::EPSILON
}

#[cfg(test)]
mod tests {
    use super::*;

    const AVERAGES: [f32; 5] = [12.0, 100.0, 290.0, 417.0, 5000.0];
    const LENGTHS: [u32; 8] = [1, 8, 20, 100, 400, 1500, 9000, 200_000];

    /// All that can stand in a block.
    fn articles() -> impl Iterator<Item = (u8, u32)> {
        let frequencies = |length: u32| [1, 2, 5, 40, 254, 1000].map(|often| often.min(length));
        LENGTHS.into_iter().flat_map(move |length| {
            let norm = FieldNormReader::fieldnorm_to_id(length);
            frequencies(length).map(|often| (norm, often))
        })
    }

    #[test]
    fn no_article_exceeds_the_bound_of_its_block() {
        for own in AVERAGES {
            for live in AVERAGES {
                let norms = FieldNormReader::constant(10, 1);
                let bounds = Bounds::new((10.0 * own) as u64, &norms, live);
                let bm25 = Bm25Weight::for_one_term_without_explain(3, 1000, live);
                for (norm, often) in articles() {
                    let kept = bounds.segment.score(norm, often);
                    let bound = bounds.grown(kept, ceiling(&bm25)) * slack(1);
                    // What scores no more by the segment's average may stand in its block.
                    let others = articles().filter(|(n, o)| bounds.segment.score(*n, *o) <= kept);
                    for (other_norm, other) in others {
                        let score = bm25.score(other_norm, other);
                        assert!(score <= bound, "{score} exceeds {bound}: {own} {live} {other}");
                    }
                }
            }
        }
    }

    #[test]
    fn with_one_average_the_bound_is_the_score() {
        let norms = FieldNormReader::constant(10, 1);
        let bounds = Bounds::new(3000, &norms, 300.0);
        let bm25 = Bm25Weight::for_one_term_without_explain(3, 1000, 300.0);
        for (norm, often) in articles() {
            let score = bm25.score(norm, often);
            let bound = bounds.grown(bounds.segment.score(norm, often), ceiling(&bm25));
            assert!((bound - score).abs() <= score * 1e-5, "{bound} for {score}");
        }
    }
}
