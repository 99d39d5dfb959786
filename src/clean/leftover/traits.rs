//! What can be seen of a stretch: its words and marks, where it stands, what stands beside it,
//! and how many of its words the story has elsewhere.

use super::key::{self, KeyMap};
use super::stretch::Stretch;
use crate::analysis::Lexicon;
use crate::clean::text::window::prefix;

/// Most words and marks of a stretch that are traits.
const MOST_TOKENS: usize = 40;

/// Bytes of a title, and of what stands behind a stretch, that are looked at.
const MAX_TITLE: usize = 300;
const MAX_NEXT: usize = 40;

/// Bytes before and behind a stretch in which it may stand again.
const AROUND: usize = 16 << 10;

/// Letters of a word that tells what a stretch is about.
const LEAST_LETTERS: usize = 4;

/// Bytes of a stretch, and of what stands behind it to the end, by which both are sorted.
const LENGTHS: &[usize] = &[6, 15, 30, 60, 100, 160];
const RESTS: &[usize] = &[1, 60, 300];

/// Fewest words in lower case of a sentence that is plainly one.
pub(super) const LEAST_LOWER: usize = 4;

/// A text and what its stretches are judged by.
pub(super) struct Story<'t> {
    text: &'t str,
    stretches: &'t [Stretch],
    /// How often each word stands in what is kept.
    counts: KeyMap<u32>,
    /// The words of the title.
    title: Vec<u64>,
    /// Bytes that are kept behind each stretch.
    rests: Vec<usize>,
    lined: bool,
}

/// A part of the name of a trait.
#[derive(Clone, Copy)]
pub(super) enum Part<'t> {
    /// As it is.
    Name(&'static str),
    /// A word in lower case, a number as `0`, a mark as it is.
    Token(&'t str),
    /// A number below ten.
    Digit(usize),
    /// A mark.
    Mark(char),
}

/// The characters of the name of a trait.
pub(super) fn spell(parts: &[Part<'_>], give: &mut impl FnMut(char)) {
    for part in parts {
        match part {
            Part::Name(name) => name.chars().for_each(&mut *give),
            Part::Digit(digit) => give((b'0' + (*digit).min(9) as u8).into()),
            Part::Mark(mark) => give(*mark),
            Part::Token(token) if token.starts_with(char::is_numeric) => give('0'),
            Part::Token(token) => token.chars().flat_map(char::to_lowercase).for_each(&mut *give),
        }
    }
}

impl<'t> Story<'t> {
    /// Of a text, the title it is declared to have, and its stretches.
    pub(super) fn new(text: &'t str, title: Option<&str>, stretches: &'t [Stretch]) -> Self {
        let mut counts = KeyMap::default();
        let kept = stretches.iter().filter(|stretch| stretch.rule.is_none());
        for word in kept.flat_map(|stretch| words(stretch.inside(text))) {
            *counts.entry(key::of_word(word)).or_default() += 1;
        }
        let title = words(prefix(title.unwrap_or_default(), MAX_TITLE)).map(key::of_word).collect();
        let mut rest = 0;
        let mut rests: Vec<usize> = stretches
            .iter()
            .rev()
            .map(|stretch| {
                let length = stretch.end - stretch.start;
                let behind = rest;
                rest += if stretch.rule.is_none() { length } else { 0 };
                behind
            })
            .collect();
        rests.reverse();
        let lined = text.trim().contains('\n');
        Self { text, stretches, counts, title, rests, lined }
    }

    /// What stands around a byte, in which a stretch may stand again.
    fn near(&self, at: usize) -> &'t [u8] {
        &self.text.as_bytes()[at.saturating_sub(AROUND)..self.text.len().min(at + AROUND)]
    }

    /// Gives each trait of a stretch, by the parts of its name.
    pub(super) fn traits(&self, index: usize, mut add: impl FnMut(&[Part<'_>])) {
        use Part::{Digit, Mark, Name, Token};
        let Stretch { start, end, .. } = self.stretches[index];
        let inside = &self.text[start..end];
        // Its shape.
        let length = bucket(inside.len(), LENGTHS);
        let words = inside.split_whitespace().count().max(1);
        let capital =
            |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let capitals = 5 * inside.split_whitespace().filter(capital).count() / words;
        let lower = lower_words(inside);
        let mark = kind(inside.chars().next_back());
        add(&[Name("any")]);
        add(&[Name("length "), Digit(length), Mark(mark)]);
        add(&[Name("capitals "), Digit(capitals)]);
        add(&[Name("capitals "), Digit(capitals), Name(" length "), Digit(length), Mark(mark)]);
        add(&[Name("lower "), Digit(lower)]);
        add(&[Name("lower "), Digit(lower), Mark(mark)]);

        // Where it stands.
        let count = self.stretches.len();
        let place = match (index, count - 1 - index) {
            (0, _) => "first",
            (_, 0) => "last",
            (1, _) => "second",
            (_, 1 | 2) => "near last",
            _ => "middle",
        };
        let rest = bucket(self.rests[index], RESTS);
        add(&[Name(place)]);
        add(&[Name("rest "), Digit(rest)]);
        add(&[Name("rest "), Digit(rest), Mark(mark), Name(" capitals "), Digit(capitals)]);

        // What stands beside it.
        let (before, behind) = (&self.text[..start], &self.text[end..]);
        let joint = (joint(before.chars().next_back()), joint(behind.chars().next()));
        let line =
            before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n')
                && behind.trim_start_matches([' ', '\t']).chars().next().is_none_or(|c| c == '\n');
        let line = if line { "own line" } else { "no line" };
        let ended = kind(before.trim_end().chars().next_back());
        let beside = |index: Option<usize>| {
            let rule = index.and_then(|index| self.stretches.get(index)).and_then(|it| it.rule);
            rule.unwrap_or("none")
        };
        let (cut, cut_behind) = (beside(index.checked_sub(1)), beside(Some(index + 1)));
        add(&[Name("behind rule "), Name(cut)]);
        add(&[Name("before rule "), Name(cut_behind)]);
        add(&[Name("joint "), Mark(joint.0), Mark(joint.1)]);
        add(&[
            Name("joint "),
            Mark(joint.0),
            Mark(joint.1),
            Mark(mark),
            Name(" capitals "),
            Digit(capitals),
        ]);
        add(&[Name(if self.lined { "lines" } else { "no lines" })]);
        add(&[Name(line), Mark(ended), Mark(mark)]);
        if let Some(word) = tokens(prefix(behind, MAX_NEXT)).next() {
            add(&[Name("next "), Token(word)]);
        }

        // How much of it the story has elsewhere.
        let about: Vec<u64> = telling(inside).map(key::of_word).collect();
        let strange = about.iter().filter(|&key| self.counts.get(key) == Some(&1)).count();
        let titled = about.iter().filter(|&key| self.title.contains(key)).count();
        let about = about.len();
        let strange = 4 * strange / about.max(1);
        let titled = 4 * titled / about.max(1);
        let about = (about.min(8)) / 2;
        add(&[Name("strange "), Digit(strange), Name(" of "), Digit(about)]);
        add(&[Name("titled "), Digit(titled), Name(" of "), Digit(about)]);
        add(&[
            Name(line),
            Mark(mark),
            Name(" capitals "),
            Digit(capitals),
            Name(" length "),
            Digit(length),
            Name(" strange "),
            Digit(strange),
        ]);
        if about > 1
            && memchr::memmem::find_iter(self.near(start), inside.as_bytes()).nth(1).is_some()
        {
            add(&[Name("twice "), Digit(length)]);
        }

        // Its words and marks.
        let mut last = ["", ""];
        for (at, token) in tokens(inside).enumerate() {
            if at < MOST_TOKENS {
                add(&[Name("word "), Token(token)]);
                if at > 0 {
                    add(&[Name("pair "), Token(last[1]), Name(" "), Token(token)]);
                }
            }
            match at {
                0 => add(&[Name("begins "), Token(token)]),
                1 => add(&[Name("begins "), Token(last[1]), Name(" "), Token(token)]),
                _ => {}
            }
            last = [last[1], token];
        }
        add(&[Name("ends "), Token(last[1])]);
        add(&[Name("ends "), Token(last[0]), Name(" "), Token(last[1])]);
        if inside.contains("www") || inside.contains("http") || inside.contains(".com") {
            add(&[Name("address")]);
        }
    }
}

/// The words, numbers and marks of a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let length = match first {
            _ if first.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()),
            _ if first.is_numeric() => rest.find(|c: char| !c.is_numeric()),
            _ => Some(first.len_utf8()),
        };
        let (token, behind) = rest.split_at(length.unwrap_or(rest.len()));
        rest = behind;
        Some(token)
    })
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() >= LEAST_LETTERS)
}

/// Those of them that tell what it is about.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !Lexicon::is_function_word(word))
}

/// How many words of five letters and more begin in lower case, [`LEAST_LOWER`] at most.
pub(super) fn lower_words(text: &str) -> usize {
    let long = |word: &&str| word.len() > 4 && word.starts_with(char::is_lowercase);
    text.split(' ').filter(long).take(LEAST_LOWER).count()
}

/// Which of the ranges that bounds part a number falls in.
fn bucket(number: usize, bounds: &[usize]) -> usize {
    bounds.partition_point(|&bound| bound <= number)
}

/// The kind of a mark that ends something.
fn kind(mark: Option<char>) -> char {
    match mark {
        None => '^',
        Some('.' | '!' | '?' | '…') => '.',
        Some('"' | '”' | '\'' | '’') => '"',
        Some(',' | ':' | ';') => ',',
        Some(')' | ']') => ')',
        Some(c) if c.is_alphanumeric() => 'a',
        Some(_) => '-',
    }
}

/// What a stretch is joined by to its neighbour.
fn joint(next: Option<char>) -> char {
    match next {
        None => '^',
        Some('\n' | '\r') => 'n',
        Some(c) if c.is_whitespace() => 's',
        Some(_) => 'g',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(LENGTHS.is_sorted() && RESTS.is_sorted());
    }

    #[test]
    fn tokens_are_words_numbers_and_marks() {
        assert_eq!(
            tokens("Foto: X/2.5 kg").collect::<Vec<_>>(),
            ["Foto", ":", "X", "/", "2", ".", "5", "kg"]
        );
    }
}
