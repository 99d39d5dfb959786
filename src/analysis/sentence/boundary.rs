//! [`Stop`]: a full stop, question or exclamation mark with what stands around
//! it, and the table of rules that say whether it ends a sentence.

use super::super::abbreviation::{self, Abbreviation};
use super::super::character::char_at;
use super::super::list;

/// How far back the word before a stop is looked for, in bytes.
const REACH: usize = 32;

const STARTERS_FILE: &str = include_str!("../data/sentence_starters.txt");
static STARTERS: [&str; list::count(STARTERS_FILE)] = list::lines(STARTERS_FILE);

const SHORT_WORDS_FILE: &str = include_str!("../data/short_words.txt");
static SHORT_WORDS: [&str; list::count(SHORT_WORDS_FILE)] = list::lines(SHORT_WORDS_FILE);

/// A possible end of a sentence.
pub(super) struct Stop<'a> {
    /// Behind the marks and the quotes and brackets that close with them.
    pub(super) end: usize,
    /// The sentence so far, without the marks.
    before: &'a str,
    /// The marks: `.`, `?!`, `...`.
    marks: &'a str,
    /// Whether quotes or brackets close with the marks.
    closed: bool,
    /// The word before the stop, from the last space, bracket or comma on.
    word: &'a str,
    /// White space behind `end`.
    gap: &'a str,
    /// What follows behind `gap`.
    after: &'a str,
}

/// What a rule says of a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ends,
    GoesOn,
    /// The rule does not apply: ask the next.
    Pass,
}
use Verdict::{Ends, GoesOn, Pass};

/// A rule: an example, and what it says of a stop.
type Rule = (&'static str, fn(&Stop) -> Verdict);

/// The rules; the first that does not pass decides, and if all do, the sentence ends.
const RULES: [Rule; 10] = [
    ("rumah.⏎Dia", |s| s.line_end()),
    ("[...] Dia", |s| s.nothing_before()),
    ("rumah.Dia", |s| s.glued()),
    ("\"Ya.\" kata Amran", |s| s.small_letter()),
    ("Rp1.000., dan", |s| s.mark_follows()),
    ("Benarkah? Ya", |s| s.strong()),
    ("1. Beras", |s| s.list_item()),
    ("Plh. Dirjen", |s| s.abbreviation()),
    ("B.J. Habibie", |s| s.initial()),
    ("RS. Santo Borromeus", |s| s.short_name()),
];

impl<'a> Stop<'a> {
    /// The stop whose first mark is at `mark` of `text`, in the sentence from
    /// `start` on; `None` if no mark stands there, or a dot inside a word or number.
    pub(super) fn read(text: &'a str, start: usize, mark: usize) -> Option<Self> {
        let inside = |b: &u8| b.is_ascii_digit() || b.is_ascii_lowercase();
        if text[mark..].starts_with('.') && text.as_bytes().get(mark + 1).is_some_and(inside) {
            return None;
        }
        let rest = &text[mark..];
        let marks = &rest[..rest.find(|c| !is_mark(c)).unwrap_or(rest.len())];
        if marks.is_empty() {
            return None;
        }
        let mut end = mark + marks.len();
        while let Some(c) = char_at(text, end).filter(|&c| is_closing(c)) {
            let next = char_at(text, end + c.len_utf8());
            if matches!(c, '"' | '\'') && next.is_some_and(char::is_alphanumeric) {
                break;
            }
            end += c.len_utf8();
        }
        let closed = end > mark + marks.len();
        let after = text[end..].trim_start();
        let gap = &text[end..text.len() - after.len()];
        let before = &text[start..mark];
        Some(Self { end, before, marks, closed, word: last_word(before), gap, after })
    }

    /// Whether the sentence ends here.
    pub(super) fn ends_sentence(&self) -> bool {
        RULES.iter().map(|(_, rule)| rule(self)).find(|&verdict| verdict != Pass) != Some(GoesOn)
    }

    /// The line break is judged by itself.
    fn line_end(&self) -> Verdict {
        if self.gap.contains(['\n', '\r']) { GoesOn } else { Pass }
    }

    /// No space behind the stop: it ends the sentence between a word and a capital.
    fn glued(&self) -> Verdict {
        if self.after.is_empty() || !self.gap.is_empty() {
            return Pass;
        }
        let word = self.word.rsplit('.').next().unwrap_or_default();
        let ends = |c: char| c.is_lowercase() || c.is_ascii_digit() || is_closing(c);
        let whole = word.chars().nth(1).is_some() && word.ends_with(ends);
        let mut next = self.next().chars();
        let capital = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_alphabetic);
        let known = abbreviation::lookup(word).is_some();
        let ends = self.is_strong() || (whole && !known);
        if ends && capital && !self.in_address() { Pass } else { GoesOn }
    }

    /// Marks alone are no sentence.
    fn nothing_before(&self) -> Verdict {
        let short = self.before.len() <= REACH;
        if short && !self.before.contains(char::is_alphanumeric) { GoesOn } else { Pass }
    }

    /// A small letter follows: only a plain full stop behind a word that is no
    /// abbreviation ends the sentence even so (`pulang. dia lalu tidur`).
    fn small_letter(&self) -> Verdict {
        if !self.next().starts_with(char::is_lowercase) {
            return Pass;
        }
        let word = self.word;
        let known = abbreviation::lookup(word).is_some() || is_dotted(word);
        let long = word.chars().nth(3).is_some();
        if self.marks == "." && !self.closed && long && !known { Ends } else { GoesOn }
    }

    /// A mark that does not start a sentence follows.
    fn mark_follows(&self) -> Verdict {
        let marks = [',', ';', ':', ')', '-', '–', '—', '/', '%'];
        if self.after.starts_with(marks) { GoesOn } else { Pass }
    }

    /// Question and exclamation marks and ellipses are no abbreviations.
    fn strong(&self) -> Verdict {
        if self.marks == "." { Pass } else { Ends }
    }

    /// A number or a letter that begins the sentence.
    fn list_item(&self) -> Verdict {
        let number = self.before.len() <= 3 && self.before.bytes().all(|b| b.is_ascii_digit());
        let letter = self.before.len() == 1 && self.before.bytes().all(|b| b.is_ascii_alphabetic());
        if number || letter { GoesOn } else { Pass }
    }

    fn abbreviation(&self) -> Verdict {
        let word = self.word;
        match abbreviation::lookup(word) {
            Some(Abbreviation::Title) => GoesOn,
            Some(Abbreviation::Number) if self.number_follows() => GoesOn,
            Some(Abbreviation::Number) => Pass,
            Some(Abbreviation::End) if self.after.starts_with('(') => GoesOn,
            Some(Abbreviation::End) => Ends,
            Some(Abbreviation::Degree) if self.starter_follows() => Ends,
            Some(Abbreviation::Degree) => GoesOn,
            None if is_dotted(word) && !self.starter_follows() => GoesOn,
            None => Pass,
        }
    }

    /// A lone capital.
    fn initial(&self) -> Verdict {
        let mut word = self.word.chars();
        let lone = word.next().is_some_and(char::is_uppercase) && word.next().is_none();
        if lone && !self.starter_follows() { GoesOn } else { Pass }
    }

    /// A short word with a capital may be a title or a name cut short; where
    /// in doubt the sentence goes on, for a cut name does more harm than two
    /// sentences in one (about 1 in 80 boundaries of the news).
    fn short_name(&self) -> Verdict {
        let word = self.word;
        let short = word.starts_with(char::is_uppercase)
            && (2..=4).contains(&word.chars().count())
            && word.chars().all(char::is_alphabetic);
        let known = SHORT_WORDS.binary_search(&word).is_ok();
        if short && !known && !self.closed && !self.starter_follows() { GoesOn } else { Pass }
    }

    /// What follows behind opening quotes and brackets.
    fn next(&self) -> &'a str {
        self.after.trim_start_matches(is_opening)
    }

    /// Whether digits or a Roman number follow.
    fn number_follows(&self) -> bool {
        let next = self.next();
        let roman = next.trim_start_matches(['I', 'V', 'X', 'L', 'C']);
        let whole = roman.len() < next.len() && !roman.starts_with(char::is_alphanumeric);
        whole || next.starts_with(char::is_numeric)
    }

    /// Whether there is a question or exclamation mark.
    fn is_strong(&self) -> bool {
        self.marks.contains(['!', '?'])
    }

    /// Whether the mark is the one of a web address: `?Id=5`.
    fn in_address(&self) -> bool {
        self.after.trim_start_matches(char::is_alphanumeric).starts_with('=')
    }

    /// Whether the next word is one that often starts sentences.
    fn starter_follows(&self) -> bool {
        let next = self.next();
        let word = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        STARTERS.binary_search(&word).is_ok()
    }
}

/// The last word of `before`, looked for in its last [`REACH`] bytes.
fn last_word(before: &str) -> &str {
    let bytes = before.as_bytes();
    let far = bytes.len().saturating_sub(REACH);
    let parts = |b: &u8| {
        matches!(b, 0x09..=0x0d | b' ' | b'"' | b'\'' | b'(' | b'[' | b'{' | b'`' | b',' | b'/')
    };
    let start = bytes[far..].iter().rposition(parts).map_or(far, |found| far + found + 1);
    let word = &before[before.ceil_char_boundary(start)..];
    if word.is_ascii() {
        return word;
    }
    word.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or_default()
}

/// Letters with dots between, each part short: `a.n`, `U.S`.
fn is_dotted(word: &str) -> bool {
    let short = |part: &str| part.len() <= 3 && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split('.').all(short)
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '`')
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        for (file, words) in [
            (super::STARTERS_FILE, &super::STARTERS[..]),
            (super::SHORT_WORDS_FILE, &super::SHORT_WORDS[..]),
        ] {
            assert!(words.is_sorted());
            assert!(file.contains(&format!("Count: {}.", words.len())));
        }
    }
}
