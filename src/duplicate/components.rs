//! [`groups`]: which articles are copies of each other.

use std::collections::HashSet;

use super::Signature;

/// Of an article's lowest hashes, those under which copies of it are looked for: of two texts
/// that share half their runs at least one is the same but once in a thousand times.
const KEYS: usize = 12;

/// With how many that follow under the same hash an article is compared: what keeps a run
/// that thousands share from costing the square of them.
const WINDOW: usize = 16;

/// The groups of two or more articles that are copies of each other, directly or by way of
/// others: each the numbers of its articles in the order given, ascending. The order given
/// decides which are compared where very many share a run, so it must follow from the
/// articles alone.
pub fn groups(signatures: &[Option<Signature>]) -> Vec<Vec<u32>> {
    let mut keys = Vec::new();
    for (number, signature) in (0..).zip(signatures) {
        let lowest = signature.iter().flat_map(|signature| signature.sketch().iter().take(KEYS));
        keys.extend(lowest.map(|key| (*key, number)));
    }
    keys.sort_unstable();
    let mut joined = Joined::new(signatures.len());
    // Pairs that were laid on each other in vain: most meet again under another hash.
    let mut apart = HashSet::new();
    for same in keys.chunk_by(|a, b| a.0 == b.0) {
        for (at, (_, one)) in same.iter().enumerate() {
            for (_, other) in same[at + 1..].iter().take(WINDOW) {
                if joined.root(*one) == joined.root(*other) {
                    continue;
                }
                let pair = [*one, *other].map(|number| signatures[number as usize].as_ref());
                if let [Some(first), Some(second)] = pair
                    && first.may_be_copy(second)
                    && !apart.contains(&(*one, *other))
                {
                    if first.is_copy(second) {
                        joined.join(*one, *other);
                    } else {
                        apart.insert((*one, *other));
                    }
                }
            }
        }
    }
    joined.groups()
}

/// Sets that are joined one by one (union-find).
struct Joined {
    parents: Vec<u32>,
}

impl Joined {
    fn new(count: usize) -> Self {
        Self { parents: (0..count as u32).collect() }
    }

    fn root(&mut self, mut number: u32) -> u32 {
        while self.parents[number as usize] != number {
            let above = self.parents[self.parents[number as usize] as usize];
            self.parents[number as usize] = above;
            number = above;
        }
        number
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        // The lower number stays the root.
        self.parents[one.max(other) as usize] = one.min(other);
    }

    /// The sets of two or more.
    fn groups(mut self) -> Vec<Vec<u32>> {
        let mut members: Vec<(u32, u32)> =
            (0..self.parents.len() as u32).map(|number| (self.root(number), number)).collect();
        members.sort_unstable();
        let sets = members.chunk_by(|a, b| a.0 == b.0).filter(|set| set.len() > 1);
        sets.map(|set| set.iter().map(|(_, number)| *number).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::duplicate::SignatureBuilder;

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
        builder.finish()
    }

    /// Whether two texts are looked at together and are copies.
    fn meet(a: &Signature, b: &Signature) -> bool {
        let keys = |of: &Signature| of.sketch().iter().take(KEYS).copied().collect::<HashSet<_>>();
        !keys(a).is_disjoint(&keys(b)) && a.may_be_copy(b) && a.is_copy(b)
    }

    proptest! {
        /// Few enough texts for each to be compared with all that share a run.
        #[test]
        fn groups_are_the_components_of_all_pairs_that_meet(texts in vec(text(), 2..16)) {
            let signatures: Vec<Option<Signature>> = texts.iter().map(|t| signature(t)).collect();
            let mut of: Vec<usize> = (0..texts.len()).collect();
            for one in 0..texts.len() {
                for other in 0..one {
                    let (Some(a), Some(b)) = (&signatures[one], &signatures[other]) else {
                        continue;
                    };
                    prop_assert_eq!(a.is_copy(b), b.is_copy(a));
                    prop_assert!(texts[one] != texts[other] || meet(a, b), "the same words meet");
                    if meet(a, b) {
                        let (from, to) = (of[one], of[other]);
                        of.iter_mut().filter(|group| **group == from).for_each(|group| *group = to);
                    }
                }
            }
            let members = |group: usize| -> Vec<u32> {
                (0..texts.len()).filter(|t| of[*t] == group).map(|t| t as u32).collect()
            };
            let mut expected: Vec<Vec<u32>> =
                (0..texts.len()).map(members).filter(|group| group.len() > 1).collect();
            expected.sort_unstable();
            prop_assert_eq!(groups(&signatures), expected);
        }
    }
}
