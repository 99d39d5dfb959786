//! [`Alignment`]: how two texts lie on each other, word by word.
//!
//! Runs of three words that both have, in the same order, anchor one text on the other; between
//! two anchors lies what was dropped, added or replaced. A copy drops and adds, and replaces
//! words here and there; two reports of one event replace whole sentences, and two issues of
//! one form (weather, prices) their numbers.

use super::signature::{RUN, is_number};

/// Share of the shorter text that must stand on anchors.
const LEAST_ANCHORED: f64 = 0.7;
/// Share of the shorter text that may be replaced by as long a stretch of other words.
const MOST_REPLACED: f64 = 0.2;
/// Shorter stretches are words changed here and there, longer ones sentences replaced.
const LEAST_STRETCH: usize = 7;
/// Share of the numbers of the shorter text that may be replaced.
const MOST_NUMBERS_REPLACED: f64 = 0.25;
/// How long the shorter text must be beside the longer one: a summary, or one item of many, is
/// no copy.
const LEAST_LENGTH: f64 = 0.35;
/// A run that the longer text has more often than this anchors nothing.
const MOST_PLACES: usize = 4;

/// What became of the words of the shorter of two texts in the longer one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Alignment {
    /// Words of the shorter text.
    words: usize,
    /// Words of the longer text.
    of: usize,
    /// Words that stand on anchors.
    anchored: usize,
    /// Words in stretches that were replaced by as many others.
    replaced: usize,
    /// Numbers.
    numbers: usize,
    /// Numbers where the longer text has something else.
    numbers_replaced: usize,
}

impl Alignment {
    /// Lays two texts on each other, whichever comes first.
    pub(super) fn of(first: &[u8], second: &[u8]) -> Self {
        let swap = (first.len(), first) > (second.len(), second);
        let (shorter, longer) = if swap { (second, first) } else { (first, second) };
        let mut alignment = Self { words: shorter.len(), of: longer.len(), ..Self::default() };
        alignment.numbers = shorter.iter().filter(|word| is_number(**word)).count();
        let (mut at, mut place) = (0, 0);
        let end = (shorter.len(), longer.len());
        for (next, next_place) in anchors(shorter, longer).into_iter().chain([end]) {
            if next > at {
                let there = &longer[place.min(next_place)..next_place];
                alignment.gap(&shorter[at..next], there);
            }
            alignment.anchored += (next + RUN).min(shorter.len()).saturating_sub(at.max(next));
            (at, place) = (at.max(next + RUN), place.max(next_place + RUN));
        }
        alignment
    }

    /// Takes a stretch between anchors, with what the longer text has there.
    fn gap(&mut self, here: &[u8], there: &[u8]) {
        let replaced = here.len().min(there.len());
        if replaced >= LEAST_STRETCH {
            self.replaced += replaced;
        }
        if !there.is_empty() {
            let lost = |word: &&u8| is_number(**word) && !there.contains(word);
            self.numbers_replaced += here.iter().filter(lost).count();
        }
    }

    /// Whether the shorter text is a copy of the longer one, or of a part of it.
    pub(super) fn is_copy(&self) -> bool {
        let words = self.words as f64;
        words >= LEAST_LENGTH * self.of as f64
            && self.anchored as f64 >= LEAST_ANCHORED * words
            && self.replaced as f64 <= MOST_REPLACED * words
            && self.numbers_replaced as f64 <= MOST_NUMBERS_REPLACED * self.numbers as f64
    }
}

/// The most runs that both texts have in the same order: where each begins in the one and in
/// the other (a longest increasing subsequence, by patience).
fn anchors(shorter: &[u8], longer: &[u8]) -> Vec<(usize, usize)> {
    let ours = sorted_runs(shorter);
    let theirs = sorted_runs(longer);
    let mut shared: Vec<(u32, u32)> = Vec::new();
    let mut rest = theirs.as_slice();
    for same in ours.chunk_by(|a, b| a.0 == b.0) {
        let run = same[0].0;
        rest = &rest[rest.partition_point(|(other, _)| *other < run)..];
        let places = rest.partition_point(|(other, _)| *other == run);
        if places <= MOST_PLACES {
            let pairs = |(_, at): &(u32, u32)| {
                let at = *at;
                rest[..places].iter().map(move |(_, place)| (at, *place))
            };
            shared.extend(same.iter().flat_map(pairs));
        }
    }
    // Of several places of one run at most one can follow in order, if the last comes first.
    shared.sort_unstable_by_key(|(at, place)| (*at, u32::MAX - place));
    // For every length the chain that ends earliest: its last pair, as a number of `links`.
    let mut best: Vec<usize> = Vec::new();
    let mut links: Vec<Option<usize>> = Vec::with_capacity(shared.len());
    for (number, (_, place)) in shared.iter().enumerate() {
        let length = best.partition_point(|last| shared[*last].1 < *place);
        links.push(length.checked_sub(1).map(|before| best[before]));
        match best.get_mut(length) {
            Some(last) => *last = number,
            None => best.push(number),
        }
    }
    let mut chain = Vec::with_capacity(best.len());
    let mut next = best.last().copied();
    while let Some(number) = next {
        let (at, place) = shared[number];
        chain.push((at as usize, place as usize));
        next = links[number];
    }
    chain.reverse();
    chain
}

/// The runs of a text with where they begin, sorted.
fn sorted_runs(words: &[u8]) -> Vec<(u32, u32)> {
    let run = |run: &[u8]| run.iter().fold(0, |all, word| all << 8 | u32::from(*word));
    let mut runs: Vec<(u32, u32)> = words.windows(RUN).map(run).zip(0..).collect();
    runs.sort_unstable();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as bytes: letters are words, digits are numbers.
    fn words(text: &str) -> Vec<u8> {
        text.bytes().map(|b| if b.is_ascii_digit() { b | 0x80 } else { b }).collect()
    }

    fn align(first: &str, second: &str) -> Alignment {
        Alignment::of(&words(first), &words(second))
    }

    #[test]
    fn words_dropped_and_changed() {
        let whole = "abcdefghijklmnopqrstuvwxyz";
        let dropped = align("abcdefgqrstuvwxyz", whole);
        assert_eq!(
            (dropped.words, dropped.of, dropped.anchored, dropped.replaced),
            (17, 26, 17, 0)
        );
        let changed = align("abcdefXhijklmnopqrstuvwxyz", whole);
        assert_eq!((changed.anchored, changed.replaced), (25, 0));
        let replaced = align("abcdefgABCDEFGHIrstuvwxyz", whole);
        assert_eq!((replaced.anchored, replaced.replaced), (16, 9));
        assert!(dropped.is_copy() && changed.is_copy() && !replaced.is_copy());
    }

    #[test]
    fn a_form_with_other_numbers_is_no_copy() {
        let form = align("abcde1fghij2klmno3pqrst4", "abcde5fghij6klmno7pqrst8");
        assert_eq!((form.anchored, form.numbers, form.numbers_replaced), (20, 4, 4));
        assert!(!form.is_copy());
        assert!(align("abcde1fghij2klmno3pqrst4", "abcde1fghij2klmno3pqrst5").is_copy());
    }

    #[test]
    fn the_order_of_the_two_does_not_matter() {
        let (one, other) = ("abcdefghijklmnop", "abcXefghYZklmnoq");
        assert_eq!(align(one, other), align(other, one));
        assert!(!align("abcdefgh", &"abcdefghijklmnopqrstuvwxyz"[..]).is_copy());
    }
}
