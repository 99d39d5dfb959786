//! [`Page`]: the article a pattern is being looked for in.

use std::cell::OnceCell;
use std::ops::Range;

use tantivy::DocId;

use super::layout::LayoutReader;
use crate::plan::ArticleLayout;

/// An article with its layout, which is decoded only if something asks for it.
pub(super) struct Page<'p> {
    pub(super) doc: DocId,
    /// `None` for fields that have no layout, such as the author: one paragraph.
    reader: Option<&'p LayoutReader>,
    layout: OnceCell<ArticleLayout>,
    /// Where paragraphs begin behind the title.
    paragraphs: OnceCell<Vec<u32>>,
}

impl<'p> Page<'p> {
    pub(super) fn new(doc: DocId, reader: Option<&'p LayoutReader>) -> Self {
        Self { doc, reader, layout: OnceCell::new(), paragraphs: OnceCell::new() }
    }

    /// How the article's words lie in it; `None` for a field without layout.
    pub(super) fn layout(&self) -> Option<&ArticleLayout> {
        let reader = self.reader?;
        Some(self.layout.get_or_init(|| reader.layout(self.doc)))
    }

    /// The reader of layouts.
    pub(super) fn reader(&self) -> Option<&'p LayoutReader> {
        self.reader
    }

    /// The paragraph in which a position lies; the title is one.
    pub(super) fn paragraph(&self, position: u32) -> Range<u32> {
        let Some(reader) = self.reader else { return 0..u32::MAX };
        let begins = self.paragraphs.get_or_init(|| reader.paragraphs(self.doc).collect());
        let next = begins.partition_point(|begin| *begin <= position);
        let at = |number: usize| begins.get(number).copied();
        next.checked_sub(1).and_then(at).unwrap_or(0)..at(next).unwrap_or(u32::MAX)
    }

    /// Whether two positions lie in one paragraph.
    pub(super) fn in_one_paragraph(&self, first: u32, last: u32) -> bool {
        first >= last || self.paragraph(first).contains(&last)
    }

    /// Keeps of ascending positions those whose paragraph goes on for `beyond` more.
    pub(super) fn keep_in_one_paragraph(&self, positions: &mut Vec<u32>, beyond: u32) {
        let Some(reader) = self.reader.filter(|_| beyond > 0 && !positions.is_empty()) else {
            return;
        };
        let mut paragraphs = reader.paragraphs(self.doc).peekable();
        positions.retain(|position| {
            while paragraphs.next_if(|begin| begin <= position).is_some() {}
            paragraphs.peek().is_none_or(|begin| *begin > position + beyond)
        });
    }
}
