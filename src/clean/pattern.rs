//! [`pattern`]: the regular expressions of the rules, with little memory each.

use regex::{Regex, RegexBuilder};

/// Bytes that the states of one expression may take in each thread. The library's own limit,
/// two megabytes, times a hundred expressions and the threads would be more than all the rest.
const STATES: usize = 64 << 10;

/// An expression of a rule; all of them are tried in tests.
pub(super) fn pattern(text: &str) -> Regex {
    let built = RegexBuilder::new(text).dfa_size_limit(STATES).build();
    built.unwrap_or_else(|error| panic!("a pattern is wrong: {error}"))
}
