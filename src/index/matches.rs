//! Where the leaves of a plan match given articles.

use tantivy::DocId;
use tantivy::index::SegmentReader;

use super::lower::{positional, standing};
use super::positional::{Layouts, OpenPositional};
use super::schema::Fields;
use super::shape::{Lists, WordFields};
use crate::plan::{Instead, Leaf, Match, Matcher, Scope};

/// A leaf laid over the postings of a segment, with what may stand in for it. Articles must be
/// asked for in ascending order.
pub(super) struct LeafMatcher {
    own: Own,
    instead: Option<OpenPositional>,
}

/// What a leaf itself matches.
enum Own {
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
        let own = match (&leaf.matcher, leaf.scope) {
            (_, scope) if scope.is_short() => Own::Unseen,
            (Matcher::Word(word), Scope::Anywhere) => {
                let fields = WordFields { exact: fields.exact, root: Some(fields.root) };
                Own::Word(Lists::open(word, segment, fields)?)
            }
            _ => Own::Positional(Box::new(positional(leaf, fields, layouts).open(segment)?)),
        };
        let instead = open_instead(leaf, segment, fields, layouts)?;
        Ok(Self { own, instead })
    }

    /// Where the leaf matches an article.
    pub(super) fn matches(&mut self, doc: DocId) -> Match {
        let mut positions = Vec::new();
        match &mut self.own {
            Own::Word(lists) => lists.positions(doc, &mut positions),
            Own::Positional(open) => {
                if open.seek(doc) == doc {
                    positions = open.positions(doc);
                }
            }
            Own::Unseen => {}
        }
        if let Some(open) = &mut self.instead
            && open.seek(doc) == doc
        {
            positions.extend(open.positions(doc));
            positions.sort_unstable();
            positions.dedup();
        }
        Match { positions }
    }
}

/// What may stand in for a leaf, laid over the postings of a segment.
pub(super) fn open_instead(
    leaf: &Leaf,
    segment: &SegmentReader,
    fields: Fields,
    layouts: &Layouts,
) -> tantivy::Result<Option<OpenPositional>> {
    let open = |instead: &Instead| standing(&instead.pattern, leaf.scope, fields, layouts);
    leaf.instead.as_ref().map(|instead| open(instead).open(segment)).transpose()
}
