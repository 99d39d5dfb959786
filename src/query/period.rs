//! A time before today, as in `sejak:7hari` and `since:2weeks`.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Units by their names in Indonesian and English.
const UNITS: [(&str, fn(i32) -> Span); 12] = [
    ("bulan", |n| n.months()),
    ("day", |n| n.days()),
    ("days", |n| n.days()),
    ("hari", |n| n.days()),
    ("minggu", |n| n.weeks()),
    ("month", |n| n.months()),
    ("months", |n| n.months()),
    ("tahun", |n| n.years()),
    ("week", |n| n.weeks()),
    ("weeks", |n| n.weeks()),
    ("year", |n| n.years()),
    ("years", |n| n.years()),
];

/// The day that lies as long before `today` as the start of `text` says, with
/// or without a space before the unit, and the length read.
pub(super) fn before(text: &str, today: Date) -> Option<(Date, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // Four digits reach back ten thousand years, further than any unit may.
    let number: i32 = text[..digits].parse().ok().filter(|_| digits <= 4)?;
    let rest = &text[digits..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let name = rest[gap..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let (_, span) = UNITS.iter().find(|(unit, _)| unit.eq_ignore_ascii_case(&rest[gap..gap + name]))?;
    let date = today.checked_sub(span(number)).ok().filter(|date| date.year() >= 1000)?;
    Some((date, digits + gap + name))
}
