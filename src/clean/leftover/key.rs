//! Keys of words and names: FNV-1a over their characters, ready to be looked up as they are.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by keys.
pub(super) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// A set of keys.
pub(super) type KeySet = HashSet<u64, BuildHasherDefault<AsIs>>;

/// The key of no character; offset and prime are those of FNV-1a for 64 bits.
pub(super) const EMPTY: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// The key of what a key stands for with a character behind it.
pub(super) fn push(key: u64, c: char) -> u64 {
    (key ^ u64::from(u32::from(c))).wrapping_mul(PRIME)
}

/// The key of some characters.
pub(super) fn of(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(EMPTY, push)
}

/// The key of a word whatever its case.
pub(super) fn of_word(word: &str) -> u64 {
    if word.is_ascii() {
        of(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())))
    } else {
        of(word.chars().flat_map(char::to_lowercase))
    }
}

/// Takes keys as they are.
#[derive(Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |key, &byte| push(key, char::from(byte)));
    }

    fn write_u64(&mut self, key: u64) {
        // The low bits of FNV depend on the last characters most; the table uses both ends.
        self.0 = key ^ (key >> 29);
    }
}
