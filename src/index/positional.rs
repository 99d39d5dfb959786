//! [`Positional`]: a tantivy query for words that stand where they should.
//!
//! Words one after the other within a paragraph, or within the title or the
//! text. A phrase does not cross paragraphs, nor from the title to the text;
//! the layout tells where those end.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{SegmentId, SegmentReader};
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, TERMINATED, Term};

use super::layout::LayoutReader;
use crate::plan::{ArticleLayout, Scope};

/// The layouts of all segments of a snapshot.
pub(super) type Layouts = Arc<HashMap<SegmentId, LayoutReader>>;

/// A word of the pattern: how far it stands from the first, and the terms that match it.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) offset: u32,
    pub(super) terms: Vec<Term>,
}

/// What must stand one after the other, in one field.
#[derive(Clone)]
pub(super) struct Positional {
    pub(super) field: Field,
    pub(super) slots: Vec<Slot>,
    pub(super) scope: Scope,
    /// Where paragraphs end; `None` for fields without layout, which are one paragraph.
    pub(super) layouts: Option<Layouts>,
}

impl fmt::Debug for Positional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Positional")
            .field("slots", &self.slots)
            .field("scope", &self.scope)
            .finish()
    }
}

impl Query for Positional {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weight = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => {
                // The rarest term of a slot speaks for it; the slots' rarities add up.
                let mut terms = Vec::new();
                for slot in &self.slots {
                    let mut rarest: Option<(u64, &Term)> = None;
                    for term in &slot.terms {
                        let count = statistics_provider.doc_freq(term)?;
                        if rarest.is_none_or(|(least, _)| count < least) {
                            rarest = Some((count, term));
                        }
                    }
                    terms.extend(rarest.map(|(_, term)| term.clone()));
                }
                let known = !terms.is_empty();
                known.then(|| Bm25Weight::for_terms(statistics_provider, &terms)).transpose()?
            }
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(PositionalWeight { pattern: self.clone(), weight }))
    }
}

struct PositionalWeight {
    pattern: Positional,
    weight: Option<Bm25Weight>,
}

impl PositionalWeight {
    fn open(
        &self,
        reader: &SegmentReader,
        boost: Score,
    ) -> tantivy::Result<Option<PositionalScorer>> {
        let Some(matcher) = PatternMatcher::open(&self.pattern, reader)? else { return Ok(None) };
        let weight = self.weight.as_ref().map(|weight| weight.boost_by(boost));
        let norms = reader.get_fieldnorms_reader(self.pattern.field)?;
        let mut scorer = PositionalScorer { matcher, weight, norms, count: 0 };
        scorer.settle(0);
        Ok(Some(scorer))
    }
}

impl Weight for PositionalWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.open(reader, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let found = scorer.doc() <= doc && scorer.seek(doc) == doc;
        Ok(Explanation::new("words in their places", if found { scorer.score() } else { 0.0 }))
    }
}

/// Walks the articles of a segment in which the pattern stands.
struct PositionalScorer {
    matcher: PatternMatcher,
    weight: Option<Bm25Weight>,
    norms: FieldNormReader,
    /// How often the pattern stands in the current article.
    count: u32,
}

impl PositionalScorer {
    /// Goes to the first match at or after `target`.
    fn settle(&mut self, target: DocId) -> DocId {
        let mut doc = self.matcher.seek(target);
        while doc != TERMINATED {
            self.count = self.matcher.starts().len() as u32;
            if self.count > 0 {
                break;
            }
            doc = self.matcher.seek(doc + 1);
        }
        doc
    }
}

impl DocSet for PositionalScorer {
    fn advance(&mut self) -> DocId {
        match self.matcher.doc {
            TERMINATED => TERMINATED,
            doc => self.settle(doc + 1),
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.matcher.doc >= target { self.matcher.doc } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.matcher.doc
    }

    fn size_hint(&self) -> u32 {
        self.matcher.slots.iter().map(OpenSlot::size).min().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // Reading positions costs several times what stepping through documents does.
        10 * u64::from(self.size_hint())
    }
}

impl Scorer for PositionalScorer {
    fn score(&mut self) -> Score {
        let norm = self.norms.fieldnorm_id(self.matcher.doc);
        self.weight.as_ref().map_or(0.0, |weight| weight.score(norm, self.count))
    }
}

/// A pattern laid over the postings of a segment.
pub(super) struct PatternMatcher {
    slots: Vec<OpenSlot>,
    scope: Scope,
    layout: Option<LayoutReader>,
    doc: DocId,
    starts: Vec<u32>,
    buffer: Vec<u32>,
}

struct OpenSlot {
    offset: u32,
    lists: Vec<SegmentPostings>,
}

impl OpenSlot {
    fn size(&self) -> u32 {
        self.lists.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        let docs = self
            .lists
            .iter_mut()
            .map(|list| if list.doc() < target { list.seek(target) } else { list.doc() });
        docs.min().unwrap_or(TERMINATED)
    }

    /// Puts the positions of the slot in `doc`, less its offset, into `to`, ascending.
    fn starts(&mut self, doc: DocId, to: &mut Vec<u32>) {
        to.clear();
        let mut lists = 0;
        for list in self.lists.iter_mut().filter(|list| list.doc() == doc) {
            list.append_positions_with_offset(0, to);
            lists += 1;
        }
        if lists > 1 {
            to.sort_unstable();
            to.dedup();
        }
        to.retain(|position| *position >= self.offset);
        to.iter_mut().for_each(|position| *position -= self.offset);
    }
}

impl PatternMatcher {
    /// Opens the pattern in a segment; `None` if one of its words is not there at all.
    pub(super) fn open(
        pattern: &Positional,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<Self>> {
        let index = reader.inverted_index(pattern.field)?;
        let mut slots = Vec::with_capacity(pattern.slots.len());
        for slot in &pattern.slots {
            let mut lists = Vec::with_capacity(slot.terms.len());
            for term in &slot.terms {
                let option = IndexRecordOption::WithFreqsAndPositions;
                lists.extend(index.read_postings(term, option)?);
            }
            if lists.is_empty() {
                return Ok(None);
            }
            slots.push(OpenSlot { offset: slot.offset, lists });
        }
        // The rarest word leads.
        slots.sort_by_key(OpenSlot::size);
        let layout =
            pattern.layouts.as_ref().and_then(|all| all.get(&reader.segment_id())).cloned();
        let (starts, buffer) = (Vec::new(), Vec::new());
        Ok(Some(Self { slots, scope: pattern.scope, layout, doc: 0, starts, buffer }))
    }

    /// Goes to the first article at or after `target` that has every word.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        let mut target = target;
        self.doc = 'next: loop {
            for slot in &mut self.slots {
                let doc = slot.seek(target);
                if doc > target {
                    target = doc;
                    if doc == TERMINATED {
                        break 'next TERMINATED;
                    }
                    continue 'next;
                }
            }
            break target;
        };
        self.doc
    }

    /// Where the pattern begins in the current article, ascending.
    pub(super) fn starts(&mut self) -> &[u32] {
        let Some((first, others)) = self.slots.split_first_mut() else { return &[] };
        first.starts(self.doc, &mut self.starts);
        for slot in others {
            if self.starts.is_empty() {
                break;
            }
            slot.starts(self.doc, &mut self.buffer);
            let others = &self.buffer;
            self.starts.retain(|start| others.binary_search(start).is_ok());
        }
        let last = self.slots.iter().map(|slot| slot.offset).max().unwrap_or(0);
        if let Some(layout) = &self.layout
            && !self.starts.is_empty()
            && (last > 0 || self.scope != Scope::Anywhere)
        {
            let layout = layout.layout(self.doc);
            self.starts.retain(|start| stands_in(*start, *start + last, self.scope, &layout));
        }
        &self.starts
    }
}

/// Whether words from `first` to `last` lie in one paragraph of the scope.
fn stands_in(first: u32, last: u32, scope: Scope, layout: &ArticleLayout) -> bool {
    let in_title = first < layout.title_length;
    let in_scope = match scope {
        Scope::Anywhere => true,
        Scope::Title => in_title,
        Scope::Text => !in_title,
    };
    in_scope && layout.paragraph_of(first).contains(&last)
}
