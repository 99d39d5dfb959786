//! Classes of characters: a table for ASCII bytes, predicates for the rest.

/// A small ASCII letter.
pub(super) const LOWER: u8 = 1;
/// A capital ASCII letter.
pub(super) const UPPER: u8 = 2;
/// An ASCII digit.
pub(super) const DIGIT: u8 = 4;
/// ASCII white space, as `u8::is_ascii_whitespace` has it, and the vertical tab.
pub(super) const SPACE: u8 = 8;
/// An ASCII mark that ends a word when a space follows: `, . ; : ! ? ) "`.
pub(super) const CLOSING: u8 = 16;
/// A byte that can begin a token only together with what follows: `@ # _` and
/// all bytes of non-ASCII characters.
pub(super) const SPECIAL: u8 = 32;

/// The class of each byte; 0 for marks that only separate.
pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            b' ' | 0x09..=0x0d => SPACE,
            b',' | b'.' | b';' | b':' | b'!' | b'?' | b')' | b'"' => CLOSING,
            b'@' | b'#' | b'_' | 0x80..=0xff => SPECIAL,
            _ => 0,
        };
        byte += 1;
    }
    table
}

/// The class of the byte of `bytes` at `at`, [`SPACE`] past the end.
#[inline]
pub(super) fn class(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).map_or(SPACE, |&byte| CLASS[usize::from(byte)])
}

/// A run of ASCII letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Letters {
    /// How many letters.
    pub(super) length: usize,
    /// How many of them are capitals.
    pub(super) capitals: usize,
}

/// The run of ASCII letters at `at`, eight bytes at a time.
#[inline]
pub(super) fn letters(bytes: &[u8], at: usize) -> Letters {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let mut run = Letters { length: 0, capitals: 0 };
    while let Some(&eight) = bytes.get(at + run.length..).and_then(|rest| rest.first_chunk()) {
        let word = u64::from_le_bytes(eight);
        // The high bit of each byte says: at or behind `a`, behind `z`, case ignored.
        let small = (word | (0x20 * EACH)) & !HIGH;
        let from_a = small + (0x80 - u64::from(b'a')) * EACH;
        let behind_z = small + (0x7f - u64::from(b'z')) * EACH;
        let is_letter = from_a & !behind_z & !word & HIGH;
        let length = (!is_letter & HIGH).trailing_zeros() / 8;
        let capital = is_letter & !(word << 2);
        if length < 8 {
            run.length += length as usize;
            run.capitals += (capital & ((1 << (length * 8)) - 1)).count_ones() as usize;
            return run;
        }
        run.length += 8;
        run.capitals += capital.count_ones() as usize;
    }
    for byte in &bytes[at + run.length..] {
        if !byte.is_ascii_alphabetic() {
            break;
        }
        run.length += 1;
        run.capitals += usize::from(byte.is_ascii_uppercase());
    }
    run
}

/// The character of `text` that starts at `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|rest| rest.chars().next())
}

/// The character of `text` that ends at `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|rest| rest.chars().next_back())
}

/// Characters that have no width and no meaning for search: the soft hyphen,
/// zero-width space and joiners, byte order mark, direction marks.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// Marks that folding drops: accents of Latin, Greek and Cyrillic, Arabic
/// vowel signs and the tatweel, variation selectors, skin tones. Vowel signs
/// of Indic and Thai script are letters in effect and stay.
pub(super) fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Letters and marks written for an apostrophe: `Jum’at`, `Ka‘bah`, `Qurʼan`.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2c8}' | '\u{2018}'..='\u{201b}'
        | '\u{2032}' | '\u{ff07}')
}

/// Whether `c` is a pictograph a person may search for. After Unicode
/// emoji-data 16.0, without the dingbats that serve as bullets.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{231a}' | '\u{231b}' | '\u{23e9}'..='\u{23f3}' | '\u{2600}'..='\u{2604}'
        | '\u{260e}' | '\u{2614}' | '\u{2615}' | '\u{2620}' | '\u{2622}' | '\u{2623}'
        | '\u{262a}' | '\u{262e}' | '\u{262f}' | '\u{2638}'..='\u{263a}' | '\u{2640}' | '\u{2642}'
        | '\u{2648}'..='\u{2653}' | '\u{2660}' | '\u{2663}' | '\u{2665}' | '\u{2666}' | '\u{267b}'
        | '\u{267f}' | '\u{2692}'..='\u{2697}' | '\u{26a0}' | '\u{26a1}' | '\u{26bd}' | '\u{26be}'
        | '\u{26c4}' | '\u{26c5}' | '\u{26d4}' | '\u{26ea}' | '\u{26f2}'..='\u{26fd}' | '\u{2702}'
        | '\u{2705}' | '\u{2708}'..='\u{270d}' | '\u{2728}' | '\u{2744}' | '\u{274c}' | '\u{274e}'
        | '\u{2753}'..='\u{2755}' | '\u{2757}' | '\u{2763}' | '\u{2764}' | '\u{2b50}' | '\u{2b55}'
        | '\u{1f004}' | '\u{1f0cf}' | '\u{1f18e}' | '\u{1f300}'..='\u{1f3fa}'
        | '\u{1f400}'..='\u{1f64f}' | '\u{1f680}'..='\u{1f6ff}' | '\u{1f7e0}'..='\u{1f7eb}'
        | '\u{1f90c}'..='\u{1f9ff}' | '\u{1fa70}'..='\u{1faff}')
}

/// Half of a flag: `🇮` and `🇩` make `🇮🇩`.
pub(super) fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn letters_are_counted(text in "[a-zA-Z]{0,20}.{0,9}", at in 0_usize..4) {
            let bytes = text.as_bytes();
            let at = at.min(bytes.len());
            let run: Vec<u8> =
                bytes[at..].iter().copied().take_while(u8::is_ascii_alphabetic).collect();
            let capitals = run.iter().filter(|b| b.is_ascii_uppercase()).count();
            prop_assert_eq!(letters(bytes, at), Letters { length: run.len(), capitals });
        }
    }
}
