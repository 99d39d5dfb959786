//! [`ArticleLayout`]: how the words of an article lie in it.

use crate::span::Span;

/// How the words of an article lie in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArticleLayout {
    /// How many positions the title takes.
    pub title_length: u32,
    /// The sentences of the text.
    pub sentences: Vec<SentenceStart>,
    /// The position after the last word.
    pub length: u32,
}

/// Where a sentence begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SentenceStart {
    /// Position of its first word.
    pub position: u32,
    /// Its first byte in the text.
    pub byte: u32,
    /// Whether it begins a paragraph.
    pub paragraph: bool,
}

impl ArticleLayout {
    /// The positions of the paragraph in which `position` lies; the title is one.
    pub fn paragraph_of(&self, position: u32) -> std::ops::Range<u32> {
        if position < self.title_length {
            return 0..self.title_length;
        }
        let next = self.sentences.partition_point(|start| start.position <= position);
        let starts = |start: &&SentenceStart| start.paragraph;
        let first = self.sentences[..next].iter().rev().find(starts);
        let after = self.sentences[next..].iter().find(starts);
        let first = first.map_or(self.title_length, |start| start.position);
        first..after.map_or(self.length, |start| start.position)
    }

    /// The bytes of a sentence in the text, up to where the next begins.
    pub fn bytes_of(&self, sentence: usize, text: &str) -> Span {
        let start = self.sentences[sentence].byte as usize;
        let end = self.sentences.get(sentence + 1).map_or(text.len(), |next| next.byte as usize);
        Span::new(start, start + text[start..end].trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> ArticleLayout {
        let start = |position, byte, paragraph| SentenceStart { position, byte, paragraph };
        let sentences = vec![start(2, 0, true), start(4, 9, false), start(6, 18, true)];
        ArticleLayout { title_length: 2, sentences, length: 8 }
    }

    #[test]
    fn finds_paragraphs() {
        let layout = layout();
        assert_eq!(layout.paragraph_of(1), 0..2);
        assert_eq!(layout.paragraph_of(5), 2..6);
        assert_eq!(layout.paragraph_of(6), 6..8);
    }

    #[test]
    fn cuts_sentences_without_what_follows_them() {
        let text = "Kota itu. Dia pu.\n\nBaru ini.";
        let mut layout = layout();
        layout.sentences[1].byte = 10;
        layout.sentences[2].byte = 19;
        assert_eq!(layout.bytes_of(1, text).of(text), "Dia pu.");
        assert_eq!(layout.bytes_of(2, text).of(text), "Baru ini.");
    }
}
