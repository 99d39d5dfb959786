//! [`Shape`]: a pattern laid over the postings of a segment.
//!
//! A shape walks the articles that may match ([`Shape::seek`]) and then tells
//! where it stands in one of them ([`Shape::stretches`]). Articles must be
//! asked for in ascending order.

use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, TERMINATED, Term};

use super::group::OpenGroup;
use super::page::Page;
use super::written::OpenWritten;
use crate::plan::{Pattern, Word};

/// Where a pattern stands: its first and last position, and the positions of its words.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Stretch {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) marks: Vec<u32>,
}

/// The fields a pattern's words are looked up in; without roots for fields that have none.
#[derive(Clone, Copy)]
pub(super) struct WordFields {
    pub(super) exact: Field,
    pub(super) root: Option<Field>,
}

/// An opened pattern.
pub(super) enum Shape {
    Word(Lists),
    Written(Box<OpenWritten>),
    /// Words with their distances from the first, the rarest in front.
    Phrase(OpenPhrase),
    /// Roots one after the other.
    Chain(Vec<Lists>),
    Either(Vec<Shape>),
    Near {
        within: u32,
        ordered: bool,
        parts: Vec<Shape>,
    },
    Within(OpenGroup),
}

/// The postings of a word's forms.
pub(super) struct Lists {
    postings: Vec<SegmentPostings>,
    /// How many positions a match takes beyond the first.
    beyond: u32,
}

impl Lists {
    pub(super) fn open(
        word: &Word,
        segment: &SegmentReader,
        fields: WordFields,
    ) -> tantivy::Result<Self> {
        let mut lists = Vec::new();
        let roots = fields.root.map(|root| (root, &word.roots));
        for (field, forms) in [(fields.exact, &word.exact)].into_iter().chain(roots) {
            let index = segment.inverted_index(field)?;
            for form in forms {
                let term = Term::from_field_text(field, form);
                let option = IndexRecordOption::WithFreqsAndPositions;
                lists.extend(index.read_postings(&term, option)?);
            }
        }
        // A root may stand for a form of any length.
        let beyond = if word.roots.is_empty() { word.beyond } else { 0 };
        Ok(Self { postings: lists, beyond })
    }

    pub(super) fn size(&self) -> u32 {
        self.postings.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        let docs = self.postings.iter_mut().map(|list| match list.doc() {
            doc if doc < target => list.seek(target),
            doc => doc,
        });
        docs.min().unwrap_or(TERMINATED)
    }

    /// How often the word stands in the article that was sought.
    fn frequency(&self, doc: DocId) -> u32 {
        let here = self.postings.iter().filter(|list| list.doc() == doc);
        here.map(Postings::term_freq).fold(0, u32::saturating_add)
    }

    /// The positions in an article, ascending, each once.
    pub(super) fn positions(&mut self, doc: DocId, to: &mut Vec<u32>) {
        to.clear();
        self.seek(doc);
        let mut lists = 0;
        for list in self.postings.iter_mut().filter(|list| list.doc() == doc) {
            list.append_positions_with_offset(0, to);
            lists += 1;
        }
        if lists > 1 {
            to.sort_unstable();
        }
        to.dedup();
    }
}

impl Shape {
    /// Opens a pattern in a segment.
    pub(super) fn open(
        pattern: &Pattern,
        segment: &SegmentReader,
        fields: WordFields,
    ) -> tantivy::Result<Self> {
        let open_all = |parts: &[Pattern]| -> tantivy::Result<Vec<Self>> {
            parts.iter().map(|part| Self::open(part, segment, fields)).collect()
        };
        Ok(match pattern {
            Pattern::Word(word) => Self::Word(Lists::open(word, segment, fields)?),
            Pattern::Written(written) => {
                Self::Written(Box::new(OpenWritten::open(written, segment, fields)?))
            }
            Pattern::Phrase(words) => {
                let mut slots = Vec::with_capacity(words.len());
                for (offset, word) in words {
                    slots.push((*offset, Lists::open(word, segment, fields)?));
                }
                slots.sort_by_key(|(_, lists)| lists.size());
                Self::Phrase(OpenPhrase { slots, starts: Vec::new(), others: Vec::new() })
            }
            Pattern::Chain(words) => {
                let open = |word| Lists::open(word, segment, fields);
                Self::Chain(words.iter().map(open).collect::<tantivy::Result<_>>()?)
            }
            Pattern::Either(parts) => Self::Either(open_all(parts)?),
            Pattern::Near { within, ordered, parts } => {
                Self::Near { within: *within, ordered: *ordered, parts: open_all(parts)? }
            }
            Pattern::Within(unit, group) => {
                Self::Within(OpenGroup::open(*unit, group, segment, fields)?)
            }
        })
    }

    /// About how many articles there are to walk.
    pub(super) fn size(&self) -> u32 {
        match self {
            Self::Word(lists) => lists.size(),
            Self::Written(written) => written.size(),
            Self::Phrase(phrase) => phrase.slots.first().map_or(0, |(_, lists)| lists.size()),
            Self::Chain(words) => words.iter().map(Lists::size).min().unwrap_or(0),
            Self::Either(parts) => parts.iter().map(Self::size).fold(0, u32::saturating_add),
            Self::Near { parts, .. } => parts.iter().map(Self::size).min().unwrap_or(0),
            Self::Within(group) => group.size(),
        }
    }

    /// The first article at or after `target` that may match.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Word(lists) => lists.seek(target),
            Self::Written(written) => written.seek(target),
            Self::Phrase(OpenPhrase { slots, .. }) => {
                seek_all(slots, target, |(_, lists), doc| lists.seek(doc))
            }
            Self::Chain(words) => seek_all(words, target, |lists, doc| lists.seek(doc)),
            Self::Either(parts) => {
                parts.iter_mut().map(|part| part.seek(target)).min().unwrap_or(TERMINATED)
            }
            Self::Near { parts, .. } => seek_all(parts, target, |part, doc| part.seek(doc)),
            Self::Within(group) => group.seek(target),
        }
    }

    /// How often the pattern can stand at most in the article that was sought; read from how
    /// often its words do, not from their positions.
    pub(super) fn most(&self, doc: DocId) -> u32 {
        let least = |words: &mut dyn Iterator<Item = &Lists>| {
            words.map(|lists| lists.frequency(doc)).min().unwrap_or(0)
        };
        match self {
            Self::Word(lists) => lists.frequency(doc),
            Self::Phrase(phrase) => least(&mut phrase.slots.iter().map(|(_, lists)| lists)),
            // What follows in order is counted by where it begins.
            Self::Chain(words) => words.first().map_or(0, |lists| lists.frequency(doc)),
            Self::Near { ordered: true, parts, .. } => parts.first().map_or(0, |p| p.most(doc)),
            Self::Either(parts) => parts.iter().map(|p| p.most(doc)).fold(0, u32::saturating_add),
            Self::Written(_) | Self::Near { .. } | Self::Within(_) => u32::MAX,
        }
    }

    /// Where the pattern stands in the article of a page, by first position.
    pub(super) fn stretches(&mut self, page: &Page) -> Vec<Stretch> {
        let one =
            |position: u32| Stretch { first: position, last: position, marks: vec![position] };
        match self {
            Self::Word(lists) => {
                let mut positions = Vec::new();
                lists.positions(page.doc, &mut positions);
                let beyond = lists.beyond;
                let stretch = |at: u32| Stretch { last: at + beyond, ..one(at) };
                positions.into_iter().map(stretch).collect()
            }
            Self::Written(written) => written.positions(page).into_iter().map(one).collect(),
            Self::Phrase(phrase) => {
                let starts = phrase.starts(page).to_vec();
                let offsets = || phrase.slots.iter().map(|(offset, _)| *offset);
                let last = phrase.last();
                let stretch = |start: u32| Stretch {
                    first: start,
                    last: start + last,
                    marks: offsets().map(|offset| start + offset).collect(),
                };
                starts.into_iter().map(stretch).collect()
            }
            Self::Chain(words) => {
                let positions = |lists: &mut Lists| {
                    let mut positions = Vec::new();
                    lists.positions(page.doc, &mut positions);
                    positions
                };
                let found: Vec<Vec<u32>> = words.iter_mut().map(positions).collect();
                super::chain::chains(&found, page)
            }
            Self::Either(parts) => {
                let mut all: Vec<_> = parts.iter_mut().flat_map(|p| p.stretches(page)).collect();
                all.sort_by_key(|stretch| (stretch.first, stretch.last));
                all.dedup();
                all
            }
            Self::Near { within, ordered, parts } => {
                // Most articles that have words do not have them in order, and this is quicker to
                // see than where they stand.
                let rows = if *ordered { rows(parts, *within, page) } else { None };
                if rows.is_some_and(|rows| rows.is_empty()) {
                    return Vec::new();
                }
                let found: Vec<_> = parts.iter_mut().map(|part| part.stretches(page)).collect();
                super::near::near(&found, *within, *ordered, page)
            }
            Self::Within(group) => group.stretches(page),
        }
    }

    /// How often the pattern stands in the article of a page; the positions of its words are
    /// added to `marks`, where they are wanted, ascending and each once.
    pub(super) fn count(&mut self, page: &Page, mut marks: Option<&mut Vec<u32>>) -> usize {
        let mut spans = Vec::new();
        self.spans(page, &mut spans, marks.as_deref_mut());
        if let Self::Either(_) = self {
            spans.sort_unstable();
            spans.dedup();
        }
        if let Some(marks) = marks {
            marks.sort_unstable();
            marks.dedup();
        }
        spans.len()
    }

    /// Adds the first and the last position of each place where the pattern stands, and the
    /// positions of its words where they are wanted.
    fn spans(&mut self, page: &Page, to: &mut Vec<(u32, u32)>, mut marks: Option<&mut Vec<u32>>) {
        match self {
            Self::Word(lists) => {
                let mut positions = Vec::new();
                lists.positions(page.doc, &mut positions);
                to.extend(positions.iter().map(|at| (*at, *at + lists.beyond)));
                if let Some(marks) = marks {
                    marks.append(&mut positions);
                }
            }
            Self::Phrase(phrase) => {
                let last = phrase.last();
                let before = to.len();
                to.extend(phrase.starts(page).iter().map(|start| (*start, start + last)));
                if let Some(marks) = marks {
                    let offsets = || phrase.slots.iter().map(|(offset, _)| *offset);
                    let places = to[before..].iter();
                    marks.extend(places.flat_map(|(start, _)| offsets().map(move |o| start + o)));
                }
            }
            Self::Either(parts) => {
                parts.iter_mut().for_each(|part| part.spans(page, to, marks.as_deref_mut()));
            }
            Self::Near { within, ordered: true, parts }
                if marks.is_none() && parts.iter().all(|part| matches!(part, Self::Word(_))) =>
            {
                to.extend(rows(parts, *within, page).into_iter().flatten());
            }
            other => {
                let stretches = other.stretches(page);
                to.extend(stretches.iter().map(|stretch| (stretch.first, stretch.last)));
                if let Some(marks) = marks {
                    marks.extend(stretches.into_iter().flat_map(|stretch| stretch.marks));
                }
            }
        }
    }
}

/// The first article at or after `target` in which all of them may match.
pub(super) fn seek_all<T>(
    parts: &mut [T],
    target: DocId,
    mut seek: impl FnMut(&mut T, DocId) -> DocId,
) -> DocId {
    if parts.is_empty() {
        return TERMINATED;
    }
    let mut target = target;
    'next: loop {
        for part in parts.iter_mut() {
            let doc = seek(part, target);
            if doc > target {
                if doc == TERMINATED {
                    return TERMINATED;
                }
                target = doc;
                continue 'next;
            }
        }
        return target;
    }
}

/// The first and the last position of where words stand in order, each at most `within` behind
/// the one before, by first position; `None` if the parts are more than words.
fn rows(parts: &mut [Shape], within: u32, page: &Page) -> Option<Vec<(u32, u32)>> {
    let (mut rows, mut here): (Vec<(u32, u32)>, Vec<u32>) = (Vec::new(), Vec::new());
    for (number, part) in parts.iter_mut().rev().enumerate() {
        let Shape::Word(lists) = part else { return None };
        lists.positions(page.doc, &mut here);
        let row = |start: u32| {
            let end = start + lists.beyond;
            if number == 0 {
                return Some((start, end));
            }
            let next = &rows[rows.partition_point(|(next, _)| *next <= end)..];
            let next = next.iter().take_while(|(next, _)| next - end <= within);
            let last =
                next.map(|(_, last)| *last).filter(|last| page.in_one_paragraph(start, *last));
            last.max().map(|last| (start, last))
        };
        let here = here.iter().filter_map(|start| row(*start)).collect();
        rows = here;
        if rows.is_empty() {
            break;
        }
    }
    Some(rows)
}

/// Words one after the other.
pub(super) struct OpenPhrase {
    /// Each with its distance from the first, the rarest in front.
    slots: Vec<(u32, Lists)>,
    /// Work space.
    starts: Vec<u32>,
    others: Vec<u32>,
}

impl OpenPhrase {
    /// How far the last word lies behind the first.
    fn last(&self) -> u32 {
        self.slots.iter().map(|(offset, _)| *offset).max().unwrap_or(0)
    }

    /// Where the phrase begins, each time within one paragraph.
    fn starts(&mut self, page: &Page) -> &[u32] {
        let last = self.last();
        let Self { slots, starts, others } = self;
        for (number, (offset, lists)) in slots.iter_mut().enumerate() {
            if number == 0 {
                lists.positions(page.doc, starts);
                starts.retain(|position| *position >= *offset);
                starts.iter_mut().for_each(|position| *position -= *offset);
            } else {
                lists.positions(page.doc, others);
                let mut at = 0;
                starts.retain(|start| {
                    let due = start + *offset;
                    at += others[at..].iter().take_while(|position| **position < due).count();
                    others.get(at) == Some(&due)
                });
            }
            if starts.is_empty() {
                return starts;
            }
        }
        page.keep_in_one_paragraph(starts, last);
        starts
    }
}
