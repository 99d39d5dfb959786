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
#[derive(Clone, PartialEq, Eq, Debug)]
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
    Phrase(Vec<(u32, Lists)>),
    Either(Vec<Shape>),
    Near {
        within: u32,
        ordered: bool,
        parts: Vec<Shape>,
    },
    Within(OpenGroup),
}

/// The postings of a word's forms.
pub(super) struct Lists(Vec<SegmentPostings>);

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
        Ok(Self(lists))
    }

    pub(super) fn size(&self) -> u32 {
        self.0.iter().map(DocSet::size_hint).fold(0, u32::saturating_add)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        let docs = self.0.iter_mut().map(|list| match list.doc() {
            doc if doc < target => list.seek(target),
            doc => doc,
        });
        docs.min().unwrap_or(TERMINATED)
    }

    /// The positions in an article, ascending, each once.
    pub(super) fn positions(&mut self, doc: DocId, to: &mut Vec<u32>) {
        to.clear();
        self.seek(doc);
        let mut lists = 0;
        for list in self.0.iter_mut().filter(|list| list.doc() == doc) {
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
                Self::Phrase(slots)
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
            Self::Phrase(slots) => slots.first().map_or(0, |(_, lists)| lists.size()),
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
            Self::Phrase(slots) => seek_all(slots, target, |(_, lists), doc| lists.seek(doc)),
            Self::Either(parts) => {
                parts.iter_mut().map(|part| part.seek(target)).min().unwrap_or(TERMINATED)
            }
            Self::Near { parts, .. } => seek_all(parts, target, |part, doc| part.seek(doc)),
            Self::Within(group) => group.seek(target),
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
                positions.into_iter().map(one).collect()
            }
            Self::Written(written) => written.positions(page).into_iter().map(one).collect(),
            Self::Phrase(slots) => {
                let starts = phrase_starts(slots, page);
                let offsets = || slots.iter().map(|(offset, _)| *offset);
                let last = offsets().max().unwrap_or(0);
                let stretch = |start: u32| Stretch {
                    first: start,
                    last: start + last,
                    marks: offsets().map(|offset| start + offset).collect(),
                };
                starts.into_iter().map(stretch).collect()
            }
            Self::Either(parts) => {
                let mut all: Vec<_> = parts.iter_mut().flat_map(|p| p.stretches(page)).collect();
                all.sort_by_key(|stretch| (stretch.first, stretch.last));
                all.dedup();
                all
            }
            Self::Near { within, ordered, parts } => {
                let found: Vec<_> = parts.iter_mut().map(|part| part.stretches(page)).collect();
                super::near::near(&found, *within, *ordered, page)
            }
            Self::Within(group) => group.stretches(page),
        }
    }

    /// How often the pattern stands in the article of a page.
    pub(super) fn count(&mut self, page: &Page) -> usize {
        match self {
            Self::Phrase(slots) => phrase_starts(slots, page).len(),
            other => other.stretches(page).len(),
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

/// Where words one after the other begin, each within one paragraph.
fn phrase_starts(slots: &mut [(u32, Lists)], page: &Page) -> Vec<u32> {
    let (mut starts, mut others) = (Vec::new(), Vec::new());
    for (number, (offset, lists)) in slots.iter_mut().enumerate() {
        lists.positions(page.doc, if number == 0 { &mut starts } else { &mut others });
        let positions = if number == 0 { &mut starts } else { &mut others };
        positions.retain(|position| *position >= *offset);
        positions.iter_mut().for_each(|position| *position -= *offset);
        if number > 0 {
            starts.retain(|start| others.binary_search(start).is_ok());
        }
        if starts.is_empty() {
            return starts;
        }
    }
    let last = slots.iter().map(|(offset, _)| *offset).max().unwrap_or(0);
    if last > 0 {
        starts.retain(|start| page.in_one_paragraph(*start, *start + last));
    }
    starts
}
