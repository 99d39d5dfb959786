//! Calendar days written in digits (`31/7/2024`, `31-07-2024`, `2024-07-31`)
//! or with the month's name (`31 Juli 2024`).

/// A day of the calendar, year 1000 to 2999.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day, if it may exist.
    pub(super) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 29,
            _ => 0,
        };
        let fits = (1000..3000).contains(&year) && (1..=days).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// `2024-07-31`.
    pub(super) fn form(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A date in digits: the day and the three parts it is written in.
pub(super) struct Digits {
    /// The day written.
    pub(super) day: Day,
    /// Start and end of each part.
    pub(super) parts: [(usize, usize); 3],
}

/// The date in digits at `at`: day, month and year (four digits, or two for
/// 1951 to 2050) or the other way round, parted by one mark of `/ - .`.
/// Month before day is read where the other way makes no day.
pub(super) fn digits(text: &str, at: usize) -> Option<Digits> {
    let bytes = text.as_bytes();
    let mut parts = [(0, 0); 3];
    let mut start = at;
    let mark = *bytes.get(at + run(bytes, at)?)?;
    if !matches!(mark, b'/' | b'-' | b'.') {
        return None;
    }
    for (n, part) in parts.iter_mut().enumerate() {
        let end = start + run(bytes, start)?;
        *part = (start, end);
        if n < 2 && bytes.get(end) != Some(&mark) {
            return None;
        }
        start = end + 1;
    }
    let end = parts[2].1;
    let goes_on = bytes.get(end).is_some_and(|&b| b == mark || b.is_ascii_alphabetic())
        && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if goes_on || bytes.get(end).is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii()) {
        return None;
    }
    let length = |n: usize| parts[n].1 - parts[n].0;
    let value = |n: usize| text[parts[n].0..parts[n].1].parse::<u16>().ok();
    let (first, second, third) = (value(0)?, value(1)?, value(2)?);
    let day = match (length(0), length(1), length(2)) {
        (4, 1..=2, 1..=2) => Day::new(first, second as u8, third as u8),
        (1..=2, 1..=2, 4) => day_first(third, second as u8, first as u8),
        (1..=2, 1..=2, 2) if mark != b'.' => {
            let century = if third <= 50 { 2000 } else { 1900 };
            day_first(century + third, second as u8, first as u8)
        }
        _ => None,
    }?;
    Some(Digits { day, parts })
}

fn day_first(year: u16, month: u8, day: u8) -> Option<Day> {
    Day::new(year, month, day).or_else(|| Day::new(year, day, month))
}

/// Length of the run of one to four digits at `at`.
fn run(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let length = rest.iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    (1..=4).contains(&length).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_digits() {
        let cases = [
            ("31/7/2024", Some("2024-07-31")),
            ("31-07-2024", Some("2024-07-31")),
            ("2024-07-31)", Some("2024-07-31")),
            ("31.07.2024.", Some("2024-07-31")),
            ("7/31/2024", Some("2024-07-31")),
            ("1/2/24", Some("2024-02-01")),
            ("1.2.24", None),
            ("45/13/2024", None),
            ("30/2/2024", None),
            ("31/7-2024", None),
            ("31/7/20245", None),
            ("1/2/2024/3", None),
            ("31/7", None),
        ];
        for (written, expected) in cases {
            let found = digits(written, 0).map(|d| d.day.form());
            assert_eq!(found.as_deref(), expected, "{written}");
        }
    }
}
