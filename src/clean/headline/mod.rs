//! Headlines of other articles: where one ends, how it is told from a sentence, lists of them.

mod end;
pub(super) mod listing;
pub(super) mod lone;
pub(super) mod title_line;

pub(super) use end::{LEAST_BYTES, MAX_BYTES, end, end_of_two, glued, known, near};
