//! Headlines that nothing announces: what tells them from sentences.

use crate::clean::headline::{self, LEAST_BYTES, MAX_BYTES};
use crate::clean::text::bearing::Bearing;
use crate::clean::text::seam;
use crate::clean::text::window::{first_line, prefix};
use crate::clean::text::word::{ALSO, Word, is_office, stand_together, words};

/// Against a headline before a name, in ln odds.
const NAMED: f32 = 2.0;

/// Of many words of which none is one of a sentence, behind a sentence, in ln odds.
const LONG_RUN: f32 = 2.0;

/// How much rather a word opens a sentence than stands in a headline, in ln odds, that follows
/// a headline behind a space.
const LEAST_OPENING: f32 = 1.0;

/// The same of a word that no headline begins with; and words that none does though they stand
/// in many.
const SURE_OPENING: f32 = 5.0;

const OPENERS: &[&str] = &[
    "berdasarkan",
    "kemudian",
    "melalui",
    "pada",
    "sebab",
    "selain",
    "sementara",
    "senada",
    "seorang",
];

/// Fewest words of a headline that nothing announces.
const LEAST_WORDS: usize = 5;

/// Longest headline that ends where the text does, in bytes.
const MAX_ALONE: usize = 150;

/// Fewest words of a stretch that no sentence begins with, if none is in lower case but for what
/// headlines write small.
const LEAST_LONG: usize = 7;

/// Most words of a headline that nothing announces.
const MOST_WORDS: usize = 18;

/// What more evidence is needed of a headline that nothing announces, if the next sentence is
/// not glued to it.
const MORE_SPACED: f32 = 0.8;

/// Evidence, in ln odds, that two headlines in a row need.
const LEAST_PAIR: f32 = 2.0;

/// The bytes of a headline that nothing announces and that `text` begins with, if it does, and
/// the evidence, in ln odds, is at least `least`.
pub(crate) fn unannounced(text: &str, near: &str, least: f32) -> Option<usize> {
    let (end, least) = match headline::glued(text, near) {
        // Behind it a heading of the story, `1. `, may stand before what is glued.
        Some(end) => (item(&text[..end]).unwrap_or(end), least),
        None => {
            let line = first_line(text, MAX_BYTES).trim_end();
            let whole = line.len() <= MAX_ALONE
                && words(line).len() <= MOST_WORDS
                && !line.ends_with(['.', '"', '”', ',']);
            let end = if whole { line.len() } else { headline::end(text, near)? };
            let open = text[..end].trim_end().ends_with(',');
            if open || is_office(&text[..end], text[end..].trim_start()) {
                return None;
            }
            (end, least + MORE_SPACED)
        }
    };
    (fits(&text[..end], least) || is_pair(&text[..end])).then_some(end)
}

/// The bytes of a headline that nothing announces and that `text` begins with, where a space
/// stands behind it, a sentence opens there and the evidence, in ln odds, is at least `least`.
pub(crate) fn spaced(text: &str, near: &str, least: f32) -> Option<usize> {
    // Most sentences show by their first words that they are none.
    let mut first = prefix(text, MAX_BYTES).split(' ').skip(1).take(3);
    if first.any(|text| Word { text, at: 0 }.is_wordy()) {
        return None;
    }
    let one = headline::end(text, near)?;
    // Without anything against a long one, two of them are one.
    let ends = [one, headline::end_of_two(text, near)?];
    ends.into_iter().find(|&end| {
        let headline = text[..end].trim_end();
        let shouted = !headline.chars().any(char::is_lowercase);
        let Some(more) = opening(&text[end..], near) else { return false };
        let long = more == 0.0 && is_long_run(headline);
        let least = least + more - if long { LONG_RUN } else { 0.0 };
        let fit = if end == one { fits(headline, least) } else { is_pair(headline) };
        let ended = headline.ends_with(['.', ',', ')']);
        fit && !ended && !shouted && !is_opened(headline)
    })
}

/// Whether a stretch is nothing but two headlines, one behind the other.
fn is_pair(text: &str) -> bool {
    let words = words(text);
    let fit = words.len() > MOST_WORDS && evidence(&words) >= LEAST_PAIR;
    fit && is_run(text) && !is_opened(text)
}

/// Whether a stretch begins as sentences do: by a word that opens them, or one behind which a
/// comma stands.
fn is_opened(text: &str) -> bool {
    let words = words(text);
    let [first, second, ..] = words[..] else { return true };
    let bare = first.bare();
    let bearing = Bearing::of(&bare);
    let opens = if second.is_lower() { bearing.opens } else { bearing.opens_names };
    opens >= SURE_OPENING
        || OPENERS.contains(&bare.as_str())
        || first.ends_in(&[','])
        || second.bare().is_empty()
}

/// How much more evidence, in ln odds, a headline needs by how the sentence behind it opens: by a
/// quote, a word that often does or somebody who did something too; else by a name that `near`
/// has elsewhere. `None` if none opens.
fn opening(text: &str, near: &str) -> Option<f32> {
    let words = words(prefix(text.trim_start(), MAX_BYTES));
    let [first, second, ..] = words[..] else { return None };
    let bearing = Bearing::of(&first.bare());
    let word = match second {
        second if second.is_lower() => bearing.opens >= LEAST_OPENING,
        second => second.is_capital() && bearing.opens_names >= SURE_OPENING,
    };
    let also = first.text.ends_with(char::is_alphanumeric) && ALSO.contains(&second.text);
    let named = second.is_capital() && stand_together(first, second, near)
        || second.is_capital() && bearing.opens_names >= LEAST_OPENING;
    match () {
        () if first.opens_quote() => Some(0.0),
        () if !first.is_capital() || first.text.starts_with('(') => None,
        () if word || also => Some(0.0),
        () => named.then_some(NAMED),
    }
}

/// Where the number of an item stands in a stretch: `1. `.
fn item(text: &str) -> Option<usize> {
    let stop = text.find(". ")?;
    let before = text[..stop].trim_end_matches(|c: char| c.is_ascii_digit());
    let number = stop - before.len();
    ((1..=2).contains(&number) && before.ends_with(' ') && before.len() > LEAST_BYTES)
        .then_some(before.len())
}

/// The bytes of a headline of a list that `text` begins with, where the next is glued to it by
/// a word that is not known.
pub(crate) fn listed(text: &str, least: f32) -> Option<usize> {
    let end = seam::unsure(first_line(text, MAX_BYTES), LEAST_BYTES)?;
    // A list of posts and who holds them has its own marks.
    let table = text[..end].contains(" : ");
    (!table && fits(&text[..end], least)).then_some(end)
}

/// Whether a stretch has as many words as a headline, and the evidence, in ln odds, that it is
/// one is at least `least`.
fn fits(text: &str, least: f32) -> bool {
    let words = words(text);
    if !(LEAST_WORDS..=MOST_WORDS).contains(&words.len()) {
        return false;
    }
    evidence(&words) >= least
}

/// Whether a stretch has so many words, none of them one of a sentence, that it can hardly be
/// anything but a headline.
pub(crate) fn is_long_run(text: &str) -> bool {
    let words = words(text);
    (LEAST_LONG..=MOST_WORDS).contains(&words.len()) && !words.iter().any(|word| word.is_wordy())
}

/// The evidence, in ln odds, that words are of a headline.
fn evidence(words: &[Word]) -> f32 {
    let evidence = |word: &Word| {
        let bare = word.bare();
        match () {
            () if word.is_capital() => headline::known(&bare),
            () if word.is_lower() && !word.is_small(&bare) => -3.0,
            () => 0.0,
        }
    };
    words.iter().map(evidence).sum()
}

/// Whether a line reads as a headline: capitals nearly throughout, no end of a sentence.
pub(crate) fn is_headline(line: &str) -> bool {
    let line = line.trim();
    let words = words(prefix(line, MAX_BYTES));
    let ended = line.ends_with(['.', ',', ';', '"', '”', ':']) && !line.ends_with("...");
    if line.len() > 200 || words.len() < 3 || ended {
        return false;
    }
    let lower = words.iter().filter(|word| word.is_wordy());
    lower.count() * 6 <= words.len()
}

/// Whether a stretch is nothing but headlines, one behind another.
pub(crate) fn is_run(text: &str) -> bool {
    let words = text.split_whitespace().map(|text| Word { text, at: 0 });
    let lower = words.clone().filter(|word| word.is_wordy());
    words.count() >= LEAST_WORDS && lower.count() * 8 <= text.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(OPENERS.is_sorted());
    }

    #[test]
    fn a_headline_ends_where_a_sentence_is_glued_or_opens() {
        let headline = "Polisi Buru Pencuri Kabel Kereta di Bogor";
        let text = format!("{headline}Menurut saksi, mereka bertiga.");
        assert_eq!(unannounced(&text, "", 0.8), Some(headline.len()));
        let text = format!("{headline} Menurut saksi, mereka bertiga.");
        assert_eq!(spaced(&text, "", 0.0), Some(headline.len() + 1));
        let text = format!("Kepala {headline} Ratna Wulandari mengatakan mereka bertiga.");
        assert_eq!(spaced(&text, &text, 0.0), None);
    }

    #[test]
    fn sentences_are_no_headlines() {
        for text in [
            "Direktur Jenderal Bina Marga Kementerian Pekerjaan Umum mengatakan jalan itu rusak.",
            "Ia pulang ke Bandung pada Senin malam bersama keluarganya.",
            "Ketua DPRD Kota Bogor Atang Trisnanto menyebut anggaran itu cukup.",
        ] {
            assert_eq!(unannounced(text, "", 0.8), None, "{text}");
        }
        assert!(!is_headline("Ia pulang ke rumah."));
        assert!(is_headline("Warga Kampung Laut Tanam Mangrove di Tepi Teluk"));
    }
}
