//! Folding of characters: NFKC, no accents, no invisible characters, one
//! apostrophe, one hyphen; and back from the folded text to the original.
//!
//! `café` is `cafe`, `km²` is `km2`, `ﬁ` is `fi`, `Qurʼan` is `Qur'an`. Case is
//! kept here, for rules of the tokeniser ask for it; `lowercase` takes it away.

use super::character::{char_before, is_accent, is_apostrophe, is_invisible};
use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// Folded text that remembers where each byte came from.
#[derive(Default, Debug)]
pub(super) struct Normalized {
    text: String,
    /// For each byte of `text` the source of its character.
    sources: Vec<Span>,
}

impl Normalized {
    /// The folded text, case kept.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The source of `start..end` of the folded text.
    pub(super) fn source(&self, start: usize, end: usize) -> Span {
        Span::new(self.sources[start].start, self.sources[end - 1].end)
    }

    /// Replaces the content by the folded form of `text`.
    pub(super) fn fold(&mut self, text: &str) {
        self.text.clear();
        self.sources.clear();
        for (at, c) in text.char_indices() {
            let source = Span::new(at, at + c.len_utf8());
            match c {
                '`' if !self.text.ends_with(char::is_alphanumeric) => self.push(c, source),
                c if is_apostrophe(c) => self.push('\'', source),
                '\0'..='\x7f' => self.push(c, source),
                c if is_accent(c) => self.extend_last(source.end),
                c if is_invisible(c) => {}
                '\u{2010}' | '\u{2011}' => self.push('-', source),
                '\u{2012}'..='\u{206f}' | '\u{2122}' | '\u{2120}' => self.push(c, source),
                c => self.fold_char(c, source),
            }
        }
    }

    fn push(&mut self, c: char, source: Span) {
        self.text.push(c);
        self.sources.resize(self.text.len(), source);
    }

    /// Makes the source of the last character reach to `end`.
    fn extend_last(&mut self, end: usize) {
        let Some(last) = char_before(&self.text, self.text.len()) else {
            return;
        };
        for source in self.sources.iter_mut().rev().take(last.len_utf8()) {
            source.end = end;
        }
    }

    fn fold_char(&mut self, c: char, source: Span) {
        let last = char_before(&self.text, self.text.len());
        if let Some(last) = last.filter(|last| !last.is_ascii())
            && let Some(composed) = compose(last, c)
        {
            let start = self.sources[self.text.len() - last.len_utf8()].start;
            self.text.pop();
            self.sources.truncate(self.text.len());
            return self.push(composed, Span::new(start, source.end));
        }
        let folded = || std::iter::once(c).nfkd().filter(|&c| !is_accent(c)).nfc();
        if folded().nth(1).is_none() || folded().all(joins_in_words) {
            for c in folded() {
                self.push_latin(c, source);
            }
        } else {
            self.push(c, source);
        }
    }

    /// Pushes `c`, letters of Latin that have no decomposition as their base.
    fn push_latin(&mut self, c: char, source: Span) {
        let base = match c {
            'ß' => "ss",
            'ẞ' => "SS",
            'æ' => "ae",
            'Æ' => "AE",
            'œ' => "oe",
            'Œ' => "OE",
            'ø' => "o",
            'Ø' => "O",
            'đ' | 'ð' => "d",
            'Đ' | 'Ð' => "D",
            'ł' => "l",
            'Ł' => "L",
            'þ' => "th",
            'Þ' => "Th",
            'ħ' => "h",
            'Ħ' => "H",
            'ı' => "i",
            c if is_apostrophe(c) => "'",
            c => return self.push(c, source),
        };
        for c in base.chars() {
            self.push(c, source);
        }
    }
}

/// Whether UAX #29 never breaks between two characters of this sort: a
/// character may fold to several only of these, so that no token ends inside.
fn joins_in_words(c: char) -> bool {
    c < '\u{700}' && c.is_alphanumeric()
}

/// The small letters of folded text.
pub(super) fn lowercase(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase).filter(|&c| !is_accent(c)).map(|c| match c {
        'ς' => 'σ',
        c => c,
    })
}

/// `text` in composed form (NFC), so that two ways to write an accent compare equal.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// The form in which words are compared: what the surface of a token is.
///
/// ```
/// # use telusur::analysis::normalizer::fold;
/// assert_eq!(fold("Café ﬁ km² Jum’at"), "cafe fi km2 jum'at");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = Normalized::default();
    folded.fold(text);
    lowercase(folded.text()).collect()
}
