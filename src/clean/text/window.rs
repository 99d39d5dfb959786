//! How much of a text is looked at.

/// The first line of a text, up to so many bytes of it.
pub(crate) fn first_line(text: &str, bytes: usize) -> &str {
    prefix(text, bytes).split('\n').next().unwrap_or_default()
}

/// As much of a text as fits in `bytes`, whole characters.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The last word of a text, as much of it as is in its last `bytes`.
pub(crate) fn last_word(text: &str, bytes: usize) -> &str {
    let near = text.ceil_char_boundary(text.len().saturating_sub(bytes));
    text[near..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// The lines of a text that hold anything, without the space around them, and where each begins.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let lines = text.split('\n').map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        at += line.len() + 1;
        (start, line.trim())
    });
    lines.filter(|(_, line)| !line.is_empty())
}
