//! Word lists of `data/`.

use std::collections::HashSet;

/// The entries of a list: one a line, `#` before remarks.
pub(super) fn entries(list: &'static str) -> HashSet<&'static str> {
    list.lines().filter(|line| !line.starts_with('#')).collect()
}
