//! [`Positional`]: a tantivy query for words that stand where they should.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{SegmentId, SegmentReader};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, TERMINATED, Term};

use super::bound::ceiling;
use super::layout::LayoutReader;
use super::page::Page;
use super::shape::{Shape, WordFields};
use crate::plan::{Matcher, Pattern, Scope, Word};

/// The layouts of all segments of a snapshot.
pub(super) type Layouts = Arc<HashMap<SegmentId, LayoutReader>>;

/// A pattern in one part of an article.
#[derive(Clone)]
pub(super) struct Positional {
    pub(super) pattern: Pattern,
    pub(super) fields: WordFields,
    pub(super) scope: Scope,
    /// Where paragraphs end; `None` for fields without layout.
    pub(super) layouts: Option<Layouts>,
    /// The inverse document frequency it counts with, where that is not its own.
    pub(super) rarity: Option<f32>,
}

impl fmt::Debug for Positional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Positional").field("pattern", &self.pattern).finish_non_exhaustive()
    }
}

impl Positional {
    /// The pattern opened in a segment.
    pub(super) fn open(&self, segment: &SegmentReader) -> tantivy::Result<OpenPositional> {
        let layouts = self.layouts.as_ref();
        Ok(OpenPositional {
            shape: Shape::open(&self.pattern, segment, self.fields)?,
            scope: self.scope,
            layout: layouts.and_then(|all| all.get(&segment.segment_id())).cloned(),
        })
    }

    /// The field whose counts and own lengths the score is made with; for the average length
    /// see `total_num_tokens` of [`Statistics`](super::statistics::Statistics).
    fn scored(&self) -> Field {
        self.fields.root.unwrap_or(self.fields.exact)
    }

    /// The rarities of the words add up; a word is as rare as its forms together.
    fn weight(&self, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<Bm25Weight> {
        let articles = statistics.total_num_docs()?.max(1);
        let tokens = statistics.total_num_tokens(self.scored())?;
        let length = (tokens as Score / articles as Score).max(1.0);
        let matcher = Matcher::Pattern(self.pattern.clone());
        let (mut sum, mut first) = (0.0, None);
        let weighed = |count: u64| {
            let weight = Bm25Weight::for_one_term_without_explain(count, articles, length);
            let count = count as f64;
            (weight, (1.0 + (articles as f64 - count + 0.5) / (count + 0.5)).ln())
        };
        for word in matcher.words() {
            let (weight, idf) = weighed(self.count(word, statistics)?.min(articles));
            sum += idf;
            first.get_or_insert((weight, idf));
        }
        // A form written just so has no word; it counts as a word of one article.
        let (weight, idf) = first.unwrap_or_else(|| weighed(1));
        let rarity = self.rarity.map_or(sum.max(idf), f64::from);
        Ok(weight.boost_by((rarity / idf) as Score))
    }

    fn count(&self, word: &Word, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<u64> {
        let (mut exact, mut roots) = (0, 0);
        for form in &word.exact {
            exact += statistics.doc_freq(&Term::from_field_text(self.fields.exact, form))?;
        }
        if let Some(root) = self.fields.root {
            for form in &word.roots {
                roots += statistics.doc_freq(&Term::from_field_text(root, form))?;
            }
        }
        Ok(exact.max(roots))
    }
}

impl Query for Positional {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                Some(Positional::weight(self, statistics_provider)?)
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PositionalWeight { query: self.clone(), weight }))
    }
}

/// A pattern with what a match of it is worth.
pub(super) struct PositionalWeight {
    query: Positional,
    weight: Option<Bm25Weight>,
}

impl PositionalWeight {
    /// Matches of the pattern, each worth `boost` times what it is among the articles counted.
    pub(super) fn new(
        query: Positional,
        boost: Score,
        statistics: &dyn Bm25StatisticsProvider,
    ) -> tantivy::Result<Self> {
        let weight = query.weight(statistics)?.boost_by(boost);
        Ok(Self { query, weight: Some(weight) })
    }

    /// The pattern laid over a segment, before its first match is looked for.
    pub(super) fn open(
        &self,
        reader: &SegmentReader,
        boost: Score,
    ) -> tantivy::Result<PositionalScorer> {
        Ok(PositionalScorer {
            open: self.query.open(reader)?,
            weight: self.weight.as_ref().map(|weight| weight.boost_by(boost)),
            norms: reader.get_fieldnorms_reader(self.query.scored())?,
            doc: 0,
            count: 0,
        })
    }
}

impl Weight for PositionalWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = self.open(reader, boost)?;
        scorer.settle(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() <= doc && scorer.seek(doc) == doc;
        Ok(Explanation::new("words in their places", if found { scorer.score() } else { 0.0 }))
    }
}

/// A pattern laid over a segment.
pub(super) struct OpenPositional {
    shape: Shape,
    scope: Scope,
    layout: Option<LayoutReader>,
}

impl OpenPositional {
    /// The first article at or after `target` that may match.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        self.shape.seek(target)
    }

    /// How often the pattern stands in an article, within its scope; the positions that take
    /// part are added to `marks`, where they are wanted, ascending and each once.
    fn count(&mut self, doc: DocId, marks: Option<&mut Vec<u32>>) -> usize {
        if !matches!(self.scope, Scope::Title | Scope::Text) {
            return self.shape.count(&Page::new(doc, self.layout.as_ref()), marks);
        }
        let stretches = self.stretches(doc);
        let count = stretches.len();
        if let Some(marks) = marks {
            marks.extend(stretches.into_iter().flat_map(|stretch| stretch.marks));
            marks.sort_unstable();
            marks.dedup();
        }
        count
    }

    /// The positions that take part in a match, ascending, each once.
    pub(super) fn positions(&mut self, doc: DocId) -> Vec<u32> {
        let mut positions = Vec::new();
        self.count(doc, Some(&mut positions));
        positions
    }

    fn stretches(&mut self, doc: DocId) -> Vec<super::shape::Stretch> {
        let page = Page::new(doc, self.layout.as_ref());
        let mut stretches = self.shape.stretches(&page);
        if let (Scope::Title | Scope::Text, Some(layout)) = (self.scope, page.layout()) {
            let wanted = self.scope == Scope::Title;
            stretches.retain(|stretch| (stretch.first < layout.title_length) == wanted);
        }
        stretches
    }
}

/// Walks the articles of a segment in which the pattern stands.
pub(super) struct PositionalScorer {
    open: OpenPositional,
    weight: Option<Bm25Weight>,
    norms: FieldNormReader,
    doc: DocId,
    /// How often the pattern stands in the current article.
    count: u32,
}

impl PositionalScorer {
    /// What the pattern is worth in an article, which comes after all asked for before, and the
    /// positions that take part; 0 and none where it does not stand.
    pub(super) fn read(&mut self, doc: DocId, positions: &mut Vec<u32>) -> Score {
        if self.open.seek(doc) != doc {
            return 0.0;
        }
        self.doc = doc;
        // What `positions` holds already is another pattern's.
        let mut places = Vec::new();
        self.count = self.open.count(doc, Some(&mut places)) as u32;
        positions.append(&mut places);
        if self.count == 0 { 0.0 } else { self.score() }
    }

    /// The first article at or after `target`, and after all asked for before, in which the
    /// pattern may stand.
    pub(super) fn candidate(&mut self, target: DocId) -> DocId {
        self.open.seek(target)
    }

    /// What the pattern is worth in a candidate; 0 where it does not stand.
    pub(super) fn score_at(&mut self, candidate: DocId) -> Score {
        self.doc = candidate;
        self.count = self.open.count(candidate, None) as u32;
        if self.count == 0 { 0.0 } else { self.score() }
    }

    /// What the pattern can be worth at most in a candidate.
    pub(super) fn most_at(&self, candidate: DocId) -> Score {
        let norm = self.norms.fieldnorm_id(candidate);
        let most = self.open.shape.most(candidate);
        self.weight.as_ref().map_or(0.0, |weight| weight.score(norm, most))
    }

    /// What the pattern is worth at most.
    pub(super) fn most(&self) -> Score {
        self.weight.as_ref().map_or(0.0, ceiling)
    }

    /// Goes to the first match at or after `target`.
    fn settle(&mut self, target: DocId) -> DocId {
        self.doc = self.open.seek(target);
        while self.doc != TERMINATED {
            self.count = self.open.count(self.doc, None) as u32;
            if self.count > 0 {
                break;
            }
            self.doc = self.open.seek(self.doc + 1);
        }
        self.doc
    }
}

impl DocSet for PositionalScorer {
    fn advance(&mut self) -> DocId {
        match self.doc {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.open.shape.size()
    }

    fn cost(&self) -> u64 {
        // Reading positions costs several times what stepping through documents does.
        10 * u64::from(self.size_hint())
    }
}

impl Scorer for PositionalScorer {
    fn score(&mut self) -> Score {
        let norm = self.norms.fieldnorm_id(self.doc);
        self.weight.as_ref().map_or(0.0, |weight| weight.score(norm, self.count))
    }
}
