//! Dates as files declare them: what the standards say, and what people and programs write.
//!
//! | read | example |
//! |---|---|
//! | ISO 8601, RFC 3339 | `2024-07-31`, `2024-07-31T14:05:00+07:00`, `20240731` |
//! | RFC 2822 | `Wed, 31 Jul 2024 14:05:00 +0700` |
//! | day, name of the month, year | `Rabu, 31 Juli 2024 14:05 WIB`, `30 Agt 2022`, `Jul 31, 2024` |
//! | digits, the day first | `31/7/2024 14.05`, `31-07-24`, `31.07.2024` |
//! | digits, the year first | `2024/07/31 14:05:00` |
//! | seconds or milliseconds since 1970 | `1722409500`, `1722409500000` |
//!
//! In digits the month is first only where the other way makes no day: `7/31/2024`. A time without
//! a zone is no instant, so its day alone is kept.

use std::borrow::Cow;

use jiff::tz::Offset;

use super::Output;
use super::written::{self, day_of};
use crate::date::ArticleDate;

/// Most characters of a wrong value that a warning quotes.
const QUOTED_CHARS: usize = 40;

/// Longest text that can be a date, in bytes: `Thu Aug 01 2024 09:00:00 GMT+0700 (Western
/// Indonesia Time)` and a little more.
const MAX_DATE_BYTES: usize = 96;

/// Years that news can be of; what lies outside is a slip of the program that wrote it.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// What is accepted, for warnings.
const ACCEPTED: &str = "2024-07-31, 2024-07-31T14:05:00+07:00, 31/7/2024, \
                        Rabu, 31 Juli 2024 14:05 WIB or seconds since 1970";

/// Reads a declared date; `None` where it is none.
pub(super) fn parse_date(text: &str) -> Option<ArticleDate> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"');
    if text.len() > MAX_DATE_BYTES {
        return None;
    }
    numbered(text)
        .or_else(|| ArticleDate::parse(text))
        .or_else(|| written::read(text))
        .filter(|date| YEARS.contains(&date.day().year()))
}

/// Reads the first of several declared dates that is one, or warns that none is.
pub(super) fn declared_date<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    line: Option<u64>,
    out: &mut Output<'_>,
) -> Option<ArticleDate> {
    let mut wrong = None;
    for text in texts {
        if let Some(date) = parse_date(text) {
            return Some(date);
        }
        wrong = wrong.or(Some(text));
    }
    if let Some(text) = wrong {
        out.doubted(line, format!("the date {:?} is none like {ACCEPTED}; left empty", cut(text)));
    }
    None
}

/// Reads a date that is one number: `20240731`, that with a time, or the time since 1970 in
/// seconds, milliseconds or microseconds. Instants are shown in western Indonesian time.
fn numbered(text: &str) -> Option<ArticleDate> {
    // Tables write whole numbers as `1722409500.0`.
    let text = text.strip_suffix(".0").unwrap_or(text);
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = match text.len() {
        8 | 12 | 14 => {
            let part = |from: usize, to: usize| text[from..to].parse::<i16>().ok();
            let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
            return Some(ArticleDate::from_day(day_of(year, month, day)?));
        }
        9 | 10 => text.parse::<i64>().ok()?,
        13 => text.parse::<i64>().ok()? / 1_000,
        16 => text.parse::<i64>().ok()? / 1_000_000,
        _ => return None,
    };
    let zoned =
        jiff::Timestamp::from_second(seconds).ok()?.to_zoned(Offset::constant(7).to_time_zone());
    ArticleDate::parse(&zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_date(text).map(|date| date.to_string())
    }

    #[test]
    fn instants_are_read_with_their_zones() {
        for text in [
            "2024-07-31T14:05:00+07:00",
            "2024-07-31T14:05:00.000+0700",
            "2024-07-31 14:05:00 +0700",
            "2024-07-31 14:05 +07:00",
            "2024/07/31 14:05:00 WIB",
            "Wed, 31 Jul 2024 14:05:00 +0700",
            "Wed, 31 Jul 2024 14:05:00 WIB",
            "Rabu, 31 Juli 2024 14:05 WIB",
            "Rabu, 31 Juli 2024 | 14:05 WIB",
            "Rabu 31 Juli 2024, pukul 14.05 WIB",
            "14:05 WIB, 31-Jul-2024",
            "31/07/2024 14.05.00 WIB",
            "July 31, 2024 2:05 PM GMT+7",
            "Wed Jul 31 14:05:00 +0700 2024",
            "Wed Jul 31 2024 14:05:00 GMT+0700 (Western Indonesia Time)",
            "1722409500",
            "1722409500.0",
            "1722409500000",
        ] {
            assert_eq!(shown(text).as_deref(), Some("2024-07-31T14:05:00+07:00"), "{text}");
        }
        assert_eq!(
            shown("Wed, 31 Jul 2024 07:05 GMT").as_deref(),
            Some("2024-07-31T07:05:00+00:00")
        );
        assert_eq!(shown("31 Juli 2024 00:05 WIT").as_deref(), Some("2024-07-31T00:05:00+09:00"));
        assert_eq!(
            shown("Jul 31, 2024 12:05 AM EST").as_deref(),
            Some("2024-07-31T00:05:00-05:00")
        );
    }

    #[test]
    fn days_are_read_in_the_ways_people_write() {
        for text in [
            "2024-07-31",
            "2024/7/31",
            "31/7/2024",
            "31-07-2024",
            "31.07.2024",
            "31/07/24",
            "7/31/2024",
            "31 Juli 2024",
            "Rabu (31/7/2024)",
            "31-Jul-2024",
            "31 JUL 2024",
            "July 31st, 2024",
            "Rab, 31 Jul 2024",
            "20240731",
            "20240731140500",
            "2024-07-31 14:05:00",
            "31/07/2024 14:05",
            "31 Juli 2024 14:05",
            "31 Juli 2024 14:05 XYZ",
            "2024-07-31T14:05:00.123",
        ] {
            assert_eq!(shown(text).as_deref(), Some("2024-07-31"), "{text}");
        }
        assert_eq!(shown("30 Agt 2022").as_deref(), Some("2022-08-30"));
        assert_eq!(shown("Jum’at, 2 Peb 2024").as_deref(), Some("2024-02-02"));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "kemarin",
            "0001-01-01",
            "2024/07",
            "2024",
            "Juli 2024",
            "31 Juli",
            "14:05",
            "31/13/2024",
            "30 Februari 2024",
            "31 Juli 2024 25:00",
            "31 Juli 2024 oleh Ratna",
            "1 2 2024",
            "45504",
            "99999999999999999999",
            "1.2.3.4",
            "２０２４/07/31",
            "Mon, 30 Nov -0001 00:00:00 +0000",
            "-",
            "31 Juli 2024 14:05:00:00",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
