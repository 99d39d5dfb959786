//! One date as people write it: a year, a month or a day.
//!
//! `2024`, `2024-07`, `2024-07-31`, `31/7/2024`, `31-7-2024`, `7/2024`,
//! `31 Juli 2024`, `Juli 2024`; in quotes or without.

use jiff::civil::Date;

use super::chars::is_quote;
use crate::month;

/// The first and the last day of what was written.
pub(super) type Days = (Date, Date);

/// The date at the start of `text` and its length.
pub(super) fn read(text: &str) -> Option<(Days, usize)> {
    whole_or_quoted(text, unquoted)
}

/// What `read` makes of the start of `text` or, where that is a quotation
/// mark, of all that stands between it and the next.
pub(super) fn whole_or_quoted<T>(
    text: &str,
    read: impl Fn(&str) -> Option<(T, usize)>,
) -> Option<(T, usize)> {
    let Some(open) = text.chars().next().filter(|&c| is_quote(c)) else {
        return read(text);
    };
    let rest = &text[open.len_utf8()..];
    let close = rest.find(is_quote)?;
    let closing = rest[close..].chars().next()?;
    let inside = rest[..close].trim();
    let (value, length) = read(inside)?;
    (length == inside.len()).then_some((value, open.len_utf8() + close + closing.len_utf8()))
}

fn unquoted(text: &str) -> Option<(Days, usize)> {
    let Some((first, length)) = number(text) else {
        let (month, length) = month(text)?;
        let (year, digits) = spaced_number(&text[length..])?;
        return Some((month_of(year, month)?, length + digits));
    };
    let rest = &text[length..];
    if let Some((month, more)) =
        spaced(rest).and_then(|gap| month(&rest[gap..]).map(|(m, n)| (m, gap + n)))
    {
        let (year, digits) = spaced_number(&rest[more..])?;
        return Some((day(year, month, first)?, length + more + digits));
    }
    if length == 4 {
        return year_first(first, rest).map(|(days, more)| (days, length + more));
    }
    let sign = rest.chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?;
    let (second, more) = joined(rest, sign)?;
    let length = length + more;
    match joined(&text[length..], sign) {
        Some((third, more)) => Some((day(third, second, first)?, length + more)),
        None => Some((month_of(second, first)?, length)),
    }
}

fn year_first(year: i16, rest: &str) -> Option<(Days, usize)> {
    let Some((month, length)) = joined(rest, '-') else {
        let first = month_of(year, 1)?.0;
        return Some(((first, first.last_of_year()), 0));
    };
    match joined(&rest[length..], '-') {
        Some((number, more)) => Some((day(year, month, number)?, length + more)),
        None => Some((month_of(year, month)?, length)),
    }
}

/// A number of at most four digits.
fn number(text: &str) -> Option<(i16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 4 {
        return None;
    }
    text[..digits].parse().ok().map(|number| (number, digits))
}

/// A number behind `sign`.
fn joined(text: &str, sign: char) -> Option<(i16, usize)> {
    number(text.strip_prefix(sign)?).map(|(number, length)| (number, sign.len_utf8() + length))
}

/// A number behind white space.
fn spaced_number(text: &str) -> Option<(i16, usize)> {
    let gap = spaced(text)?;
    number(&text[gap..]).map(|(number, length)| (number, gap + length))
}

/// The length of the white space at the start, if there is any.
fn spaced(text: &str) -> Option<usize> {
    let gap = text.len() - text.trim_start().len();
    (gap > 0).then_some(gap)
}

fn month(text: &str) -> Option<(i16, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((month::month(&text[..length])?.into(), length))
}

fn day(year: i16, month: i16, day: i16) -> Option<Days> {
    let date = in_years(year, month, day)?;
    Some((date, date))
}

fn month_of(year: i16, month: i16) -> Option<Days> {
    let first = in_years(year, month, 1)?;
    Some((first, first.last_of_month()))
}

/// The date, if its year is written in four digits.
fn in_years(year: i16, month: i16, day: i16) -> Option<Date> {
    (1000..=9999).contains(&year).then_some(())?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}
