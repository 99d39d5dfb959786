//! Dates as people write them: words, numbers and signs in whatever order, `Rabu, 31 Juli 2024
//! 14:05 WIB`. What is no part of a date makes the whole none.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use crate::date::ArticleDate;
use crate::month::month;

/// Two digits up to this one are years from 2000 on, others from 1900 on.
const LAST_SHORT_YEAR: i16 = 50;

/// Words beside a date that say nothing of it.
const FILLERS: &[&str] = &[
    "ahad",
    "at",
    "fri",
    "friday",
    "jam",
    "jum",
    "jumat",
    "kam",
    "kamis",
    "min",
    "minggu",
    "mon",
    "monday",
    "on",
    "pada",
    "pukul",
    "rab",
    "rabu",
    "sab",
    "sabtu",
    "sat",
    "saturday",
    "sel",
    "selasa",
    "sen",
    "senin",
    "sun",
    "sunday",
    "t",
    "tanggal",
    "tgl",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
];

/// Zones by name, in hours from UTC: Indonesia's, its neighbours', those of RFC 2822, 4.3.
const ZONES: &[(&str, i8)] = &[
    ("cdt", -5),
    ("cst", -6),
    ("edt", -4),
    ("est", -5),
    ("gmt", 0),
    ("mdt", -6),
    ("mst", -7),
    ("myt", 8),
    ("pdt", -7),
    ("pst", -8),
    ("sgt", 8),
    ("ut", 0),
    ("utc", 0),
    ("wib", 7),
    ("wit", 9),
    ("wita", 8),
    ("z", 0),
];

/// Reads a date; `None` where it is none.
pub(super) fn read(text: &str) -> Option<ArticleDate> {
    Parts::of(text)?.date()
}

/// A day of the calendar, if there is one.
pub(super) fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// What was read of a date so far, in whatever order.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i16>,
    day: Option<i16>,
    /// Hour, minute and second.
    time: Option<[i16; 3]>,
    /// Seconds from UTC.
    zone: Option<i32>,
    /// Whether a zone is named that is not known.
    strange_zone: bool,
}

impl Parts {
    /// Reads all of a text; `None` if something in it is no part of a date.
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let mut rest = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
            // What stands in brackets behind an instant names its zone once more.
            Some((date, zone)) if !zone.contains(|c: char| c.is_ascii_digit()) => date,
            _ => text,
        };
        while let Some(first) = rest.chars().next() {
            let length = if first.is_ascii_digit() {
                parts.number(rest)?
            } else if first.is_alphabetic() {
                let end = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’');
                // `GMT+7` and `31st` end where letters do; `Jum'at` does not.
                let word = &rest[..rest.find(end).unwrap_or(rest.len())];
                let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
                parts.word(word)?;
                word.len()
            } else if matches!(first, '+' | '-' | '−') && parts.time.is_some() {
                let length = first.len_utf8();
                match offset(&rest[length..]) {
                    Some((seconds, more)) => {
                        parts.zone = Some(if first == '+' { seconds } else { -seconds });
                        length + more
                    }
                    None => length,
                }
            } else if first.is_whitespace() || ",.;|/()-–—•·".contains(first) {
                first.len_utf8()
            } else {
                return None;
            };
            rest = &rest[length..];
        }
        Some(parts)
    }

    /// A word: a month, a weekday, a zone.
    fn word(&mut self, word: &str) -> Option<()> {
        let lower = word.to_lowercase().replace(['\'', '’'], "");
        if self.month.is_none()
            && let Some(number) = month(&lower)
        {
            self.month = Some(number.into());
            return Some(());
        }
        if FILLERS.binary_search(&lower.as_str()).is_ok() {
            return Some(());
        }
        if let Some((_, hours)) = ZONES.iter().find(|(zone, _)| *zone == lower) {
            self.zone = Some(i32::from(*hours) * 3600);
            return Some(());
        }
        match (lower.as_str(), &mut self.time) {
            ("am", Some([hour, ..])) if *hour == 12 => *hour = 0,
            ("pm", Some([hour, ..])) if *hour < 12 => *hour += 12,
            ("am" | "pm", Some(_)) => {}
            // Endings of days: `31st`.
            ("st" | "nd" | "rd" | "th", None) if self.day.is_some() => {}
            (_, Some(_)) if self.day.is_some() && self.year.is_some() => self.strange_zone = true,
            _ => return None,
        }
        Some(())
    }

    /// Numbers at the start of `text`, joined by one sign; their length.
    fn number(&mut self, text: &str) -> Option<usize> {
        let mut values: [(i16, usize); 3] = [(0, 0); 3];
        let (mut count, mut length, mut sign) = (0, 0, None);
        loop {
            let digits = text[length..].bytes().take_while(u8::is_ascii_digit).count();
            *values.get_mut(count)? = (text[length..length + digits].parse().ok()?, digits);
            (count, length) = (count + 1, length + digits);
            let mut next = text[length..].chars();
            let joint = next.next().filter(|c| matches!(c, ':' | '.' | '/' | '-'));
            let goes_on = next.next().is_some_and(|c| c.is_ascii_digit()) && count < 3;
            match (joint, sign) {
                (Some(joint), None) if goes_on => sign = Some(joint),
                (Some(joint), Some(before)) if goes_on && joint == before => {}
                _ => break,
            }
            length += 1;
        }
        if sign == Some(':') {
            length += fraction(&text[length..]);
        }
        let [(first, digits), (second, _), (third, last)] = values;
        match (count, sign) {
            (1, _) => self.single(first, digits)?,
            (2 | 3, Some(':')) | (2, Some('.')) => self.take_time(first, second, third)?,
            (3, Some('.')) if self.day.is_some() => self.take_time(first, second, third)?,
            (3, Some(_)) if digits == 4 => self.take_day(first, second, third)?,
            (3, Some(_)) if last == 4 => self.day_first(third, second, first)?,
            (3, Some('/' | '-')) if last == 2 && digits <= 2 => {
                let century = if third <= LAST_SHORT_YEAR { 2000 } else { 1900 };
                self.day_first(century + third, second, first)?;
            }
            _ => return None,
        }
        Some(length)
    }

    /// A number by itself: a day or a year.
    fn single(&mut self, number: i16, digits: usize) -> Option<()> {
        let part = match digits {
            1 | 2 => &mut self.day,
            4 => &mut self.year,
            _ => return None,
        };
        part.replace(number).is_none().then_some(())
    }

    fn take_time(&mut self, hour: i16, minute: i16, second: i16) -> Option<()> {
        self.time.replace([hour, minute, second]).is_none().then_some(())
    }

    fn take_day(&mut self, year: i16, month: i16, day: i16) -> Option<()> {
        let unknown = self.year.is_none() && self.month.is_none() && self.day.is_none();
        (self.year, self.month, self.day) = (Some(year), Some(month), Some(day));
        unknown.then_some(())
    }

    fn day_first(&mut self, year: i16, month: i16, day: i16) -> Option<()> {
        match day_of(year, month, day) {
            Some(_) => self.take_day(year, month, day),
            None => self.take_day(year, day, month),
        }
    }

    /// The date, if there is all it needs.
    fn date(&self) -> Option<ArticleDate> {
        let day = day_of(self.year?, self.month?, self.day?)?;
        let bare = Some(ArticleDate::from_day(day));
        let Some([hour, minute, second]) = self.time else { return bare };
        // A leap second is the last one.
        let byte = |number: i16| i8::try_from(number).ok();
        let time = Time::new(byte(hour)?, byte(minute)?, byte(second)?.min(59), 0).ok()?;
        match self.zone {
            Some(seconds) if !self.strange_zone => {
                let offset = Offset::from_seconds(seconds).ok()?;
                ArticleDate::parse(&format!("{day}T{time}{offset}")).or(bare)
            }
            _ => bare,
        }
    }
}

/// The length of the parts of a second at the start of `text`; they say nothing here.
fn fraction(text: &str) -> usize {
    let digits =
        text.strip_prefix(['.', ',']).map(|rest| rest.bytes().take_while(u8::is_ascii_digit));
    digits.map(Iterator::count).filter(|count| *count > 0).map_or(0, |count| count + 1)
}

/// An offset from UTC in seconds, as in `0700`, `07:00` or `7`, and its length.
fn offset(text: &str) -> Option<(i32, usize)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let minutes = text[first..].strip_prefix(':').filter(|rest| digits(rest) == 2);
    let (hours, minutes, length) = match (first, minutes) {
        (4, None) => (&text[..2], &text[2..4], 4),
        (1 | 2, None) => (&text[..first], "0", first),
        (1 | 2, Some(rest)) => (&text[..first], &rest[..2], first + 3),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some((hours * 3600 + minutes * 60, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(FILLERS.is_sorted() && ZONES.is_sorted());
    }
}
