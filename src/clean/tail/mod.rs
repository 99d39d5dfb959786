//! What stands behind the story: tags, who signed, and who wrote a column.

mod columnist;
mod end;
mod signoff;
mod tags;

use super::cut::{Cut, Found};

/// Cuts it, from the end of what is left to its last sentence; the line about who wrote a column
/// stands before the rest. `cuts` are those made so far, in order.
pub(super) fn cut(text: &str, cuts: &mut Vec<Cut>, found: &mut Vec<Found>) {
    tags::cut_tags(text, cuts);
    end::cut_end(text, cuts, found);
    columnist::cut_columnist(text, cuts, found);
}
