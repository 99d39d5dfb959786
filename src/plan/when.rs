//! [`When`]: the time that plain words ask for, and how near to it an article lies.

/// The time that a query asks for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum When {
    /// Days since 1970-01-01: a year, a month, a day.
    Days(Period),
    /// Days since the newest article, so none or fewer: what is recent. An archive that ended is
    /// asked for its last days.
    Lately(Period),
}

/// Some days, and what lies near them.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Period {
    /// The first day.
    pub first: i64,
    /// The last day.
    pub last: i64,
    /// An article so many days outside counts half.
    pub fade: i64,
}

impl When {
    /// The days asked for, since 1970-01-01, of an archive whose articles are from `oldest` to
    /// `newest`; `None` if they lie outside, for then what is asked for is no article's date
    /// but a time it tells of.
    pub fn of(self, oldest: i64, newest: i64) -> Option<Period> {
        let period = match self {
            Self::Days(period) => period,
            Self::Lately(Period { first, last, fade }) => {
                Period { first: newest + first, last: newest + last, fade }
            }
        };
        (period.first <= newest && oldest <= period.last).then_some(period)
    }
}

impl Period {
    /// From the first day of both to the last; fades as slowly as either.
    pub fn and(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            fade: self.fade.max(other.fade),
        }
    }

    /// How near a day lies: 1 within, a half where the period has faded, towards 0 far away.
    pub fn nearness(&self, day: i64) -> f32 {
        let outside = (self.first - day).max(day - self.last).max(0);
        self.fade as f32 / (self.fade + outside) as f32
    }

    /// The first and the last day that count at least half.
    pub fn near(&self) -> (i64, i64) {
        (self.first - self.fade, self.last + self.fade)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_fades() {
        let period = Period { first: 100, last: 110, fade: 30 };
        let near: Vec<f32> = [100, 110, 80, 70, 140].map(|day| period.nearness(day)).into();
        assert_eq!(near, [1.0, 1.0, 0.6, 0.5, 0.5]);
        assert!(period.nearness(-1_000_000) < 0.001);
    }

    #[test]
    fn what_lies_outside_the_archive_is_no_date() {
        let year = When::Days(Period { first: 365, last: 729, fade: 30 });
        assert!(year.of(700, 900).is_some() && year.of(0, 365).is_some());
        assert!(year.of(730, 900).is_none() && year.of(0, 364).is_none());
        let yesterday = When::Lately(Period { first: -1, last: -1, fade: 1 });
        assert_eq!(yesterday.of(0, 900), Some(Period { first: 899, last: 899, fade: 1 }));
    }
}
