//! [`chains`]: where words stand one after the other by their roots.
//!
//! A whole such as kota-kota has its root at every position it spans, so a word of
//! the chain may take several positions in a row before the next follows.

use super::page::Page;
use super::shape::Stretch;

/// The stretches in which each word follows the one before, all in one paragraph; `found`
/// holds the ascending positions of each word.
pub(super) fn chains(found: &[Vec<u32>], page: &Page) -> Vec<Stretch> {
    let Some((first, rest)) = found.split_first() else { return Vec::new() };
    let has = |word: &[u32], position: u32| word.binary_search(&position).is_ok();
    let mut stretches = Vec::new();
    for start in first.iter().copied() {
        // A word said twice begins where it is said first.
        if start > 0 && has(first, start - 1) && !rest.is_empty() && has(first, start) {
            let before = stretches.last().is_some_and(|last: &Stretch| last.marks.contains(&start));
            if before {
                continue;
            }
        }
        let mut marks = run(first, start);
        let mut ends = marks.clone();
        for word in rest {
            let mut next: Vec<u32> = Vec::new();
            for position in ends.iter().map(|end| end + 1).filter(|at| has(word, *at)) {
                next.extend(run(word, position));
            }
            next.sort_unstable();
            next.dedup();
            marks.extend(&next);
            ends = next;
        }
        let Some(last) = ends.last().copied() else { continue };
        if page.in_one_paragraph(start, last) {
            marks.retain(|mark| *mark <= last);
            marks.sort_unstable();
            marks.dedup();
            stretches.push(Stretch { first: start, last, marks });
        }
    }
    stretches
}

/// The positions from `start` on that the word takes without a break.
fn run(word: &[u32], start: u32) -> Vec<u32> {
    let from = word.partition_point(|position| *position < start);
    let here = word[from..].iter().copied().zip(start..);
    here.take_while(|(position, expected)| position == expected).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(found: &[&[u32]]) -> Vec<Vec<u32>> {
        let found: Vec<Vec<u32>> = found.iter().map(|all| all.to_vec()).collect();
        chains(&found, &Page::new(0, None)).into_iter().map(|stretch| stretch.marks).collect()
    }

    #[test]
    fn words_follow_one_another() {
        assert_eq!(marks(&[&[3, 9], &[4]]), [[3, 4]]);
        assert_eq!(marks(&[&[3], &[5]]), [[0; 0]; 0]);
    }

    #[test]
    fn a_word_may_be_said_twice() {
        assert_eq!(marks(&[&[2], &[3, 4], &[5]]), [[2, 3, 4, 5]]);
        assert_eq!(marks(&[&[3, 4], &[5]]), [[3, 4, 5]]);
    }
}
