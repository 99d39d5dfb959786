//! [`groups`]: which articles are copies of each other.

use std::cmp::Reverse;

use super::Signature;

/// Of an article's lowest hashes, those under which copies of it are looked for: of two texts
/// that share half their runs at least one is the same but once in a thousand times.
const KEYS: usize = 12;

/// With how many leaders under the same hash an article is compared, those nearest to it in
/// length: what keeps a run that thousands share from costing the square of them.
const WINDOW: usize = 16;

/// The groups of two or more articles that are copies of each other: each the numbers of its
/// articles in the order given, ascending.
///
/// A group is held together by its longest article, its leader: all others are copies of it, so
/// that two reports are not joined by a third that has some of both. The longest article of all
/// leads a group; each shorter one in turn joins the leader with which it shares most words of
/// those that it is a copy of, or leads a group of its own. Of the same length are decided by
/// their words and then by the order given, so that the groups follow from the articles alone.
pub fn groups(signatures: &[Option<Signature>]) -> Vec<Vec<u32>> {
    let present =
        (0..).zip(signatures).filter_map(|(number, signature)| Some((signature.as_ref()?, number)));
    let mut order: Vec<(&Signature, u32)> = present.collect();
    order.sort_by_key(|(signature, number)| {
        (Reverse(signature.words().len()), signature.words(), *number)
    });
    let meetings = Meetings::of(&order);
    // The leaders of each meeting, and of each article the leader it joined.
    let mut leaders: Vec<Vec<u32>> = vec![Vec::new(); meetings.count];
    let mut led: Vec<(u32, u32)> = Vec::new();
    let mut known = Vec::new();
    for meetings in meetings.entries.chunk_by(|a, b| a.0 == b.0) {
        let rank = meetings[0].0;
        let (signature, _) = order[rank as usize];
        known.clear();
        for (_, meeting) in meetings {
            known.extend(leaders[*meeting as usize].iter().rev().take(WINDOW));
        }
        known.sort_unstable();
        known.dedup();
        let shared = known.iter().filter_map(|leader| {
            let words = signature.shared_by_copy(order[*leader as usize].0)?;
            Some((words, Reverse(*leader)))
        });
        if let Some((_, Reverse(leader))) = shared.max() {
            led.push((leader, rank));
        } else {
            for (_, meeting) in meetings {
                leaders[*meeting as usize].push(rank);
            }
        }
    }
    led.sort_unstable();
    let group = |led: &[(u32, u32)]| {
        let ranks = led.iter().map(|(_, rank)| *rank).chain([led[0].0]);
        let mut group: Vec<u32> = ranks.map(|rank| order[rank as usize].1).collect();
        group.sort_unstable();
        group
    };
    let mut groups: Vec<Vec<u32>> = led.chunk_by(|a, b| a.0 == b.0).map(group).collect();
    groups.sort_unstable();
    groups
}

/// Which articles have a hash that others have too.
struct Meetings {
    /// Articles by their places in the order, ascending, with the numbers of their meetings.
    entries: Vec<(u32, u32)>,
    count: usize,
}

impl Meetings {
    fn of(order: &[(&Signature, u32)]) -> Self {
        let mut keys: Vec<(u32, u32)> = Vec::new();
        for (rank, (signature, _)) in (0..).zip(order) {
            keys.extend(signature.sketch().iter().take(KEYS).map(|key| (*key, rank)));
        }
        keys.sort_unstable();
        let (mut entries, mut count) = (Vec::new(), 0);
        for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            entries.extend(same.iter().map(|(_, rank)| (*rank, count)));
            count += 1;
        }
        entries.sort_unstable();
        Self { entries, count: count as usize }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::duplicate::{Imprint, SignatureBuilder};

    /// A text of numbered words of one of a few stories, with some left out and some changed.
    fn text() -> impl Strategy<Value = Vec<u16>> {
        (0..4u16, 0..40usize, 40..90usize, vec((0..90usize, 900..999u16), 0..20)).prop_map(
            |(story, start, end, changes)| {
                let mut words: Vec<u16> =
                    (start as u16..end as u16).map(|w| story * 100 + w).collect();
                for (at, word) in changes {
                    let at = at % words.len();
                    words[at] = word;
                }
                words
            },
        )
    }

    fn signature(words: &[u16]) -> Option<Signature> {
        let mut builder = SignatureBuilder::default();
        words.iter().for_each(|word| builder.word(&format!("w{word}"), word % 7 == 0));
        builder.finish(Imprint::default())
    }

    /// Whether two texts are looked at together and are copies.
    fn meet(a: &Signature, b: &Signature) -> bool {
        let keys = |of: &Signature| of.sketch().iter().take(KEYS).copied().collect::<HashSet<_>>();
        !keys(a).is_disjoint(&keys(b)) && a.is_copy(b)
    }

    proptest! {
        /// Few enough texts for each to be compared with every leader it meets.
        #[test]
        fn a_group_is_a_leader_and_its_copies(texts in vec(text(), 2..16)) {
            let signatures: Vec<Option<Signature>> = texts.iter().map(|t| signature(t)).collect();
            let groups = groups(&signatures);
            let of = |number: u32| signatures[number as usize].as_ref().expect("it is in a group");
            let longest = |group: &[u32]| {
                let order = |n: &u32| (Reverse(of(*n).words().len()), of(*n).words(), *n);
                group.iter().copied().min_by_key(order).expect("no group is empty")
            };
            let mut leaders: Vec<u32> = groups.iter().map(|group| longest(group)).collect();
            for (group, leader) in groups.iter().zip(&leaders) {
                prop_assert!(group.len() > 1 && group.is_sorted());
                prop_assert!(group.iter().all(|n| n == leader || meet(of(*n), of(*leader))));
            }
            let grouped: HashSet<u32> = groups.concat().into_iter().collect();
            prop_assert_eq!(grouped.len(), groups.concat().len(), "each is in one group");
            let alone = (0..texts.len() as u32).filter(|number| !grouped.contains(number));
            leaders.extend(alone.filter(|number| signatures[*number as usize].is_some()));
            for (at, one) in leaders.iter().enumerate() {
                for other in &leaders[at + 1..] {
                    prop_assert!(!meet(of(*one), of(*other)), "copies are in one group");
                }
            }
        }

        #[test]
        fn the_order_given_does_not_matter(texts in vec(text(), 2..16)) {
            let contents = |texts: &[Vec<u16>]| {
                let signatures: Vec<Option<Signature>> = texts.iter().map(|t| signature(t)).collect();
                let words = |group: &Vec<u32>| {
                    let mut group: Vec<&Vec<u16>> = group.iter().map(|n| &texts[*n as usize]).collect();
                    group.sort_unstable();
                    group.into_iter().cloned().collect::<Vec<_>>()
                };
                let mut groups: Vec<_> = groups(&signatures).iter().map(words).collect();
                groups.sort_unstable();
                groups
            };
            let reversed: Vec<Vec<u16>> = texts.iter().rev().cloned().collect();
            prop_assert_eq!(contents(&texts), contents(&reversed));
        }
    }
}
