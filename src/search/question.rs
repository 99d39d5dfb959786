//! [`question_word`]: a question is misspelt most where it begins.
//!
//! People ask with words that articles hardly have, so their frequency says nothing of what was
//! meant: kapa is kapan to who asks, and kapal to an index.

use super::slip::slip_cost;

/// What people ask with, sorted; dimana and kemana as they are mostly typed.
const WORDS: [&str; 15] = [
    "apa",
    "apakah",
    "bagaimana",
    "bagaimanakah",
    "berapa",
    "berapakah",
    "dimana",
    "dimanakah",
    "kapan",
    "kapankah",
    "kenapa",
    "manakah",
    "mengapa",
    "siapa",
    "siapakah",
];

/// Letters from which a word that does not come first is taken for a misspelt question word:
/// shorter ones are near too many names.
const SHORTEST_LATER: usize = 6;

/// Dearer than any one slip and cheaper than nearly all two.
const ONE_SLIP: f32 = 8.3;

/// The question word that a word unknown to the index is one slip from; `first` tells whether
/// the query begins with it.
pub(super) fn question_word(typed: &str, first: bool) -> Option<&'static str> {
    let asks = |word: &&&str| {
        word.len().abs_diff(typed.len()) <= 1 && (first || word.len() >= SHORTEST_LATER)
    };
    let costs = WORDS.iter().filter(asks).map(|word| (slip_cost(typed, word), *word));
    let (cost, word) = costs.min_by(|a, b| a.0.total_cmp(&b.0))?;
    (cost < ONE_SLIP).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_away() {
        assert_eq!(question_word("kapa", true), Some("kapan"));
        assert_eq!(question_word("biapa", true), Some("siapa"));
        assert_eq!(question_word("berapgkah", false), Some("berapakah"));
        assert_eq!(question_word("mapan", false), None);
        assert_eq!(question_word("bgmnkh", true), None);
    }
}
