//! Captions before a credit: what is left of them where that was cut.

use crate::clean::caption::extent::{self, MAX_BYTES};
use crate::clean::caption::fragment::{is_fragment, is_sentence};
use crate::clean::cut::{self, Cut};
use crate::clean::text::window::prefix;

/// Longest caption, in bytes, behind which the story goes on.
const MAX_SHOWN: usize = 160;

/// Bytes of the story before a caption in which its names may have been told.
const MAX_STORY: usize = 16 << 10;

/// Longest credit in brackets, in bytes.
const MAX_CREDIT: usize = 48;

/// Cuts captions whose credit was cut: those before the dateline, and lines that end in a credit
/// and are no sentence. `cuts` are those made so far, in order.
pub(super) fn cut_captions(text: &str, cuts: &mut Vec<Cut>) {
    let mut more = Vec::new();
    let head = head(cuts, text);
    let first = text.len() - text.trim_start().len();
    for (index, cut) in cuts.iter().enumerate() {
        let near = text.ceil_char_boundary(cut.start.saturating_sub(MAX_CREDIT));
        let credit = || text[near..cut.start].rsplit(' ').next().is_some_and(|w| w.contains('/'));
        let image = cut.rule == "markup" && text[cut.start..cut.end].contains("src=");
        if !(cut.rule.starts_with("photo") || cut.rule == "enlarge" || image) {
            continue;
        }
        let floor = if index > 0 { cuts[index - 1].end } else { 0 };
        let kept = &text[floor..cut.start];
        let line = kept.rfind('\n').map_or(0, |at| at + 1);
        let start = floor + line;
        let caption = text[start..cut.start].trim();
        if caption.len() < 3 {
            continue;
        }
        let whole = caption.len() <= MAX_BYTES && !is_sentence(caption);
        let begins = start <= first || index > 0 && line == 0 && index <= head;
        let own_line = begins_line(text, &cuts[..index], start)
            && text[cut.end..].trim_start_matches([' ', '\t']).starts_with('\n');
        let before_dateline = begins && is_dateline(text[cut.end..].trim_start());
        let alone = cut.rule == "enlarge" && index > 0 && line == 0;
        let button = cut.rule == "enlarge" && !credit();
        let label = caption.len() <= MAX_SHOWN && extent::is_open(caption);
        if button && !(own_line && label) {
            continue;
        }
        if whole && (before_dateline || own_line || alone) || own_line && label {
            let start = cut.start - text[start..cut.start].trim_start().len();
            let end = start + caption.len();
            more.push(Cut { start, end, rule: "caption" });
            continue;
        }
        let near = text.ceil_char_boundary(start.saturating_sub(MAX_STORY));
        if let Some(length) =
            extent::last(caption, &text[near..start], &text[cut.start..cut.end], &text[cut.end..])
        {
            let end = start + text[start..cut.start].trim_end().len();
            more.push(Cut { start: end - length, end, rule: "caption" });
        }
    }
    cut::add(cuts, more);
    let credited = credited(text, cuts);
    cut::add(cuts, credited);
}

/// Captions that begin a line and end in a stop, with whatever stands in brackets behind them:
/// `Tanggul di Demak. (Warta)`, the story on the next line or glued to it.
fn credited(text: &str, cuts: &[Cut]) -> Vec<Cut> {
    let mut more = Vec::new();
    let mut passed = 0;
    let story = text.trim_end().len();
    for at in memchr::memmem::find_iter(text.as_bytes(), b". (") {
        let near = text.ceil_char_boundary(at.saturating_sub(MAX_BYTES).max(passed));
        let Some(line) = text[near..at].rfind('\n').map(|newline| near + newline + 1) else {
            continue;
        };
        let inside = prefix(&text[at + 3..], MAX_CREDIT);
        let Some(close) =
            inside.find([')', '(', '\n']).filter(|&close| inside[close..].starts_with(')'))
        else {
            continue;
        };
        let end = at + 3 + close + 1;
        let name = close > 2 && inside.starts_with(char::is_uppercase);
        let behind = text[end..].chars().next().is_none_or(|c| c == '\n' || c.is_uppercase());
        let start = line + text[line..at].len() - text[line..at].trim_start().len();
        // At the end of the text it is who wrote it.
        if name
            && behind
            && end < story
            && is_fragment(&text[start..at + 1])
            && !cut::overlaps(cuts, start, end)
        {
            more.push(Cut { start, end, rule: "caption" });
            passed = end;
        }
    }
    more
}

/// Whether nothing but cuts stands on a line before a byte. `cuts` are those before it, in order.
fn begins_line(text: &str, cuts: &[Cut], at: usize) -> bool {
    let mut at = at;
    for cut in cuts.iter().rev() {
        if cut.end > at || !text[cut.end..at].trim_matches([' ', '\t']).is_empty() {
            break;
        }
        at = cut.start;
    }
    let line = text[..at].trim_end_matches([' ', '\t']);
    line.is_empty() || line.ends_with('\n')
}

/// How many cuts have nothing but cuts before them.
fn head(cuts: &[Cut], text: &str) -> usize {
    let mut at = 0;
    let apart = cuts.iter().position(|cut| {
        let gap = text[at..cut.start].trim().is_empty();
        at = cut.end;
        !gap
    });
    apart.unwrap_or(cuts.len())
}

/// Whether a dateline begins a text: `Jakarta - `.
fn is_dateline(text: &str) -> bool {
    let near = prefix(text, 48);
    let Some(dash) = near.find(" - ").or_else(|| near.find(") -")) else { return false };
    let place = &near[..dash];
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '(');
    !place.is_empty() && place.split(' ').all(capital)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_on_a_line_goes_with_any_credit_in_brackets() {
        let cut = |text: &str| {
            let mut cuts = Vec::new();
            cut_captions(text, &mut cuts);
            cuts.iter().map(|cut| text[cut.start..cut.end].to_owned()).collect::<Vec<_>>()
        };
        let caption = "Tanggul di tepi Demak. (Wartanusa)";
        assert_eq!(cut(&format!("Air naik.\n{caption}Warga lega.")), [caption]);
        assert_eq!(cut(&format!("Air naik.\n{caption}\nWarga lega.")), [caption]);
        assert_eq!(cut("Air naik.\nWarga membangun tanggul. (Wartanusa)\n"), [""; 0]);
    }

    #[test]
    fn captions_before_the_dateline_go_with_their_credit() {
        let text = "Tanggul di Demak. Foto: X Demak - Air surut.";
        let mut cuts = vec![Cut { start: 18, end: 26, rule: "photo" }];
        cut_captions(text, &mut cuts);
        assert_eq!(&text[cuts[0].start..cuts[0].end], "Tanggul di Demak.");
        let mut cuts = vec![Cut { start: 18, end: 26, rule: "photo" }];
        cut_captions("Air itu surut lagi Foto: X lalu warga pulang.", &mut cuts);
        assert_eq!(cuts.len(), 1);
    }
}
