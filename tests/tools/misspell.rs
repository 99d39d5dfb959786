//! Misspellings by a seed, for tools that measure what they cost.

/// SplitMix64.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

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
