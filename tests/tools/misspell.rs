//! Misspellings by a seed, for tools that measure what they cost.

use super::random::Random;

/// The kinds of edits.
pub(crate) const KINDS: [&str; 4] = ["insert", "delete", "replace", "swap"];

/// A word of ASCII letters with one edit of a kind, at a random place, with a random letter;
/// it may come out as it was.
pub(crate) fn misspelt(word: &str, kind: usize, random: &mut Random) -> String {
    let mut letters = word.as_bytes().to_vec();
    let letter = b'a' + random.below(26) as u8;
    match kind {
        0 => letters.insert(random.below(letters.len() + 1), letter),
        1 => {
            letters.remove(random.below(letters.len()));
        }
        2 => {
            let at = random.below(letters.len());
            letters[at] = letter;
        }
        _ => {
            let at = random.below(letters.len() - 1);
            letters.swap(at, at + 1);
        }
    }
    String::from_utf8(letters).expect("letters are ASCII")
}
