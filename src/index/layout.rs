//! The layout file of a segment: id and [`ArticleLayout`] of each article.
//!
//! Each of its [`Records`] is the length of the id, the id, the layout as LEB128
//! numbers and two bits a position for its [`Spelling`]. Tantivy's own columns
//! would need a scan of a dictionary block for each id.

use tantivy::DocId;
use tantivy::index::SegmentReader;

use super::document::Document;
use super::records::{RecordKind, Records, put, take};
use super::spelling::Spelling;
use crate::plan::{ArticleLayout, SentenceStart};

/// Layout files.
pub(super) const KIND: RecordKind = RecordKind { extension: "layout", encode: encode_document };

fn encode_document(document: &Document, to: &mut Vec<u8>) {
    put(to, document.id().len() as u32);
    to.extend_from_slice(document.id().as_bytes());
    encode(document.layout(), to);
    pack(document.spellings(), to);
}

/// Reads the layouts of a segment.
#[derive(Clone)]
pub(super) struct LayoutReader {
    records: Records,
}

impl LayoutReader {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        Ok(Self { records: Records::open(segment, KIND)? })
    }

    /// The layout of an article.
    pub(super) fn layout(&self, doc: DocId) -> ArticleLayout {
        decode(self.record(doc).1)
    }

    /// Where the text of an article and each of its further paragraphs begin, ascending; the
    /// title is a paragraph.
    pub(super) fn paragraphs(&self, doc: DocId) -> impl Iterator<Item = u32> {
        let mut rest = self.record(doc).1;
        let title_length = take(&mut rest);
        let spellings = take(&mut rest).div_ceil(4) as usize;
        let mut position = title_length;
        let further = std::iter::from_fn(move || {
            while rest.len() > spellings {
                let step = take(&mut rest);
                take(&mut rest);
                position += step >> 1;
                if step & 1 == 1 {
                    return Some(position);
                }
            }
            None
        });
        std::iter::once(title_length).chain(further)
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

    /// How many words the text of an article has.
    pub(super) fn text_length(&self, doc: DocId) -> u32 {
        let mut layout = self.record(doc).1;
        let (title, length) = (take(&mut layout), take(&mut layout));
        length.saturating_sub(title)
    }

    fn record(&self, doc: DocId) -> (&[u8], &[u8]) {
        let mut rest = self.records.of(doc);
        let length = take(&mut rest) as usize;
        rest.split_at(length.min(rest.len()))
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
