//! What stands around the story: reporters' initials and tags behind it.

use std::sync::OnceLock;

use regex::Regex;

use super::pattern::pattern;
use super::rule::{Cut, Found};
use crate::origin::Fact;

/// Bytes at the end of the story in which initials are looked for.
const MAX_TAIL: usize = 160;

/// Bytes of tags behind the initials.
const MAX_TAGS: usize = 900;

/// Longest tag, in bytes.
const MAX_TAG: usize = 60;

struct Patterns {
    initials: Regex,
    slashed: Regex,
}

impl Patterns {
    fn get() -> &'static Self {
        static PATTERNS: OnceLock<Patterns> = OnceLock::new();
        PATTERNS.get_or_init(|| Self {
            // (dra/kur) (zil) (*) [eko] [] (Tribunnews.com/Ratna) (RMOL) (Ratna Wulandari) ***
            // rw/jc (AFP, Reuters)
            initials: pattern(concat!(
                r"(?:[\(\[] ?(?:",
                r"[A-Za-z\d.*]{1,14}(?: ?[/-] ?[A-Za-z\d.*]{0,14}){0,3}",
                r"|[A-Za-z.]{2,24}(?: [A-Za-z.]+)? ?/ ?[A-Z][A-Za-z. ]{2,40}",
                r"|[A-Z][A-Za-z.’']+(?: [A-Z][A-Za-z.’']*){1,4}",
                r"|\*{0,3}/?",
                r") ?[\)\]]|[a-z]{2,3}(?:/[a-z]{2,4}){1,2} ?\([A-Za-z, .]{2,40}\)|\[ ?\]|\*{1,5}|/?\*{2,3}/?|●|■)\.?$",
            )),
            slashed: pattern(
                r"^\((?: ?[A-Za-z]{1,10} ?/ ?[A-Za-z]{1,8}(?: ?/ ?[A-Za-z]{1,8})? ?|[A-Z][a-z]{2,11})\)",
            ),
        })
    }
}

/// Cuts initials behind the story, and tags behind the initials. `cuts` are those made so far,
/// in order.
pub(super) fn cut_tail(text: &str, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    cut_tags(text, cuts);
    // Each turn takes what stands last in what is left of the text.
    let mut end = text.len();
    let mut last = cuts.len();
    let mut more = Vec::new();
    for _ in 0..12 {
        end = text[..end].trim_end().len();
        if last > 0 && cuts[last - 1].end >= end {
            end = cuts[last - 1].start.min(end);
            last -= 1;
            continue;
        }
        let floor = if last > 0 { cuts[last - 1].end } else { 0 };
        let from = text.ceil_char_boundary(floor.max(end.saturating_sub(MAX_TAIL)));
        // Few texts end so.
        let last_mark = text[from..end].trim_end_matches('.').chars().next_back();
        if !last_mark.is_some_and(|mark| ")]*/●■".contains(mark)) {
            break;
        }
        let Some(hit) = Patterns::get().initials.find(&text[from..end]) else { break };
        let start = from + hit.start();
        let behind_cut = floor > 0 && text[floor..start].trim().is_empty();
        if start < floor || !(behind_cut || is_signature(text, start, end)) {
            break;
        }
        if let Some(author) = author_of(hit.as_str()) {
            found.push(Found { fact: Fact::Author, value: author, at: start });
        }
        more.push(Cut { start, end, rule: "initials" });
        end = start;
        // One signature, perhaps behind stars.
        if more.len() == 2 {
            break;
        }
    }
    cuts.extend(more);
    cuts.sort_by_key(|cut| cut.start);
}

/// Cuts tags: short lines, or words, behind initials such as `(dra/kur)`, to the end of the
/// text.
fn cut_tags(text: &str, cuts: &mut Vec<Cut>) {
    let from = text.ceil_char_boundary(text.len().saturating_sub(MAX_TAGS));
    let tail = &text[from..];
    for at in memchr::memrchr_iter(b'(', tail.as_bytes()) {
        let Some(hit) = Patterns::get().slashed.find(&tail[at..]) else { continue };
        let start = from + at;
        let after = start + hit.end();
        if overlaps(cuts, start, after) {
            continue;
        }
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        let behind_cut = cuts.binary_search_by_key(&before.len(), |cut| cut.end).is_ok();
        let initials = hit.as_str().bytes().all(|byte| !byte.is_ascii_uppercase());
        if !(initials
            || behind_cut
            || before.is_empty()
            || before.ends_with(|c: char| !c.is_alphanumeric() && c != ','))
        {
            continue;
        }
        let tags = after + text[after..].len() - text[after..].trim_start().len();
        if tags < text.len() && !are_tags(text, tags, cuts) {
            continue;
        }
        // A name in brackets says less than initials: lines of tags must follow.
        let rest = text[tags..].trim_end();
        if !(hit.as_str().contains('/') || text[after..tags].contains('\n') && rest.contains('\n'))
        {
            continue;
        }
        super::head::push(cuts, Cut { start, end: after, rule: "initials" });
        cut_lines(text, tags, cuts);
        return;
    }
    // Without initials, behind the numbers of pages or what is embedded last.
    let Some(last) = cuts.last().filter(|cut| {
        ["pages", "pages-inline", "next", "embed", "source-via", "tags"].contains(&cut.rule)
    }) else {
        return;
    };
    let rest = &text[last.end..];
    let tags = last.end + rest.len() - rest.trim_start().len();
    if tags < text.len() && rest.len() <= MAX_TAGS && are_tags(text, tags, cuts) {
        cut_lines(text, tags, cuts);
    }
}

/// Whether any of the cuts, which are in order, covers part of a stretch.
fn overlaps(cuts: &[Cut], start: usize, end: usize) -> bool {
    let next = cuts.partition_point(|cut| cut.end <= start);
    cuts.get(next).is_some_and(|cut| cut.start < end)
}

/// Cuts what is left of a text, line by line.
fn cut_lines(text: &str, from: usize, cuts: &mut Vec<Cut>) {
    let mut begin = from;
    let mut more = Vec::new();
    while begin < text.len() {
        let line = text[begin..].split('\n').next().unwrap_or_default();
        let end = begin + line.trim_end().len();
        if end > begin && !overlaps(cuts, begin, end) {
            more.push(Cut { start: begin, end, rule: "tags" });
        }
        begin += line.len() + 1;
    }
    cuts.extend(more);
    cuts.sort_by_key(|cut| cut.start);
}

/// Whether all that is left of a text, but for what is cut already, looks like tags.
fn are_tags(text: &str, from: usize, cuts: &[Cut]) -> bool {
    let rest = &text[from..];
    let one_line = !rest.trim_end().contains('\n');
    let mut at = from;
    rest.split('\n').all(|line| {
        let begin = at;
        at += line.len() + 1;
        let cut = overlaps(cuts, begin, begin + line.len());
        let line = line.trim();
        let longest = if one_line { 320 } else { MAX_TAG };
        cut || (line.len() <= longest
            && !line.ends_with(['.', '!', '?', '"', '”', ':'])
            && !line.contains(". ")
            && (!one_line || !line.chars().any(char::is_uppercase)))
    })
}

/// Whether what stands in brackets at the end is a signature, not part of the last sentence.
fn is_signature(text: &str, start: usize, end: usize) -> bool {
    let inside: String = text[start..end].chars().filter(|c| c.is_alphanumeric()).collect();
    let before = text[..start].trim_end();
    let own_line = text[before.len()..start].contains('\n');
    let behind_end =
        before.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ']', ':', '*', '…', '»']);
    let stars = inside.is_empty();
    let digits = inside.chars().any(|c| c.is_ascii_digit());
    let slash = text[start..end].contains('/');
    if digits && !slash && inside.len() > 3 {
        return false;
    }
    own_line || behind_end || (stars && text[start..end].contains(['[', '(']))
}

/// The name in a signature such as `(Tribunnews.com/Ratna Wulandari)`.
fn author_of(signature: &str) -> Option<String> {
    let inside = signature.trim_matches(|c: char| "()[]. ".contains(c));
    let (medium, name) = inside.split_once('/')?;
    let is_medium = medium.contains('.') || medium.to_lowercase().contains("tribun");
    let is_name = name.len() >= 4
        && name.trim().starts_with(char::is_uppercase)
        && name.chars().any(char::is_lowercase);
    (is_medium && is_name).then(|| super::name::tidy(name))
}
