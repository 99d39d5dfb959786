//! HTML entities that were left in the text.

use crate::clean::text::window::prefix;
use crate::edit::Edit;

/// Longest entity, in bytes.
const MAX_BYTES: usize = 12;

/// Names of entities that news is known to have, sorted, and what they stand for.
const NAMES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("apos", "'"),
    ("bull", "•"),
    ("copy", "©"),
    ("deg", "°"),
    ("eacute", "é"),
    ("emsp", " "),
    ("ensp", " "),
    ("euro", "€"),
    ("frac12", "½"),
    ("gt", ">"),
    ("hellip", "…"),
    ("laquo", "«"),
    ("ldquo", "“"),
    ("lsquo", "‘"),
    ("lt", "<"),
    ("mdash", "—"),
    ("middot", "·"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("quot", "\""),
    ("raquo", "»"),
    ("rdquo", "”"),
    ("reg", "®"),
    ("rsquo", "’"),
    ("shy", ""),
    ("sup2", "²"),
    ("thinsp", " "),
    ("times", "×"),
    ("trade", "™"),
    ("zwj", ""),
    ("zwnj", ""),
];

pub(super) fn mend(text: &str, edits: &mut Vec<Edit>) {
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let mut start = at + 1;
        // What was escaped twice.
        if text[start..].starts_with("amp;") {
            let inner = prefix(&text[start + 4..], MAX_BYTES);
            if value(inner).is_some() {
                start += 4;
            }
        }
        let Some((length, with)) = value(prefix(&text[start..], MAX_BYTES)) else { continue };
        // One space is enough.
        let spaced = text[..at].ends_with(char::is_whitespace)
            || text[start + length..].chars().next().is_none_or(char::is_whitespace);
        let with = if with == " " && spaced { String::new() } else { with };
        edits.push(Edit::new(at..start + length, with, "entity"));
    }
}

/// What an entity stands for, and its bytes behind `&`.
fn value(rest: &str) -> Option<(usize, String)> {
    let end = rest.find(';')?;
    let name = &rest[..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        let c = char::from_u32(code).filter(|c| !c.is_control())?;
        // As by their names: a space is a space, a soft hyphen is nothing.
        let with = match c {
            '\u{ad}' | '\u{200c}' | '\u{200d}' => String::new(),
            c if c.is_whitespace() => " ".to_owned(),
            c => c.to_string(),
        };
        return Some((end + 1, with));
    }
    let found = NAMES.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some((end + 1, NAMES[found].1.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_named_or_numbered() {
        assert!(NAMES.is_sorted());
        assert_eq!(value("nbsp; x"), Some((5, " ".to_owned())));
        assert_eq!(value("#8217;s"), Some((6, "’".to_owned())));
        for text in ["", "x", "; y", "#;", "#0;", "#xD800;", "Johnson;"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
