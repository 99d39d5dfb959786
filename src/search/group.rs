//! Copies of one article are found as one: a group takes the place of its best-ranked article.

use std::collections::HashSet;

use crate::plan::{ArticleRef, Candidate};

/// Of ranked candidates those that open a group, in order; an article without copies is a group
/// of its own. The list for fewer candidates begins that for more, so that pages fit each other.
pub fn first_of_groups(
    candidates: &[Candidate],
    group_of: impl Fn(ArticleRef) -> Option<u32>,
) -> Vec<&Candidate> {
    let mut seen = HashSet::new();
    let first =
        |candidate: &&Candidate| group_of(candidate.article).is_none_or(|group| seen.insert(group));
    candidates.iter().filter(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Sightings;

    #[test]
    fn the_best_of_a_group_stands_for_it() {
        let candidate = |number| Candidate {
            article: ArticleRef { segment: 0, number },
            score: 1.0,
            parts: Vec::new(),
            exact: Vec::new(),
            sightings: Sightings::default(),
            title_length: 0,
            day: None,
        };
        let candidates: Vec<Candidate> = [4, 1, 7, 2, 5].map(candidate).into();
        let group_of = |article: ArticleRef| {
            [(4, 0), (2, 0), (7, 1), (5, 1)]
                .into_iter()
                .find_map(|(number, group)| (number == article.number).then_some(group))
        };
        let numbers = |count: usize| -> Vec<u32> {
            let first = first_of_groups(&candidates[..count], group_of);
            first.iter().map(|candidate| candidate.article.number).collect()
        };
        assert_eq!(numbers(5), [4, 1, 7]);
        assert_eq!(numbers(2), [4, 1]);
    }
}
