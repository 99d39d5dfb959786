//! [`Stretch`]: a sentence, a line, or what is glued between two of them.

use crate::clean::cut::Cut;
use crate::clean::text::seam;
use crate::clean::text::window::last_word;

/// Fewest bytes of a stretch to which the next is glued.
const LEAST_GLUED: usize = 12;

/// Bytes in which the slash of an address is looked for.
const MAX_ADDRESS: usize = 300;

/// A stretch of a text, without the space around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The rule that cuts it, if one does.
    pub rule: Option<&'static str>,
}

impl Stretch {
    /// It in its text.
    pub fn inside<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// The stretches of a text, cut or not, at most so many.
pub(super) fn split(text: &str, cuts: &[Cut], most: usize) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut at = 0;
    for cut in cuts {
        split_part(text, at, cut.start, None, &mut stretches);
        split_part(text, cut.start, cut.end, Some(cut.rule), &mut stretches);
        at = cut.end;
        if stretches.len() > most {
            break;
        }
    }
    split_part(text, at, text.len(), None, &mut stretches);
    stretches.truncate(most);
    stretches
}

/// Adds the stretches of a part of a text that a rule cuts, or none does.
fn split_part(
    text: &str,
    from: usize,
    to: usize,
    rule: Option<&'static str>,
    all: &mut Vec<Stretch>,
) {
    let mut start = from;
    for (at, here) in (from..to).zip(text[from..to].bytes()).skip(1) {
        // Only before these does a stretch end.
        let may = here == b'\n' || here == b' ' || here.is_ascii_uppercase();
        if may && ends(text, start, at) {
            push(text, start, at, rule, all);
            start = at;
        }
    }
    if start < to {
        push(text, start, to, rule, all);
    }
}

/// Whether a stretch that begins at a byte ends at another.
fn ends(text: &str, start: usize, at: usize) -> bool {
    let bytes = text.as_bytes();
    let (before, here) = (bytes[at - 1], bytes[at]);
    if here == b'\n' {
        return true;
    }
    // The last byte of ” is none of ASCII.
    let marked = matches!(before, b'.' | b'!' | b'?' | b'"' | b'\'' | b')') || !before.is_ascii();
    if here == b' ' && !marked {
        return false;
    }
    let marks = text[start..at].trim_end_matches(['"', '”', '\'', ')']);
    let stopped = marks.ends_with(['.', '!', '?']);
    if stopped {
        let told = marks.trim_end_matches(['.', '!', '?']);
        let parted = told.ends_with(' ');
        let word = told
            .ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || ")]\"”%".contains(c));
        return word || parted && here == b' ';
    }
    if here.is_ascii_uppercase() {
        // A quote that opens has a space before it.
        let inside = &text[start..at];
        let quoted =
            before == b'"' && inside.len() > 1 && !inside[..inside.len() - 1].ends_with(' ')
                || inside.ends_with('”');
        let glued = at - start >= LEAST_GLUED && (before == b')' || seam::may_part(text, at));
        return quoted || glued && !is_in_address(&text[start..at]);
    }
    false
}

/// Whether the last word of a text is of an address: letters of any case touch there.
fn is_in_address(text: &str) -> bool {
    last_word(text, MAX_ADDRESS).contains('/')
}

/// Adds a stretch if it holds anything.
fn push(text: &str, from: usize, to: usize, rule: Option<&'static str>, all: &mut Vec<Stretch>) {
    let inside = &text[from..to];
    let start = from + inside.len() - inside.trim_start().len();
    let end = start + inside.trim().len();
    if inside.contains(char::is_alphanumeric) {
        all.push(Stretch { start, end, rule });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_with_sentences_lines_and_seams() {
        let text = "Air surut. \"Kami lega,\" kata dia.Warga pulang ke desaHarga naik\nFoto: X Ia makan 2.5 kg. (dra)";
        let cut = text.find("Foto").unwrap();
        let cuts = [Cut { start: cut, end: cut + 7, rule: "photo" }];
        let parts: Vec<_> =
            split(text, &cuts, 50).iter().map(|part| &text[part.start..part.end]).collect();
        let wanted = [
            "Air surut.",
            "\"Kami lega,\" kata dia.",
            "Warga pulang ke desa",
            "Harga naik",
            "Foto: X",
            "Ia makan 2.5 kg.",
            "(dra)",
        ];
        assert_eq!(parts, wanted);
        assert_eq!(split(text, &cuts, 2).len(), 2);
    }
}
