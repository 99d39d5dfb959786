//! The table of boilerplate: rule, reason, example, by kind. What is frequent on the sites of
//! a corpus of 45,000 articles stands here, not what can be imagined.

mod advert;
mod byline;
mod credit;
mod invitation;
mod paging;
mod related;
mod rights;
mod show;
mod site;

use crate::clean::table::rule::Rule;

/// All rules; of two that share a cue the first that fits is taken.
pub(crate) const TABLES: &[&[Rule]] = &[
    related::RULES,
    advert::RULES,
    paging::RULES,
    invitation::RULES,
    show::RULES,
    credit::RULES,
    byline::RULES,
    rights::RULES,
    site::RULES,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleId};
    use crate::clean::clean;

    /// Characters that are no space.
    fn solid(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    #[test]
    fn each_rule_cuts_what_its_example_marks() {
        let mut faults = Vec::new();
        for rule in TABLES.iter().copied().flatten() {
            let raw = rule.example.replace(['⟦', '⟧'], "");
            let kept: String = rule.example.split(['⟦', '⟧']).step_by(2).collect();
            let cleaned = clean(&Article::new(ArticleId::given("a"), raw.clone()));
            let used = cleaned.edits.iter().any(|edit| *edit.rule == *rule.name);
            if !used || solid(&cleaned.text) != solid(&kept) || cleaned.raw() != raw {
                faults.push(format!("{}: {:?} by {:?}", rule.name, cleaned.text, cleaned.edits));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn each_rule_has_a_name_of_its_own_and_a_reason() {
        let mut names: Vec<_> = TABLES.iter().copied().flatten().map(|rule| rule.name).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(TABLES.iter().copied().flatten().all(|rule| !rule.reason.is_empty()));
    }
}
