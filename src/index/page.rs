//! [`Page`]: the article a pattern is being looked for in.

use std::cell::OnceCell;

use tantivy::DocId;

use super::layout::LayoutReader;
use crate::plan::ArticleLayout;

/// An article with its layout, which is decoded only if something asks for it.
pub(super) struct Page<'p> {
    pub(super) doc: DocId,
    /// `None` for fields that have no layout, such as the author: one paragraph.
    reader: Option<&'p LayoutReader>,
    layout: OnceCell<ArticleLayout>,
}

impl<'p> Page<'p> {
    pub(super) fn new(doc: DocId, reader: Option<&'p LayoutReader>) -> Self {
        Self { doc, reader, layout: OnceCell::new() }
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

    /// Whether two positions lie in one paragraph; the title is one.
    pub(super) fn in_one_paragraph(&self, first: u32, last: u32) -> bool {
        let Some(reader) = self.reader.filter(|_| first < last) else { return true };
        reader.paragraphs(self.doc).find(|begin| *begin > first).is_none_or(|begin| begin > last)
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
