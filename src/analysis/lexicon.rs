//! [`Lexicon`]: what is known of single words.

use super::table::{Flags, LEXICON};
use super::variant::{self, Variant};

/// The lexicon compiled into the program.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon;

impl Lexicon {
    /// Whether `word` is a root.
    pub fn is_root(word: &str) -> bool {
        has(word, Flags::ROOT)
    }

    /// Whether `word` is a name or place that is never taken apart.
    pub fn is_name(word: &str) -> bool {
        has(word, Flags::NAME)
    }

    /// Whether `word` is a function word, to be softened in questions.
    pub fn is_function_word(word: &str) -> bool {
        has(word, Flags::FUNCTION)
    }

    /// Whether `word` asks: apa, siapa, berapa.
    pub fn is_question_word(word: &str) -> bool {
        has(word, Flags::QUESTION)
    }

    /// Whether `word`, without its last full stop, is an abbreviation that does not
    /// end a sentence: `dr`, `s.h`.
    pub fn is_abbreviation(word: &str) -> bool {
        has(word, Flags::ABBREVIATION)
    }

    /// Whether `word` is a form news writes or a root.
    pub fn is_word(word: &str) -> bool {
        LEXICON
            .find(word)
            .is_some_and(|record| record.flags.has(Flags::WORD) || record.flags.has(Flags::ROOT))
    }

    /// Other spellings of `word` to ask for as well: the formal form of a colloquial
    /// one, the other spelling of a doublet, and for a capitalised word the new
    /// spelling of an old one and the old of a new.
    pub fn variants(word: &str, capitalised: bool) -> Vec<Variant> {
        variant::variants(&LEXICON, word, capitalised)
    }

    /// Bytes the lexicon takes in memory.
    pub fn size() -> usize {
        LEXICON.size()
    }
}

fn has(word: &str, flag: Flags) -> bool {
    LEXICON.find(word).is_some_and(|record| record.flags.has(flag))
}
