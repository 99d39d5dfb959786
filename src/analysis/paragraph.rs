//! Line breaks: whether one ends a paragraph or only wraps a line.
//!
//! In saved pages each line is a paragraph. Hard-wrapped text shows itself by a
//! long line that stops in the middle of a sentence and goes on in small letters.

use super::character::char_at;

/// Shortest line, in bytes, that may be a wrapped one; text is seldom wrapped
/// narrower, and items of lists are seldom longer.
const SHORTEST_WRAPPED: usize = 40;

/// Whether the sentence goes on behind the line break after `line`, which
/// `next` follows; `width` is the length of the longest wrapped line of this
/// paragraph so far, 0 if none is known.
pub(super) fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let line = line.trim_end();
    let next = next.strip_prefix("\r\n").or_else(|| next.get(1..)).unwrap_or_default();
    let next = next.trim_start_matches([' ', '\t']);
    let Some(first) = char_at(next, 0) else {
        return false;
    };
    if (line.len() < SHORTEST_WRAPPED && width == 0) || ends_sentence(line) {
        return false;
    }
    let fills = width > 0 && line.len() * 5 >= width * 4;
    first.is_lowercase() || ((line.ends_with(',') || fills) && first.is_alphanumeric())
}

/// Whether `line` has a final mark, with or without a closing quote.
fn ends_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ':', ';', '"', '”', '»'])
}
