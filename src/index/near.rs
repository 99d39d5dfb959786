//! [`near`]: which of several things stand close together.

use std::ops::Range;

use super::apart::each_has_its_own;
use super::page::Page;
use super::shape::Stretch;

/// The windows that hold one of each, all in one paragraph. In order, each begins one to
/// `within` words behind the end of the one before; in any order, the last to begin lies at
/// most `within` words behind the first to end. What is found of each comes by first position.
pub(super) fn near(
    found: &[Vec<Stretch>],
    within: u32,
    ordered: bool,
    page: &Page,
) -> Vec<Stretch> {
    if found.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let mut windows: Vec<Stretch> = if ordered {
        found[0].iter().filter_map(|first| chain(first, &found[1..], within, page)).collect()
    } else {
        any_order(found, within, page)
    };
    windows.sort_by_key(|window| (window.first, window.last));
    windows.dedup();
    windows
}

/// Those that begin at one of the positions, of stretches by first position.
pub(super) fn beginning(all: &[Stretch], at: Range<u32>) -> &[Stretch] {
    let from = all.partition_point(|stretch| stretch.first < at.start);
    let count = all[from..].partition_point(|stretch| stretch.first < at.end);
    &all[from..from + count]
}

/// All that follow `first` in order, as one stretch; `None` if they do not.
fn chain(first: &Stretch, rest: &[Vec<Stretch>], within: u32, page: &Page) -> Option<Stretch> {
    let paragraph = page.paragraph(first.first);
    // Every way to go on is kept, since the nearest next word may be a dead end.
    let mut layers: Vec<Vec<&Stretch>> = vec![vec![first]];
    for next in rest {
        let mut ends: Vec<u32> = layers[layers.len() - 1].iter().map(|way| way.last).collect();
        ends.sort_unstable();
        let behind = ends.first()? + 1..ends.last()?.saturating_add(within).saturating_add(1);
        let follows = |stretch: &&Stretch| {
            let nearest = ends[..ends.partition_point(|end| *end < stretch.first)].last();
            nearest.is_some_and(|end| stretch.first - end <= within)
                && paragraph.contains(&stretch.last)
        };
        layers.push(beginning(next, behind).iter().filter(follows).collect());
        layers.last().filter(|layer| !layer.is_empty())?;
    }
    // What cannot reach the end is no part of the match.
    for number in (0..layers.len() - 1).rev() {
        let (before, after) = layers.split_at_mut(number + 1);
        before[number].retain(|way| {
            let next = after[0].partition_point(|next| next.first <= way.last);
            after[0].get(next).is_some_and(|next| next.first - way.last <= within)
        });
    }
    together(layers.iter().flatten().copied())
}

/// Windows in any order: each stretch in turn is the first to end.
fn any_order(found: &[Vec<Stretch>], within: u32, page: &Page) -> Vec<Stretch> {
    let parts = Part::of(found);
    let (mut windows, mut inside) = (Vec::new(), Vec::new());
    for first in parts.iter().flat_map(|part| part.stretches) {
        let paragraph = page.paragraph(first.first);
        let fits = |stretch: &&Stretch| {
            stretch.last >= first.last
                && paragraph.contains(&stretch.first)
                && paragraph.contains(&stretch.last)
        };
        let until = first.last.saturating_add(within).saturating_add(1);
        inside.clear();
        for Part { stretches, times, longest } in &parts {
            let here = beginning(stretches, first.last.saturating_sub(*longest)..until);
            let here: Vec<&Stretch> = here.iter().filter(fits).collect();
            if here.len() < *times {
                break;
            }
            inside.push((here, *times));
        }
        if inside.len() == parts.len() && each_has_its_own(&inside) {
            windows.extend(together(inside.iter().flat_map(|(here, _)| here.iter().copied())));
        }
    }
    windows
}

/// What is looked for, once however often it was said.
struct Part<'f> {
    stretches: &'f [Stretch],
    /// How often it was said.
    times: usize,
    /// How far the end of a stretch lies behind its beginning at most.
    longest: u32,
}

impl<'f> Part<'f> {
    fn of(found: &'f [Vec<Stretch>]) -> Vec<Self> {
        let mut sorted: Vec<&Vec<Stretch>> = found.iter().collect();
        sorted.sort_unstable();
        let part = |same: &[&'f Vec<Stretch>]| Self {
            stretches: same[0],
            times: same.len(),
            longest: same[0].iter().map(|all| all.last - all.first).max().unwrap_or(0),
        };
        sorted.chunk_by(|a, b| a == b).map(part).collect()
    }
}

/// One stretch over all of them; `None` of none.
fn together<'s>(all: impl Iterator<Item = &'s Stretch> + Clone) -> Option<Stretch> {
    let mut marks: Vec<u32> =
        all.clone().flat_map(|stretch| stretch.marks.iter().copied()).collect();
    marks.sort_unstable();
    marks.dedup();
    let first = all.clone().map(|stretch| stretch.first).min()?;
    Some(Stretch { first, last: all.map(|stretch| stretch.last).max()?, marks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(found: &[&[u32]], within: u32, ordered: bool) -> Vec<Vec<u32>> {
        let one = |at: &u32| Stretch { first: *at, last: *at, marks: vec![*at] };
        let found: Vec<Vec<Stretch>> =
            found.iter().map(|all| all.iter().map(one).collect()).collect();
        let page = Page::new(0, None);
        near(&found, within, ordered, &page).into_iter().map(|window| window.marks).collect()
    }

    #[test]
    fn in_any_order() {
        assert_eq!(marks(&[&[3, 20], &[1, 9]], 2, false), [[1, 3]]);
        assert_eq!(marks(&[&[3], &[6]], 2, false), [[0; 0]; 0]);
        assert_eq!(marks(&[&[3], &[6]], 3, false), [[3, 6]]);
        assert_eq!(marks(&[&[1], &[2], &[9]], 4, false), [[0; 0]; 0]);
    }

    #[test]
    fn a_word_is_not_two() {
        assert_eq!(marks(&[&[3], &[3]], 2, false), [[0; 0]; 0]);
        assert_eq!(marks(&[&[3, 5], &[3, 5]], 2, false), [[3, 5]]);
    }

    #[test]
    fn in_order() {
        assert_eq!(marks(&[&[3], &[1, 5]], 2, true), [[3, 5]]);
        assert_eq!(marks(&[&[3], &[1]], 5, true), [[0; 0]; 0]);
        // The nearest next word is a dead end; the one behind it is not.
        assert_eq!(marks(&[&[0], &[1, 3], &[6]], 3, true), [[0, 3, 6]]);
    }
}
