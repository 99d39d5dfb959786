//! The query language: what texts mean, and what they say when they do not.

mod dates;
mod forms;
mod hostile;
mod plain;
mod roundtrip;
mod warnings;

use jiff::civil::{Date, date};
use telusur::query::{self, Query, WarningKind};

/// The day that all tests happen on.
const TODAY: Date = date(2026, 1, 31);

fn parse(text: &str) -> Query {
    query::parse(text, TODAY).0
}

/// What `text` is understood as.
fn shown(text: &str) -> String {
    parse(text).to_string()
}

/// What is said of `text`.
fn kinds(text: &str) -> Vec<WarningKind> {
    query::parse(text, TODAY).1.into_iter().map(|warning| warning.kind).collect()
}

/// Checks a table of texts and what they are understood as, without warnings.
fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(shown(text), *expected, "of {text:?}");
        assert_eq!(kinds(text), [], "of {text:?}");
    }
}
