//! [`split`]: a text in sentences.
//!
//! Each sentence lies within one paragraph; together they cover all text that
//! is not blank. Line breaks are read by `paragraph`, full
//! stops by `boundary`.

mod boundary;

use super::paragraph;
use crate::span::Span;
use boundary::Stop;

/// A sentence and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Bytes of the text, from the first visible character to the last; never empty.
    pub span: Span,
    /// Whether the sentence is the first of its paragraph.
    pub paragraph_start: bool,
}

/// Gives the sentences of `text` to `each`, in order.
///
/// ```
/// # use telusur::analysis::sentence::split;
/// let text = "\"Kami siap.\" kata Dr. Amran, M.Si. di Jl. Merdeka.Dia pulang.";
/// let mut sentences = Vec::new();
/// split(text, |sentence| sentences.push(sentence.span.of(text)));
/// assert_eq!(sentences[1], "Dia pulang.");
/// ```
pub fn split(text: &str, each: impl FnMut(Sentence)) {
    let mut splitter = Splitter { text, start: 0, paragraph_start: true, each };
    splitter.run();
}

struct Splitter<'a, F> {
    text: &'a str,
    /// Where the current sentence starts.
    start: usize,
    paragraph_start: bool,
    each: F,
}

impl<F: FnMut(Sentence)> Splitter<'_, F> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        self.start = self.visible(0);
        let (mut at, mut line, mut width) = (self.start, self.start, 0);
        while let Some(mark) = next_mark(bytes, at) {
            if matches!(bytes[mark], b'\n' | b'\r') {
                let (before, after) = (&self.text[line..mark], &self.text[mark..]);
                at = mark + 1 + usize::from(after.starts_with("\r\n"));
                line = at;
                if paragraph::goes_on(before, after, width) {
                    width = width.max(before.len());
                    continue;
                }
                let filled = width > 0 && before.len() * 5 >= width * 4;
                self.end(mark);
                let blank = self.text[mark..self.start].bytes().filter(|&b| b == b'\n').count() > 1;
                self.paragraph_start |= !filled || blank;
                if self.paragraph_start {
                    width = 0;
                }
                at = at.max(self.start);
                line = at;
                continue;
            }
            at = match Stop::read(self.text, self.start, mark) {
                Some(stop) if stop.ends_sentence() => {
                    self.end(stop.end);
                    self.start
                }
                Some(stop) => stop.end,
                None => mark + 1,
            };
        }
        self.end(self.text.len());
    }

    /// Gives the sentence that ends at `end`, if there is one, and starts the next.
    fn end(&mut self, end: usize) {
        if let Some(sentence) = self.text.get(self.start..end).map(str::trim_end)
            && !sentence.is_empty()
        {
            let span = Span::new(self.start, self.start + sentence.len());
            (self.each)(Sentence { span, paragraph_start: self.paragraph_start });
            self.paragraph_start = false;
        }
        self.start = self.visible(end.max(self.start));
    }

    /// The first visible character from `at` on.
    fn visible(&self, at: usize) -> usize {
        at + self.text[at..].len() - self.text[at..].trim_start().len()
    }
}

/// The next byte from `at` on that may end a sentence, or start a character that may.
fn next_mark(bytes: &[u8], at: usize) -> Option<usize> {
    bytes[at..].iter().position(|&b| MARK[usize::from(b)]).map(|found| at + found)
}

static MARK: [bool; 256] = {
    let mut table = [false; 256];
    let marks = b"\n\r.!?\xe2\xe3\xef";
    let mut n = 0;
    while n < marks.len() {
        table[marks[n] as usize] = true;
        n += 1;
    }
    table
};
