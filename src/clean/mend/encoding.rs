//! UTF-8 that was read as Windows-1252: `â€œ` for `“`.

use crate::edit::Edit;

/// What Windows-1252 has at 0x80 to 0x9F; where it has nothing, the control character.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

pub(super) fn mend(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    let mut passed = 0;
    // Lead bytes of UTF-8, 0xC2 to 0xF4, read as Windows-1252 are letters that UTF-8 begins
    // with 0xC3.
    for at in memchr::memchr_iter(0xC3, bytes) {
        if at < passed {
            continue;
        }
        let Some((length, c)) = decode(&text[at..]) else { continue };
        passed = at + length;
        edits.push(Edit::new(at..passed, c.to_string(), "encoding"));
    }
}

/// The character that was meant, and how many bytes its misreading takes.
fn decode(text: &str) -> Option<(usize, char)> {
    let mut chars = text.chars();
    let lead = chars.next().and_then(byte)?;
    let more = match lead {
        0xC2 | 0xC3 => 1,
        0xE2 => 2,
        0xF0 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut length = text.chars().next()?.len_utf8();
    for c in chars.take(more) {
        let byte = byte(c).filter(|byte| (0x80..0xC0).contains(byte))?;
        bytes.push(byte);
        length += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let meant = match c {
        // Two letters might be meant as they stand; signs and letters with accents are not.
        '\u{A0}'..='\u{FF}' => true,
        '\u{2010}'..='\u{2044}' | '\u{20AC}' | '\u{2122}' | '\u{2190}'..='\u{27BF}' => true,
        '\u{1F300}'..='\u{1FAFF}' => true,
        _ => false,
    };
    let c = if c == '\u{A0}' { ' ' } else { c };
    meant.then_some((length, c))
}

/// The byte that Windows-1252 has for a character.
fn byte(c: char) -> Option<u8> {
    match c {
        '\u{A0}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => HIGH.iter().position(|&high| high == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_misread_is_read_again() {
        for c in ['“', '”', '‘', '’', '–', '—', '…', '•', 'é', 'ü', '°', '©', '€', '🙏']
        {
            let mut buffer = [0; 4];
            let misread: String = c
                .encode_utf8(&mut buffer)
                .bytes()
                .map(|byte| match byte {
                    0x80..0xA0 => HIGH[usize::from(byte) - 0x80],
                    byte => char::from(byte),
                })
                .collect();
            assert_eq!(decode(&misread), Some((misread.len(), c)), "{c}");
        }
        for text in ["Âge", "â la carte", "Ã", "naïve"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
