//! [`Union`]: the best articles that have any of some terms or patterns.
//!
//! MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations",
//! 1995), a window of articles at a time as Lucene's `MaxScoreBulkScorer`: terms
//! so weak that all of them together do not reach the best are not walked, but
//! looked up in articles that the others bring close. Of whole headlines the best
//! eighty take half the time they take by tantivy's block-max WAND.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TERMINATED};

use super::bound::{Bounds, ceiling, slack};
use super::positional::PositionalScorer;
use super::top::Top;
use crate::plan::ArticleRef;

/// Articles scored at a time; their scores fill half of a processor's first cache.
const WINDOW: usize = 4096;

/// Scores looked over at a time.
const STRIDE: usize = 16;

/// Strides of a window, a bit each.
const WORDS: usize = WINDOW / STRIDE / 64;

/// A term of the union, in one segment.
pub(super) struct UnionTerm<'t> {
    pub(super) info: &'t TermInfo,
    pub(super) bm25: &'t Bm25Weight,
}

/// The postings of the terms in one segment.
pub(super) struct Union<'u> {
    segment: &'u SegmentReader,
    norms: FieldNormReader,
    bounds: Bounds,
    /// Patterns first, then the weakest.
    lists: Vec<List<'u>>,
    /// What the lists up to each can add at most.
    up_to: Vec<f32>,
    /// What is left of a threshold that sums of bounds may be held against.
    rounding: f32,
    /// Queries that an article must answer besides.
    filters: Vec<Box<dyn Scorer>>,
}

struct List<'u> {
    /// What it can add at most.
    most: f32,
    /// What all others can add at most.
    others: f32,
    /// What the patterns behind it can add at most.
    patterns_behind: f32,
    source: Source<'u>,
}

enum Source<'u> {
    Term(Box<TermList<'u>>),
    Pattern(Box<PatternList>),
}

struct TermList<'u> {
    postings: BlockSegmentPostings,
    bm25: &'u Bm25Weight,
    /// What the term can add at most.
    ceiling: f32,
    /// The next posting within the block.
    next: usize,
}

/// Words in their places. To see whether they are there costs much, so they come last.
struct PatternList {
    scorer: PositionalScorer,
    /// The next article in which it may stand.
    next: DocId,
}

impl<'u> Union<'u> {
    /// Lays terms and patterns over a segment; `average` is the length of live articles.
    pub(super) fn open(
        segment: &'u SegmentReader,
        field: Field,
        average: f32,
        terms: impl Iterator<Item = UnionTerm<'u>>,
        patterns: impl Iterator<Item = PositionalScorer>,
        filters: Vec<Box<dyn Scorer>>,
    ) -> tantivy::Result<Self> {
        let norms = segment.get_fieldnorms_reader(field)?;
        let index = segment.inverted_index(field)?;
        let bounds = Bounds::new(index.total_num_tokens(), &norms, average);
        let mut lists = Vec::new();
        let list = |most, source| List { most, others: 0.0, patterns_behind: 0.0, source };
        for UnionTerm { info, bm25 } in terms {
            let option = IndexRecordOption::WithFreqs;
            let mut postings = index.read_block_postings_from_terminfo(info, option)?;
            // One block says what it can add; of several the first says nothing of the others.
            let ceiling = ceiling(bm25);
            let most = match postings.block_len() as u32 == postings.doc_freq() {
                true => bounds.of_block(&mut postings, &norms, ceiling),
                false => ceiling,
            };
            let source = Source::Term(Box::new(TermList { postings, bm25, ceiling, next: 0 }));
            lists.push(list(most, source));
        }
        for mut scorer in patterns {
            let (most, next) = (scorer.most(), scorer.candidate(0));
            lists.push(list(most, Source::Pattern(Box::new(PatternList { scorer, next }))));
        }
        // Patterns first: the sooner they count as weak, the fewer articles are looked at closely.
        lists.sort_by(|a, b| a.is_term().cmp(&b.is_term()).then(a.most.total_cmp(&b.most)));
        let mut up_to = Vec::with_capacity(lists.len());
        let mut before = 0.0;
        for list in &mut lists {
            list.others = before;
            before += list.most;
            up_to.push(before);
        }
        let (mut behind, mut patterns_behind) = (0.0, 0.0);
        for list in lists.iter_mut().rev() {
            list.others += behind;
            list.patterns_behind = patterns_behind;
            behind += list.most;
            patterns_behind += if list.is_term() { 0.0 } else { list.most };
        }
        let rounding = 1.0 / slack(lists.len());
        Ok(Self { segment, norms, bounds, lists, up_to, rounding, filters })
    }

    /// Offers the articles that may be among the best.
    pub(super) fn offer(mut self, number: u32, top: &mut Top<'_>) {
        let alive = self.segment.alive_bitset();
        let mut scores = Scores { sums: vec![0.0; WINDOW], touched: [0; WORDS] };
        let rounding = self.rounding;
        loop {
            // The weak lists are those that cannot reach the threshold, all taken together.
            let threshold = top.threshold() * rounding;
            let weak = self.up_to.partition_point(|bound| *bound <= threshold);
            let Some(first) = self.lists[weak..].iter().filter_map(List::doc).min() else { return };
            let start = first - first % WINDOW as DocId;
            for List { others, source, .. } in &mut self.lists[weak..] {
                if let Source::Term(list) = source {
                    let least = threshold - *others;
                    list.add_up_to(start, least, &mut scores, &self.norms, &self.bounds);
                }
            }
            let rest = if weak == 0 { 0.0 } else { self.up_to[weak - 1] };
            for List { patterns_behind, source, .. } in &mut self.lists[weak..] {
                if let Source::Pattern(list) = source {
                    let least = threshold - (rest + *patterns_behind);
                    list.add_up_to(start, least, &mut scores);
                }
            }
            while let Some((first, sums)) = scores.take_stride() {
                let least = (top.threshold() * rounding - rest).max(0.0);
                // Without a way out early, so that it is done for several at once.
                if !sums.iter().fold(false, |any, sum| any | (*sum > least)) {
                    continue;
                }
                for (doc, sum) in (start + first..).zip(sums) {
                    let least = (top.threshold() * rounding - rest).max(0.0);
                    if sum <= least {
                        continue;
                    }
                    let Some(score) = self.complete(doc, sum, weak, top.threshold()) else {
                        continue;
                    };
                    if alive.is_none_or(|alive| alive.is_alive(doc)) && self.passes(doc) {
                        top.push(score, ArticleRef { segment: number, number: doc });
                    }
                }
            }
        }
    }

    /// Whether an article answers the filters; it comes after all asked for before.
    fn passes(&mut self, doc: DocId) -> bool {
        self.filters.iter_mut().all(|filter| match filter.doc() {
            here if here < doc => filter.seek(doc) == doc,
            here => here == doc,
        })
    }

    /// The score of an article with what the weak lists add; `None` once it is clear that it
    /// does not exceed the threshold.
    fn complete(&mut self, doc: DocId, score: f32, weak: usize, threshold: f32) -> Option<f32> {
        let mut score = score;
        for number in (0..weak).rev() {
            if score + self.up_to[number] <= threshold * self.rounding {
                return None;
            }
            score += self.lists[number].score_of(doc, &self.norms);
        }
        (score > threshold).then_some(score)
    }
}

/// The scores of a window.
struct Scores {
    sums: Vec<f32>,
    /// Which strides have any.
    touched: [u64; WORDS],
}

impl Scores {
    fn add(&mut self, at: usize, score: f32) {
        self.sums[at] += score;
        let stride = at / STRIDE;
        self.touched[stride / 64] |= 1 << (stride % 64);
    }

    /// The next stride that has any scores, which are taken out, and its first place.
    fn take_stride(&mut self) -> Option<(u32, [f32; STRIDE])> {
        let word = self.touched.iter().position(|word| *word != 0)?;
        let bit = self.touched[word].trailing_zeros() as usize;
        self.touched[word] &= self.touched[word] - 1;
        let first = (word * 64 + bit) * STRIDE;
        let place = &mut self.sums[first..first + STRIDE];
        let sums = place.try_into().expect("a stride");
        place.fill(0.0);
        Some((first as u32, sums))
    }
}

impl List<'_> {
    fn is_term(&self) -> bool {
        matches!(self.source, Source::Term(_))
    }

    /// The next article.
    fn doc(&self) -> Option<DocId> {
        let doc = match &self.source {
            Source::Term(list) => list.doc(),
            Source::Pattern(list) => list.next,
        };
        Some(doc).filter(|doc| *doc != TERMINATED)
    }

    /// What the list gives to an article that comes after all asked for before.
    fn score_of(&mut self, doc: DocId, norms: &FieldNormReader) -> f32 {
        match &mut self.source {
            Source::Term(list) => list.score_of(doc, norms),
            Source::Pattern(list) => list.score_of(doc),
        }
    }
}

impl PatternList {
    /// Adds what the pattern gives to the articles of the window from `start` on in which it
    /// stands. What has no more than `least` with it does not matter.
    fn add_up_to(&mut self, start: DocId, least: f32, scores: &mut Scores) {
        let end = start + WINDOW as DocId;
        self.next = self.scorer.candidate(self.next.max(start));
        while self.next < end {
            let at = (self.next - start) as usize;
            if scores.sums[at] + self.scorer.most_at(self.next) > least {
                let score = self.scorer.score_at(self.next);
                if score > 0.0 {
                    scores.add(at, score);
                }
            }
            self.next = self.scorer.candidate(self.next + 1);
        }
    }

    fn score_of(&mut self, doc: DocId) -> f32 {
        if self.next < doc {
            self.next = self.scorer.candidate(doc);
        }
        if self.next == doc { self.scorer.score_at(doc) } else { 0.0 }
    }
}

impl TermList<'_> {
    /// The next article.
    fn doc(&self) -> DocId {
        self.postings.doc(self.next)
    }

    /// Adds what the list gives to the articles of the window from `start` on. A block of
    /// which nothing exceeds `least` matters to none of them.
    fn add_up_to(
        &mut self,
        start: DocId,
        least: f32,
        scores: &mut Scores,
        norms: &FieldNormReader,
        bounds: &Bounds,
    ) {
        let end = start + WINDOW as DocId;
        // A list that was weak for a while lies behind.
        if self.doc() < start {
            self.next = self.postings.seek(start);
        }
        while self.doc() < end {
            let matters =
                least <= 0.0 || bounds.of_block(&mut self.postings, norms, self.ceiling) > least;
            let docs = &self.postings.docs()[self.next..];
            let inside = docs.partition_point(|doc| *doc < end);
            let freqs = &self.postings.freqs()[self.next..];
            if matters {
                for (doc, freq) in docs[..inside].iter().zip(freqs) {
                    let score = self.bm25.score(norms.fieldnorm_id(*doc), *freq);
                    scores.add((doc - start) as usize, score);
                }
            }
            self.next += inside;
            if self.next < self.postings.block_len() {
                return;
            }
            self.postings.advance();
            self.next = 0;
        }
    }

    /// What the list gives to an article that comes after all asked for before.
    fn score_of(&mut self, doc: DocId, norms: &FieldNormReader) -> f32 {
        if self.doc() < doc {
            self.next = self.postings.seek(doc);
        }
        match self.doc() == doc {
            true => self.bm25.score(norms.fieldnorm_id(doc), self.postings.freq(self.next)),
            false => 0.0,
        }
    }
}
