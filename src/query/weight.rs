//! [`Weight`]: how much a part of the query counts, as in `kata^3`.
//!
//! Kept in thousandths, so that trees compare and print exactly.

use std::fmt;

/// A positive weight of at most 1000, exact to a thousandth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u32);

impl Weight {
    /// The greatest weight: 1000.
    pub const MAX: Self = Self(1_000_000);

    /// The weight of so many thousandths; `None` for nought, or above [`Weight::MAX`].
    pub fn from_thousandths(thousandths: u32) -> Option<Self> {
        (1..=Self::MAX.0).contains(&thousandths).then_some(Self(thousandths))
    }

    /// The weight as a factor of a score.
    pub fn factor(self) -> f32 {
        self.0 as f32 / 1000.0
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 1000, self.0 % 1000);
        match rest {
            0 => write!(f, "{whole}"),
            _ => write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0')),
        }
    }
}

/// A number as read after `^`: its thousandths and its length in bytes.
///
/// A comma is a decimal sign too, as Indonesian writes it. Numbers too large
/// to tell apart are as large as can be.
pub(super) fn read(text: &str) -> Option<(u32, usize)> {
    let whole = digits(text);
    if whole == 0 {
        return None;
    }
    let mut thousandths = text[..whole].parse::<u32>().map_or(u32::MAX, |n| n.saturating_mul(1000));
    let mut length = whole;
    if let Some(fraction) = text[whole..].strip_prefix(['.', ',']) {
        let places = digits(fraction);
        if places > 0 {
            let padded: String = fraction[..places].chars().chain("000".chars()).take(3).collect();
            thousandths = thousandths.saturating_add(padded.parse().unwrap_or(0));
            length += 1 + places;
        }
    }
    Some((thousandths, length))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}
