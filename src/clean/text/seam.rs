//! Seams: where two words were glued together when markup was lost.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::analysis::Lexicon;
use crate::clean::text::bearing::Bearing;
use crate::clean::text::list::entries;

/// Names written with a capital inside, in lower case, that are no seam.
static BRANDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../data/brands.txt")));

/// Names of countries, many of which the lexicon does not hold, in lower case.
static COUNTRIES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../data/countries.txt")));

/// Beginnings of names of that kind, in lower case.
const FAMILIES: &[&str] = &[
    "detik", "i", "insya", "jak", "kemen", "kompas", "mac", "masya", "mc", "men", "my", "trans",
    "tribun", "tv", "x",
];

/// Rarest root that may open a sentence behind a name that is not known; see
/// [`Lexicon::rarity`].
const MOST_RARE: u16 = 1000;

/// Bytes behind two words by which a place is known again.
const SAME: usize = 16;

/// How much rather it opens one than stands inside a headline, in ln odds.
const LEAST_OPENING: f32 = 0.5;

/// Where the first seam of a text lies, at least `from` bytes in: the second word begins there.
pub(crate) fn first(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from.max(1)..text.len()).find(|&at| is_seam(bytes, text, at))
}

/// The same where more of the text is known: two words that it writes together once more are
/// one, and one that stands alone elsewhere is a word though the lexicon does not hold it.
pub(crate) fn first_near(text: &str, from: usize, near: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (from.max(1)..text.len()).find(|&at| {
        let touch = bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_alphanumeric();
        if !touch {
            return is_seam(bytes, text, at);
        }
        let known = is_seam(bytes, text, at) || is_before_told(text, at, near);
        known && !is_one_word(near, text, at)
    })
}

/// Whether the two words that touch at a byte are written together elsewhere in the text, too;
/// where the same follows it is the same place, since pages may have their story twice.
fn is_one_word(near: &str, text: &str, at: usize) -> bool {
    let (left, right) = (left_of(text, at), right_of(text, at));
    let behind = text.as_bytes().get(at + right.len()..at + right.len() + SAME);
    let same = |&end: &usize| behind.is_some_and(|it| near.as_bytes()[end..].starts_with(it));
    let others = usize::from(behind.is_none());
    let word = [left, right].concat();
    whole_words(near, &word).filter(|end| !same(end)).nth(others).is_some()
}

/// Whether a number or a known word ends at a byte, and the word behind it stands alone elsewhere.
fn is_before_told(text: &str, at: usize, near: &str) -> bool {
    let (left, right) = (left_of(text, at), right_of(text, at));
    let lower = left.to_lowercase();
    let number = left.bytes().all(|byte| byte.is_ascii_digit());
    let word = left.len() >= 3 && left.ends_with(|c: char| c.is_ascii_lowercase());
    right.len() >= 4
        && (number && !left.is_empty() || word && is_known(&lower))
        && FAMILIES.binary_search(&lower.as_str()).is_err()
        && !BRANDS.contains([lower, right.to_lowercase()].concat().as_str())
        && stands_in(near, right, 1)
}

/// Whether a word stands in a text at least so many times, with no letter or digit beside it.
pub(crate) fn stands_in(text: &str, word: &str, times: usize) -> bool {
    whole_words(text, word).nth(times - 1).is_some()
}

/// Where a word ends in a text that has no letter or digit beside it there.
fn whole_words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + use<'t> {
    let bytes = text.as_bytes();
    let beside = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    memchr::memmem::find_iter(bytes, word.as_bytes())
        .filter(move |&at| !beside(at.wrapping_sub(1)) && !beside(at + word.len()))
        .map(|at| at + word.len())
}

/// Where first a lower-case letter and a capital touch in a text, at least `from` bytes in, that
/// are of two words but for what is known to be written so.
pub(crate) fn unsure(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from.max(1)..text.len()).find(|&at| {
        let touch = bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
        touch && {
            let (left, right) =
                (left_of(text, at).to_lowercase(), right_of(text, at).to_lowercase());
            left.len() >= 4
                && right.len() >= 4
                && FAMILIES.binary_search(&left.as_str()).is_err()
                && !BRANDS.contains([left, right].concat().as_str())
        }
    })
}

/// Whether a lower-case letter and a capital touch at a byte that may be of two words, whatever
/// the lexicon holds.
pub(crate) fn may_part(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let touch = bytes[at].is_ascii_uppercase()
        && bytes[at - 1].is_ascii_lowercase()
        && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    touch && {
        let (left, right) = (left_of(text, at).to_lowercase(), right_of(text, at).to_lowercase());
        left.len() > 2
            && FAMILIES.binary_search(&left.as_str()).is_err()
            && !BRANDS.contains([left, right].concat().as_str())
    }
}

fn is_seam(bytes: &[u8], text: &str, at: usize) -> bool {
    let (before, here) = (bytes[at - 1], bytes[at]);
    match here {
        b'A'..=b'Z' => match before {
            b'a'..=b'z' => is_between_words(text, at) || opens_behind_name(text, at),
            b'?' | b'!' => true,
            b'0'..=b'9' if follows_year(bytes, at) => {
                bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
            }
            b'0'..=b'9' | b'A'..=b'Z' => {
                opens_known_word(text, at)
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
                    && before_is_whole(text, at)
            }
            _ => false,
        },
        b'1'..=b'9' => {
            let whole = || [left_of(text, at), &text[at..][..1]].concat().to_lowercase();
            before.is_ascii_lowercase()
                && numbers_item(&bytes[at..])
                && is_known(&left_of(text, at).to_lowercase())
                && !BRANDS.contains(whole().as_str())
        }
        b'[' => before.is_ascii_alphanumeric() || matches!(before, b'?' | b'!'),
        // One that closes has no capital behind it.
        b'"' => {
            bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
                && (before.is_ascii_alphanumeric()
                    || matches!(before, b'?' | b'!')
                    || bytes[..at].ends_with(b"..."))
        }
        // “ in UTF-8
        0xE2 => {
            text.get(at..).is_some_and(|rest| rest.starts_with('“'))
                && (before.is_ascii_alphanumeric()
                    || matches!(before, b'?' | b'!')
                    || bytes[..at].ends_with(b"..."))
        }
        _ => false,
    }
}

/// Whether the number of an item begins some bytes: `2. Warga`.
fn numbers_item(bytes: &[u8]) -> bool {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let behind = bytes[digits..].strip_prefix(b". ").and_then(<[u8]>::first);
    digits <= 2 && behind.is_some_and(u8::is_ascii_uppercase)
}

/// Whether a lower-case letter and the capital after it are of two words.
pub(crate) fn is_between_words(text: &str, at: usize) -> bool {
    let (left, right) = (left_of(text, at), right_of(text, at));
    if left.is_empty() || right.len() < 2 {
        return false;
    }
    let left_lower = left.to_lowercase();
    if FAMILIES.binary_search(&left_lower.as_str()).is_ok() {
        return false;
    }
    let right_lower = right.to_lowercase();
    let whole = format!("{left_lower}{right_lower}");
    if BRANDS.contains(whole.as_str()) {
        return false;
    }
    if right.len() > 1 && right.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return left.len() > 2 && is_known(&left_lower);
    }
    !Lexicon::is_word(&whole) && is_known(&left_lower) && is_known(&right_lower)
}

/// Whether a word that often opens sentences stands behind one that is not known: a name.
fn opens_behind_name(text: &str, at: usize) -> bool {
    let (left, right) = (left_of(text, at), right_of(text, at).to_lowercase());
    let left_lower = left.to_lowercase();
    let bearing = Bearing::of(&right);
    left.len() >= 4
        && right.len() >= 4
        && left.starts_with(|c: char| c.is_ascii_uppercase())
        && !is_known(&left_lower)
        && Lexicon::rarity(&right).is_some_and(|rarity| rarity <= MOST_RARE)
        && bearing.opens.max(bearing.opens_names) >= LEAST_OPENING
        && !BRANDS.contains(format!("{left_lower}{right}").as_str())
}

/// Whether a word is in the lexicon, as a word or a name, or names a country.
pub(crate) fn is_known(word: &str) -> bool {
    Lexicon::is_word(word)
        || Lexicon::is_name(word)
        || Lexicon::is_function_word(word)
        || COUNTRIES.contains(word)
}

fn opens_known_word(text: &str, at: usize) -> bool {
    let right = right_of(text, at).to_lowercase();
    right.len() >= 2 && is_known(&right)
}

/// Whether a year ends at a byte: `Piala AFF 2024BWF`.
fn follows_year(bytes: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(4);
    let year = &bytes[from..at];
    let alone = from == 0 || !bytes[from - 1].is_ascii_alphanumeric();
    alone
        && (year.starts_with(b"19") || year.starts_with(b"20"))
        && year[2..].iter().all(u8::is_ascii_digit)
}

/// Whether what stands before a seam behind a digit or a capital is a word of its own: an
/// abbreviation of capitals, or a number.
fn before_is_whole(text: &str, at: usize) -> bool {
    let left = left_of(text, at);
    left.len() >= 2 && left.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// The letters and digits that end at a byte, back to a capital behind a lower-case letter.
fn left_of(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > 0 && at - start < 40 && bytes[start - 1].is_ascii_alphanumeric() {
        start -= 1;
        let capital = bytes[start].is_ascii_uppercase();
        if capital && start > 0 && bytes[start - 1].is_ascii_lowercase() {
            break;
        }
    }
    &text[start..at]
}

/// The letters that begin at a byte, up to the next capital behind a lower-case letter.
fn right_of(text: &str, at: usize) -> &str {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() && end - at < 40 && bytes[end].is_ascii_alphabetic() {
        let seam =
            end > at && bytes[end].is_ascii_uppercase() && bytes[end - 1].is_ascii_lowercase();
        if seam {
            break;
        }
        end += 1;
    }
    &text[at..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(FAMILIES.is_sorted() && BRANDS.contains("whatsapp"));
    }

    #[test]
    fn seams_lie_between_two_words() {
        let split = |text: &'static str| first(text, 1).map(|at| text.split_at(at));
        assert_eq!(split("ke BogorMenurut saksi"), Some(("ke Bogor", "Menurut saksi")));
        assert_eq!(split("ada 3 OPSIMereka"), Some(("ada 3 OPSI", "Mereka")));
        assert_eq!(split("apa sajaKata"), Some(("apa saja", "Kata")));
        assert_eq!(split("Piala AFF 2024BWF Tour"), Some(("Piala AFF 2024", "BWF Tour")));
        for text in ["lewat WhatsApp dan TikTok", "di detikNews", "McLaren", "DPRD Kota", "MoU"] {
            assert_eq!(first(text, 1), None, "{text}");
        }
    }
}
