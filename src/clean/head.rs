//! What stands before the story: its headline again, who wrote it, when.

use std::sync::OnceLock;

use regex::Regex;

use super::cuts::{first_kept, push};
use super::lone;
use super::pattern::{captures, pattern};
use super::rule::{Cut, Found};
use super::window::{first_line, prefix};
use super::word::{Word, words};
use crate::origin::Fact;

/// Bytes in which a byline before the story is looked for.
const MAX_BYLINE: usize = 120;

/// Parts of the media of such a byline.
const MEDIA: &[&str] =
    &["detik", "CNN Indonesia", "Okezone", "ompas.com", "OMPAS.com", "Sindonews"];

/// Bytes before the day behind such a byline.
const MAX_KICKER: usize = 280;

/// Longest first line, in characters, that can be a headline; as plain text has it.
const MAX_TITLE_CHARS: usize = 150;

/// The dateline of Liputan6 as it begins.
const LIPUTAN6: &str = "Liputan6.com,";

/// Fewest words of a headline before one.
const LEAST_TITLE_WORDS: usize = 6;

/// What a headline does not end in.
const NO_TITLE_ENDINGS: &[char] =
    &['.', ',', ';', ':', '"', '\'', '”', '’', '“', '‘', '»', '«', '-', '–', '—'];

fn byline() -> &'static Regex {
    static BYLINE: OnceLock<Regex> = OnceLock::new();
    BYLINE.get_or_init(|| {
        pattern(concat!(
            r"^(\p{Lu}[\p{L}.'’]+(?: \p{Lu}[\p{L}.'’]*){0,4}) ?[-–|] ?",
            r"((?:detik\w+|CNN Indonesia|Okezone\w*|Kompas\.com|KOMPAS\.com|Sindonews))\b[ \t,|-]*",
        ))
    })
}

/// Cuts the headline, if the text begins with it, and a byline such as `Ratna Wulandari -
/// detikNews` behind it. `cuts` are those made so far, in order. Returns the headline where
/// none is declared and the text has one.
pub(super) fn cut_head(
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
        at = first_kept(text, at, cuts);
    }
    let window = prefix(&text[at..], MAX_BYLINE);
    if MEDIA.iter().any(|medium| window.contains(medium))
        && let Some(captures) = captures(byline(), window)
    {
        let author = behind_title(&captures[1], title.unwrap_or_default()).to_owned();
        found.push(Found { fact: Fact::Author, value: author, at });
        let medium = captures[2].to_owned();
        found.push(Found { fact: Fact::Source, value: medium, at });
        push(cuts, Cut { start: at, end: at + captures[0].trim_end().len(), rule: "author" });
        return;
    }
    if let Some((start, name, medium)) = behind_kicker(&text[at..], title) {
        if start > 0 {
            push(cuts, Cut { start: at, end: at + start, rule: "headline" });
        }
        if !name.is_empty() {
            found.push(Found { fact: Fact::Author, value: name.to_owned(), at: at + start });
        }
        let end = at + start + name.len() + medium.len();
        let value = medium.trim_start_matches([' ', ',', '-']).to_owned();
        found.push(Found { fact: Fact::Source, value, at });
        push(cuts, Cut { start: at + start, end, rule: "author" });
    }
}

/// The name behind the first words of a headline, of which the page cut off the others.
fn behind_title<'n>(name: &'n str, title: &str) -> &'n str {
    let pairs = name.split(' ').zip(title.split(' '));
    let shared: Vec<&str> = pairs.take_while(|(left, right)| left == right).map(|p| p.0).collect();
    if shared.len() < 2 {
        return name;
    }
    let headline: usize = shared.iter().map(|word| word.len() + 1).sum();
    name.get(headline..).unwrap_or_default()
}

/// Detik's byline with the day behind it, whatever stands before: a rubric and the headline as
/// the page had it. Returns where the name begins, the name if it can be told from the headline,
/// and what follows it up to the day.
fn behind_kicker<'t>(text: &'t str, title: Option<&str>) -> Option<(usize, &'t str, &'t str)> {
    static DAY: OnceLock<Regex> = OnceLock::new();
    let day = DAY.get_or_init(|| {
        pattern(r"^ - detik[A-Za-z]{2,9}(?<end>) (?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu), \d{1,2} \p{L}{3,9} \d{4}")
    });
    let lead = first_line(text, MAX_KICKER);
    memchr::memmem::find(lead.as_bytes(), b" - detik")?;
    let (at, end) = memchr::memmem::find_iter(lead.as_bytes(), b" - ").find_map(|at| {
        let captures = captures(day, &lead[at..])?;
        Some((at, at + captures.name("end")?.end()))
    })?;
    let before = &lead[..at];
    // Behind the headline of the page stands the name alone.
    let start = title.and_then(|title| {
        let words = title.split(' ').next_back().filter(|word| word.len() > 2)?;
        before.rfind(words).map(|found| found + words.len())
    });
    let space = |start: usize| before[start..].len() - before[start..].trim_start().len();
    let start = start.map_or(at, |start| start + space(start));
    let name = &lead[start..at];
    let fits = name.is_empty() || (1..=5).contains(&name.split_whitespace().count());
    fits.then(|| (start, name, &lead[at..end]))
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
    fn headlines_again_are_cut_with_the_byline() {
        let text = "Air Rob Surut di Demak Ratna Wulandari - detikNews Warga pulang ke rumah.";
        let (mut cuts, mut found) = (Vec::new(), Vec::new());
        cut_head(text, Some("Air rob surut di Demak"), &mut cuts, &mut found);
        assert_eq!(&text[cuts[1].end..], " Warga pulang ke rumah.");
        assert_eq!(found[0].value, "Ratna Wulandari");
    }

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
