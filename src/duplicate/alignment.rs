//! [`shared_by_copy`]: how two texts lie on each other, word by word.
//!
//! Runs of three words that both have, in the same order, anchor one text on the other; between
//! two anchors lies what was dropped, added or replaced. A copy drops and adds, and replaces
//! words here and there; two reports of one event replace whole sentences, and two texts of
//! one form (forecasts, statutes) names and numbers by other names and numbers. A follow-up puts
//! new news before the older report that it repeats, and a round-up other items, so of the longer
//! text its beginning counts most.

use std::ops::Range;

use super::signature::{FACT, RUN, is_fact};

/// What makes a copy. Chosen on made copies (`tests/tools/copies.rs`) as what finds them and
/// joins the fewest other articles.
struct Rule {
    /// Fewest words of an anchor.
    run: usize,
    /// Share of the shorter text that must stand on anchors.
    anchored: f64,
    /// The same with the words that were changed here and there.
    covered: f64,
    /// Share of the shorter text that may be in stretches that were replaced.
    replaced: f64,
}

const RULES: [Rule; 2] = [
    // Sentences were dropped, added or written anew, the rest stands as it was.
    Rule { run: 4, anchored: 0.7, covered: 0.7, replaced: 0.3 },
    // Words were changed everywhere.
    Rule { run: 3, anchored: 0.5, covered: 0.8, replaced: 0.1 },
];

/// Share of the longer text, its beginning weighed most, that the shorter must have: less has a
/// follow-up. Of 200 pairs read that all other rules took for copies, 81 of 95 copies pass this
/// and 13 of 85 others, outlet, headline and group considered.
const LEAST_LEAD: f64 = 0.5;
/// After so many words a word of the longer text weighs half: after a paragraph or two.
const HALF_LEAD: f64 = 60.0;
/// Share of the words of both texts, each weighed alike, that makes up for the beginning: what
/// dropped or got a first paragraph and is else the same.
const LEAST_COMMON: f64 = 0.74;

/// Shorter stretches are words changed here and there, longer ones sentences replaced.
const LEAST_STRETCH: usize = 7;
/// How many names and numbers may have become others in stretches of much the same length, and how
/// many more for each word: those of made copies have no more but once in a hundred times,
/// statutes of one form nearly always.
const MOST_FACTS_CHANGED: f64 = 2.0;
const MOST_FACTS_CHANGED_A_WORD: f64 = 0.001;
/// Nor more than one for so many words: notices of earthquakes and of the weather are short.
const LEAST_WORDS_A_FACT: f64 = 50.0;
/// From how often on a word that always became the same other is taken for what a form was filled
/// with, and so each time for a fact: seven in a thousand made copies have one twice, one thrice.
const LEAST_EXCHANGED: usize = 3;
/// How long the shorter text must be beside the longer one: a summary, or one item of many, is
/// no copy.
const LEAST_LENGTH: f64 = 0.35;
/// A text of fewer words may be all boilerplate that many share, such as who makes the weather
/// forecasts and how, and so must be as long as `LEAST_SHORT_LENGTH` asks.
const SHORT: usize = 80;
const LEAST_SHORT_LENGTH: f64 = 0.52;
/// A run that the longer text has more often than this anchors nothing.
const MOST_PLACES: usize = 4;

/// How many words two texts share, whichever comes first, if one is a copy of the other or of a
/// part of it. Where something else vouches for that, the beginning of the longer may be new.
pub(super) fn shared_by_copy(first: &[u8], second: &[u8], vouched: bool) -> Option<usize> {
    let swap = (first.len(), first) > (second.len(), second);
    let (shorter, longer) = if swap { (second, first) } else { (first, second) };
    let least = if shorter.len() < SHORT { LEAST_SHORT_LENGTH } else { LEAST_LENGTH };
    if (shorter.len() as f64) < least * longer.len() as f64 {
        return None;
    }
    let chain = anchors(shorter, longer);
    RULES.iter().find_map(|rule| {
        let alignment = Alignment::of(shorter, longer, &chain, rule.run);
        (alignment.keeps(rule) && (vouched || alignment.leads())).then_some(alignment.anchored)
    })
}

/// What became of the words of the shorter of two texts in the longer one.
#[derive(Clone, PartialEq, Debug, Default)]
struct Alignment {
    /// Words of the shorter text.
    words: usize,
    /// Words of the longer text.
    longer: usize,
    /// Words that stand on anchors.
    anchored: usize,
    /// Words in long stretches that were replaced by as many others.
    replaced: usize,
    /// Words in short ones.
    changed: usize,
    /// Names and numbers where the longer text has others.
    facts_changed: usize,
    /// Words that became another each time, and that other.
    exchanged: Vec<(u8, u8)>,
    /// Words of both texts that stand on anchors or between two that are near in both.
    common: usize,
    /// Those of the longer text weighed by their places, of [`Alignment::weight`].
    lead: f64,
}

impl Alignment {
    /// Lays two texts on each other by the anchors of `run` words or more.
    fn of(shorter: &[u8], longer: &[u8], chain: &[Anchor], run: usize) -> Self {
        let (words, whole) = (shorter.len(), longer.len());
        let mut alignment = Self { words, longer: whole, ..Self::default() };
        let (mut at, mut place) = (0, 0);
        let end = Anchor { at: shorter.len(), place: longer.len(), words: 0 };
        for anchor in chain.iter().filter(|anchor| anchor.words >= run).chain([&end]) {
            // Anchors may overlap where the texts repeat themselves.
            let (here, there) = (&shorter[at..anchor.at.max(at)], place..anchor.place.max(place));
            if here.len().max(there.len()) < LEAST_STRETCH {
                alignment.meet(here.len(), there.clone());
            }
            alignment.gap(here, &longer[there]);
            let end = (anchor.at + anchor.words).max(at);
            let words = end - anchor.at.max(at);
            alignment.anchored += words;
            let start = anchor.place.max(place);
            (at, place) = (end, (anchor.place + anchor.words).max(place));
            alignment.meet(words, start..place);
        }
        alignment.count_exchanged();
        alignment
    }

    /// Takes a stretch that both texts have: words of the shorter, and where in the longer.
    fn meet(&mut self, words: usize, places: Range<usize>) {
        self.common += words + places.len();
        self.lead += Self::weight(places.end) - Self::weight(places.start);
    }

    /// What the first words of a text weigh.
    fn weight(words: usize) -> f64 {
        1.0 - (-(words as f64) / HALF_LEAD).exp2()
    }

    /// Takes a stretch between anchors, with what the longer text has there.
    fn gap(&mut self, here: &[u8], there: &[u8]) {
        let replaced = here.len().min(there.len());
        if replaced >= LEAST_STRETCH {
            self.replaced += replaced;
        } else {
            self.changed += replaced;
        }
        if here.len() == there.len() && here.len() < LEAST_STRETCH {
            let words = here.iter().zip(there).map(|(ours, theirs)| (ours & !FACT, theirs & !FACT));
            self.exchanged.extend(words.filter(|(ours, theirs)| ours != theirs));
        }
        // Beside a longer stretch stands what was added where something else was dropped.
        if here.len().max(there.len()) < 2 * LEAST_STRETCH {
            let others = |words: &[u8], than: &[u8]| {
                words.iter().filter(|word| is_fact(**word) && !than.contains(word)).count()
            };
            self.facts_changed += others(here, there).min(others(there, here));
        }
    }

    /// Counts what a form was filled with.
    fn count_exchanged(&mut self) {
        self.exchanged.sort_unstable();
        let often = self.exchanged.chunk_by(|a, b| a == b).map(<[_]>::len);
        let filled: usize = often.filter(|times| *times >= LEAST_EXCHANGED).sum();
        self.facts_changed = self.facts_changed.max(filled);
    }

    /// Whether the shorter text has the beginning of the longer, or nearly all is in both.
    fn leads(&self) -> bool {
        self.lead >= LEAST_LEAD * Self::weight(self.longer)
            || self.common as f64 >= LEAST_COMMON * (self.words + self.longer) as f64
    }

    fn keeps(&self, rule: &Rule) -> bool {
        let words = self.words as f64;
        self.anchored as f64 >= rule.anchored * words
            && (self.anchored + self.changed) as f64 >= rule.covered * words
            && self.replaced as f64 <= rule.replaced * words
            && self.facts_changed as f64 <= MOST_FACTS_CHANGED + MOST_FACTS_CHANGED_A_WORD * words
            && self.facts_changed as f64 * LEAST_WORDS_A_FACT <= words
    }
}

/// Words that both texts have: where they begin in the one and in the other, and how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Anchor {
    at: usize,
    place: usize,
    words: usize,
}

/// The most runs that both texts have in the same order (a longest increasing subsequence, by
/// patience), those that follow one another joined.
fn anchors(shorter: &[u8], longer: &[u8]) -> Vec<Anchor> {
    let ours = sorted_runs(shorter);
    let theirs = sorted_runs(longer);
    let run = |packed: u64| packed >> 32;
    let mut shared: Vec<(u32, u32)> = Vec::new();
    let mut start = 0;
    for same in ours.chunk_by(|a, b| run(*a) == run(*b)) {
        while theirs.get(start).is_some_and(|other| run(*other) < run(same[0])) {
            start += 1;
        }
        let places = theirs[start..].iter().take_while(|other| run(**other) == run(same[0]));
        if places.clone().nth(MOST_PLACES).is_none() {
            for at in same {
                shared.extend(places.clone().map(|place| (*at as u32, *place as u32)));
            }
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
        chain.push(shared[number]);
        next = links[number];
    }
    let mut anchors: Vec<Anchor> = Vec::new();
    for (at, place) in chain.into_iter().rev() {
        let (at, place) = (at as usize, place as usize);
        match anchors.last_mut() {
            Some(last) if at <= last.at + last.words && at - last.at == place - last.place => {
                last.words = at + RUN - last.at;
            }
            _ => anchors.push(Anchor { at, place, words: RUN }),
        }
    }
    anchors
}

/// The runs of a text, each above the 32 bits of where it begins, ascending.
fn sorted_runs(words: &[u8]) -> Vec<u64> {
    let run = |run: &[u8]| run.iter().fold(0, |all, word| all << 8 | u64::from(*word));
    let packed = |(run, at): (u64, u64)| run << 32 | at;
    let mut runs: Vec<u64> = words.windows(RUN).map(run).zip(0..).map(packed).collect();
    runs.sort_unstable();
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words as bytes: letters are words, digits are facts.
    fn words(text: &str) -> Vec<u8> {
        text.bytes().map(|b| if b.is_ascii_digit() { b | 0x80 } else { b }).collect()
    }

    fn align(shorter: &str, longer: &str) -> Alignment {
        let (shorter, longer) = (words(shorter), words(longer));
        Alignment::of(&shorter, &longer, &anchors(&shorter, &longer), RUN)
    }

    fn copies(first: &str, second: &str) -> bool {
        let (first, second) = (words(first), words(second));
        let shared = shared_by_copy(&first, &second, false);
        let swapped = shared_by_copy(&second, &first, false);
        assert_eq!(shared, swapped, "the order of the two does not matter");
        shared.is_some()
    }

    #[test]
    fn words_dropped_and_changed() {
        let whole = "abcdefghijklmnopqrstuvwxyz";
        let dropped = align("abcdefgqrstuvwxyz", whole);
        assert_eq!((dropped.words, dropped.anchored, dropped.replaced), (17, 17, 0));
        let changed = align("abcdefXhijklmnopqrstuvwxyz", whole);
        assert_eq!((changed.anchored, changed.changed, changed.replaced), (25, 1, 0));
        let replaced = align("abcdefgABCDEFGHIrstuvwxyz", whole);
        assert_eq!((replaced.anchored, replaced.changed, replaced.replaced), (16, 0, 9));
        assert!(copies("abcdefgqrstuvwxyz", whole));
        assert!(copies("abcXefgYijkZmnopQrstUvwxyz", whole), "words changed everywhere");
        assert!(!copies("abcdefgABCDEFGHIrstuvwxyz", whole), "a third replaced");
    }

    #[test]
    fn a_form_with_other_facts_is_no_copy() {
        let form = align("abcde1fghij2klmno3pqrst4uvw", "abcde5fghij6klmno7pqrst8uvw");
        assert_eq!((form.anchored, form.changed, form.facts_changed), (23, 4, 4));
        assert!(!copies("abcde1fghij2klmno3pqrst4uvw", "abcde5fghij6klmno7pqrst8uvw"));
        assert!(copies("abcdeXfghijYklmnoZpqrst4uvw", "abcde5fghij6klmno7pqrst4uvw"));
    }

    #[test]
    fn what_a_form_was_filled_with_counts_though_it_is_no_fact() {
        let filled = |with: &str| "abcdefX_ghijklX_mnopqrX_stuvwx".replace('_', with);
        let form = align(&filled("Y"), &filled("Z"));
        assert_eq!((form.exchanged.len(), form.facts_changed), (3, 3));
        assert!(!copies(&filled("Y"), &filled("Z")));
        assert!(copies("abcdefYghijklYmnopqrXstuvwx", "abcdefZghijklZmnopqrXstuvwx"));
    }

    #[test]
    fn a_short_text_with_another_number_is_no_copy() {
        assert!(!copies("abcdefghijk1lmnopqrstuvwxyz", "abcdefghijk2lmnopqrstuvwxyz"));
    }

    #[test]
    fn new_words_before_an_older_text_make_no_copy_of_it() {
        let story: Vec<u8> = (0..100).collect();
        // Seven on from word to word: no run is one of the story's.
        let news = |words: u8| -> Vec<u8> {
            (0..u32::from(words)).map(|word| (word * 7 % 128) as u8).collect()
        };
        let shared = |before: u8, after: u8, vouched| {
            let longer = [news(before), story.clone(), news(after)].concat();
            shared_by_copy(&story, &longer, vouched).is_some()
        };
        assert!(shared(0, 120, false), "more at the end");
        assert!(shared(40, 0, false), "a first paragraph that the other dropped");
        assert!(!shared(120, 0, false), "a follow-up");
        assert!(shared(120, 0, true), "in another outlet");
    }

    #[test]
    fn a_short_text_is_no_copy_of_one_twice_as_long() {
        let letters: String = ('a'..='z').chain('A'..='Z').collect();
        assert!(!copies(&letters[..26], &letters));
        assert!(copies(&letters[..40], &letters));
    }

    #[test]
    fn repeated_words_anchor_nothing_and_cost_nothing() {
        let same = vec![b'a'; 4096];
        assert_eq!(shared_by_copy(&same, &[same.as_slice(), b"b"].concat(), true), None);
    }
}
