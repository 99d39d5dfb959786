//! Invariants of the stemmer: over every listed word, and over arbitrary strings.

use proptest::prelude::*;
use telusur::analysis::pack::{Lists, rows};
use telusur::analysis::stemmer::{Evidence, Stemmer};

fn strings(stemmer: &mut Stemmer, word: &str, evidence: Evidence) -> Vec<String> {
    let mut found = Vec::new();
    found.extend(stemmer.roots(word, evidence).iter().map(str::to_owned));
    found
}

/// What the capitalised word gives holds what the lower-case word gives.
fn capital_is_found(stemmer: &mut Stemmer, word: &str) {
    let lower = strings(stemmer, word, Evidence::None);
    let capital = strings(stemmer, word, Evidence::Name);
    assert!((1..=2).contains(&lower.len()), "{word}: {lower:?}");
    assert!((1..=3).contains(&capital.len()), "{word}: {capital:?}");
    assert!(lower.iter().all(|each| capital.contains(each)), "{word}: {lower:?} {capital:?}");
    assert!(word.is_empty() || capital.iter().all(|each| !each.is_empty()), "{word}");
}

fn listed() -> impl Iterator<Item = &'static str> {
    let lists = [Lists::COMMITTED.forms, Lists::COMMITTED.roots, Lists::COMMITTED.names];
    lists.into_iter().flat_map(|list| rows(list).map(|row| row[0]))
}

#[test]
fn the_root_of_a_root_is_itself() {
    let mut stemmer = Stemmer::new();
    let exceptions: Vec<&str> = rows(Lists::COMMITTED.exceptions).map(|row| row[0]).collect();
    for row in rows(Lists::COMMITTED.roots) {
        if !exceptions.contains(&row[0]) {
            assert_eq!(stemmer.root(row[0]), row[0]);
        }
    }
}

#[test]
fn names_are_kept() {
    let mut stemmer = Stemmer::new();
    for row in rows(Lists::COMMITTED.names) {
        assert_eq!(stemmer.root(row[0]), row[0]);
    }
}

#[test]
fn a_lower_case_query_finds_every_listed_word_capitalised() {
    let mut stemmer = Stemmer::new();
    listed().for_each(|word| capital_is_found(&mut stemmer, word));
}

#[test]
fn known_words_are_answered_as_if_they_were_worked_out() {
    let mut stemmer = Stemmer::new();
    for word in listed() {
        let root = stemmer.root(word).to_owned();
        let explained = stemmer.explain(word);
        assert_eq!(root, explained.root, "{word}");
        assert_eq!(strings(&mut stemmer, word, Evidence::None), explained.roots, "{word}");
    }
}

#[test]
fn hand_lists_keep_their_limits() {
    assert!(rows(Lists::COMMITTED.exceptions).count() <= 500);
    assert!(rows(Lists::COMMITTED.policy).count() <= 300);
    for list in [Lists::COMMITTED.exceptions, Lists::COMMITTED.policy] {
        for row in rows(list) {
            assert!(row.len() == 3 && row.iter().all(|field| !field.is_empty()), "{row:?}");
        }
    }
}

#[test]
fn lists_are_sorted_and_say_where_they_come_from() {
    let lists = Lists::COMMITTED;
    for list in [
        lists.roots,
        lists.exceptions,
        lists.names,
        lists.doublets,
        lists.colloquial,
        lists.policy,
        lists.forms,
        lists.function_words,
        lists.question_words,
    ] {
        assert!(list.starts_with("# "));
        let words: Vec<&str> = rows(list).map(|row| row[0]).collect();
        assert!(words.is_sorted(), "{:?}", words.windows(2).find(|pair| pair[0] > pair[1]));
    }
}

proptest! {
    #[test]
    fn any_string_has_a_root(word in "\\PC{1,40}") {
        let mut stemmer = Stemmer::new();
        let root = stemmer.root(&word).to_owned();
        prop_assert!(!root.is_empty());
        prop_assert_eq!(Stemmer::new().root(&word).to_owned(), root);
        capital_is_found(&mut stemmer, &word);
        let again = strings(&mut stemmer, &word, Evidence::None);
        prop_assert_eq!(again, strings(&mut Stemmer::new(), &word, Evidence::None));
    }

    #[test]
    fn affixes_around_anything_do_no_harm(word in "(me|mem|meng|di|ke|ber|per|pe|se|ku)?[a-z0-9'é-]{0,12}(kan|an|i|nya|lah|-an|2)?") {
        let mut stemmer = Stemmer::new();
        prop_assert!(word.is_empty() || !stemmer.root(&word).is_empty());
        capital_is_found(&mut stemmer, &word);
        let shown = stemmer.explain(&word).to_string();
        prop_assert!(shown.starts_with(&word));
    }
}
