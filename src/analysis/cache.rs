//! [`Cache`]: what was worked out for words the lexicon does not hold.
//!
//! Names recur within an article and within a day. The cache is direct-mapped and of
//! fixed size, a newer word takes the place of an older one, and its strings are
//! reused, so a warm cache allocates nothing.

use super::table::hash;

/// Words held: two articles hold about a thousand unknown words, a power of two for
/// the mask.
const SLOTS: usize = 4096;

/// A word and what is indexed for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Held {
    word: String,
    first: String,
    second: Option<String>,
}

impl Held {
    /// What is indexed for the word.
    pub(crate) fn strings(&self) -> (&str, Option<&str>) {
        (&self.first, self.second.as_deref())
    }
}

/// Answers for unknown words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cache {
    slots: Vec<Held>,
}

impl Cache {
    /// No word yet, and no memory.
    pub(crate) const fn new() -> Self {
        Self { slots: Vec::new() }
    }

    /// What is held for `word`; `work_out` answers if nothing is.
    pub(crate) fn answer<'c, F>(&'c mut self, word: &str, work_out: F) -> &'c Held
    where
        F: FnOnce(&mut dyn FnMut(&str, Option<&str>)),
    {
        if self.slots.is_empty() {
            self.slots.resize_with(SLOTS, Held::default);
        }
        let held = &mut self.slots[hash(word.as_bytes()) as usize & (SLOTS - 1)];
        if held.word != word {
            work_out(&mut |first, second| {
                held.first.clear();
                held.first.push_str(first);
                held.second = second.map(str::to_owned);
            });
            held.word.clear();
            held.word.push_str(word);
        }
        held
    }
}
