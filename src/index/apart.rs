//! [`each_has_its_own`]: whether things said near each other can all be told apart.

use super::shape::Stretch;

/// How many stretches are tried, where stretches of several words overlap, before it is enough
/// that they begin at different words. To tell for certain takes time that doubles with each of
/// them (it is interval selection), and what people type is settled in a few dozen.
const TRIES: usize = 1000;

/// Whether each can be given as many of its stretches as it was said times, such that no two
/// overlap: a word said once is not two words.
///
/// Of single words this is a matching between those looked for and the positions, found by
/// augmenting paths: for n words and p positions no more than n² × p steps.
pub(super) fn each_has_its_own(inside: &[(Vec<&Stretch>, usize)]) -> bool {
    if !begin_apart(inside) {
        return false;
    }
    let single = |stretch: &&Stretch| stretch.first == stretch.last;
    if inside.iter().all(|(here, _)| here.iter().all(single)) {
        return true;
    }
    // The fewer there are, the sooner they are tried.
    let mut parts: Vec<(&[&Stretch], usize)> =
        inside.iter().map(|(here, times)| (here.as_slice(), *times)).collect();
    parts.sort_by_key(|(here, _)| here.len());
    let mut tries = TRIES;
    place(&[], 0, &parts, &mut Vec::new(), &mut tries) || tries == 0
}

/// Whether they can at least begin at different positions.
fn begin_apart(inside: &[(Vec<&Stretch>, usize)]) -> bool {
    let mut starts: Vec<u32> =
        inside.iter().flat_map(|(here, _)| here.iter().map(|stretch| stretch.first)).collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.len() < inside.iter().map(|(_, times)| times).sum() {
        return false;
    }
    let number = |stretch: &&Stretch| starts.partition_point(|start| *start < stretch.first);
    let edges: Vec<Vec<usize>> =
        inside.iter().map(|(here, _)| here.iter().map(number).collect()).collect();
    let mut matching = Matching { edges, taken: vec![None; starts.len()], seen: Vec::new() };
    inside.iter().enumerate().all(|(part, (_, times))| (0..*times).all(|_| matching.add(part)))
}

/// Which part has which position.
struct Matching {
    /// The positions each part can have.
    edges: Vec<Vec<usize>>,
    taken: Vec<Option<usize>>,
    /// Which positions were looked at for the part that is being added.
    seen: Vec<bool>,
}

impl Matching {
    /// Gives a part one more position, for which others may have to move; whether it can.
    fn add(&mut self, part: usize) -> bool {
        self.seen.clear();
        self.seen.resize(self.taken.len(), false);
        self.augment(part)
    }

    fn augment(&mut self, part: usize) -> bool {
        let free = self.edges[part].iter().find(|at| self.taken[**at].is_none());
        if let Some(at) = free.copied() {
            self.taken[at] = Some(part);
            return true;
        }
        for edge in 0..self.edges[part].len() {
            let at = self.edges[part][edge];
            if std::mem::replace(&mut self.seen[at], true) {
                continue;
            }
            if self.taken[at].is_none_or(|other| other != part && self.augment(other)) {
                self.taken[at] = Some(part);
                return true;
            }
        }
        false
    }
}

/// Takes so many more of the stretches of one part, each behind the one before, then those of
/// the other parts.
fn place<'s>(
    here: &[&'s Stretch],
    more: usize,
    others: &[(&[&'s Stretch], usize)],
    taken: &mut Vec<&'s Stretch>,
    tries: &mut usize,
) -> bool {
    if more == 0 {
        let Some(((next, times), others)) = others.split_first() else { return true };
        return place(next, *times, others, taken, tries);
    }
    for (number, stretch) in here.iter().enumerate() {
        if here.len() - number < more || *tries == 0 {
            return false;
        }
        *tries -= 1;
        let apart = |other: &&Stretch| stretch.last < other.first || other.last < stretch.first;
        if !taken.iter().all(apart) {
            continue;
        }
        taken.push(stretch);
        if place(&here[number + 1..], more - 1, others, taken, tries) {
            return true;
        }
        taken.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stretches of so many words, for each part at so many positions, said so many times.
    fn apart(parts: &[(u32, &[u32], usize)]) -> bool {
        let stretch =
            |at: &u32, length: u32| Stretch { first: *at, last: at + length - 1, marks: vec![*at] };
        let all: Vec<Vec<Stretch>> = parts
            .iter()
            .map(|(length, at, _)| at.iter().map(|at| stretch(at, *length)).collect())
            .collect();
        let inside: Vec<(Vec<&Stretch>, usize)> = all
            .iter()
            .zip(parts)
            .map(|(all, (.., times))| (all.iter().collect(), *times))
            .collect();
        each_has_its_own(&inside)
    }

    #[test]
    fn words_make_room_for_each_other() {
        assert!(apart(&[(1, &[3, 5], 1), (1, &[3], 1)]));
        assert!(apart(&[(1, &[1, 2], 1), (1, &[1, 3], 1), (1, &[1], 1)]));
        assert!(!apart(&[(1, &[1, 2], 1), (1, &[1, 2], 1), (1, &[1, 2], 1)]));
        assert!(apart(&[(1, &[1, 2, 4], 2), (1, &[2], 1)]));
        assert!(!apart(&[(1, &[1, 2, 4], 3), (1, &[2], 1)]));
    }

    #[test]
    fn phrases_overlap_nothing() {
        assert!(!apart(&[(2, &[3], 1), (1, &[4], 1)]));
        assert!(apart(&[(2, &[3, 6], 1), (1, &[4], 1)]));
        assert!(!apart(&[(2, &[3, 4], 2)]));
        assert!(apart(&[(2, &[3, 4, 5], 2)]));
    }

    #[test]
    fn many_are_settled_at_once() {
        let positions: Vec<u32> = (0..13).collect();
        let other: Vec<u32> = (0..400).collect();
        // Each alike, but told apart by the last.
        let parts: Vec<Vec<u32>> =
            (0..14).map(|n| positions.iter().copied().chain([100 + n / 14]).collect()).collect();
        let of = |length: u32| -> Vec<(u32, &[u32], usize)> {
            parts.iter().map(|at| (length, at.as_slice(), 1)).collect()
        };
        assert!(apart(&of(1)));
        assert!(!apart(&[(1, &positions, 14)]));
        assert!(!apart(&[(2, &positions, 14)]));
        // Only half as many fit; it is given up before that is certain.
        apart(&of(2));
        assert!(apart(&[(2, &other, 200)]));
    }
}
