//! [`Cut`]: a stretch of a text that goes; cuts made so far lie in order and apart. Adding to
//! them, and what they leave. [`Found`]: a value that stood in one.

use crate::origin::Fact;

/// A stretch of a text that a rule cuts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cut {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The name of the rule.
    pub rule: &'static str,
}

/// A value that a rule found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Found {
    /// What it is.
    pub fact: Fact,
    /// As written.
    pub value: String,
    /// Where it begins.
    pub at: usize,
}

/// Adds a cut in its place; what lies inside it goes with it, and of what reaches beyond it the
/// rest stays.
pub(super) fn push(cuts: &mut Vec<Cut>, cut: Cut) {
    let from = cuts.partition_point(|other| other.end <= cut.start);
    let to = cuts.partition_point(|other| other.start < cut.end);
    let within = &cuts[from..to];
    let before = within.first().filter(|other| other.start < cut.start);
    let before = before.map(|other| Cut { end: cut.start, ..other.clone() });
    let behind = within.last().filter(|other| other.end > cut.end);
    let behind = behind.map(|other| Cut { start: cut.end, ..other.clone() });
    cuts.splice(from..to, before.into_iter().chain([cut]).chain(behind));
}

/// Adds cuts in their places; they lie apart from those there are.
pub(super) fn add(cuts: &mut Vec<Cut>, more: Vec<Cut>) {
    if !more.is_empty() {
        cuts.extend(more);
        cuts.sort_by_key(|cut| cut.start);
        debug_assert!(cuts.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}

/// Whether any of the cuts, which are in order, covers part of a stretch.
pub(super) fn overlaps(cuts: &[Cut], start: usize, end: usize) -> bool {
    let next = cuts.partition_point(|cut| cut.end <= start);
    cuts.get(next).is_some_and(|cut| cut.start < end)
}

/// Where the text goes on that is not cut, from a byte on; the cuts are in order.
pub(super) fn first_kept(text: &str, from: usize, cuts: &[Cut]) -> usize {
    let mut at = from;
    let mut next = cuts.partition_point(|cut| cut.end <= from);
    loop {
        let gap = &text[at..];
        at += gap.len() - gap.trim_start().len();
        while cuts.get(next).is_some_and(|cut| cut.end <= at) {
            next += 1;
        }
        match cuts.get(next).filter(|cut| cut.start <= at) {
            Some(cut) => at = cut.end,
            None => return at,
        }
    }
}

/// Where the last stretch that is not cut begins and ends, space aside.
pub(super) fn last_kept(text: &str, cuts: &[Cut]) -> Option<(usize, usize)> {
    let (mut end, mut count) = (text.trim_end().len(), cuts.len());
    while count > 0 && cuts[count - 1].end >= end {
        count -= 1;
        end = text[..cuts[count].start.min(end)].trim_end().len();
    }
    let floor = if count > 0 { cuts[count - 1].end } else { 0 };
    (end > 0).then_some((floor, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_takes_what_it_covers_and_leaves_the_rest() {
        let cut = |start, end, rule| Cut { start, end, rule };
        let mut cuts = vec![cut(0, 4, "a"), cut(5, 6, "b"), cut(8, 12, "c")];
        push(&mut cuts, cut(3, 9, "new"));
        assert_eq!(cuts, [cut(0, 3, "a"), cut(3, 9, "new"), cut(9, 12, "c")]);
        push(&mut cuts, cut(10, 11, "in"));
        assert_eq!(cuts[2..], [cut(9, 10, "c"), cut(10, 11, "in"), cut(11, 12, "c")]);
        push(&mut cuts, cut(20, 21, "end"));
        assert_eq!(cuts.last(), Some(&cut(20, 21, "end")));
    }
}
