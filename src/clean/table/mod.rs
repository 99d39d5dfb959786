//! The table of rules, and the one pass over a text that tries them.

mod rule;
mod rules;
mod scan;

pub(super) use rule::Rule;
pub(super) use rules::TABLES;
pub(super) use scan::scan;
