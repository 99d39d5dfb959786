//! Pictures: their credits, and captions that are no sentences.
//!
//! A caption that is a sentence tells something and stays; one that only names what is to be
//! seen goes with its credit.

mod behind;
mod credit;
mod credited;
mod extent;
mod fragment;
mod sourced;

pub(super) use behind::end;
pub(super) use fragment::is_verb;

use super::cut::Cut;

/// Cuts credits that stand in brackets, then the captions of all that were cut, then those whose
/// source stands before them. `cuts` are those made so far, in order.
pub(super) fn cut(text: &str, cuts: &mut Vec<Cut>) {
    credit::cut_credits(text, cuts);
    credited::cut_captions(text, cuts);
    sourced::cut_sourced(text, cuts);
}
