//! Words of parts: hyphens, doubled words, digits that double, apostrophes.
//!
//! `kota-kota`, `sayur-mayur`, `berlari-lari`, `anak2`, `ber-AC`, `ke-7`, `1990-an`:
//! what the word is about is one of its parts, and this file says which. The tail is
//! never dropped for the sake of a prefix: `ke-7` is `7`.

use super::prefix::is_vowel;

/// Prefixes that are written with a hyphen before figures, capitals and foreign words.
const PREFIXES: &[&str] = &[
    "be", "ber", "di", "dike", "diper", "ke", "ku", "kau", "me", "mem", "memper", "men", "meng",
    "meny", "nge", "pe", "pem", "pen", "peng", "per", "se", "ter",
];

/// Endings that are written with a hyphen after figures, capitals and foreign words.
const ENDINGS: &[&str] = &["an", "i", "kah", "kan", "ku", "lah", "mu", "nya", "pun", "tah"];

/// What a word with marks in it is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape<'a> {
    /// No marks: the affix grammar decides.
    Plain,
    /// One part carries the meaning, the others are affixes: `di-PHK-kan`.
    Core(&'a str),
    /// Two parts that may be one word said twice: `buku-bukunya`.
    Pair(&'a str, &'a str),
    /// A mark inside that is not said: `jum'at`.
    Marked,
    /// Parts that are words of their own: `jakarta-bandung-bogor`.
    Whole,
}

/// The shape of `word`.
pub fn shape(word: &str) -> Shape<'_> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Shape::Plain;
    }
    if word.contains('-') {
        return hyphenated(word);
    }
    if let Some(core) = doubled_by_digit(word).or_else(|| figure_with_ending(word)) {
        return Shape::Core(core);
    }
    if word.contains('\'') && word.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return Shape::Marked;
    }
    Shape::Plain
}

fn hyphenated(word: &str) -> Shape<'_> {
    let mut inner = word.trim_matches('-');
    if inner.is_empty() {
        return Shape::Whole;
    }
    if let Some((head, tail)) = inner.split_once('-')
        && PREFIXES.contains(&head)
        && !tail.is_empty()
    {
        inner = tail;
    }
    while let Some((head, tail)) = inner.rsplit_once('-')
        && !head.is_empty()
        && ENDINGS.contains(&tail)
    {
        inner = head;
    }
    match inner.split_once('-') {
        // Hyphens alone between affixes carry no meaning of their own.
        Some((first, second)) if first.is_empty() || second.is_empty() => Shape::Whole,
        Some((first, second)) if !second.contains('-') => Shape::Pair(first, second),
        None if inner.len() < word.len() => Shape::Core(inner),
        _ => Shape::Whole,
    }
}

/// `anak2`, `buku2nya`: the word before the figure.
fn doubled_by_digit(word: &str) -> Option<&str> {
    let (head, tail) = word.split_once('2')?;
    let said_twice = head.len() >= 3 && head.bytes().all(|byte| byte.is_ascii_lowercase());
    (said_twice && (tail.is_empty() || ENDINGS.contains(&tail))).then_some(head)
}

/// `1990an`, `7nya`: the figure.
fn figure_with_ending(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_ascii_digit())?;
    (end > 0 && matches!(&word[end..], "an" | "nya")).then(|| &word[..end])
}

/// Whether `second` is `first` said again with other first consonants or more in front
/// (sayur-mayur, lauk-pauk, asal-muasal), or with -em- after its first (tali-temali).
pub fn is_rhyme(first: &str, second: &str) -> bool {
    if !(first.is_ascii() && second.is_ascii()) {
        return false;
    }
    if first.len() >= 4 && second.len() == first.len() + 2 {
        let infixed =
            second[..1] == first[..1] && second[1..].starts_with("em") && second[3..] == first[1..];
        if infixed || second.ends_with(first) {
            return true;
        }
    }
    let same = first.bytes().rev().zip(second.bytes().rev()).take_while(|(a, b)| a == b).count();
    same >= 3 && first.len().abs_diff(second.len()) <= 1 && same + 2 >= first.len()
}

/// Whether `second` is `first` said again with other vowels: warna-warni, gerak-gerik.
pub fn is_echo(first: &str, second: &str) -> bool {
    first != second
        && first.len() == second.len()
        && first.bytes().zip(second.bytes()).all(|(a, b)| a == b || is_vowel(a) && is_vowel(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affixes_with_hyphens_leave_the_core() {
        for (word, core) in [
            ("ke-7", "7"),
            ("ber-ac", "ac"),
            ("di-phk-kan", "phk"),
            ("se-indonesia", "indonesia"),
            ("1990-an", "1990"),
            ("1990an", "1990"),
            ("anak2", "anak"),
            ("buku2nya", "buku"),
            ("allah-lah", "allah"),
            ("hamba-", "hamba"),
        ] {
            assert_eq!(shape(word), Shape::Core(core), "{word}");
        }
    }

    #[test]
    fn two_parts_are_a_pair() {
        assert_eq!(shape("buku-bukunya"), Shape::Pair("buku", "bukunya"));
        assert_eq!(shape("malaikat-malaikat-nya"), Shape::Pair("malaikat", "malaikat"));
        assert_eq!(shape("-"), Shape::Whole);
        assert_eq!(shape("mp3"), Shape::Plain);
    }

    #[test]
    fn rhymes() {
        assert!(is_rhyme("sayur", "mayur"));
        assert!(is_rhyme("lauk", "pauk"));
        assert!(is_rhyme("asal", "muasal"));
        assert!(is_rhyme("tali", "temali"));
        assert!(!is_rhyme("bolak", "balik") && is_echo("bolak", "balik"));
        assert!(is_echo("warna", "warni"));
        assert!(!is_rhyme("jakarta", "bandung"));
    }
}
