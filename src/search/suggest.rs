//! [`correct`]: the word that was meant by one that no article has.
//!
//! A noisy channel: the best word is the one with the least sum of what the slip costs
//! ([`slip_cost`]) and of what its rarity costs. The words are the index's own, so what is
//! offered is found.

use super::slip::slip_cost;
use crate::analysis::Lexicon;
use crate::analysis::variant::VariantKind;
use crate::error::Result;
use crate::plan::Word;

/// The words of an index, as far as spelling needs them.
pub trait Vocabulary {
    /// How many articles there are.
    fn articles(&self) -> u64;

    /// The words within so many edits, of those within two perhaps only such as begin alike,
    /// each with the number of articles that have it; no lower than [`Vocabulary::frequency`].
    ///
    /// # Errors
    /// If the index cannot be read.
    fn near(&self, word: &str, edits: u8) -> Result<Vec<(String, u64)>>;

    /// How many articles have a word.
    ///
    /// # Errors
    /// If the index cannot be read.
    fn frequency(&self, word: &str) -> Result<u64>;

    /// Whether an article has one of the forms of a word.
    ///
    /// # Errors
    /// If the index cannot be read.
    fn knows(&self, word: &Word) -> Result<bool>;
}

/// Letters from which a word is corrected: of shorter ones any is near any other.
const SHORTEST: usize = 3;

/// Letters from which two edits are allowed (the study behind the ranking: two from seven).
const SHORTEST_FOR_TWO: usize = 7;

/// Letters up to which a word is corrected: no word of the news is longer, and the work
/// grows with the length.
const LONGEST: usize = 40;

/// How much rarity counts beside the slip. 1 would be right if people asked for words as
/// often as articles use them; they ask for the rare ones.
const RARITY: f32 = 0.6;

/// What a word unknown to the lexicon costs besides: names and foreign words are meant, but
/// so rarely are the misspellings that every index holds.
const UNKNOWN: f32 = 1.5;

/// What a missing blank between two words costs, beside the rarity of both.
const JOINED: f32 = 8.0;

/// Letters from which each of two joined words is taken for one: of fewer the lexicon has one
/// for nearly any beginning or end of a name (Suk mana, Ten aru).
const SHORTEST_JOINED: usize = 4;

/// What `word` was meant to be, in small letters; two words if a blank was left out, or if a
/// colloquial form says two. `None` if the index has nothing near.
///
/// # Errors
/// If the vocabulary cannot be read.
pub fn correct(vocabulary: &impl Vocabulary, word: &str) -> Result<Option<String>> {
    let letters = word.chars().count();
    if !(SHORTEST..=LONGEST).contains(&letters) || !word.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    if let Some(formal) = respelled(vocabulary, word)? {
        return Ok(Some(formal));
    }
    let speller = Speller { vocabulary, word, articles: vocabulary.articles().max(1) as f32 };
    let mut best = speller.best_of(vocabulary.near(word, 1)?)?;
    if letters >= SHORTEST_FOR_TWO && best.is_none() {
        best = speller.best_of(vocabulary.near(word, 2)?)?;
    }
    // What the lexicon has is one word: sembahyang is no sembah yang.
    if letters >= 2 * SHORTEST_JOINED && !Lexicon::is_word(word) {
        let joined = speller.split()?;
        let cost = |found: &Option<Found>| found.as_ref().map_or(f32::INFINITY, |best| best.cost);
        if cost(&joined) < cost(&best) {
            best = joined;
        }
    }
    Ok(best.map(|best| best.text))
}

/// The formal form of a colloquial word, the other spelling of a doublet, the new of an old
/// spelling, if the index has it.
fn respelled(vocabulary: &impl Vocabulary, word: &str) -> Result<Option<String>> {
    let mut best: Option<(u64, String)> = None;
    for variant in Lexicon::variants(word, true) {
        let mut frequency = u64::MAX;
        for part in variant.text.split(' ') {
            frequency = frequency.min(vocabulary.frequency(part)?);
        }
        if frequency > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((frequency, variant.text));
        }
    }
    Ok(best.map(|(_, text)| text))
}

/// How many times as frequent the formal form must be for a colloquial one that the index
/// knows to be looked for by it too. Names and borrowings that look colloquial are more
/// frequent than that.
const OUTNUMBERED: u64 = 20;

/// How many times as frequent a word may be as its other spelling that is looked for besides.
/// Sukarno and Soekarno are the same to everybody; for all of Jakarta, a Djakarta adds nothing
/// but words to read.
const OVERSHADOWED: u64 = 10;

/// Another spelling of a word that the index knows, to be looked for besides: the formal form of
/// a colloquial word that is hardly used, and for a capitalised word its other spelling as a name
/// (Soekarno, Sukarno).
///
/// # Errors
/// If the vocabulary cannot be read.
pub fn formal(
    vocabulary: &impl Vocabulary,
    word: &str,
    capitalised: bool,
) -> Result<Option<String>> {
    for variant in Lexicon::variants(word, capitalised) {
        let colloquial = match variant.kind {
            VariantKind::OldSpelling => false,
            VariantKind::Colloquial if !variant.text.contains(' ') => true,
            _ => continue,
        };
        let (own, other) = (vocabulary.frequency(word)?, vocabulary.frequency(&variant.text)?);
        let enough =
            if colloquial { own.max(1) * OUTNUMBERED } else { own.div_ceil(OVERSHADOWED).max(1) };
        if other >= enough {
            return Ok(Some(variant.text));
        }
    }
    Ok(None)
}

struct Speller<'s, V> {
    vocabulary: &'s V,
    word: &'s str,
    articles: f32,
}

struct Found {
    cost: f32,
    text: String,
}

impl<V: Vocabulary> Speller<'_, V> {
    /// The cheapest of some words that an article has, of several the first by its letters: raw
    /// counts hold what was removed, so their order must not decide. Counts exactly only as far
    /// as a word may still win: no exact count is above the raw one, so no cost is below the raw
    /// one.
    fn best_of(&self, near: Vec<(String, u64)>) -> Result<Option<Found>> {
        let mut words: Vec<(f32, f32, String)> = near
            .into_iter()
            .filter(|(text, _)| text != self.word && text.chars().all(char::is_alphabetic))
            .map(|(text, raw)| {
                let unknown = if is_known(&text) { 0.0 } else { UNKNOWN };
                let slip = slip_cost(self.word, &text) + unknown;
                (slip + self.rarity(raw), slip, text)
            })
            .collect();
        words.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.2.cmp(&b.2)));
        let mut best: Option<Found> = None;
        for (least, slip, text) in words {
            if best.as_ref().is_some_and(|best| best.cost < least) {
                break;
            }
            let frequency = self.vocabulary.frequency(&text)?;
            let cost = slip + self.rarity(frequency);
            let better = |best: &Found| (cost, &text) < (best.cost, &best.text);
            if frequency > 0 && best.as_ref().is_none_or(better) {
                best = Some(Found { cost, text });
            }
        }
        Ok(best)
    }

    fn rarity(&self, frequency: u64) -> f32 {
        RARITY * (self.articles / (frequency.max(1) as f32)).ln().max(0.0)
    }

    /// The cheapest two known words that the word is when a blank is put in.
    fn split(&self) -> Result<Option<Found>> {
        let mut best: Option<Found> = None;
        for (at, _) in self.word.char_indices() {
            let (one, other) = self.word.split_at(at);
            let long = |part: &str| part.chars().count() >= SHORTEST_JOINED;
            if !long(one) || !long(other) || !Lexicon::is_word(one) || !Lexicon::is_word(other) {
                continue;
            }
            let (first, second) =
                (self.vocabulary.frequency(one)?, self.vocabulary.frequency(other)?);
            let cost = JOINED + self.rarity(first) + self.rarity(second);
            if first.min(second) > 0 && best.as_ref().is_none_or(|best| cost < best.cost) {
                let text = format!("{one} {other}");
                best = Some(Found { cost, text });
            }
        }
        Ok(best)
    }
}

fn is_known(word: &str) -> bool {
    Lexicon::is_word(word) || Lexicon::is_name(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with how many articles have them; all are near all.
    struct Words(&'static [(&'static str, u64)]);

    impl Vocabulary for Words {
        fn articles(&self) -> u64 {
            10_000
        }

        fn near(&self, word: &str, edits: u8) -> Result<Vec<(String, u64)>> {
            let near = |text: &str| slip_cost(word, text) < 9.0 * f32::from(edits);
            let found = self.0.iter().filter(|(text, _)| near(text));
            Ok(found.map(|(text, count)| ((*text).to_owned(), *count + 1)).collect())
        }

        fn frequency(&self, word: &str) -> Result<u64> {
            Ok(self.0.iter().find(|(text, _)| *text == word).map_or(0, |(_, count)| *count))
        }

        fn knows(&self, word: &Word) -> Result<bool> {
            Ok(word.exact.iter().any(|form| self.frequency(form).unwrap() > 0))
        }
    }

    fn corrected(word: &str, words: &'static [(&'static str, u64)]) -> Option<String> {
        correct(&Words(words), word).unwrap()
    }

    #[test]
    fn the_frequent_and_the_likely_win() {
        let words = &[("cerdas", 300), ("cerdak", 1), ("deras", 200)];
        assert_eq!(corrected("cerdaz", words).as_deref(), Some("cerdas"));
        let words = &[("provinsi", 900), ("promosi", 900)];
        assert_eq!(corrected("propinsi", words).as_deref(), Some("provinsi"));
    }

    #[test]
    fn a_word_without_living_articles_is_not_offered() {
        assert_eq!(corrected("cerdaz", &[("cerdas", 0)]), None);
        let words = &[("cerdas", 0), ("cerda", 2)];
        assert_eq!(corrected("cerdaz", words).as_deref(), Some("cerda"));
    }

    #[test]
    fn what_was_removed_does_not_decide_between_equals() {
        /// Words that two articles have, and others did that are gone.
        struct Removed(&'static [(&'static str, u64)]);
        impl Vocabulary for Removed {
            fn articles(&self) -> u64 {
                100
            }
            fn near(&self, _: &str, edits: u8) -> Result<Vec<(String, u64)>> {
                let found = self.0.iter().filter(|_| edits == 1);
                Ok(found.map(|(text, gone)| ((*text).to_owned(), 2 + gone)).collect())
            }
            fn frequency(&self, _: &str) -> Result<u64> {
                Ok(2)
            }
            fn knows(&self, _: &Word) -> Result<bool> {
                Ok(true)
            }
        }
        let (typed, one, other) = ("korax", "korap", "korat");
        assert_eq!(slip_cost(typed, one), slip_cost(typed, other));
        let of = |words| correct(&Removed(words), typed).unwrap();
        assert_eq!(of(&[("korap", 0), ("korat", 0)]).as_deref(), Some(one));
        assert_eq!(of(&[("korap", 0), ("korat", 30)]).as_deref(), Some(one));
    }

    #[test]
    fn colloquial_forms_become_formal() {
        let words = &[("tidak", 9000), ("nggan", 5)];
        assert_eq!(corrected("nggak", words).as_deref(), Some("tidak"));
    }

    #[test]
    fn rare_colloquial_forms_have_formal_ones_beside_them() {
        let words = &[("tidak", 9000), ("nggak", 90), ("udah", 90), ("sudah", 500)];
        assert_eq!(formal(&Words(words), "nggak", false).unwrap().as_deref(), Some("tidak"));
        assert_eq!(formal(&Words(words), "udah", false).unwrap(), None);
        assert_eq!(formal(&Words(words), "tidak", false).unwrap(), None);
    }

    #[test]
    fn names_have_their_other_spelling_beside_them() {
        let words = &[("soekarno", 5), ("sukarno", 7)];
        let beside = |word, capitalised| formal(&Words(words), word, capitalised).unwrap();
        assert_eq!(beside("soekarno", true).as_deref(), Some("sukarno"));
        assert_eq!(beside("sukarno", true).as_deref(), Some("soekarno"));
        assert_eq!(beside("soekarno", false), None);
    }

    #[test]
    fn frequent_names_need_no_other_spelling() {
        let words = &[("jakarta", 900), ("djakarta", 80)];
        assert_eq!(formal(&Words(words), "jakarta", true).unwrap(), None);
        assert_eq!(formal(&Words(words), "djakarta", true).unwrap().as_deref(), Some("jakarta"));
    }

    #[test]
    fn a_missing_blank_is_put_in() {
        let words = &[("rumah", 3000), ("sakit", 2000), ("rumahku", 1)];
        assert_eq!(corrected("rumahsakit", words).as_deref(), Some("rumah sakit"));
        let words = &[("sembah", 30), ("yang", 9000), ("suka", 300), ("mana", 900)];
        assert_eq!(corrected("sembahyang", words), None);
        assert_eq!(corrected("tenaru", &[("ten", 30), ("aru", 90)]), None);
    }

    #[test]
    fn numbers_and_shreds_are_left_alone() {
        assert_eq!(corrected("20244", &[("2024", 900)]), None);
        assert_eq!(corrected("kt", &[("kota", 900)]), None);
    }
}
