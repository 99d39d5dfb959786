//! Too many spaces: doubled ones, and those of tokenised text before marks.

use crate::edit::Edit;

/// Fewest marks behind a space that make a text look tokenised.
const LEAST_APART: usize = 4;

pub(super) fn mend(text: &str, edits: &mut Vec<Edit>) {
    doubled(text, edits);
    before_marks(text, edits);
}

/// Runs of spaces become one, or none at the end of a line.
fn doubled(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    let mut passed = 0;
    let pairs = memchr::memmem::find_iter(bytes, b"  ");
    let fixed = memchr::memmem::find_iter(bytes, "\u{a0}");
    let mut places: Vec<usize> = pairs.chain(fixed).collect();
    places.sort_unstable();
    for at in places {
        if at < passed {
            continue;
        }
        let blank = [' ', '\t', '\u{a0}'];
        let start = text[passed..at].trim_end_matches(blank).len() + passed;
        let run = text[start..].len() - text[start..].trim_start_matches(blank).len();
        let end = start + run;
        passed = end;
        // What indents a line may be meant, and a fixed space is as good as another.
        let first = start == 0 || bytes[start - 1] == b'\n';
        if first || text[start..end].chars().nth(1).is_none() {
            continue;
        }
        let last = end == bytes.len() || matches!(bytes[end], b'\n' | b'\r');
        let with = if last { "" } else { " " };
        edits.push(Edit::new(start..end, with, "spaces"));
    }
}

/// In a text whose commas nearly all stand behind a space, takes that space away.
fn before_marks(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    if memchr::memmem::find(bytes, b" , ").is_none() {
        return;
    }
    let commas = memchr::memchr_iter(b',', bytes).count();
    let apart = memchr::memmem::find_iter(bytes, b" , ").count();
    if apart < LEAST_APART || apart * 10 < commas * 8 {
        return;
    }
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in memchr::memchr3_iter(b',', b'.', b'?', bytes) {
        let spaced = at >= 2 && bytes[at - 1] == b' ' && !bytes[at - 2].is_ascii_whitespace();
        // Part of a number: 2 . 500.
        let number = digit(at.wrapping_sub(2)) && digit(at + 2);
        if spaced && !number && bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace) {
            edits.push(Edit::new(at - 1..at, "", "space-before-mark"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    #[test]
    fn tokenised_text_is_put_together_and_other_text_is_not() {
        let mended = |text: &str| {
            let mut edits = Vec::new();
            mend(text, &mut edits);
            edit::apply(text, edits).0
        };
        let tokenised = "KPK , Kamis , 3 Mei , di Demak , menyita 2 . 500 dolar .";
        assert_eq!(mended(tokenised), "KPK, Kamis, 3 Mei, di Demak, menyita 2 . 500 dolar.");
        assert_eq!(mended("satu , dua, tiga, empat, lima"), "satu , dua, tiga, empat, lima");
        assert_eq!(mended("  masuk\na"), "  masuk\na");
    }
}
