//! Where the leaves of a plan match given articles.

use tantivy::index::SegmentReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Term};

use super::lower::pattern;
use super::positional::{Layouts, PatternMatcher};
use super::schema::Fields;
use crate::plan::{Leaf, Match, Matcher, Scope, Word};

/// A leaf laid over the postings of a segment. Articles must be asked for in ascending order.
pub(super) struct LeafMatcher {
    kind: Kind,
}

enum Kind {
    /// Postings of the word's forms.
    Word(Vec<SegmentPostings>),
    /// Patterns, with how far each of their words stands from the first.
    Pattern(Vec<PatternMatcher>, Vec<u32>),
}

impl LeafMatcher {
    pub(super) fn open(
        leaf: &Leaf,
        segment: &SegmentReader,
        fields: Fields,
        layouts: &Layouts,
    ) -> tantivy::Result<Self> {
        let kind = match &leaf.matcher {
            Matcher::Word(word) if leaf.scope == Scope::Anywhere => {
                Kind::Word(open_word(word, segment, fields)?)
            }
            Matcher::Word(word) => {
                open_pattern(&[(0, word.clone())], leaf.scope, segment, fields, layouts)?
            }
            Matcher::Phrase(words) => open_pattern(words, leaf.scope, segment, fields, layouts)?,
        };
        Ok(Self { kind })
    }

    /// Where the leaf matches an article.
    pub(super) fn matches(&mut self, doc: DocId) -> Match {
        let mut positions = Vec::new();
        match &mut self.kind {
            Kind::Word(lists) => {
                for list in lists {
                    if list.doc() <= doc && list.seek(doc) == doc {
                        list.append_positions_with_offset(0, &mut positions);
                    }
                }
            }
            Kind::Pattern(patterns, offsets) => {
                for pattern in patterns {
                    if pattern.seek(doc) == doc {
                        let starts = pattern.starts().iter();
                        positions
                            .extend(starts.flat_map(|start| {
                                offsets.iter().map(move |offset| start + offset)
                            }));
                    }
                }
            }
        }
        positions.sort_unstable();
        positions.dedup();
        Match { positions }
    }
}

fn open_word(
    word: &Word,
    segment: &SegmentReader,
    fields: Fields,
) -> tantivy::Result<Vec<SegmentPostings>> {
    let mut lists = Vec::new();
    for (field, forms) in [(fields.exact, &word.exact), (fields.root, &word.roots)] {
        let index = segment.inverted_index(field)?;
        for form in forms {
            let term = Term::from_field_text(field, form);
            lists.extend(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
        }
    }
    Ok(lists)
}

fn open_pattern(
    words: &[(u32, Word)],
    scope: Scope,
    segment: &SegmentReader,
    fields: Fields,
    layouts: &Layouts,
) -> tantivy::Result<Kind> {
    let mut patterns = Vec::new();
    for (field, surface) in [(fields.exact, true), (fields.root, false)] {
        if let Some(pattern) = pattern(words, field, surface, scope, layouts) {
            patterns.extend(PatternMatcher::open(&pattern, segment)?);
        }
    }
    Ok(Kind::Pattern(patterns, words.iter().map(|(offset, _)| *offset).collect()))
}
