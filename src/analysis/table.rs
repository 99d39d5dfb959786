//! [`Table`]: the compiled lexicon, read in place.
//!
//! One open-addressing hash table of fixed records over a pool of words, and beside
//! it the few small sections: patterns, cost of endings, words indexed under other
//! strings, variants. It is compiled into the program and nothing is built at start:
//! a lookup hashes the word and reads one record. [`super::pack`] writes it.

use super::affix::Patterns;

/// The table compiled into the program.
pub static LEXICON: Table<'static> =
    Table::open(include_bytes!("data/lexicon.bin"), include_str!("data/lexicon.words"));

/// First bytes of the file: name and version of the form.
pub const MAGIC: [u8; 8] = *b"tlslex01";

/// Bytes before the sections: the name, then the length in bytes of each section.
pub const HEADER: usize = 8 + 4 * SECTIONS;

/// Records, patterns, endings, specials, variants.
pub const SECTIONS: usize = 5;

/// Bytes of one record: word offset and length, flags, cost, answer.
pub const RECORD: usize = 12;

/// Bytes of one special: root, first string, second string.
pub const SPECIAL: usize = 12;

/// Bytes of one variant: slot, kind, text offset, text length.
pub const VARIANT: usize = 16;

/// No slot.
pub const NONE: u32 = u32::MAX;

/// Facts about a word, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Flags(pub u16);

impl Flags {
    /// A root: it is its own root.
    pub const ROOT: Self = Self(1);
    /// A name or place that is never taken apart.
    pub const NAME: Self = Self(1 << 1);
    /// A word of the language as news writes it, in lower case mostly.
    pub const WORD: Self = Self(1 << 2);
    /// A function word.
    pub const FUNCTION: Self = Self(1 << 3);
    /// A question word.
    pub const QUESTION: Self = Self(1 << 4);
    /// The answer was set by hand.
    pub const EXCEPTION: Self = Self(1 << 6);
    /// Indexed under other strings than its root.
    pub const SPECIAL: Self = Self(1 << 7);
    /// It has variants.
    pub const VARIANT: Self = Self(1 << 8);
    /// It is listed in the policy of what is indexed.
    pub const POLICY: Self = Self(1 << 9);

    /// Whether all of `other` holds.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// One record of the table.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Where it stands.
    pub slot: u32,
    /// What is known of it.
    pub flags: Flags,
    /// Cost as a root, in hundredths of a nat.
    pub cost: u16,
    /// Slot of its root if that was worked out ahead, or [`NONE`]; for a special word
    /// the row of its strings.
    answer: u32,
}

/// The compiled lexicon over borrowed bytes.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    sections: [&'a [u8]; SECTIONS],
    words: &'a str,
}

impl<'a> Table<'a> {
    /// Opens the compiled form; anything but this version reads as an empty table.
    pub const fn open(bytes: &'a [u8], words: &'a str) -> Self {
        let mut sections: [&'a [u8]; SECTIONS] = [&[]; SECTIONS];
        if bytes.len() < HEADER || !same(bytes, &MAGIC) {
            return Self { sections, words };
        }
        let (header, mut rest) = bytes.split_at(HEADER);
        let mut section = 0;
        while section < SECTIONS {
            let length = word_at(header, 8 + 4 * section) as usize;
            let (head, tail) = rest.split_at(length);
            sections[section] = head;
            rest = tail;
            section += 1;
        }
        Self { sections, words }
    }

    /// How many records fit.
    fn slots(&self) -> u64 {
        (self.sections[0].len() / RECORD) as u64
    }

    /// The record of `word`.
    #[inline]
    pub fn find(&self, word: &str) -> Option<Record> {
        let slots = self.slots();
        if slots == 0 || word.is_empty() || word.len() > usize::from(u8::MAX) {
            return None;
        }
        let mut slot = home(word, slots);
        loop {
            let at = slot as usize * RECORD;
            let head = word_at(self.sections[0], at);
            if head == 0 {
                return None;
            }
            if (head >> 24) as usize == word.len() {
                let start = (head & 0xff_ffff) as usize;
                if self.words.as_bytes()[start..start + word.len()] == *word.as_bytes() {
                    return Some(self.record(slot as u32));
                }
            }
            slot += 1;
            if slot == slots {
                slot = 0;
            }
        }
    }

    #[inline]
    fn record(&self, slot: u32) -> Record {
        let at = slot as usize * RECORD;
        let bytes = &self.sections[0][at..at + RECORD];
        Record {
            slot,
            flags: Flags(half_at(bytes, 4)),
            cost: half_at(bytes, 6),
            answer: word_at(bytes, 8),
        }
    }

    /// The word in `slot`.
    #[inline]
    pub fn word(&self, slot: u32) -> &'a str {
        let head = word_at(self.sections[0], slot as usize * RECORD);
        let start = (head & 0xff_ffff) as usize;
        &self.words[start..start + (head >> 24) as usize]
    }

    /// The affix patterns.
    pub fn patterns(&self) -> Patterns<'a> {
        Patterns::new(self.sections[1])
    }

    /// Cost of the clitic of this number.
    pub fn clitic_cost(&self, clitic: u8) -> u16 {
        half_at(self.sections[2], usize::from(clitic) * 2)
    }

    /// Cost of the particle of this number.
    pub fn particle_cost(&self, particle: u8) -> u16 {
        half_at(self.sections[2], (4 + usize::from(particle)) * 2)
    }

    /// Slot of the root of the word of `record`, if it was worked out ahead.
    #[inline]
    pub fn answer(&self, record: Record) -> Option<u32> {
        if record.flags.has(Flags::SPECIAL) {
            let row = self.sections[3].get(record.answer as usize * SPECIAL..)?;
            return Some(word_at(row, 0)).filter(|slot| *slot != NONE);
        }
        Some(record.answer).filter(|slot| *slot != NONE)
    }

    /// The strings the word of `record` is indexed under if they are not its root.
    #[inline]
    pub fn special(&self, record: Record) -> Option<(&'a str, Option<&'a str>)> {
        if !record.flags.has(Flags::SPECIAL) {
            return None;
        }
        let row = self.sections[3].get(record.answer as usize * SPECIAL..)?;
        let second = word_at(row, 8);
        Some((self.word(word_at(row, 4)), (second != NONE).then(|| self.word(second))))
    }

    /// Kind and text of the variants of the word in `slot`.
    pub fn variants(&self, slot: u32) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
        let (rows, words) = (self.sections[4], self.words);
        let first = lower_bound(rows, VARIANT, slot);
        rows[first * VARIANT..]
            .chunks_exact(VARIANT)
            .take_while(move |row| word_at(row, 0) == slot)
            .map(move |row| {
                let start = word_at(row, 8) as usize;
                (word_at(row, 4), &words[start..start + word_at(row, 12) as usize])
            })
    }

    /// Bytes of the compiled form in memory.
    pub fn size(&self) -> usize {
        HEADER + self.sections.iter().map(|section| section.len()).sum::<usize>() + self.words.len()
    }
}

/// The slot where a search for `word` begins.
#[inline]
pub fn home(word: &str, slots: u64) -> u64 {
    ((u128::from(hash(word.as_bytes())) * u128::from(slots)) >> 64) as u64
}

/// Multiply-and-rotate over eight bytes at a time; the constant is that of the
/// golden ratio (Knuth, TAOCP 3, 6.4).
#[inline]
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut state = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        state = (state ^ u64::from_le_bytes(*chunk)).wrapping_mul(K).rotate_left(29);
        rest = tail;
    }
    let tail = if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>())
    {
        u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
    } else {
        rest.iter().fold(0, |tail, byte| tail << 8 | u64::from(*byte))
    };
    state = (state ^ tail).wrapping_mul(K);
    (state ^ state >> 32).wrapping_mul(K)
}

/// First row of `width` bytes in `rows` whose leading number is at least `key`.
fn lower_bound(rows: &[u8], width: usize, key: u32) -> usize {
    let (mut low, mut high) = (0, rows.len() / width);
    while low < high {
        let middle = low.midpoint(high);
        if word_at(rows, middle * width) < key { low = middle + 1 } else { high = middle }
    }
    low
}

#[inline]
const fn word_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

#[inline]
const fn half_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

const fn same(bytes: &[u8], magic: &[u8; 8]) -> bool {
    let mut i = 0;
    while i < magic.len() {
        if bytes[i] != magic[i] {
            return false;
        }
        i += 1;
    }
    true
}
