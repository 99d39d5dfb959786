//! When a text says it was published: `Selasa, 30 Agustus 2022 14:05 WIB` before the story.
//!
//! Dates inside the story are when something happened; they are never taken.

use std::sync::OnceLock;

use jiff::civil;
use regex::{Captures, Regex};

use crate::clean::cut::{Cut, first_kept};
use crate::clean::text::pattern::{captures, pattern};
use crate::clean::text::window::prefix;
use crate::month;

/// Bytes of a line that says when.
const MAX_BYTES: usize = 110;

/// Lines before the story in which it is looked for.
const MAX_LINES: usize = 8;

/// When a text says it was published, and where that stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Dated {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    year: Option<i16>,
    month: i8,
    day: i8,
    /// Hour, minute and the zone's offset from UTC in hours.
    time: Option<(i8, i8, i8)>,
}

impl Dated {
    /// As RFC 3339, or a bare day; a year that is not said is that of another date of the same
    /// article which it lies next to. `None` if there is no such day.
    pub(super) fn resolve(&self, near: Option<&String>) -> Option<String> {
        let near = near.and_then(|date| date.get(..10)?.parse::<civil::Date>().ok());
        let day = match self.year {
            Some(year) => civil::Date::new(year, self.month, self.day).ok()?,
            None => nearest(self.month, self.day, near?)?,
        };
        Some(match self.time {
            Some((hour, minute, zone)) => format!("{day}T{hour:02}:{minute:02}:00+{zone:02}:00"),
            None => day.to_string(),
        })
    }
}

/// The day of a month that lies closest to another day.
fn nearest(month: i8, day: i8, near: civil::Date) -> Option<civil::Date> {
    let years = [near.year() - 1, near.year(), near.year() + 1];
    let days = years.into_iter().filter_map(|year| civil::Date::new(year, month, day).ok());
    days.min_by_key(|day| (*day - near).get_days().abs())
}

/// Beginnings of what may stand there: of weekdays, months and words that say when.
const BEGINNINGS: &[&str] = &[
    "dit", "dip", "pub", "tay", "ter", "dim", "sen", "sel", "rab", "kam", "jum", "sab", "min",
    "aha",
];

/// Whether a text may begin by saying when, as its first letters have it.
fn may_be(window: &str) -> bool {
    window.starts_with(|c: char| c.is_ascii_digit() || c == '(')
        || window
            .get(..3)
            .is_some_and(|start| BEGINNINGS.iter().any(|word| word.eq_ignore_ascii_case(start)))
        || prefix(window, 28).contains(".com")
}

fn form() -> &'static Regex {
    static FORM: OnceLock<Regex> = OnceLock::new();
    FORM.get_or_init(|| {
        pattern(concat!(
            r"^(?i)(?:(?:diterbitkan|dipublikasikan|published|tayang|terbit|dimuat)(?: pada)? ?:? ?)?",
            r"(?:[\w.]{3,20}\.com ?- ?)?",
            r"(?:(?<weekday>senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad),? ?)?",
            r"(?:\(?(?<d>\d{1,2})[ /-](?<m>\d{1,2}|jan\w*|[fp]eb\w*|mar\w*|apr\w*|mei|may|jun\w*|jul\w*|a[gu][a-z]*|sep\w*|o[kc]t\w*|no[vp]\w*|de[sc]\w*)(?:[ /-](?<y>\d{4}))?\)?",
            r"|(?<yi>\d{4})-(?<mi>\d{2})-(?<di>\d{2}))",
            r"(?:(?:T|[ ,|/·•-]{1,4})(?:pukul |jam )?(?<h>\d{1,2})[:.](?<min>\d{2})(?:[:.]\d{2})?(?: ?(?<zone>WIB|WITA|WIT))?)?",
        ))
    })
}

/// Finds when a text says it was published: a line of its own before the story, or, behind the
/// headline, a weekday with date and time.
pub(crate) fn find(text: &str, cuts: &[Cut]) -> Option<Dated> {
    let mut at = first_kept(text, 0, cuts);
    let headed = at > 0;
    for line in 0..MAX_LINES {
        let window = prefix(&text[at..], MAX_BYTES);
        // It has a year or a time, so digits, and not far in.
        let digits = window.bytes().take(40).any(|byte| byte.is_ascii_digit());
        let fits = digits && may_be(window);
        if fits
            && let Some(dated) = captures(form(), window).and_then(|captures| read(&captures, at))
        {
            let rest = text[dated.end..].trim_start_matches([' ', '\t', '|', '\u{a0}']);
            let alone = rest.is_empty() || rest.starts_with(['\n', '\r']);
            let said = dated.time.is_some() && headed && line == 0;
            if alone || said {
                return Some(dated);
            }
        }
        at += memchr::memchr(b'\n', &text.as_bytes()[at..])? + 1;
        at = first_kept(text, at, cuts);
        // Long lines are the story.
        if text[at..].split('\n').next().is_some_and(|line| line.len() > 220) {
            return None;
        }
    }
    None
}

fn read(captures: &Captures<'_>, at: usize) -> Option<Dated> {
    let number = |name: &str| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let (year, month, day) = match number("yi") {
        Some(year) => (Some(year), number("mi")?, number("di")?),
        None => (number("y"), month(captures.name("m")?.as_str())?, number("d")?),
    };
    let zone = match captures.name("zone").map(|zone| zone.as_str().to_ascii_uppercase()) {
        Some(zone) if zone == "WIB" => Some(7),
        Some(zone) if zone == "WITA" => Some(8),
        Some(_) => Some(9),
        None => None,
    };
    let time = match (number("h"), number("min"), zone) {
        (Some(hour), Some(minute), Some(zone)) if hour < 24 && minute < 60 => {
            Some((hour as i8, minute as i8, zone))
        }
        _ => None,
    };
    let weekday = captures.name("weekday").is_some();
    // Two numbers alone may be anything.
    if year.is_none() && !(weekday && time.is_some()) {
        return None;
    }
    if !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || year.is_some_and(|y| !(1990..=2100).contains(&y))
    {
        return None;
    }
    let end = at + captures.get(0)?.end();
    Some(Dated { start: at, end, year, month: month as i8, day: day as i8, time })
}

fn month(text: &str) -> Option<i16> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    // Names are cut anywhere, but their first letters tell them apart.
    month::month(text.get(..3)?).map(i16::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_date(text: &str, near: Option<&str>) -> Option<String> {
        find(text, &[])?.resolve(near.map(str::to_owned).as_ref())
    }

    #[test]
    fn lines_before_the_story_say_when_it_was_published() {
        for (line, expected) in [
            ("Selasa, 30 Agustus 2022 14:05 WIB", "2022-08-30T14:05:00+07:00"),
            ("Kamis, 03 Okt 2019 13:21 WITA", "2019-10-03T13:21:00+08:00"),
            ("Warta.com - 31/07/2024, 09:10 WIT", "2024-07-31T09:10:00+09:00"),
            ("Rabu (31/7/2024)", "2024-07-31"),
            ("2024-07-31", "2024-07-31"),
        ] {
            let text = format!("Redaksi\n{line}\nAir surut di Demak.");
            assert_eq!(read_date(&text, None).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_year_that_is_not_said_is_that_of_the_address() {
        let text = "Rabu (31/12) 14:05 WIB\nAir surut.";
        assert_eq!(read_date(text, None), None);
        let resolved = read_date(text, Some("2025-01-01"));
        assert_eq!(resolved.as_deref(), Some("2024-12-31T14:05:00+07:00"));
    }

    #[test]
    fn dates_in_the_story_are_none_of_publication() {
        for text in [
            "Air surut di Demak, Rabu (31/7/2024).",
            "Rabu (31/7/2024) air surut di Demak.",
            "17 Agustus 2024 adalah hari libur.",
        ] {
            assert_eq!(read_date(text, None), None, "{text}");
        }
    }
}
