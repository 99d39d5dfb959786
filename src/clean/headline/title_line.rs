//! Where on a line a title may begin, and whether a stretch reads as one.

use crate::clean::headline::lone;
use crate::clean::text::window::prefix;

/// Bytes of a line that may be a headline.
pub(crate) const LENGTHS: std::ops::RangeInclusive<usize> = 16..=160;

/// Fewest words of such a line.
const LEAST_WORDS: usize = 4;

/// What is left of `Simak Video: …` where the words were a picture.
pub(crate) const LOST_LABEL: &str = " : ";

/// Bytes of a word that tell whether it is short, a number, or one of small letters.
const MAX_SHORT: usize = 8;

/// The byte behind the end of the last sentence, or line, and whether it is a line.
pub(crate) fn last_stop(kept: &str) -> Option<(usize, bool)> {
    kept.char_indices().rev().find_map(|(at, c)| {
        let next = at + c.len_utf8();
        let spaced = kept[next..].starts_with(' ') || c == '.' && opens(&kept[next..]);
        let labelled = c == '.' && kept[next..].starts_with(LOST_LABEL);
        // Behind a stop a word of small letters, a year, or a quote, has ended.
        let ended = || match c {
            '.' => ends_word(&kept[..at]),
            '"' | '”' => kept[..at].ends_with(['.', ',', '?', '!']),
            _ => false,
        };
        (c == '\n' || labelled || spaced && ended()).then_some((next, c == '\n'))
    })
}

/// Whether a text ends in a word of small letters, a bracket behind one, or a year.
fn ends_word(text: &str) -> bool {
    let near = text.ceil_char_boundary(text.len().saturating_sub(MAX_SHORT));
    let word = text[near..].rsplit([' ', '\n']).next().unwrap_or_default();
    let year = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    year || word.len() > 2 && word.ends_with(|c: char| c.is_ascii_lowercase() || c == ')')
}

/// Words of a stretch.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| is_word(word)).count()
}

/// Whether a word with a capital, or a number, is glued to the stop before it.
fn opens(text: &str) -> bool {
    let word = prefix(text, MAX_SHORT).split(' ').next().unwrap_or_default();
    let mut characters = word.chars();
    let capital = characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(char::is_lowercase);
    capital || !word.is_empty() && word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a line is a headline, perhaps with a label before it.
pub(crate) fn reads_as_title(line: &str) -> bool {
    LENGTHS.contains(&line.len())
        && words(line) >= LEAST_WORDS
        && line.chars().any(char::is_lowercase)
        && line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '\'')
        && !line.split_once(' ').is_some_and(|(first, _)| first.ends_with(['.', ')']))
        && !(line.starts_with("Selamat ") && line.ends_with('!'))
        && lone::is_headline(line)
}

/// Whether a word has two letters or more.
fn is_word(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}
