//! How much of a text is looked at.

/// The first line of a text, up to so many bytes of it.
pub(super) fn first_line(text: &str, bytes: usize) -> &str {
    prefix(text, bytes).split('\n').next().unwrap_or_default()
}

/// As much of a text as fits in `bytes`, whole characters.
pub(super) fn prefix(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}
