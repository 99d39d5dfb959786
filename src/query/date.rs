//! [`DateRange`] and the ways to write one: `2024`, `2024-07`, `31/7/2024`,
//! `"31 Juli 2024"`, ranges with `..`, and `>=`, `>`, `<=`, `<`.

use std::fmt;

use jiff::civil::Date;

use super::chars::{is_bracket, is_quote, is_word};
use super::{days, period};

/// Days from one to another, both included; at least one end is given, and
/// the first is not after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    from: Option<Date>,
    to: Option<Date>,
}

impl DateRange {
    /// The days between two ends; `None` if both are open or they are in the
    /// wrong order.
    pub fn new(from: Option<Date>, to: Option<Date>) -> Option<Self> {
        let valid = match (from, to) {
            (None, None) => false,
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        valid.then_some(Self { from, to })
    }

    /// The days of both; `None` if they have none in common.
    pub fn common(&self, other: &Self) -> Option<Self> {
        let to = match (self.to, other.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        // An open beginning is less than any other.
        Self::new(self.from.max(other.from), to)
    }

    /// The first day; `None` if it is open.
    pub fn from(&self) -> Option<Date> {
        self.from
    }

    /// The last day; `None` if it is open.
    pub fn to(&self) -> Option<Date> {
        self.to
    }
}

impl fmt::Display for DateRange {
    /// As short as the language allows: `2024`, `2024-07`, `2024-07-31`,
    /// `2024-07-01..2024-09-30`, `>=2023-01-01`, `<=2023-12-31`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) if from == from.first_of_year() && to == from.last_of_year() => {
                write!(f, "{:04}", from.year())
            }
            (Some(from), Some(to))
                if from == from.first_of_month() && to == from.last_of_month() =>
            {
                write!(f, "{:04}-{:02}", from.year(), from.month())
            }
            (Some(from), Some(to)) => write!(f, "{from}..{to}"),
            (Some(from), None) => write!(f, ">={from}"),
            (None, Some(to)) => write!(f, "<={to}"),
            (None, None) => Ok(()),
        }
    }
}

/// A range as read, and how much text it took.
pub(super) struct Found {
    pub(super) range: DateRange,
    /// Whether the ends were in the wrong order.
    pub(super) exchanged: bool,
    pub(super) length: usize,
}

/// Which days the dates behind a name are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those written: `tanggal:2024`.
    Written,
    /// From the first of them on: `sejak:2024`, `sejak:7hari`.
    Since,
    /// Up to the last of them: `sampai:2024`, `sampai:7hari`.
    Until,
}

/// Reads the dates at the start of `text`. `None` if there are none, or more text is joined
/// to them.
pub(super) fn read(text: &str, today: Date, reach: Reach) -> Option<Found> {
    let (from, to, length) = match reach {
        Reach::Written => read_range(text)?,
        Reach::Since => {
            let ((first, _), length) = read_day(text, today)?;
            (Some(first), None, length)
        }
        Reach::Until => {
            let ((_, last), length) = read_day(text, today)?;
            (None, Some(last), length)
        }
    };
    let after =
        text[length..].trim_start_matches(['.', ',', ';', '!', '?', '\'', '’', ']']).chars().next();
    if after.is_some_and(|c| !c.is_whitespace() && !c.is_control() && !is_bracket(c)) {
        return None;
    }
    let exchanged = matches!((from, to), (Some(from), Some(to)) if from > to);
    let range = DateRange::new(from, to).or_else(|| DateRange::new(to, from))?;
    Some(Found { range, exchanged, length })
}

type Ends = (Option<Date>, Option<Date>, usize);

/// One date, or a time before today.
fn read_day(text: &str, today: Date) -> Option<(days::Days, usize)> {
    let before = |inside: &str| period::before(inside, today);
    match days::whole_or_quoted(text, before) {
        Some((day, length)) => Some(((day, day), length)),
        None => days::read(text),
    }
}

/// The first and the last day that the whole of a text names: `2024`, `2024-07`, `31/7/2024`,
/// `31 Juli 2024`, `7hari` before today.
pub fn read_days(text: &str, today: Date) -> Option<(Date, Date)> {
    let text = text.trim();
    let (days, length) = read_day(text, today)?;
    (length == text.len()).then_some(days)
}

fn read_range(text: &str) -> Option<Ends> {
    for sign in [">=", "<=", ">", "<"] {
        let Some(rest) = text.strip_prefix(sign) else {
            continue;
        };
        let (days, length) = days::read(rest)?;
        let (from, to) = match sign {
            ">=" => (Some(days.0), None),
            "<=" => (None, Some(days.1)),
            ">" => (Some(days.1.tomorrow().ok()?), None),
            _ => (None, Some(days.0.yesterday().ok()?)),
        };
        return Some((from, to, length + sign.len()));
    }
    if let Some(rest) = text.strip_prefix("..") {
        let (days, length) = days::read(rest)?;
        return Some((None, Some(days.1), length + 2));
    }
    let (first, length) = days::read(text)?;
    let Some(rest) = text[length..].strip_prefix("..") else {
        return Some((Some(first.0), Some(first.1), length));
    };
    match days::read(rest) {
        // Exchanged ends keep whole months and years: 2024..2023.
        Some((last, more)) if last.0 < first.0 => {
            Some((Some(first.1), Some(last.0), length + 2 + more))
        }
        Some((last, more)) => Some((Some(first.0), Some(last.1), length + 2 + more)),
        None if rest.starts_with(|c| is_word(c) || is_quote(c)) => None,
        None => Some((Some(first.0), None, length + 2)),
    }
}

/// The length of a text in quotes at the start, with the quotes; nought without.
pub(super) fn quoted(text: &str) -> usize {
    days::whole_or_quoted(text, |inside| text.starts_with(is_quote).then_some(((), inside.len())))
        .map_or(0, |((), length)| length)
}
