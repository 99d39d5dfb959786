//! The contents before the story, `Daftar Isi`: headings that come again in it.

use crate::clean::cut::{Cut, push};
use crate::clean::text::window::{first_line, prefix};

/// What the contents begin with.
const TITLE: &str = "Daftar Isi";

/// Bytes before which they begin.
const MAX_START: usize = 60;

/// Bytes of a heading.
const MAX_HEADING: usize = 160;

/// Bytes of the story in which they come again.
const MAX_STORY: usize = 32 << 10;

/// Bytes of a line of headings, and fewest words of one without a number.
const MAX_LINE: usize = 900;
const LEAST_PLAIN: usize = 2;

/// Most headings.
const MOST: usize = 40;

/// Cuts the contents at the beginning of a text. `cuts` are those made so far, in order.
pub(super) fn cut_contents(text: &str, cuts: &mut Vec<Cut>) {
    let lead = first_line(text, MAX_START);
    let Some(start) = lead.find(TITLE) else { return };
    let mut end = start + TITLE.len();
    // A form to be filled in is an Isian.
    if text[end..].starts_with(char::is_alphanumeric) {
        return;
    }
    // A sentence may announce those with numbers.
    let announced = first_line(&text[end..], MAX_HEADING).find(" 1. ").unwrap_or_default();
    let (mut at, mut count) = (end + announced, 0);
    for number in 1..=MOST {
        let Some(length) = heading(&text[at..], number) else { break };
        (at, count) = (at + length, number);
    }
    if count > 1 || announced == 0 {
        end = at;
    }
    if end == start + TITLE.len() {
        end += plain(&text[end..]);
    }
    if end > start + TITLE.len() {
        push(cuts, Cut { start, end, rule: "contents" });
    }
}

/// The bytes of headings without numbers, two at least, that stand on one line: each comes again
/// where a heading may stand.
fn plain(text: &str) -> usize {
    let line = first_line(text, MAX_LINE);
    let (mut end, mut count) = (0, 0);
    while count < MOST {
        let gap = line[end..].len() - line[end..].trim_start().len();
        let rest = first_line(&line[end + gap..], MAX_HEADING);
        let ends = rest.match_indices(' ').map(|(at, _)| at);
        let heading = ends.collect::<Vec<_>>().into_iter().rev().find(|&at| {
            rest[..at].split(' ').nth(LEAST_PLAIN - 1).is_some() && heads(text, &rest[..at])
        });
        let Some(heading) = heading else { break };
        (end, count) = (end + gap + heading, count + 1);
    }
    if count < 2 { 0 } else { end }
}

/// Whether a stretch comes again behind the end of a sentence, a capital or a line behind it.
fn heads(text: &str, heading: &str) -> bool {
    let text = prefix(text, MAX_STORY);
    memchr::memmem::find_iter(text.as_bytes(), heading.as_bytes()).skip(1).any(|at| {
        let before = text[..at].trim_end();
        let behind = text[at + heading.len()..].trim_start_matches(' ');
        before.ends_with(['.', '!', '?', '"', '”', ')', ']', ':'])
            && behind.starts_with(|c: char| c == '\n' || c == '"' || c.is_uppercase())
    })
}

/// The bytes of a heading that `text` begins with and that comes again in it, with the space and
/// the number before. A heading on no line of its own is the one of its number, or the story
/// would begin with the words it goes on with.
fn heading(text: &str, number: usize) -> Option<usize> {
    let digits = |c: char| c.is_ascii_digit();
    let rest = text.trim_start();
    let (own, marker) = (text.trim_start_matches(' ').starts_with('\n'), format!("{number}. "));
    if !own && !rest.starts_with(&marker) {
        return None;
    }
    let numbered = rest.trim_start_matches(digits).strip_prefix(". ");
    let rest = numbered.filter(|_| rest.starts_with(digits)).unwrap_or(rest);
    let line = first_line(rest, MAX_HEADING);
    let again = |heading: &str| {
        let behind = &rest.as_bytes()[heading.len()..rest.len().min(MAX_STORY)];
        let heading = if own { heading.to_owned() } else { format!("{marker}{heading}") };
        heading.len() > 3 && memchr::memmem::find(behind, heading.as_bytes()).is_some()
    };
    let ends = line.match_indices(' ').map(|(at, _)| at).chain([line.trim_end().len()]);
    let headings = ends.rev().map(|end| &line[..end]);
    let found = headings
        .filter(|heading| !own || heading.len() == line.trim_end().len())
        .find(|heading| (own || number > 1 || heading.contains(' ')) && again(heading))?;
    Some(text.len() - rest.len() + found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_come_again_are_contents() {
        for (contents, story) in [
            (
                "Daftar Isi\nArti Rob\nKapan Rob Surut\n",
                "Jakarta\n-\nAir naik.\nArti Rob\nKapan Rob Surut\n",
            ),
            (
                "Daftar Isi 1. Arti rob 2. Kapan rob surut ",
                "Air naik. 1. Arti rob Air. 2. Kapan rob surut Besok.",
            ),
        ] {
            let text = format!("{contents}{story}");
            let mut cuts = Vec::new();
            cut_contents(&text, &mut cuts);
            assert_eq!(text[cuts[0].end..].trim(), story.trim());
        }
        let story = "Air naik. 1. Arti rob Air. 2. Kapan rob surut Besok. 3. Letak Laut itu luas.";
        let headings =
            "Daftar Isi Berikut hal tentang rob. 1. Arti rob 2. Kapan rob surut 3. Letak";
        let text = format!("{headings} {story}");
        let mut cuts = Vec::new();
        cut_contents(&text, &mut cuts);
        assert_eq!(text[cuts[0].end..].trim(), story);
        let headings = "Daftar Isi Arti rob pesisir Kapan rob surut lagi";
        let story = "Air naik kemarin.Arti rob pesisirRob itu air.Kapan rob surut lagiBesok pagi.";
        let text = format!("{headings} {story}");
        let mut cuts = Vec::new();
        cut_contents(&text, &mut cuts);
        assert_eq!(text[cuts[0].end..].trim(), story);
        let mut cuts = Vec::new();
        cut_contents("Daftar Isian itu panjang.", &mut cuts);
        assert!(cuts.is_empty());
    }
}
