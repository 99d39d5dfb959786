//! Acronyms and other names that articles define for themselves.
//!
//! [`evidence`] finds in one text where it says that a short form and a long
//! one mean the same: `Komisi Pemberantasan Korupsi (KPK)`, `Bappenas (Badan
//! Perencanaan Pembangunan Nasional)`, `…, disingkat BPS`, `Setya Novanto alias
//! Setnov`. [`AcronymTable`] is made of the evidence of many articles, whatever
//! their order. Nothing here is a list: what is known is what articles say.
//!
//! Work is linear in the text: around each mark a window of fixed size is read.

mod align;
mod file;
mod pair;
mod scan;
mod table;
mod word;

pub use file::{AcronymEntry, AcronymFile};
pub use pair::{AcronymPair, pairs};
pub use scan::evidence;
pub use table::{AcronymTable, LongForm, ShortForm, TableBuilder};
pub use word::{canonical, content, is_function};

use crate::span::Span;

/// How a short form comes from its long one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum AcronymKind {
    /// Every letter is the first of a word, and every word but function words gives one:
    /// Komisi Pemberantasan Korupsi, KPK. One article is enough.
    Strict,
    /// Syllables of its words, or nearly its initials: Kementerian Dalam Negeri, Kemendagri.
    Syllabic,
    /// Another name, by the word of the article alone: Basuki Tjahaja Purnama alias Ahok.
    Alias,
}

impl AcronymKind {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Syllabic, Self::Alias];

    /// How many articles must say so before it is believed.
    pub const fn articles_needed(self) -> u32 {
        match self {
            Self::Strict => 1,
            Self::Syllabic | Self::Alias => 2,
        }
    }

    /// Its name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Syllabic => "syllabic",
            Self::Alias => "alias",
        }
    }
}

/// A place of a text that says what a short form stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Evidence {
    /// The bytes of the short form.
    pub short: Span,
    /// The bytes of the long form.
    pub long: Span,
    /// How the one comes from the other.
    pub kind: AcronymKind,
}

#[cfg(test)]
mod tests;
