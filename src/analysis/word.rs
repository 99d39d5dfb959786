//! Word boundaries of Unicode UAX #29, with a short way for ASCII.

use super::character::{CLASS, DIGIT, LOWER, SPECIAL, UPPER};
use unicode_segmentation::UnicodeSegmentation;

/// What stands at a word boundary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Segment {
    /// Something with a letter or a digit, up to this byte.
    Word(usize),
    /// Anything else, up to this byte.
    Gap(usize),
}

/// The segment of `text` that starts at `at`, which is a boundary and not the end.
///
/// Same as the first of [`plain`]; ASCII does not take that way.
pub(super) fn segment(text: &str, at: usize) -> Segment {
    ascii(text.as_bytes(), at).unwrap_or_else(|| plain(text, at))
}

/// The segment at `at` by unicode-segmentation.
pub(super) fn plain(text: &str, at: usize) -> Segment {
    let segment = text[at..].split_word_bounds().next().unwrap_or_default();
    let end = at + segment.len();
    if segment.contains(char::is_alphanumeric) { Segment::Word(end) } else { Segment::Gap(end) }
}

const LETTER: u8 = LOWER | UPPER;

/// The segment at `at` if it is ASCII and what stands behind it is as well.
fn ascii(bytes: &[u8], at: usize) -> Option<Segment> {
    let class = |at: usize| bytes.get(at).map_or(0, |&b| CLASS[usize::from(b)]);
    if class(at) & (LETTER | DIGIT) == 0 {
        return None;
    }
    let mut end = at;
    let mut last = 0;
    loop {
        let here = class(end);
        if here & (LETTER | DIGIT) != 0 {
            last = here;
            end += 1;
            continue;
        }
        if here & SPECIAL != 0 && bytes[end] != b'@' && bytes[end] != b'#' {
            return None;
        }
        let Some(mark) = bytes.get(end) else { break };
        let joins = match mark {
            b'.' | b'\'' => last,
            b':' => last & LETTER,
            b',' | b';' => last & DIGIT,
            _ => 0,
        };
        if joins == 0 {
            break;
        }
        let next = bytes.get(end + 1).copied().unwrap_or(0);
        if !next.is_ascii() {
            return None;
        }
        let side = if joins & LETTER != 0 { LETTER } else { DIGIT };
        if class(end + 1) & side == 0 {
            break;
        }
        end += 1;
    }
    Some(Segment::Word(end))
}
