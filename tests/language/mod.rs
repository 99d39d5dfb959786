//! The query language means what its table says.
//!
//! [`table`] checks the brute-force matcher and the engine by hand-written queries over a
//! dozen tiny articles; [`property`] checks the engine by the matcher, over the sample
//! corpus, with the random queries of [`generate`]; [`roots`] checks what retrieval by roots
//! relies on.

mod generate;
mod marked;
mod property;
mod roots;
mod sample;
mod table;

use jiff::civil::{Date, date};
use telusur::query::{self, Query};

/// The day that all tests happen on.
const TODAY: Date = date(2026, 1, 31);

fn parse(text: &str) -> Query {
    query::parse(text, TODAY).0
}
