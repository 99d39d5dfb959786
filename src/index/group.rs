//! [`OpenGroup`]: what must hold inside one sentence or paragraph.

use std::ops::Range;

use tantivy::index::SegmentReader;
use tantivy::{DocId, TERMINATED};

use super::near::beginning;
use super::page::Page;
use super::shape::{Shape, Stretch, WordFields, seek_all};
use crate::plan::{ArticleLayout, Group, Unit};

/// A group laid over the postings of a segment.
pub(super) struct OpenGroup {
    unit: Unit,
    /// Every pattern of the group, those under `Not` included.
    shapes: Vec<Shape>,
    rule: Rule,
    /// One past the last article of the segment.
    end: DocId,
}

/// The group with its patterns by number.
enum Rule {
    Stands(usize),
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Not(Box<Rule>),
    AtLeast(usize, Vec<Rule>),
}

impl OpenGroup {
    pub(super) fn open(
        unit: Unit,
        group: &Group,
        segment: &SegmentReader,
        fields: WordFields,
    ) -> tantivy::Result<Self> {
        let mut shapes = Vec::new();
        let rule = open_rule(group, segment, fields, &mut shapes)?;
        Ok(Self { unit, shapes, rule, end: segment.max_doc() })
    }

    pub(super) fn size(&self) -> u32 {
        self.shapes.iter().map(Shape::size).fold(0, u32::saturating_add)
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        seek_rule(&self.rule, &mut self.shapes, target, self.end)
    }

    /// What stands in the units in which the group holds: a stretch for each unit, marking
    /// what it wants.
    pub(super) fn stretches(&mut self, page: &Page) -> Vec<Stretch> {
        let found: Vec<Vec<Stretch>> =
            self.shapes.iter_mut().map(|shape| shape.stretches(page)).collect();
        // A name or an address is one sentence and one paragraph.
        let whole = || std::iter::once(0..u32::MAX).collect();
        let mut units = Vec::new();
        for unit in page.layout().map_or_else(whole, |layout| units_of(layout, self.unit)) {
            let inside = |number: usize| {
                beginning(&found[number], unit.clone()).iter().filter(|s| unit.contains(&s.last))
            };
            if !holds(&self.rule, &|number| inside(number).next().is_some()) {
                continue;
            }
            let mut wanted = Vec::new();
            collect_wanted(&self.rule, &mut wanted);
            let marked = wanted.into_iter().flat_map(inside);
            let mut marks: Vec<u32> = marked.flat_map(|s| s.marks.iter().copied()).collect();
            marks.sort_unstable();
            marks.dedup();
            if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
                units.push(Stretch { first: *first, last: *last, marks });
            }
        }
        units
    }
}

fn open_rule(
    group: &Group,
    segment: &SegmentReader,
    fields: WordFields,
    shapes: &mut Vec<Shape>,
) -> tantivy::Result<Rule> {
    let mut open_all = |parts: &[Group]| -> tantivy::Result<Vec<Rule>> {
        parts.iter().map(|part| open_rule(part, segment, fields, shapes)).collect()
    };
    Ok(match group {
        Group::All(parts) => Rule::All(open_all(parts)?),
        Group::Any(parts) => Rule::Any(open_all(parts)?),
        Group::AtLeast(count, parts) => Rule::AtLeast(*count, open_all(parts)?),
        Group::Not(inner) => Rule::Not(Box::new(open_rule(inner, segment, fields, shapes)?)),
        Group::Pattern(pattern) => {
            shapes.push(Shape::open(pattern, segment, fields)?);
            Rule::Stands(shapes.len() - 1)
        }
    })
}

/// The first article at or after `target` that has what some unit of it would need.
fn seek_rule(rule: &Rule, shapes: &mut [Shape], target: DocId, end: DocId) -> DocId {
    let anywhere = if target < end { target } else { TERMINATED };
    match rule {
        Rule::Stands(number) => shapes[*number].seek(target),
        Rule::Not(_) => anywhere,
        Rule::All(parts) if parts.is_empty() => anywhere,
        Rule::All(parts) => {
            let mut parts: Vec<&Rule> = parts.iter().collect();
            seek_all(&mut parts, target, |part, doc| seek_rule(part, shapes, doc, end))
        }
        Rule::Any(parts) | Rule::AtLeast(_, parts) => {
            let docs = parts.iter().map(|part| seek_rule(part, shapes, target, end));
            docs.min().unwrap_or(TERMINATED)
        }
    }
}

fn holds(rule: &Rule, stands: &dyn Fn(usize) -> bool) -> bool {
    match rule {
        Rule::Stands(number) => stands(*number),
        Rule::Not(inner) => !holds(inner, stands),
        Rule::All(parts) => parts.iter().all(|part| holds(part, stands)),
        Rule::Any(parts) => parts.iter().any(|part| holds(part, stands)),
        Rule::AtLeast(count, parts) => {
            parts.iter().filter(|part| holds(part, stands)).count() >= *count
        }
    }
}

/// The patterns that are not under `Not`.
fn collect_wanted(rule: &Rule, wanted: &mut Vec<usize>) {
    match rule {
        Rule::Stands(number) => wanted.push(*number),
        Rule::Not(_) => {}
        Rule::All(parts) | Rule::Any(parts) | Rule::AtLeast(_, parts) => {
            parts.iter().for_each(|part| collect_wanted(part, wanted));
        }
    }
}

/// The positions of each sentence or paragraph; the title is one.
fn units_of(layout: &ArticleLayout, unit: Unit) -> Vec<Range<u32>> {
    let starts = layout.sentences.iter();
    let starts = starts.filter(|start| unit == Unit::Sentence || start.paragraph);
    let mut starts: Vec<u32> = starts.map(|start| start.position).collect();
    if starts.first() != Some(&layout.title_length) && layout.title_length < layout.length {
        starts.insert(0, layout.title_length);
    }
    let mut units = Vec::with_capacity(starts.len() + 1);
    if layout.title_length > 0 {
        units.push(0..layout.title_length);
    }
    let ends = starts.iter().skip(1).copied().chain([layout.length]);
    units.extend(starts.iter().zip(ends).map(|(start, end)| *start..end));
    units
}
