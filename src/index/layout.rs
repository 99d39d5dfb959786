//! The layout file of a segment: id and [`ArticleLayout`] of each article.
//!
//! A tantivy segment plugin writes it beside the segment, so that it is merged
//! and deleted with it. The file holds the records one after the other, each
//! the length of the id, the id, the layout as LEB128 numbers and two bits a
//! position for its [`Spelling`]; then where each record ends (u32), then how
//! many there are (u32). Tantivy's own columns
//! would need a scan of a dictionary block for each id.

use std::any::Any;
use std::io::Write;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::directory::{OwnedBytes, TerminatingWrite};
use tantivy::index::{Segment, SegmentComponent, SegmentReader};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::Schema;
use tantivy::schema::document::ErasedDocument;

use super::document::Document;
use super::spelling::Spelling;
use crate::plan::{ArticleLayout, SentenceStart};

/// The file's extension.
const EXTENSION: &str = "layout";

/// Writes and merges layout files.
pub(super) struct LayoutPlugin;

impl LayoutPlugin {
    pub(super) fn shared() -> Arc<dyn SegmentPlugin> {
        Arc::new(Self)
    }
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(EXTENSION.to_owned())
}

impl SegmentPlugin for LayoutPlugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(LayoutWriter::default()))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let readers: Vec<LayoutReader> =
            context.readers.iter().map(LayoutReader::open).collect::<tantivy::Result<_>>()?;
        let mut merged = LayoutWriter::default();
        // Segments are not sorted, so a merge stacks the live articles of one upon another.
        for (segment, reader) in context.readers.iter().zip(&readers) {
            segment.doc_ids_alive().for_each(|doc| merged.push(reader.encoded(doc)));
        }
        merged.write(context.target_segment)
    }
}

/// Collects the layouts of a segment, encoded.
#[derive(Default)]
struct LayoutWriter {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl LayoutWriter {
    fn push(&mut self, encoded: &[u8]) {
        self.bytes.extend_from_slice(encoded);
        let end = u32::try_from(self.bytes.len()).expect("a segment's layouts are below 4 GB");
        self.ends.push(end);
    }

    fn write(self, segment: &Segment) -> tantivy::Result<()> {
        let mut file = segment.clone().open_write(component())?;
        file.write_all(&self.bytes)?;
        for end in &self.ends {
            file.write_all(&end.to_le_bytes())?;
        }
        file.write_all(&(self.ends.len() as u32).to_le_bytes())?;
        file.terminate()?;
        Ok(())
    }
}

impl PluginWriter for LayoutWriter {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let document: &Document =
            document.as_any().downcast_ref().expect("only our own documents are indexed");
        let mut encoded = Vec::new();
        put(&mut encoded, document.id().len() as u32);
        encoded.extend_from_slice(document.id().as_bytes());
        encode(document.layout(), &mut encoded);
        pack(document.spellings(), &mut encoded);
        self.push(&encoded);
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        mapping: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        assert!(mapping.is_none(), "segments are not sorted");
        self.write(segment)
    }

    fn mem_usage(&self) -> usize {
        self.bytes.capacity() + self.ends.capacity() * size_of::<u32>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// Reads the layouts of a segment.
#[derive(Clone)]
pub(super) struct LayoutReader {
    bytes: OwnedBytes,
    /// Where the ends begin.
    ends: usize,
}

impl LayoutReader {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let bytes = segment.open_read(component())?.read_bytes()?;
        let ends = bytes.len().checked_sub(4 + 4 * segment.max_doc() as usize);
        let damaged = || tantivy::TantivyError::InternalError("layout file is too short".into());
        Ok(Self { ends: ends.ok_or_else(damaged)?, bytes })
    }

    /// The layout of an article.
    pub(super) fn layout(&self, doc: DocId) -> ArticleLayout {
        decode(self.record(doc).1)
    }

    /// Whether two positions of an article lie in one paragraph; the title is one. Reads no
    /// further than it must, and keeps nothing.
    pub(super) fn in_one_paragraph(&self, doc: DocId, first: u32, last: u32) -> bool {
        let mut rest = self.record(doc).1;
        let mut position = take(&mut rest);
        if first < position {
            return last < position;
        }
        let spellings = take(&mut rest).div_ceil(4) as usize;
        while rest.len() > spellings {
            let step = take(&mut rest);
            take(&mut rest);
            position += step >> 1;
            if position > last {
                return true;
            }
            if step & 1 == 1 && position > first {
                return false;
            }
        }
        true
    }

    /// How many positions the title of an article takes.
    pub(super) fn title_length(&self, doc: DocId) -> u32 {
        take(&mut { self.record(doc).1 })
    }

    /// The id of an article, as bytes.
    pub(super) fn id(&self, doc: DocId) -> &[u8] {
        self.record(doc).0
    }

    /// How the word at a position is written.
    pub(super) fn spelling(&self, doc: DocId, position: u32) -> Spelling {
        let mut layout = self.record(doc).1;
        let (_, length) = (take(&mut layout), take(&mut layout));
        let spellings = layout.len().saturating_sub(length.div_ceil(4) as usize);
        let byte = layout.get(spellings + position as usize / 4).copied().unwrap_or(u8::MAX);
        Spelling::from_bits(byte >> (position % 4 * 2))
    }

    fn record(&self, doc: DocId) -> (&[u8], &[u8]) {
        let mut rest = self.encoded(doc);
        let length = take(&mut rest) as usize;
        rest.split_at(length.min(rest.len()))
    }

    fn encoded(&self, doc: DocId) -> &[u8] {
        let start = if doc == 0 { 0 } else { self.end(doc - 1) };
        &self.bytes[start..self.end(doc)]
    }

    fn end(&self, doc: DocId) -> usize {
        let at = self.ends + 4 * doc as usize;
        let bytes = self.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(bytes) as usize
    }
}

/// Writes a layout: title length, length, then for each sentence how far its first word and
/// its first byte lie behind the last one's, with the paragraph in the lowest bit.
fn encode(layout: &ArticleLayout, to: &mut Vec<u8>) {
    put(to, layout.title_length);
    put(to, layout.length);
    let (mut position, mut byte) = (layout.title_length, 0);
    for sentence in &layout.sentences {
        put(to, (sentence.position - position) << 1 | u32::from(sentence.paragraph));
        put(to, sentence.byte - byte);
        (position, byte) = (sentence.position, sentence.byte);
    }
}

fn decode(bytes: &[u8]) -> ArticleLayout {
    let mut rest = bytes;
    let title_length = take(&mut rest);
    let length = take(&mut rest);
    let mut sentences = Vec::with_capacity(rest.len() / 3);
    let (mut position, mut byte) = (title_length, 0);
    let spellings = length.div_ceil(4) as usize;
    while rest.len() > spellings {
        let step = take(&mut rest);
        position += step >> 1;
        byte += take(&mut rest);
        sentences.push(SentenceStart { position, byte, paragraph: step & 1 == 1 });
    }
    ArticleLayout { title_length, sentences, length }
}

/// Writes a number in LEB128.
fn put(to: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Reads a number in LEB128; what is cut off counts as zero.
fn take(from: &mut &[u8]) -> u32 {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let Some((byte, rest)) = from.split_first() else { return number };
        *from = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

/// Two bits a spelling, four a byte, from the lowest.
fn pack(spellings: &[Spelling], to: &mut Vec<u8>) {
    for four in spellings.chunks(4) {
        let bits = four.iter().enumerate().map(|(at, spelling)| (*spelling as u8) << (2 * at));
        to.push(bits.fold(0, |byte, bits| byte | bits));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layouts_survive_encoding() {
        let start = |position, byte, paragraph| SentenceStart { position, byte, paragraph };
        let sentences = vec![start(7, 0, true), start(7, 3, false), start(400, 90_000, true)];
        let layout = ArticleLayout { title_length: 7, sentences, length: 70_000 };
        let mut bytes = Vec::new();
        encode(&layout, &mut bytes);
        pack(&vec![Spelling::Small; layout.length as usize], &mut bytes);
        assert_eq!(decode(&bytes), layout);
        assert_eq!(decode(&[0, 0]), ArticleLayout::default());
    }
}
