//! The headline before the story, once more or the only time.

use crate::clean::cut::{Cut, Found, first_kept, push};
use crate::clean::headline::lone;
use crate::clean::text::window::prefix;
use crate::clean::text::word::{Word, words};
use crate::origin::Fact;

/// Longest first line, in characters, that can be a headline; as plain text has it.
const MAX_TITLE_CHARS: usize = 150;

/// The dateline of Liputan6 as it begins.
const LIPUTAN6: &str = "Liputan6.com,";

/// Fewest words of a headline before one.
const LEAST_TITLE_WORDS: usize = 6;

/// What a headline does not end in.
const NO_TITLE_ENDINGS: &[char] =
    &['.', ',', ';', ':', '"', '\'', '”', '’', '“', '‘', '»', '«', '-', '–', '—'];

/// Cuts the headline, if the text begins with it or has one before its dateline; it is found where
/// none is declared. `cuts` are those made so far, in order.
pub(super) fn cut_headline(
    text: &str,
    title: Option<&str>,
    cuts: &mut Vec<Cut>,
    found: &mut Vec<Found>,
) {
    let mut at = first_kept(text, 0, cuts);
    let chrome = at > 0 && cuts.first().is_some_and(|cut| cut.start < at);
    match title {
        Some(title) => {
            let length = repeated(&text[at..], title);
            if let Some(length) = length {
                push(cuts, Cut { start: at, end: at + length, rule: "headline" });
                at = first_kept(text, at, cuts);
            }
        }
        None => {
            let next = cuts.iter().find(|cut| cut.start >= at);
            let next = next.map(|cut| (cut.start - at, cut.end - at));
            if let Some(length) = heading(&text[at..], next, chrome) {
                let value = text[at..at + length].to_owned();
                found.push(Found { fact: Fact::Title, value, at });
                push(cuts, Cut { start: at, end: at + length, rule: "headline" });
                at = first_kept(text, at, cuts);
            }
        }
    }
    let next = cuts.iter().find(|cut| cut.start >= at).map_or(text.len(), |cut| cut.start);
    if let Some(length) = before_dateline(&text[at..], next - at) {
        if title.is_none() && !found.iter().any(|found| found.fact == Fact::Title) {
            let value = text[at..at + length].trim_end_matches('.').to_owned();
            found.push(Found { fact: Fact::Title, value, at });
        }
        push(cuts, Cut { start: at, end: at + length, rule: "headline" });
    }
}

/// The bytes of the headline that a text repeats at its beginning, letter case aside.
fn repeated(text: &str, title: &str) -> Option<usize> {
    let title = title.trim();
    if title.chars().count() < 12 {
        return None;
    }
    let mut rest = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut end = 0;
    for wanted in title.chars().filter(|c| !c.is_whitespace()) {
        let (at, c) = rest.next()?;
        if !(c == wanted || c.to_lowercase().eq(wanted.to_lowercase())) {
            return None;
        }
        end = at + c.len_utf8();
    }
    // What goes on as a sentence is one that begins like the headline.
    let after = text[end..].trim_start_matches([' ', '\t']);
    let ends = after.is_empty()
        || after.starts_with(['\n', '\r', '"', '“'])
        || after.starts_with(char::is_uppercase);
    ends.then_some(end)
}

/// The bytes of a headline on the first line: short, ending like none of a sentence, an empty
/// line behind it. The next cut begins and ends at the bytes `next`; what it takes of the line is
/// no part of the headline.
fn heading(text: &str, next: Option<(usize, usize)>, chrome: bool) -> Option<usize> {
    let (first, rest) = text.split_once('\n')?;
    let line = match next.filter(|&(start, _)| start < first.trim_end().len()) {
        None => first.trim_end(),
        Some((start, end)) if end >= first.trim_end().len() => first[..start].trim_end(),
        Some(_) => return None,
    };
    let next = rest.split('\n').next().unwrap_or_default();
    let fits = (12..=4 * MAX_TITLE_CHARS).contains(&line.len())
        && line.chars().count() <= MAX_TITLE_CHARS
        && line.split_whitespace().nth(2).is_some()
        && line.chars().any(char::is_lowercase)
        && (!line.ends_with(NO_TITLE_ENDINGS) || line.ends_with("...") || quotes(line))
        && next.trim().is_empty()
        && !rest.trim().is_empty();
    (fits && (chrome || lone::is_headline(line))).then_some(line.len())
}

/// Whether a line ends in a word between single quotes.
fn quotes(line: &str) -> bool {
    line.ends_with('\'') && line.contains(" '")
}

/// The bytes of a headline that stands before the dateline of a medium that sets none, the
/// dateline behind it on its line. It is at most `most` bytes long.
fn before_dateline(text: &str, most: usize) -> Option<usize> {
    let lead = prefix(text, MAX_TITLE_CHARS + 40);
    let medium = |word: &Word| {
        let site = word.text.find(".CO").unwrap_or_default();
        word.text.starts_with(LIPUTAN6)
            || site > 3 && word.text[..site].chars().all(|c| c.is_uppercase() || c == '-')
    };
    let end = words(lead).iter().find(|word| medium(word))?.at;
    let headline = lead[..end.min(most)].trim_end();
    let long = headline.split(' ').count() >= LEAST_TITLE_WORDS;
    // A line that ends like a sentence is a caption, or tells something.
    let told = headline.ends_with('.') && lead[headline.len()..].starts_with('\n');
    let by = headline.starts_with("Oleh");
    (long && !told && !by && lone::is_run(headline)).then_some(headline.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_begins_like_the_headline_stays() {
        assert_eq!(repeated("Air rob surut di Demak pada Senin.", "Air rob surut di Demak"), None);
    }

    #[test]
    fn a_short_first_line_may_be_the_headline() {
        assert_eq!(heading("Air Rob Surut di Demak\n\nWarga pulang.", None, false), Some(22));
        assert_eq!(heading("Warga pulang ke rumah.\n\nAir surut.", None, true), None);
        assert_eq!(heading("Warga pulang ke rumah\n\nAir surut.", None, false), None);
        let text = "Air Rob Surut di Demak Baca Juga: Harga Turun\n\nWarga pulang.";
        assert_eq!(heading(text, Some((23, 45)), false), Some(22));
        assert_eq!(heading(text, Some((23, 33)), false), None);
    }
}
