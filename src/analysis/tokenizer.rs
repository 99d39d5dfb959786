//! [`tokenize`]: from one sentence to its tokens.
//!
//! A sentence is read chunk by chunk, a chunk being what stands between ASCII
//! white space. A chunk that is a plain ASCII word or number takes a short way:
//! eight letters at a time, its surface being the lower-cased copy of the sentence
//! that the arena holds. The rest is folded if it is not ASCII, and read
//! by the rules of `chunk`. Nothing outside the sentence is looked at.

mod chunk;

use super::character::{CLASS, CLOSING, DIGIT, LOWER, SPACE, SPECIAL, UPPER, class, letters};
use super::date::Day;
use super::token::{Case, Kind, Surface, Token, TokenBuffer};
use crate::month;
use crate::span::Span;
use chunk::Chunk;

/// Appends the tokens of one sentence of `text` to `out`; returns the position
/// after its last word. `first_position` is the position of its first word.
///
/// # Panics
/// If `sentence` does not lie on character boundaries inside `text`.
pub fn tokenize(text: &str, sentence: Span, first_position: u32, out: &mut TokenBuffer) -> u32 {
    Tokenizer::new(text, sentence, first_position, out).run::<true>()
}

/// Reads one sentence.
struct Tokenizer<'a> {
    /// The sentence alone.
    text: &'a str,
    /// Where it starts in the whole text.
    offset: usize,
    /// Where its lower-cased copy starts in the arena.
    arena: usize,
    /// How many tokens the buffer held before.
    first: usize,
    /// Position of the next word.
    position: u32,
    /// Whether no word of the sentence was seen yet.
    at_start: bool,
    out: &'a mut TokenBuffer,
}

impl<'a> Tokenizer<'a> {
    fn new(text: &'a str, sentence: Span, position: u32, out: &'a mut TokenBuffer) -> Self {
        let text = sentence.of(text);
        let arena = out.append_lowercase(text);
        let first = out.tokens().len();
        Self { text, offset: sentence.start, arena, first, position, at_start: true, out }
    }

    /// Reads the sentence; without `FAST`, no chunk takes the short way, which
    /// gives the same tokens (tested).
    fn run<const FAST: bool>(mut self) -> u32 {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let first = CLASS[usize::from(bytes[at])];
            if first & (LOWER | UPPER | DIGIT | SPECIAL) == 0 {
                at += 1;
                continue;
            }
            if FAST && let Some((end, case)) = plain(bytes, at, first) {
                self.plain(at, end, case);
                at = end + 1;
                continue;
            }
            let end = at
                + bytes[at..].iter().take_while(|&&b| CLASS[usize::from(b)] & SPACE == 0).count();
            self.chunk(at, end, FAST);
            at = end;
        }
        self.position
    }

    /// Pushes the word of ASCII letters, or the number of digits, at `start..end`.
    #[inline]
    fn plain(&mut self, start: usize, end: usize, case: Case) {
        let kind = if case == Case::None { Kind::Number } else { Kind::Word };
        let surface = self.out.existing(self.arena + start, end - start);
        let mut token = Token::new(
            Span::new(self.offset + start, self.offset + end),
            self.position,
            kind,
            case,
            surface,
        );
        let capital = matches!(case, Case::Capitalised | Case::Upper);
        token.sentence_start = self.at_start || (capital && self.opens_quote(start));
        self.out.push(token);
        self.position += 1;
        if kind == Kind::Word {
            self.at_start = false;
        } else if end - start == 4 {
            self.join_date();
        }
    }

    fn chunk(&mut self, start: usize, end: usize, fast: bool) {
        let text = &self.text[start..end];
        if fast && text.is_ascii() && !text.contains('`') {
            Chunk::new(self, text, start, None).read();
        } else {
            let mut folded = std::mem::take(&mut self.out.scratch);
            folded.fold(text);
            Chunk::new(self, folded.text(), start, Some(&folded)).read();
            self.out.scratch = folded;
        }
    }

    /// Whether the word at `start` of the sentence is the first of quoted
    /// speech: after `, "` or `: "`.
    fn opens_quote(&self, start: usize) -> bool {
        let before = &self.text.as_bytes()[..start];
        let before = before.strip_suffix(b"\"").or_else(|| before.strip_suffix("“".as_bytes()));
        before.is_some_and(|before| before.ends_with(b", ") || before.ends_with(b": "))
    }

    /// If the last three words are a day, a month and a year, puts the date before them.
    fn join_date(&mut self) {
        let tokens = self.out.tokens();
        let &[.., day, month, year] = &tokens[self.first..] else {
            return;
        };
        let at = tokens.len() - 3;
        let in_row = day.kind == Kind::Number
            && month.kind == Kind::Word
            && month.position == day.position + 1
            && year.position == day.position + 2;
        let surface = |token: &Token| self.out.surface(token);
        let parsed = || {
            let month_number = month::indonesian(surface(&month))?;
            let day_number = Some(surface(&day)).filter(|d| d.len() <= 2)?.parse().ok()?;
            Day::new(surface(&year).parse().ok()?, month_number, day_number)
        };
        let Some(parsed) = in_row.then(parsed).flatten() else {
            return;
        };
        let between = |a: Token, b: Token| {
            let gap = &self.text[a.span.end - self.offset..b.span.start - self.offset];
            gap.bytes().all(|b| CLASS[usize::from(b)] & SPACE != 0)
        };
        if between(day, month) && between(month, year) {
            let span = Span::new(day.span.start, year.span.end);
            let surface = self.out.intern(parsed.form().chars());
            self.insert_whole(at, span, Kind::Date, Case::None, surface);
        }
    }

    /// Puts a token over all words from index `at` on in front of them.
    fn insert_whole(&mut self, at: usize, span: Span, kind: Kind, case: Case, surface: Surface) {
        let first = self.out.tokens()[at];
        let mut token = Token::new(span, first.position, kind, case, surface);
        token.length = self.position - first.position;
        token.sentence_start = first.sentence_start;
        self.out.insert(at, token);
    }
}

/// The end of the plain word or number at `at` and how it is written: ASCII
/// letters alone or digits alone, with a space behind or one closing mark and a space.
#[inline]
fn plain(bytes: &[u8], at: usize, first: u8) -> Option<(usize, Case)> {
    let (length, case) = match first {
        LOWER | UPPER => {
            let run = letters(bytes, at);
            let case = if first == LOWER {
                Case::Lower
            } else if run.capitals == run.length && run.length > 1 {
                Case::Upper
            } else {
                Case::Capitalised
            };
            (run.length, case)
        }
        DIGIT => (bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count(), Case::None),
        _ => return None,
    };
    let end = at + length;
    let here = class(bytes, end);
    let ends = here & SPACE != 0 || (here & CLOSING != 0 && class(bytes, end + 1) & SPACE != 0);
    ends.then_some((end, case))
}

#[cfg(test)]
mod tests;
