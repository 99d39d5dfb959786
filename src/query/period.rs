//! A time before today, as in `sejak:7hari` and `since:2weeks`.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The day that lies as long before `today` as the start of `text` says, with
/// or without a space before the unit, and the length read.
pub(super) fn before(text: &str, today: Date) -> Option<(Date, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // Four digits of any unit are what a span of time can hold.
    let number: i64 = text[..digits].parse().ok().filter(|_| digits <= 4)?;
    let rest = &text[digits..];
    let gap = rest.len() - rest.trim_start_matches(' ').len();
    let name = rest[gap..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let span = span(number, &rest[gap..gap + name])?;
    let date = today.checked_sub(span).ok().filter(|date| date.year() >= 1000)?;
    Some((date, digits + gap + name))
}

/// So many of a unit, named in Indonesian or English.
fn span(number: i64, unit: &str) -> Option<Span> {
    Some(match unit.to_ascii_lowercase().as_str() {
        "hari" | "day" | "days" => number.days(),
        "minggu" | "week" | "weeks" => number.weeks(),
        "bulan" | "month" | "months" => number.months(),
        "tahun" | "year" | "years" => number.years(),
        _ => return None,
    })
}
