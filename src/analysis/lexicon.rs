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

    /// Whether `word` is a form news writes or a root.
    pub fn is_word(word: &str) -> bool {
        LEXICON
            .find(word)
            .is_some_and(|record| record.flags.has(Flags::WORD) || record.flags.has(Flags::ROOT))
    }

    /// How rare `word` is as a root: -100 ln of its share of all roots, so some 500 for the most
    /// frequent, 1,000 for what one of 20,000 words is; `None` if it is no root.
    pub fn rarity(word: &str) -> Option<u16> {
        LEXICON.find(word).filter(|record| record.flags.has(Flags::ROOT)).map(|record| record.cost)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::variant::VariantKind;

    fn texts(word: &str, capitalised: bool) -> Vec<String> {
        Lexicon::variants(word, capitalised).into_iter().map(|variant| variant.text).collect()
    }

    #[test]
    fn words_have_their_classes() {
        assert!(Lexicon::is_root("bangun") && !Lexicon::is_root("pembangunan"));
        assert!(Lexicon::is_word("pembangunan") && !Lexicon::is_word("pembangunanzz"));
        assert!(Lexicon::is_name("sumedang"));
        assert!(Lexicon::is_function_word("yang") && !Lexicon::is_function_word("tengah"));
        assert!(Lexicon::is_question_word("berapa"));
    }

    #[test]
    fn colloquial_forms_have_formal_variants() {
        for (word, formal) in [
            ("nggak", "tidak"),
            ("gimana", "bagaimana"),
            ("udah", "sudah"),
            ("yg", "yang"),
            ("dgn", "dengan"),
            ("tdk", "tidak"),
        ] {
            assert!(texts(word, false).contains(&formal.to_owned()), "{word}");
        }
    }

    #[test]
    fn old_spelling_of_names_goes_both_ways() {
        assert!(texts("soekarno", true).contains(&"sukarno".to_owned()));
        assert!(texts("sukarno", true).contains(&"soekarno".to_owned()));
        assert!(texts("tjahjo", true).contains(&"cahyo".to_owned()));
        assert!(texts("djarum", true).contains(&"jarum".to_owned()));
        assert!(texts("djarum", false).is_empty());
    }

    #[test]
    fn doublets_are_variants_both_ways() {
        let of = |word| Lexicon::variants(word, false);
        assert!(of("risiko").iter().any(|v| v.text == "resiko" && v.kind == VariantKind::Doublet));
        assert!(of("resiko").iter().any(|v| v.text == "risiko" && v.kind == VariantKind::Doublet));
    }
}
