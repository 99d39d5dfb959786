//! The words and patterns that one chunk holds.
//!
//! A chunk falls apart at punctuation that no word has: `Ini,itu`, `Orang...Ini`.
//! Hyphens, slashes, dots, apostrophes and other signs stay: what they mean is
//! the analyser's business.

use super::chars::{has_words, is_transparent, is_word, is_wordlike, trims_back, trims_front};
use super::{MAX_PATTERN, Pattern, Piece};
use crate::span::Span;

/// A word or pattern and its place in the chunk.
pub(super) struct Part {
    pub(super) shape: Shape,
    pub(super) span: Span,
}

/// What a part is.
pub(super) enum Shape {
    Word,
    Pattern(Pattern),
}

/// What a chunk falls into.
#[derive(Default)]
pub(super) struct Split {
    pub(super) pieces: Vec<Part>,
    /// Places of asterisks that are no wildcards.
    pub(super) strays: Vec<usize>,
}

/// A run of wildcards: `*`, `?` and their forms in brackets.
struct Run {
    length: usize,
    /// Each wildcard with its length; brackets make it one in any place.
    wildcards: Vec<(Piece, usize)>,
    bracketed: bool,
}

fn run(text: &str) -> Option<Run> {
    let mut found = Run { length: 0, wildcards: Vec::new(), bracketed: false };
    loop {
        let rest = &text[found.length..];
        let (piece, length) = match rest.as_bytes() {
            [b'?', ..] => (Piece::One, 1),
            [b'*', ..] => (Piece::Many, 1),
            [b'[', b'?', b']', ..] => (Piece::One, 3),
            [b'[', b'*', b']', ..] => (Piece::Many, 3),
            _ => break,
        };
        found.bracketed |= length == 3;
        found.length += length;
        found.wildcards.push((piece, length));
    }
    (found.length > 0).then_some(found)
}

impl Run {
    /// Keeps of the run what is a wildcard between these neighbours.
    ///
    /// `?` at the end of a word is punctuation; between a small and a capital
    /// letter it ends a sentence, and before a capital it is a spoilt quotation
    /// mark. Between digits `*` multiplies.
    fn settled(mut self, before: Option<char>, after: Option<char>) -> Option<Self> {
        if self.bracketed {
            return (before.is_some_and(is_word) || after.is_some_and(is_word)).then_some(self);
        }
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match after.filter(|&c| is_word(c)) {
            Some(next) => {
                let asks = self.wildcards.iter().all(|(piece, _)| *piece == Piece::One);
                let ends = asks && next.is_uppercase() && !before.is_some_and(char::is_uppercase);
                let doubled = self.length > 1 && !asks && before.is_none();
                let beside = letter(before) || (next.is_alphabetic() && before.is_none_or(is_word));
                (beside && !ends && !doubled).then_some(self)
            }
            None => {
                while matches!(self.wildcards.last(), Some((Piece::One, _))) {
                    self.wildcards.pop();
                    self.length -= 1;
                }
                (self.length == 1 && before.is_some_and(is_word)).then_some(self)
            }
        }
    }
}

/// The length of the signs at the front that are wildcards beside a letter.
pub(super) fn wildcards(text: &str) -> usize {
    run(text).map_or(0, |run| run.length)
}

/// Whether a word with a wildcard at its front begins here.
pub(super) fn opens_pattern(text: &str) -> bool {
    let Some(run) = run(text) else { return false };
    let after = text[run.length..].chars().next();
    after.is_some_and(is_word) && run.settled(None, after).is_some()
}

/// The length of `chunk` without the punctuation at its end.
///
/// Kept are a wildcard, the `~` of a word, and the last dot of initials: `S.H.`
pub(super) fn trimmed(chunk: &str) -> usize {
    let mut end = chunk.len();
    while let Some(last) = chunk[..end].chars().next_back().filter(|&c| trims_back(c)) {
        let rest = &chunk[..end - last.len_utf8()];
        let keeps = match last {
            '~' => rest.ends_with(is_word),
            // A lone asterisk; two are the bold type of pasted Markdown.
            '*' => !chunk.ends_with("**") && rest.ends_with(|c| is_word(c) || c == '?'),
            ']' => rest.ends_with("[?") || rest.ends_with("[*"),
            '.' => is_initials(rest),
            _ => false,
        };
        if keeps {
            break;
        }
        end = rest.len();
    }
    end
}

/// Whether `text` ends in a dot and one letter.
fn is_initials(text: &str) -> bool {
    let mut back = text.chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next() == Some('.')
}

/// The words and, if `wild`, the patterns of `chunk`.
pub(super) fn split(chunk: &str, wild: bool) -> Split {
    let mut split = Split::default();
    let mut part = Building::at(0);
    let mut at = 0;
    let mut before = None;
    while let Some(c) = chunk[at..].chars().next() {
        if let Some(found) = run(&chunk[at..]) {
            let after = chunk[at + found.length..].chars().next();
            let whole = found.length;
            match found.settled(before, after).filter(|_| wild) {
                Some(settled) => {
                    for (piece, length) in settled.wildcards {
                        part.wildcards.push((at, at + length, piece));
                        at += length;
                    }
                    before = Some('*');
                }
                None => {
                    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
                    let multiplies = digit(before) && digit(after);
                    if chunk[at..at + whole].contains('*') && !multiplies {
                        split.strays.push(at);
                    }
                    part.finish(chunk, at, &mut split);
                    at += whole;
                    part = Building::at(at);
                    before = None;
                }
            }
            continue;
        }
        let next = at + c.len_utf8();
        if separates(c, before, &chunk[next..]) {
            part.finish(chunk, at, &mut split);
            part = Building::at(next);
            before = None;
        } else if !is_transparent(c) {
            before = Some(c);
        }
        at = next;
    }
    part.finish(chunk, at, &mut split);
    split
}

/// Whether words end at `c`. Numbers keep their commas: `1,5`.
fn separates(c: char, before: Option<char>, rest: &str) -> bool {
    let after = rest.chars().next();
    match c {
        ';' | '!' | '|' | '…' | '—' | '<' | '>' | '[' | ']' => true,
        ',' => !(before.is_some_and(char::is_numeric) && after.is_some_and(char::is_numeric)),
        ':' => before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic),
        '.' => after == Some('.'),
        _ => false,
    }
}

/// A part on its way.
struct Building {
    start: usize,
    wildcards: Vec<(usize, usize, Piece)>,
}

impl Building {
    fn at(start: usize) -> Self {
        Self { start, wildcards: Vec::new() }
    }

    /// Ends the part at `end`: trims it and says what it is.
    fn finish(self, chunk: &str, end: usize, split: &mut Split) {
        let Some((first, last)) = self.wildcards.first().zip(self.wildcards.last()) else {
            return push_word(chunk, self.start, end, split);
        };
        let fixed = (first.0, last.1);
        let front = &chunk[self.start..fixed.0];
        let start = fixed.0 - front.trim_start_matches(trims_front).len();
        let end = fixed.1 + chunk[fixed.1..end].trim_end_matches(trims_back).len();
        let mut pieces = Vec::new();
        let mut at = start;
        for (from, to, piece) in &self.wildcards {
            pieces.push(Piece::Text(chunk[at..*from].to_owned()));
            pieces.push(piece.clone());
            at = *to;
        }
        pieces.push(Piece::Text(chunk[at..end].to_owned()));
        let texts =
            || {
                pieces.iter().filter_map(|piece| {
                    if let Piece::Text(text) = piece { Some(text) } else { None }
                })
            };
        let wordlike = texts().all(|text| text.chars().all(is_wordlike))
            && texts().any(|text| text.contains(char::is_alphabetic));
        match Pattern::new(pieces).filter(|_| wordlike && end - start <= MAX_PATTERN) {
            Some(pattern) => split
                .pieces
                .push(Part { shape: Shape::Pattern(pattern), span: Span::new(start, end) }),
            None => self.without_wildcards(chunk, start, end, split),
        }
    }

    /// The words between wildcards that are none, since other signs than
    /// letters stand beside them.
    fn without_wildcards(&self, chunk: &str, start: usize, end: usize, split: &mut Split) {
        let mut at = start;
        for (from, to, _) in &self.wildcards {
            split.strays.push(*from);
            push_word(chunk, at, *from, split);
            at = *to;
        }
        push_word(chunk, at, end, split);
    }
}

fn push_word(chunk: &str, start: usize, end: usize, split: &mut Split) {
    let part = chunk[start..end].trim_start_matches(trims_front);
    let start = end - part.len();
    let end = start + trimmed(part);
    if has_words(&chunk[start..end]) {
        split.pieces.push(Part { shape: Shape::Word, span: Span::new(start, end) });
    }
}
