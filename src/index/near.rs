//! [`near`]: which of several things stand close together.

use super::page::Page;
use super::shape::Stretch;

/// The windows that hold one of each, all in one paragraph. In order, each begins one to
/// `within` words behind the end of the one before; in any order, the last to begin lies at
/// most `within` words behind the first to end.
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
        found[0].iter().flat_map(|first| chains(first, &found[1..], within, page)).collect()
    } else {
        any_order(found, within, page)
    };
    windows.sort_by_key(|window| (window.first, window.last));
    windows.dedup();
    windows
}

/// All that follow `first` in order, as one stretch; `None` if they do not.
fn chains(first: &Stretch, rest: &[Vec<Stretch>], within: u32, page: &Page) -> Option<Stretch> {
    // Every way to go on is kept, since the nearest next word may be a dead end.
    let mut ways = vec![first.clone()];
    let mut marks = first.marks.clone();
    let mut last = first.last;
    let mut layers: Vec<Vec<Stretch>> = vec![ways.clone()];
    for next in rest {
        let follows = |way: &Stretch, stretch: &Stretch| {
            (way.last + 1..=way.last + within).contains(&stretch.first)
                && page.in_one_paragraph(first.first, stretch.last)
        };
        ways = next
            .iter()
            .filter(|stretch| layers[layers.len() - 1].iter().any(|way| follows(way, stretch)))
            .cloned()
            .collect();
        if ways.is_empty() {
            return None;
        }
        layers.push(ways);
    }
    // What cannot reach the end is no part of the match.
    for number in (0..layers.len() - 1).rev() {
        let (before, after) = layers.split_at_mut(number + 1);
        before[number].retain(|way| {
            after[0].iter().any(|next| (way.last + 1..=way.last + within).contains(&next.first))
        });
    }
    for stretch in layers.iter().skip(1).flatten() {
        marks.extend(&stretch.marks);
        last = last.max(stretch.last);
    }
    marks.sort_unstable();
    marks.dedup();
    Some(Stretch { first: first.first, last, marks })
}

/// Windows in any order: each stretch in turn is the first to end.
fn any_order(found: &[Vec<Stretch>], within: u32, page: &Page) -> Vec<Stretch> {
    let mut windows = Vec::new();
    for first in found.iter().flatten() {
        let fits = |stretch: &&Stretch| {
            let (early, late) = (first.first.min(stretch.first), first.last.max(stretch.last));
            stretch.last >= first.last
                && stretch.first <= first.last.saturating_add(within)
                && page.in_one_paragraph(early, late)
        };
        let inside: Vec<Vec<&Stretch>> =
            found.iter().map(|all| all.iter().filter(fits).collect()).collect();
        if !each_has_its_own(&inside, &mut Vec::new()) {
            continue;
        }
        let all = || inside.iter().flatten();
        let mut marks: Vec<u32> = all().flat_map(|stretch| stretch.marks.iter().copied()).collect();
        marks.sort_unstable();
        marks.dedup();
        windows.push(Stretch {
            first: all().map(|stretch| stretch.first).min().unwrap_or(first.first),
            last: all().map(|stretch| stretch.last).max().unwrap_or(first.last),
            marks,
        });
    }
    windows
}

/// Whether each can be given a stretch that overlaps none of the others: a word said once is
/// not two words.
fn each_has_its_own<'s>(inside: &[Vec<&'s Stretch>], taken: &mut Vec<&'s Stretch>) -> bool {
    let Some((first, rest)) = inside.split_first() else { return true };
    first.iter().any(|stretch| {
        let apart = |other: &&Stretch| stretch.last < other.first || other.last < stretch.first;
        if !taken.iter().all(apart) {
            return false;
        }
        taken.push(stretch);
        let found = each_has_its_own(rest, taken);
        taken.pop();
        found
    })
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
