//! Quotation marks: which open a phrase, and where it ends.

use super::chars::is_word;
use crate::span::Span;

/// What was found between two quotation marks.
pub(super) struct Quoted {
    /// The text between them, trimmed.
    pub(super) text: Span,
    /// Behind the closing mark.
    pub(super) end: usize,
}

/// For each opening mark the marks that close it, and those that close it
/// where none of the first follow.
const PAIRS: [(char, &[char], &[char]); 6] = [
    ('"', &['"'], &['”', '“']),
    ('“', &['”'], &['"', '“']),
    ('”', &['”'], &['"']),
    ('„', &['“', '”'], &['"']),
    ('«', &['»'], &[]),
    ('»', &['«', '»'], &[]),
];

/// Reads the phrase whose mark stands at `open`, and which begins at `start`
/// (before a `~`, where there is one). `None` if the mark opens nothing: it
/// stands behind a word, as in `15" x`, or has no partner.
pub(super) fn read(
    text: &str,
    start: usize,
    open: usize,
    closers: &mut Closers<'_>,
) -> Option<Quoted> {
    let mark = text[open..].chars().next()?;
    let (_, closing, otherwise) = PAIRS.iter().find(|(opening, ..)| *opening == mark)?;
    let from = open + mark.len_utf8();
    if text[..start].ends_with(is_word) && !text[from..].starts_with(is_word) {
        return None;
    }
    let close = closers.first(closing, from).or_else(|| closers.first(otherwise, from))?;
    let closer = text[close..].chars().next()?;
    let inside = &text[from..close];
    let front = inside.len() - inside.trim_start().len();
    let length = inside.trim().len();
    let text = Span::new(from + front, from + front + length);
    Some(Quoted { text, end: close + closer.len_utf8() })
}

/// Finds closing marks; each stretch of text is searched once for each mark,
/// so that text full of opening marks costs no more than other text.
pub(super) struct Closers<'a> {
    text: &'a str,
    /// For each mark where it was last found; the end of the text if nowhere.
    found: [(char, usize); 5],
}

impl<'a> Closers<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let found =
            ['"', '“', '”', '«', '»'].map(|mark| (mark, text.find(mark).unwrap_or(text.len())));
        Self { text, found }
    }

    /// The first of `marks` at or behind `from`, which never goes back.
    fn first(&mut self, marks: &[char], from: usize) -> Option<usize> {
        let text = self.text;
        let wanted = self.found.iter_mut().filter(|(mark, _)| marks.contains(mark));
        let places = wanted.map(|(mark, at)| {
            if *at < from {
                *at = text[from..].find(*mark).map_or(text.len(), |next| from + next);
            }
            *at
        });
        places.min().filter(|&at| at < text.len())
    }
}
