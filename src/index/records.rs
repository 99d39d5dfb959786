//! [`Records`]: a file beside a segment that holds one record an article.
//!
//! A tantivy segment plugin writes it, so that it is merged and deleted with
//! its segment. The file holds the records one after the other, then where each
//! ends (u32), then how many there are (u32).

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
use super::{evidence, layout};

/// A sort of records: the extension of its files, and what it keeps of an article.
#[derive(Clone, Copy)]
pub(super) struct RecordKind {
    pub(super) extension: &'static str,
    pub(super) encode: fn(&Document, &mut Vec<u8>),
}

/// The plugins that write all sorts of records.
pub(super) fn plugins() -> [Arc<dyn SegmentPlugin>; 2] {
    [Arc::new(RecordPlugin::of(layout::KIND)), Arc::new(RecordPlugin::of(evidence::KIND))]
}

/// Writes and merges the files of one kind.
struct RecordPlugin {
    kind: RecordKind,
    extensions: [&'static str; 1],
}

impl RecordPlugin {
    fn of(kind: RecordKind) -> Self {
        Self { kind, extensions: [kind.extension] }
    }
}

fn component(kind: RecordKind) -> SegmentComponent {
    SegmentComponent::Custom(kind.extension.to_owned())
}

impl SegmentPlugin for RecordPlugin {
    fn extensions(&self) -> &[&str] {
        &self.extensions
    }

    fn create_writer(&self, _: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(RecordWriter::of(self.kind)))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let open = |segment| Records::open(segment, self.kind);
        let readers: Vec<Records> =
            context.readers.iter().map(open).collect::<tantivy::Result<_>>()?;
        let mut merged = RecordWriter::of(self.kind);
        // Segments are not sorted, so a merge stacks the live articles of one upon another.
        for (segment, reader) in context.readers.iter().zip(&readers) {
            segment.doc_ids_alive().for_each(|doc| merged.push(reader.of(doc)));
        }
        merged.write(context.target_segment)
    }
}

/// Collects the records of a segment.
struct RecordWriter {
    kind: RecordKind,
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl RecordWriter {
    fn of(kind: RecordKind) -> Self {
        Self { kind, bytes: Vec::new(), ends: Vec::new() }
    }

    fn push(&mut self, record: &[u8]) {
        self.bytes.extend_from_slice(record);
        self.end_record();
    }

    fn end_record(&mut self) {
        let end = u32::try_from(self.bytes.len()).expect("a segment's records are below 4 GB");
        self.ends.push(end);
    }

    fn write(self, segment: &Segment) -> tantivy::Result<()> {
        let mut file = segment.clone().open_write(component(self.kind))?;
        file.write_all(&self.bytes)?;
        for end in &self.ends {
            file.write_all(&end.to_le_bytes())?;
        }
        file.write_all(&(self.ends.len() as u32).to_le_bytes())?;
        file.terminate()?;
        Ok(())
    }
}

impl PluginWriter for RecordWriter {
    fn add_document(
        &mut self,
        _: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let document: &Document =
            document.as_any().downcast_ref().expect("only our own documents are indexed");
        (self.kind.encode)(document, &mut self.bytes);
        self.end_record();
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

/// Reads the records of a segment.
#[derive(Clone)]
pub(super) struct Records {
    bytes: OwnedBytes,
    /// Where the ends begin.
    ends: usize,
}

impl Records {
    pub(super) fn open(segment: &SegmentReader, kind: RecordKind) -> tantivy::Result<Self> {
        let bytes = segment.open_read(component(kind))?.read_bytes()?;
        let ends = bytes.len().checked_sub(4 + 4 * segment.max_doc() as usize);
        let damaged = || {
            let message = format!("{} file is too short", kind.extension);
            tantivy::TantivyError::InternalError(message)
        };
        Ok(Self { ends: ends.ok_or_else(damaged)?, bytes })
    }

    /// The record of an article.
    pub(super) fn of(&self, doc: DocId) -> &[u8] {
        let start = if doc == 0 { 0 } else { self.end(doc - 1) };
        &self.bytes[start..self.end(doc)]
    }

    fn end(&self, doc: DocId) -> usize {
        let at = self.ends + 4 * doc as usize;
        let bytes = self.bytes[at..at + 4].try_into().expect("four bytes");
        u32::from_le_bytes(bytes) as usize
    }
}

/// Writes a number in LEB128.
pub(super) fn put(to: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Reads a number in LEB128; what is cut off counts as zero.
pub(super) fn take(from: &mut &[u8]) -> u32 {
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
