//! [`asked_for`]: the time that the words of a plain query ask for.

use std::ops::Range;

use crate::date::day_number;
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

/// An article so many days before or after a year counts half.
const YEAR_FADE: i64 = 30;

/// The days that the words of a plain query ask for, and the words that say nothing else: the
/// years it names, from the first to the last of them, which articles name as well; else what is
/// recent. `days` tells what a time means in the archive.
pub(super) fn asked_for(
    leaves: &[Leaf],
    days: &dyn Fn(When) -> Option<Period>,
) -> Option<(Period, Range<usize>)> {
    let words: Vec<&str> = leaves.iter().map(form).collect();
    let years = || words.iter().filter_map(|word| year(word));
    if let (Some(first), Some(last)) = (years().min(), years().max()) {
        let day = |year, month, day| day_number(jiff::civil::date(year, month, day));
        let (first, last) = (day(first, 1, 1), day(last, 12, 31));
        let period = days(When::Days(Period { first, last, fade: YEAR_FADE }))?;
        return Some((period, 0..0));
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

fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| digits && YEARS.contains(year))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

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
        let day = |year, month, day| day_number(jiff::civil::date(year, month, day));
        let years = |first, last| {
            Some(When::Days(Period { first: day(first, 1, 1), last: day(last, 12, 31), fade: 30 }))
        };
        assert_eq!(
            asked("banjir 2020"),
            (years(2020, 2020), ["banjir", "2020"].map(String::from).to_vec())
        );
        assert_eq!(asked("pemilu 2019 dan 2024 terbaru").0, years(2019, 2024));
    }

    #[test]
    fn what_is_no_plain_word_is_no_time() {
        for text in ["hari jadi kota", "\"berita terbaru\"", "banjir AND 2020", "rp 20200", "ini"] {
            assert_eq!(asked(text).0, None, "{text}");
        }
    }
}
