//! Who wrote the article and for whom, before the story: `Ratna Wulandari - detikNews`.

use std::sync::OnceLock;

use regex::Regex;

use crate::clean::cut::{Cut, Found, first_kept, push};
use crate::clean::text::pattern::{captures, pattern};
use crate::clean::text::window::{first_line, prefix};
use crate::origin::Fact;

/// Bytes in which a byline before the story is looked for.
const MAX_BYLINE: usize = 120;

/// Parts of the media of such a byline.
const MEDIA: &[&str] =
    &["detik", "CNN Indonesia", "Okezone", "ompas.com", "OMPAS.com", "Sindonews"];

/// Bytes before the day behind such a byline.
const MAX_KICKER: usize = 280;

fn byline() -> &'static Regex {
    static BYLINE: OnceLock<Regex> = OnceLock::new();
    BYLINE.get_or_init(|| {
        pattern(concat!(
            r"^(\p{Lu}[\p{L}.'’]+(?: \p{Lu}[\p{L}.'’]*){0,4}) ?[-–|] ?",
            r"((?:detik\w+|CNN Indonesia|Okezone\w*|Kompas\.com|KOMPAS\.com|Sindonews))\b[ \t,|-]*",
        ))
    })
}

/// Cuts such a byline where what is kept begins. `title` is the declared headline, of which a part
/// may stand before the name. `cuts` are those made so far, in order.
pub(super) fn cut_byline(
    text: &str,
    title: Option<&str>,
    cuts: &mut Vec<Cut>,
    found: &mut Vec<Found>,
) {
    let at = first_kept(text, 0, cuts);
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
