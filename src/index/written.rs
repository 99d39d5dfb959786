//! [`OpenWritten`]: a surface form with the case and accents it must have.
//!
//! The layout tells how most words are written; where it does not (accents,
//! mixed case, wholes of several parts) the stored text is looked at.

use tantivy::DocId;
use tantivy::index::SegmentReader;
use tantivy::schema::Field;
use tantivy::store::StoreReader;

use super::page::Page;
use super::shape::{Lists, WordFields};
use super::spelling::Spelling;
use super::stored::{Values, from_values};
use crate::analysis::{Analyzer, composed};
use crate::plan::{Word, Written};
use crate::span::Span;

/// A written form laid over the postings of a segment.
pub(super) struct OpenWritten {
    written: Written,
    lists: Lists,
    texts: StoreReader,
    schema: tantivy::schema::Schema,
    field: Field,
    analyzer: Analyzer,
}

impl OpenWritten {
    pub(super) fn open(
        written: &Written,
        segment: &SegmentReader,
        fields: WordFields,
    ) -> tantivy::Result<Self> {
        let word = Word { exact: vec![written.surface.clone()], ..Word::default() };
        Ok(Self {
            written: written.clone(),
            lists: Lists::open(&word, segment, fields)?,
            texts: segment.get_store_reader(1)?,
            schema: segment.schema().clone(),
            field: fields.exact,
            analyzer: Analyzer::new(),
        })
    }

    pub(super) fn size(&self) -> u32 {
        self.lists.size()
    }

    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        self.lists.seek(target)
    }

    /// Where the form stands as it must be written.
    pub(super) fn positions(&mut self, page: &Page) -> Vec<u32> {
        let mut positions = Vec::new();
        self.lists.positions(page.doc, &mut positions);
        let Some(reader) = page.reader() else { return self.look_up_name(page, &positions) };
        let Written { surface, typed, length } = &self.written;
        let mut doubtful = Vec::new();
        positions.retain(|position| {
            let spelling =
                if *length == 1 { reader.spelling(page.doc, *position) } else { Spelling::Other };
            match spelling.of(surface) {
                Some(text) => text == *typed,
                None => {
                    doubtful.push(*position);
                    false
                }
            }
        });
        if !doubtful.is_empty() {
            positions.extend(self.look_up(page, &doubtful));
            positions.sort_unstable();
        }
        positions
    }

    /// The same in a short field (author, source, url), whose text is looked at whole.
    fn look_up_name(&mut self, page: &Page, positions: &[u32]) -> Vec<u32> {
        let Ok(values) = self.texts.get::<Values>(page.doc) else { return Vec::new() };
        let Some(name) = values.text(self.field) else { return Vec::new() };
        let Written { surface, typed, .. } = &self.written;
        let mut found = Vec::new();
        self.analyzer.text(
            name,
            0,
            |_, _| {},
            |token, here, _| {
                let same = here == surface && composed(token.span.of(name)) == *typed;
                if same && positions.contains(&token.position) {
                    found.push(token.position);
                }
            },
        );
        found
    }

    /// Those of the positions at which the stored text has the form as it must be written. A
    /// text that cannot be read has none; `check` reports the damage.
    fn look_up(&mut self, page: &Page, positions: &[u32]) -> Vec<u32> {
        let Some(layout) = page.layout() else { return Vec::new() };
        let Ok(values) = self.texts.get(page.doc) else { return Vec::new() };
        let Ok(article) = from_values(values, &self.schema) else { return Vec::new() };
        let (surface, typed) = (&self.written.surface, &self.written.typed);
        let mut found = Vec::new();
        let mut look = |text: &str, span: Span, position: u32, here: &str| {
            let here = positions.contains(&position) && here == surface;
            if here && composed(span.of(text)) == *typed && !found.contains(&position) {
                found.push(position);
            }
        };
        let title = article.title.as_deref().unwrap_or_default();
        let in_title = |token: &crate::analysis::Token, here: &str, _: &crate::analysis::Roots| {
            look(title, token.span, token.position, here);
        };
        self.analyzer.text(title, 0, |_, _| {}, in_title);
        for sentence in 0..layout.sentences.len() {
            let first = layout.sentences[sentence].position;
            let next = layout.sentences.get(sentence + 1).map_or(layout.length, |s| s.position);
            if positions.iter().any(|position| (first..next).contains(position)) {
                let span = layout.bytes_of(sentence, &article.text);
                self.analyzer.sentence(&article.text, span, first, &mut |token, here, _| {
                    look(&article.text, token.span, token.position, here);
                });
            }
        }
        found
    }
}
