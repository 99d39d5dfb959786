//! [`pattern`]: the regular expressions of the rules, with little memory each, and [`captures`]:
//! their groups.

use regex::{Captures, Regex, RegexBuilder};

/// Bytes that the states of one expression may take in each thread. The library's own limit,
/// two megabytes, times a hundred expressions and the threads would be more than all the rest.
/// With a third of this many forget their states over and over and fall back to slower ways:
/// cleaning took about 11 % longer, at 12 MB less in one thread.
const STATES: usize = 192 << 10;

/// An expression of a rule; all of them are tried in tests.
pub(crate) fn pattern(text: &str) -> Regex {
    let built = RegexBuilder::new(text).dfa_size_limit(STATES).build();
    built.unwrap_or_else(|error| panic!("a pattern is wrong: {error}"))
}

/// The groups of an expression that begins with `^` and looks at nothing behind its match. They
/// cost much more than the match, by the length of what is searched: only that is.
pub(crate) fn captures<'t>(regex: &Regex, text: &'t str) -> Option<Captures<'t>> {
    let end = regex.find(text)?.end();
    regex.captures(&text[..end])
}
