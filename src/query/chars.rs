//! Classes of characters, as the query language sees them.

/// Separates words: white space and control characters.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Has no width and no meaning here: joiners, marks of direction, soft hyphens.
pub(super) fn is_transparent(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A letter, digit or combining mark.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || is_mark(c)
}

/// A combining mark, as in text in NFD.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Punctuation, which alone is never a word.
pub(super) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}')
}

/// A double quotation mark; apostrophes and single ones are none.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// `(`, `)`, `{` or `}`.
pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '{' | '}')
}

/// Whether a run of characters ends here: chunks hold none of these.
pub(super) fn ends_chunk(c: char) -> bool {
    is_space(c) || is_bracket(c) || is_quote(c)
}

/// Falls off the front of a word; `#`, `@` and `$` stay: `#tagar`.
pub(super) fn trims_front(c: char) -> bool {
    is_transparent(c) || (is_punctuation(c) && !matches!(c, '#' | '@' | '$'))
}

/// Falls off the end of a word; `%`, `+`, `#` and `$` stay: `12%`, `C++`.
pub(super) fn trims_back(c: char) -> bool {
    is_transparent(c) || (is_punctuation(c) && !matches!(c, '%' | '+' | '#' | '$'))
}

/// Whether anything but punctuation is in `text`.
pub(super) fn has_words(text: &str) -> bool {
    text.chars().any(|c| !is_space(c) && !is_transparent(c) && !is_punctuation(c))
}

/// Written like a word that has edits or wildcards: letters, digits, and
/// hyphens and apostrophes among them.
pub(super) fn is_wordlike(c: char) -> bool {
    is_word(c) || matches!(c, '-' | '\'' | '’')
}
