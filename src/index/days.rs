//! The days of articles, as days since 1970-01-01 in western Indonesia.

use super::snapshot::Snapshot;
use crate::date::day_of_seconds;
use crate::plan::{ArticleRef, Period, When};

impl Snapshot {
    /// The day of an article that has a date.
    pub(super) fn day(&self, article: ArticleRef) -> Option<i64> {
        self.ties.seconds(article).map(day_of_seconds)
    }

    /// The days that words of a query ask for, `today` being the last of them that an article
    /// can have; `None` if no article has a date, or all lie elsewhere.
    pub fn period(&self, when: When, today: i64) -> Option<Period> {
        let (oldest, newest) = (*self.days.get_or_init(|| self.all_days(today)))?;
        when.of(oldest, newest)
    }

    /// The first and the last day of the live articles up to `today`.
    fn all_days(&self, today: i64) -> Option<(i64, i64)> {
        let mut days = None;
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            for doc in segment.doc_ids_alive() {
                let day = self.day(ArticleRef { segment: number, number: doc });
                let Some(day) = day.filter(|day| *day <= today) else { continue };
                let (oldest, newest) = days.unwrap_or((day, day));
                days = Some((day.min(oldest), day.max(newest)));
            }
        }
        days
    }
}
