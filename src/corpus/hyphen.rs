//! Joining lines of print: a word that a line breaks is one again.

/// Fewest letters that the parts of a doubled word share: `sayur-mayur`, `berlari-lari`.
const MIN_SHARED: usize = 3;

/// Adds the next line of a paragraph to its text.
///
/// A hyphen of typesetting goes (U+2010, U+00AD); a plain one goes between small letters, unless
/// the word is a doubled one; it stays before capitals and digits: `Jakarta-Bandung`.
pub(super) fn join_line(text: &mut String, line: &str) {
    if let Some(word) = text.strip_suffix(['\u{2010}', '\u{AD}']) {
        let length = word.len();
        text.truncate(length);
    } else if let Some(before) = text.strip_suffix('-')
        && before.ends_with(char::is_alphanumeric)
        && line.starts_with(char::is_alphanumeric)
    {
        let left = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let right = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let small = left.ends_with(char::is_lowercase) && right.starts_with(char::is_lowercase);
        if small && !is_doubled(left, right) {
            let length = before.len();
            text.truncate(length);
        }
    } else if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether two parts are those of a doubled word: they begin or end alike.
fn is_doubled(left: &str, right: &str) -> bool {
    let left = left.to_lowercase();
    let begin = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
    let end = left.chars().rev().zip(right.chars().rev()).take_while(|(a, b)| a == b).count();
    begin.max(end) >= MIN_SHARED
}

#[cfg(test)]
mod tests {
    use super::join_line;

    #[test]
    fn broken_words_are_one_again() {
        for (first, second, joined) in [
            ("Warga mem-", "bawa beras.", "Warga membawa beras."),
            ("Warga mem\u{2010}", "bawa", "Warga membawa"),
            ("Anak-", "anak pulang", "Anak-anak pulang"),
            ("membeli sayur-", "mayur", "membeli sayur-mayur"),
            ("berlari-", "lari", "berlari-lari"),
            ("jalur Jakarta-", "Bandung", "jalur Jakarta-Bandung"),
            ("periode 2019-", "2024", "periode 2019-2024"),
            ("DEMAK -", "Warga", "DEMAK - Warga"),
            ("satu", "dua", "satu dua"),
            ("", "dua", "dua"),
        ] {
            let mut text = first.to_owned();
            join_line(&mut text, second);
            assert_eq!(text, joined);
        }
    }
}
