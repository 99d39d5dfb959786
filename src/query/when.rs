//! [`asked_for`]: the time that the words of a plain query ask for.

use std::ops::Range;

use jiff::civil::{Date, date};

use crate::date::day_number;
use crate::month::indonesian;
use crate::plan::{Leaf, Matcher, Period, When};

/// Words for what is recent, the days before the newest article they mean, and after how many
/// days outside of these an article counts half: who says *terbaru* takes last month's.
const LATELY: &[(&[&str], Period)] = &[
    (&["terbaru"], Period { first: 0, last: 0, fade: 30 }),
    (&["terkini"], Period { first: 0, last: 0, fade: 30 }),
    (&["teranyar"], Period { first: 0, last: 0, fade: 30 }),
    (&["hari", "ini"], Period { first: 0, last: 0, fade: 1 }),
    (&["pagi", "ini"], Period { first: 0, last: 0, fade: 1 }),
    (&["malam", "ini"], Period { first: 0, last: 0, fade: 1 }),
    (&["kemarin"], Period { first: -1, last: -1, fade: 1 }),
    (&["pekan", "ini"], Period { first: -6, last: 0, fade: 3 }),
    (&["minggu", "ini"], Period { first: -6, last: 0, fade: 3 }),
    (&["bulan", "ini"], Period { first: -30, last: 0, fade: 10 }),
];

/// Years that are taken for a time: news is printed in Indonesian since then.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// So many days before or after a year, a month or a day an article counts half.
const YEAR_FADE: i64 = 30;
const MONTH_FADE: i64 = 10;
const DAY_FADE: i64 = 2;

/// The days that the words of a plain query ask for, and the words that say nothing else: the
/// years, months and days it names, from the first to the last of them, which articles name as
/// well; else what is recent. `days` tells what a time means in the archive.
pub(super) fn asked_for(
    leaves: &[Leaf],
    days: &dyn Fn(When) -> Option<Period>,
) -> Option<(Period, Range<usize>)> {
    let words: Vec<&str> = leaves.iter().map(form).collect();
    let named = (0..words.len()).filter_map(|at| named(&words[..=at]));
    if let Some(period) = named.reduce(Period::and) {
        return Some((days(When::Days(period))?, 0..0));
    }
    LATELY.iter().find_map(|(row, period)| {
        let at = words.windows(row.len()).position(|here| here == *row)?;
        Some((days(When::Lately(*period))?, at..at + row.len()))
    })
}

/// The surface form of a leaf that is one word.
fn form(leaf: &Leaf) -> &str {
    match &leaf.matcher {
        Matcher::Word(word) => word.exact.first().map_or("", String::as_str),
        Matcher::Pattern(_) => "",
    }
}

/// The year that the last of some words is, or the month or day of it if the words before name
/// one: *2024*, *Juli 2024*, *31 Juli 2024*.
fn named(words: &[&str]) -> Option<Period> {
    let [before @ .., last] = words else { return None };
    let year = year(last)?;
    let of = |first: Date, last: Date, fade| {
        Some(Period { first: day_number(first), last: day_number(last), fade })
    };
    let month =
        before.split_last().and_then(|(name, before)| Some((indonesian(name)? as i8, before)));
    let Some((month, before)) = month else {
        return of(date(year, 1, 1), date(year, 12, 31), YEAR_FADE);
    };
    let day = before.last().and_then(|day| Date::new(year, month, day.parse().ok()?).ok());
    match (day, date(year, month, 1)) {
        (Some(day), _) => of(day, day, DAY_FADE),
        (None, first) => of(first, first.last_of_month(), MONTH_FADE),
    }
}

fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| digits && YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use jiff::civil::date;

    use crate::analysis::Analyzer;
    use crate::date::day_number;
    use crate::plan::{Period, When};
    use crate::query::{OtherForms, interpret_with, parse};

    /// The time asked for, and the words that are looked for.
    fn asked(text: &str) -> (Option<When>, Vec<String>) {
        let (query, _) = parse(text, jiff::civil::date(2026, 1, 31));
        let asked = Cell::new(None);
        let days = |when| {
            asked.set(Some(when));
            Some(Period { first: 0, last: 0, fade: 1 })
        };
        let plan = interpret_with(&query, &mut Analyzer::new(), &OtherForms::new(), &days);
        let content = plan.leaves.into_iter().filter(|leaf| leaf.content);
        (asked.get(), content.map(|leaf| leaf.label).collect())
    }

    #[test]
    fn what_is_recent_is_a_time_and_no_word() {
        let lately = |first, last, fade| Some(When::Lately(Period { first, last, fade }));
        assert_eq!(asked("banjir terbaru"), (lately(0, 0, 30), vec!["banjir".to_owned()]));
        assert_eq!(asked("gempa Hari Ini"), (lately(0, 0, 1), vec!["gempa".to_owned()]));
        assert_eq!(asked("gempa kemarin"), (lately(-1, -1, 1), vec!["gempa".to_owned()]));
        assert_eq!(asked("terbaru"), (lately(0, 0, 30), vec!["terbaru".to_owned()]));
    }

    #[test]
    fn years_are_times_and_words() {
        let days = |(year, month, day), last: (i16, i8, i8), fade| {
            let last = day_number(date(last.0, last.1, last.2));
            Some(When::Days(Period { first: day_number(date(year, month, day)), last, fade }))
        };
        let years = |first, last| days((first, 1, 1), (last, 12, 31), 30);
        assert_eq!(
            asked("banjir 2020"),
            (years(2020, 2020), ["banjir", "2020"].map(String::from).to_vec())
        );
        assert_eq!(asked("pemilu 2019 dan 2024 terbaru").0, years(2019, 2024));
        assert_eq!(asked("banjir Feb 2024").0, days((2024, 2, 1), (2024, 2, 29), 10));
        assert_eq!(asked("31 Juli 2024 di Jakarta").0, days((2024, 7, 31), (2024, 7, 31), 2));
        assert_eq!(asked("32 Juli 2024").0, days((2024, 7, 1), (2024, 7, 31), 10));
        assert_eq!(asked("Juli 2024 hingga 2025").0, days((2024, 7, 1), (2025, 12, 31), 30));
    }

    #[test]
    fn what_is_no_plain_word_is_no_time() {
        for text in ["hari jadi kota", "\"berita terbaru\"", "banjir AND 2020", "rp 20200", "ini"] {
            assert_eq!(asked(text).0, None, "{text}");
        }
    }
}
