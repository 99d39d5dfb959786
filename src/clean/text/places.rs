//! Places by name.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::clean::text::list::entries;

/// Places that datelines name, in lower case.
static PLACES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../data/places.txt")));

/// Whether a name, in lower case, is that of a place, perhaps with its kind before it.
pub(crate) fn is_known(name: &str) -> bool {
    let kind = ["kota ", "kabupaten ", "kab. "].iter().find_map(|kind| name.strip_prefix(kind));
    PLACES.contains(kind.unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_known_with_their_kind() {
        assert!(is_known("demak") && is_known("kabupaten demak") && is_known("banda aceh"));
        assert!(!is_known("ratna"));
    }
}
