//! Where the leaves of a plan match given articles.

use tantivy::DocId;
use tantivy::index::SegmentReader;

use super::lower::positional;
use super::positional::{Layouts, OpenPositional};
use super::schema::Fields;
use super::shape::{Lists, WordFields};
use crate::plan::{Leaf, Match, Matcher, Scope};

/// A leaf laid over the postings of a segment. Articles must be asked for in ascending order.
pub(super) enum LeafMatcher {
    /// A word anywhere.
    Word(Lists),
    /// A pattern, or a word in one part of the article.
    Positional(Box<OpenPositional>),
    /// In a field that is not shown.
    Unseen,
}

impl LeafMatcher {
    pub(super) fn open(
        leaf: &Leaf,
        segment: &SegmentReader,
        fields: Fields,
        layouts: &Layouts,
    ) -> tantivy::Result<Self> {
        Ok(match (&leaf.matcher, leaf.scope) {
            (_, scope) if scope.is_short() => Self::Unseen,
            (Matcher::Word(word), Scope::Anywhere) => {
                let fields = WordFields { exact: fields.exact, root: Some(fields.root) };
                Self::Word(Lists::open(word, segment, fields)?)
            }
            _ => Self::Positional(Box::new(positional(leaf, fields, layouts).open(segment)?)),
        })
    }

    /// Where the leaf matches an article.
    pub(super) fn matches(&mut self, doc: DocId) -> Match {
        let mut positions = Vec::new();
        match self {
            Self::Word(lists) => lists.positions(doc, &mut positions),
            Self::Positional(open) => {
                if open.seek(doc) == doc {
                    positions = open.positions(doc);
                }
            }
            Self::Unseen => {}
        }
        Match { positions }
    }
}
