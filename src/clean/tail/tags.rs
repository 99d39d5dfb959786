//! Tags behind the story, and the initials before them.

use std::sync::OnceLock;

use regex::Regex;

use crate::clean::cut::{self, Cut};
use crate::clean::text::pattern::pattern;

/// Bytes of tags behind the initials.
const MAX_TAGS: usize = 900;

/// Longest tag, in bytes.
const MAX_TAG: usize = 90;

/// Initials that tags may stand behind.
fn slashed() -> &'static Regex {
    static SLASHED: OnceLock<Regex> = OnceLock::new();
    SLASHED.get_or_init(|| {
        pattern(
                r"^\((?:-/-|/[a-z]{3}|[A-Z][a-z]+ [A-Z][a-z]+/[a-z]{2,4}| ?[A-Za-z][A-Za-z\d]{0,9} ?/ ?[A-Za-z\d]{1,8}(?: ?/ ?[A-Za-z\d]{1,8})? ?|[A-Z][a-z]{2,11}|[a-z]{4,6})\)",
            )
    })
}

/// Cuts tags: short lines, or words, behind initials such as `(dra/kur)`, to the end of the
/// text.
pub(super) fn cut_tags(text: &str, cuts: &mut Vec<Cut>) {
    let from = text.ceil_char_boundary(text.len().saturating_sub(MAX_TAGS));
    let tail = &text[from..];
    for at in memchr::memrchr_iter(b'(', tail.as_bytes()) {
        let Some(hit) = slashed().find(&tail[at..]) else { continue };
        let start = from + at;
        let after = start + hit.end();
        if cut::overlaps(cuts, start, after) {
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
        if tags < text.len() && !are_tags(text, tags, cuts, false) {
            continue;
        }
        // A name in brackets says less than initials: lines of tags must follow.
        let rest = text[tags..].trim_end();
        let listed = text[after..tags].contains('\n') && rest.contains('\n');
        let plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == ' ';
        let row = initials && rest.split(' ').count() > 3 && rest.chars().all(plain);
        let word = initials && !hit.as_str().contains('/');
        if !(hit.as_str().contains('/') || listed && !word || row) {
            continue;
        }
        cut::push(cuts, Cut { start, end: after, rule: "initials" });
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
    if tags < text.len()
        && rest.len() <= MAX_TAGS
        && are_tags(text, tags, cuts, last.rule == "tags")
    {
        cut_lines(text, tags, cuts);
    }
}

/// Cuts what is left of a text, line by line.
fn cut_lines(text: &str, from: usize, cuts: &mut Vec<Cut>) {
    let mut begin = from;
    let mut more = Vec::new();
    while begin < text.len() {
        let line = text[begin..].split('\n').next().unwrap_or_default();
        let end = begin + line.trim_end().len();
        if end > begin && !cut::overlaps(cuts, begin, end) {
            more.push(Cut { start: begin, end, rule: "tags" });
        }
        begin += line.len() + 1;
    }
    cut::add(cuts, more);
}

/// Whether all that is left of a text, but for what is cut already, looks like tags. Behind a
/// label a title may be abbreviated.
fn are_tags(text: &str, from: usize, cuts: &[Cut], labelled: bool) -> bool {
    let rest = &text[from..];
    let one_line = !rest.trim_end().contains('\n');
    let mut at = from;
    rest.split('\n').all(|line| {
        let begin = at;
        at += line.len() + 1;
        let first = begin + line.len() - line.trim_start().len();
        let next = cuts.partition_point(|cut| cut.end <= first);
        let cut = cuts.get(next).is_some_and(|cut| cut.start <= first);
        let line = line.trim();
        let longest = if one_line { 320 } else { MAX_TAG };
        cut || (line.len() <= longest
            && !line.ends_with(['.', '!', '?', '"', '”', ':'])
            && (labelled || !line.contains(". "))
            && (!one_line || !line.chars().any(char::is_uppercase)))
    })
}

/// Where hashtags begin that end what is left of a text, from `from` on: two at least, or a single
/// one that ends the whole text behind a sentence. The first may be glued to the stop before it.
pub(super) fn hashtags(text: &str, from: usize, end: usize) -> Option<usize> {
    let (mut start, mut count, mut glued) = (end, 0, false);
    while let Some(word) = text[from..start].split_whitespace().next_back() {
        let Some(first) = word.find('#').filter(|first| word.len() - first > 2) else { break };
        count += word[first..].matches('#').count();
        start = from + text[from..start].trim_end().len() - word.len() + first;
        if first > 0 {
            // A part of an address.
            glued = word[..first].contains('/');
            break;
        }
    }
    let before = text[..start].trim_end_matches(' ');
    let ended = before.ends_with(['\n', '.', '!', '?', '"', '”']);
    let word = before.rsplit(' ').next().unwrap_or_default();
    let told = ["tagar", "hashtag", "pagar", "dan"].contains(&word);
    let last =
        count == 1 && before.ends_with(['.', '!', '?']) && !glued && end == text.trim_end().len();
    (count > 3 && !told || count > 1 && ended || last).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_a_text_and_parts_of_addresses_do_not() {
        let tags = |text: &'static str| hashtags(text, 0, text.len()).map(|at| &text[at..]);
        assert_eq!(tags("Air surut. #Banjir #Demak"), Some("#Banjir #Demak"));
        assert_eq!(tags("Air surut. #Banjir"), Some("#Banjir"));
        for text in ["Lihat contoh.id/tanya?#rob", "Warga memakai tagar #Banjir"] {
            assert_eq!(tags(text), None, "{text}");
        }
    }
}
