//! [`ArticleDate`]: when an article was published, as far as its source says.
//!
//! Either a day (`2024-07-31`) or an instant with its zone
//! (`2024-07-31T14:05:00+07:00`). A time without a zone is no instant, so only
//! its day is kept. A day is ordered among instants as its first second in
//! western Indonesian time (UTC+7), where most of what we read is written.

use std::fmt;

use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

/// Western Indonesian time, UTC+7.
const WIB: Offset = Offset::constant(7);

/// A day, or an instant in a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ArticleDate {
    day: civil::Date,
    instant: Option<(civil::Time, Offset)>,
}

impl ArticleDate {
    /// A bare day.
    pub fn from_day(day: civil::Date) -> Self {
        Self { day, instant: None }
    }

    /// Reads `YYYY-MM-DD`, optionally followed by a time and a zone.
    ///
    /// `None` where the text is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let pieces = Pieces::parse(text).ok()?;
        let instant = match (pieces.time(), pieces.to_numeric_offset()) {
            (Some(time), Some(offset)) => Some((time, offset)),
            _ => None,
        };
        let date = Self { day: pieces.date(), instant };
        // An instant that cannot be placed on the time line keeps its day.
        if date.zoned_seconds().is_none() { Some(Self::from_day(date.day)) } else { Some(date) }
    }

    /// The day as written, in the article's own zone.
    pub fn day(&self) -> civil::Date {
        self.day
    }

    /// Seconds since 1970-01-01T00:00:00Z; a bare day counts from its midnight in UTC+7.
    pub fn seconds(&self) -> i64 {
        self.zoned_seconds().unwrap_or_default()
    }

    /// Days since 1970-01-01 of the day as written.
    pub fn day_number(&self) -> i64 {
        day_number(self.day)
    }

    fn zoned_seconds(&self) -> Option<i64> {
        let (time, offset) = self.instant.unwrap_or((civil::Time::midnight(), WIB));
        let zoned = self.day.to_datetime(time).to_zoned(TimeZone::fixed(offset)).ok()?;
        Some(zoned.timestamp().as_second())
    }
}

/// Days from 1970-01-01 to `day`.
pub fn day_number(day: civil::Date) -> i64 {
    i64::from((day - civil::date(1970, 1, 1)).get_days())
}

/// Days since 1970-01-01 in western Indonesia at so many seconds since 1970-01-01T00:00:00Z.
pub fn day_of_seconds(seconds: i64) -> i64 {
    (seconds + i64::from(WIB.seconds())).div_euclid(24 * 60 * 60)
}

impl fmt::Display for ArticleDate {
    /// `YYYY-MM-DD`, or RFC 3339 with the zone as written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((time, offset)) = self.instant else { return write!(f, "{}", self.day) };
        let sign = if offset.seconds() < 0 { '-' } else { '+' };
        let minutes = offset.seconds().unsigned_abs() / 60;
        write!(f, "{}T{time}{sign}{:02}:{:02}", self.day, minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        ArticleDate::parse(text).map(|date| date.to_string())
    }

    #[test]
    fn keeps_days_and_instants() {
        assert_eq!(shown("2024-07-31").as_deref(), Some("2024-07-31"));
        assert_eq!(
            shown("2024-07-31T14:05:00+07:00").as_deref(),
            Some("2024-07-31T14:05:00+07:00")
        );
        assert_eq!(shown("2024-07-31 14:05:00Z").as_deref(), Some("2024-07-31T14:05:00+00:00"));
    }

    #[test]
    fn a_time_without_zone_is_only_a_day() {
        assert_eq!(shown("2024-07-31T14:05").as_deref(), Some("2024-07-31"));
        assert_eq!(shown(" 2024-07-31 14:05:10 ").as_deref(), Some("2024-07-31"));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in ["", "kemarin", "31-31-2024", "2024-13-01", "0"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn orders_days_as_western_indonesian_midnight() {
        let day = ArticleDate::parse("2024-07-31").unwrap();
        let midnight = ArticleDate::parse("2024-07-31T00:00:00+07:00").unwrap();
        assert_eq!(day.seconds(), midnight.seconds());
        assert_eq!(ArticleDate::parse("1970-01-02").unwrap().day_number(), 1);
    }
}
