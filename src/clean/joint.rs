//! What becomes of the space around what is cut.

use crate::clean::cut::Cut;
use crate::edit::Edit;

/// Makes edits of cuts, in order and without overlap: lines that become empty go whole, with
/// one of the gaps around them; inside a line one space stays between what was apart.
pub(super) fn edits(text: &str, cuts: &[Cut], edits: &mut Vec<Edit>) {
    let mut index = 0;
    while index < cuts.len() {
        let mut last = index;
        while last + 1 < cuts.len() && text[cuts[last].end..cuts[last + 1].start].trim().is_empty()
        {
            last += 1;
        }
        block(text, &cuts[index..=last], edits);
        index = last + 1;
    }
}

/// Makes edits of cuts with nothing but space between them.
fn block(text: &str, cuts: &[Cut], edits: &mut Vec<Edit>) {
    let (first, last) = (&cuts[0], &cuts[cuts.len() - 1]);
    let before = text[..first.start].trim_end().len();
    let after = last.end + text[last.end..].len() - text[last.end..].trim_start().len();
    let (left, right) = (&text[before..first.start], &text[last.end..after]);
    let newlines = |gap: &str| gap.bytes().filter(|&byte| byte == b'\n').count();
    let (mut start, mut end, mut with) = (first.start, last.end, "");
    match () {
        () if before == 0 => (start, end) = (0, after),
        () if after == text.len() => (start, end) = (before, after),
        () if newlines(left) > 0 && newlines(right) > 0 => {
            if newlines(left) > 1 || newlines(right) == 1 {
                end = after;
                // What indents the line goes with it.
                start -= left.len() - left.rfind('\n').map_or(0, |at| at + 1);
                end -= right.len() - right.rfind('\n').map_or(0, |at| at + 1);
            } else {
                start = before;
            }
        }
        () if newlines(left) > 0 => end = after,
        () if newlines(right) > 0 => start = before,
        () if left.is_empty() && right.is_empty() => {
            with = if glues(text, start, end) { "" } else { " " }
        }
        () if left.is_empty() => {}
        () => end = after,
    }
    for (index, cut) in cuts.iter().enumerate() {
        let from = if index == 0 { start } else { cut.start };
        let to = cuts.get(index + 1).map_or(end, |next| next.start);
        let with = if index + 1 == cuts.len() { with } else { "" };
        edits.push(Edit::new(from..to, with, cut.rule));
    }
}

/// Whether what stands around a cut belongs together without a space.
fn glues(text: &str, start: usize, end: usize) -> bool {
    text[end..].starts_with([',', '.', ';', ':', '!', '?', ')'])
        || text[..start].ends_with(['(', '[', '“'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit;

    fn without(marked: &str) -> String {
        let (mut raw, mut cuts) = (String::new(), Vec::new());
        for (index, piece) in marked.split(['⟦', '⟧']).enumerate() {
            let start = raw.len();
            raw.push_str(piece);
            if index % 2 == 1 {
                cuts.push(Cut { start, end: raw.len(), rule: "r" });
            }
        }
        let mut made = Vec::new();
        edits(&raw, &cuts, &mut made);
        let (text, undone) = edit::apply(&raw, made);
        assert_eq!(edit::undo(&text, &undone), raw);
        text
    }

    #[test]
    fn space_around_a_cut_is_as_if_it_had_never_been() {
        for (marked, expected) in [
            ("a\n⟦x⟧\nb", "a\nb"),
            ("a\n\n⟦x⟧\n\nb", "a\n\nb"),
            ("a\n\n⟦x⟧\n⟦y⟧\n\n\nb", "a\n\nb"),
            ("a\n  ⟦x⟧\nb", "a\nb"),
            ("⟦x⟧\n\na ⟦y⟧ b⟦z⟧c\n⟦w⟧\n", "a b c"),
            ("a. ⟦x⟧\nb", "a.\nb"),
            ("a\n⟦x⟧ b", "a\nb"),
            ("a⟦x⟧, b", "a, b"),
        ] {
            assert_eq!(without(marked), expected, "{marked:?}");
        }
    }
}
