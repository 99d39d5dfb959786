//! Words of small letters that were glued together where a link was cut: `simpanbumbu`.
//!
//! Nothing but the words themselves shows such a seam, so both must be frequent and Indonesian,
//! the whole unknown and no form that affixes could make, and there must be one seam only.

use std::ops::RangeInclusive;

use super::glue::{nearby, occurs_again};
use crate::analysis::Lexicon;
use crate::analysis::stemmer::Stemmer;
use crate::edit::Edit;

/// Bytes of two words glued together.
const LENGTHS: RangeInclusive<usize> = 8..=32;

/// Fewest letters of each; of a [`LINKS`] word fewer are enough.
const LEAST_LETTERS: usize = 4;

/// Rarest root taken for a frequent word; see [`Lexicon::rarity`]. Words of other languages and
/// slips of the pen, which are roots too, are rarer.
const MOST_RARE: u16 = 1000;

/// Words of three letters that are often glued to others and never a part of them.
const LINKS: &[&str] = &["dan", "ini", "itu"];

/// What stands before words as a part of them, sorted.
const PREFIXES: &[&str] = &[
    "agro", "alih", "ambil", "aneka", "antar", "anti", "auto", "beda", "berat", "beri", "campur",
    "daya", "dwi", "eka", "ekstra", "foto", "hiper", "ikut", "infra", "inter", "intra", "ketidak",
    "kontra", "lepas", "lintas", "maha", "makro", "mikro", "mini", "mono", "multi", "nara", "nir",
    "non", "olah", "para", "pasca", "paska", "poli", "pramu", "purna", "putus", "salah", "sebar",
    "semi", "serba", "setengah", "sosio", "super", "swa", "tanda", "tanggung", "tata", "tele",
    "temu", "trans", "tuna", "turut", "ultra", "wali", "warta",
];

/// Endings that a word made of two takes as a whole: `menyatupadukan`.
const ENDINGS: &[&str] = &["kan", "annya", "nya", "an", "i"];

/// Adds such repairs where a text has other words or sentences that were glued together, as
/// `edits` tell; elsewhere what looks so is a slip of the pen.
pub(super) fn mend(text: &str, edits: &mut Vec<Edit>) {
    if edits.iter().all(|edit| !edit.rule.starts_with("glued")) {
        return;
    }
    let bytes = text.as_bytes();
    let mut stemmer = Stemmer::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_lowercase() {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_lowercase) {
            at += 1;
        }
        if !LENGTHS.contains(&(at - start)) || !stands_alone(bytes, start, at) {
            continue;
        }
        let word = &text[start..at];
        if Lexicon::is_word(word) || Lexicon::is_name(word) {
            continue;
        }
        let Some(seam) = seam(word, &mut stemmer) else { continue };
        let (left, right) = word.split_at(seam);
        let plain = |half: &str| half.len() <= LEAST_LETTERS && !Lexicon::is_function_word(half);
        // Two short words must be words of this text.
        if (plain(left) || plain(right))
            && !(is_own(text, left, start) && is_own(text, right, start))
        {
            continue;
        }
        if PREFIXES.binary_search(&left).is_ok() || occurs_again(text, word, start) {
            continue;
        }
        edits.push(Edit::new(start + seam..start + seam, " ", "glued-small-words"));
    }
}

/// Whether nothing but space and marks stands around a word: it is no part of an address, a tag
/// or a word with a hyphen.
fn stands_alone(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map_or(b' ', |at| bytes[at]);
    let after = bytes.get(end).copied().unwrap_or(b' ');
    let next = bytes.get(end + 1).copied().unwrap_or(b' ');
    matches!(before, b' ' | b'\n' | b'(' | b'"')
        && matches!(after, b' ' | b'\n' | b')' | b'"' | b',' | b'.' | b'?' | b':' | b';')
        && !(matches!(after, b'.' | b':')
            && !next.is_ascii_whitespace()
            && !next.is_ascii_uppercase())
}

/// Whether a word stands on its own elsewhere in a text, not far from a byte, or is one that
/// links others.
fn is_own(text: &str, word: &str, start: usize) -> bool {
    let (_, near) = nearby(text, start);
    let alone = |at: usize| {
        let before = at.checked_sub(1).map_or(b' ', |at| near[at]);
        let behind = near.get(at + word.len()).copied().unwrap_or(b' ');
        !before.is_ascii_alphanumeric() && !behind.is_ascii_alphanumeric()
    };
    LINKS.contains(&word)
        || Lexicon::is_function_word(word)
        || memchr::memmem::find_iter(near, word.as_bytes()).any(alone)
}

/// Where the only seam of a word lies.
fn seam(word: &str, stemmer: &mut Stemmer) -> Option<usize> {
    let root = stemmer.root(word);
    if root != word && Lexicon::is_root(root) {
        return None;
    }
    let mut seams = (3..=word.len() - 3).filter(|&at| {
        let (left, right) = word.split_at(at);
        is_part(left) && is_part(right) && left != right
    });
    let at = seams.next()?;
    let (left, right) = word.split_at(at);
    let sure = seams.next().is_none()
        && !is_repeated(left, right)
        && !is_slip(word)
        && is_frequent(left, stemmer)
        && is_frequent(right, stemmer)
        && !is_made_as_one(left, right, stemmer);
    sure.then_some(at)
}

/// Whether a half may be a word of its own.
fn is_part(half: &str) -> bool {
    let long = half.len() >= LEAST_LETTERS || LINKS.contains(&half);
    long && Lexicon::is_word(half) && !Lexicon::is_name(half)
}

/// Whether a word, or its root, is frequent.
fn is_frequent(word: &str, stemmer: &mut Stemmer) -> bool {
    let frequent = |root: &str| Lexicon::rarity(root).is_some_and(|rarity| rarity <= MOST_RARE);
    frequent(word) || frequent(stemmer.root(word))
}

/// Whether prefix and suffix are those of two words made one, as in `menyatupadukan`, or the
/// second has the suffix of a verb of two words, as in `sebarluaskan`.
fn is_made_as_one(left: &str, right: &str, stemmer: &mut Stemmer) -> bool {
    let bare = |ending: &&str| right.strip_suffix(*ending).is_some_and(Lexicon::is_root);
    let suffixed = ENDINGS.iter().find(|ending| bare(ending));
    match suffixed {
        Some(&("kan" | "i")) => !Lexicon::is_root(right),
        Some(_) => stemmer.root(left) != left && !Lexicon::is_root(right),
        None => false,
    }
}

/// Whether the halves are a word said twice whose hyphen was lost: `berturutturut`.
fn is_repeated(left: &str, right: &str) -> bool {
    left.ends_with(right) || right.starts_with(left)
}

/// Whether the whole is a word with a letter too many.
fn is_slip(word: &str) -> bool {
    (0..word.len()).any(|at| {
        let without = [&word[..at], &word[at + 1..]].concat();
        Lexicon::is_word(&without)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> Option<(&str, &str)> {
        seam(word, &mut Stemmer::new()).map(|at| word.split_at(at))
    }

    #[test]
    fn two_frequent_words_are_split() {
        assert!(PREFIXES.is_sorted());
        for (left, right) in [("terhadap", "olahraga"), ("kambing", "yang"), ("harga", "kripto")] {
            let whole = [left, right].concat();
            let expected = (right != "kripto").then_some((left, right));
            assert_eq!(split(&whole), expected, "{whole}");
        }
    }

    #[test]
    fn words_made_of_two_slips_and_foreign_words_are_not() {
        for word in ["menyatupadukan", "sebarluaskan", "berturutturut", "workstation", "microchips"]
        {
            assert_eq!(split(word), None, "{word}");
        }
        assert!(is_slip("menajalankan"));
    }

    #[test]
    fn only_texts_with_other_glued_words_are_looked_at() {
        let text = "Harga minyak terhadapolahraga turun.";
        let mut edits = Vec::new();
        mend(text, &mut edits);
        assert_eq!(edits.len(), 0);
        edits.push(Edit::new(0..0, " ", "glued-words"));
        mend(text, &mut edits);
        assert_eq!(edits[1].range, 21..21);
    }
}
