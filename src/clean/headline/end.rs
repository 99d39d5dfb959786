//! Where a headline ends that stands in the middle of a text.
//!
//! Pages that lost their markup have related headlines inside the story, often
//! without so much as a space before what follows. In headlines nearly every
//! word but the small ones has a capital, in sentences few have; both that and
//! which words open sentences is counted, and the end is where the two fit best.

use std::ops::ControlFlow;

use crate::clean::text::bearing::Bearing;
use crate::clean::text::seam;
use crate::clean::text::window::{first_line, prefix};
use crate::clean::text::word::{OFFICES, Word, is_name, is_office, stand_together, words};
use crate::month;

/// Longest stretch looked at, in bytes: few headlines have more than 150 characters.
pub(crate) const MAX_BYTES: usize = 260;

/// Bytes before and behind a headline in which its words may stand together again.
const AROUND: usize = 6 << 10;

/// Bytes that a headline has at least.
pub(crate) const LEAST_BYTES: usize = 12;

/// Weights of the evidence, fitted on lines `Baca juga: …` with the line that follows them. Of
/// 2,484, a third of them written like sentences, the end found is right on 82 %, and on 88 % at
/// most a word away.
mod weight {
    /// Of what is counted of the word, and how much that may weigh.
    pub(crate) const WORD: f32 = 0.5;
    pub(crate) const MOST: f32 = 2.5;
    /// Of a lower-case word against a headline.
    pub(crate) const LOWER: f32 = 5.7;
    /// Of a small word.
    pub(crate) const SMALL: f32 = 0.14;
    /// Of what is counted of the words on both sides of the end.
    pub(crate) const OPENS: f32 = 0.56;
    pub(crate) const ENDS: f32 = 0.5;
    /// Of marks before the end.
    pub(crate) const QUOTE: f32 = 4.2;
    pub(crate) const QUESTION: f32 = 3.0;
    pub(crate) const DOTS: f32 = 4.0;
    pub(crate) const STOP: f32 = 2.8;
    /// Of an end before the number of an item.
    pub(crate) const ITEM: f32 = 4.0;
    /// Against an end behind a comma, behind a small word, behind `Rp`.
    pub(crate) const COMMA: f32 = 6.0;
    pub(crate) const BEHIND_SMALL: f32 = 4.0;
    /// Of an end where two words are glued together.
    pub(crate) const SEAM: f32 = 6.0;
    /// Of an end before a word of which the next tells something.
    pub(crate) const TELLS: f32 = 1.5;
    /// Against an end before the number that a word asks for, before a year, inside a date.
    pub(crate) const NUMBER: f32 = 6.0;
    /// Against an end between two words that are of names.
    pub(crate) const NAMES: f32 = 1.5;
    /// Of an end before the office of somebody who does something.
    pub(crate) const OFFICE: f32 = 3.0;
    /// Against an end between two words that stand together elsewhere.
    pub(crate) const TOGETHER: f32 = 4.0;
    /// Against each word fewer than six, each more than fourteen.
    pub(crate) const SHORT: f32 = 1.4;
    pub(crate) const LONG: f32 = 1.2;
}

/// Words that ask for a number, in lower case.
const ASKING: &[&str] = &["km", "no", "nomor", "pukul", "tahun", "tanggal"];

/// Words at the beginning of a headline, and how many of them in lower case make it one that is
/// written like a sentence.
const PLAIN_WORDS: usize = 7;
const LEAST_PLAIN: usize = 2;

/// What stands around a byte of a text: enough to see which words its article uses together.
pub(crate) fn near(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(AROUND));
    prefix(&text[from..], 2 * AROUND)
}

/// The bytes of the headline that `text` begins with; all of it if it is nothing but one line.
/// `None` if no end is found.
pub(crate) fn end(text: &str, near: &str) -> Option<usize> {
    best_end(text, near, weight::LONG)
}

/// The same of two headlines in a row, of which the first has no mark at its end.
pub(crate) fn end_of_two(text: &str, near: &str) -> Option<usize> {
    best_end(text, near, 0.0)
}

/// The same with a weight of its own against each word more than fourteen.
fn best_end(text: &str, near: &str, long: f32) -> Option<usize> {
    let line = first_line(text, MAX_BYTES + 4);
    let window = prefix(line, MAX_BYTES);
    let seam = glued(window, near);
    let mut whole = window.len() == line.len();
    let mut ends: Vec<(f32, usize)> = Vec::new();
    let mut evidence = 0.0;
    let words = words(window);
    let plain = is_plain(&words);
    let _ = words.iter().enumerate().try_for_each(|(index, &word)| {
        let bare = word.bare();
        if index >= 2 {
            let quote = word.opens_quote() && !closes_soon(&words[index..]);
            if quote {
                ends.push((evidence + weight::QUOTE, word.at));
                return ControlFlow::Break(());
            }
            if word.text.starts_with('(') {
                // No headline says what an abbreviation stands for: a sentence has begun.
                let name = abbreviated(&words[..index], word);
                ends.retain(|&(_, at)| at <= words[name].at);
                if name < index && !ends.is_empty() {
                    whole = false;
                    return ControlFlow::Break(());
                }
            } else if word.is_capital() {
                let (before, next) = (words[index - 1], words.get(index + 1).copied());
                let together = stand_together(before, word, near);
                let names = is_name(&before.bare()) && is_name(&bare);
                let score = break_score(before, word, &bare, next, index)
                    - long * index.saturating_sub(14) as f32;
                let together = if together { weight::TOGETHER } else { 0.0 };
                let rest = &window[word.at + word.text.len()..];
                let office = OFFICES.binary_search(&before.text).is_err()
                    && is_office(word.text, rest.trim_start());
                let office = if office { weight::OFFICE } else { 0.0 };
                let names = if names { weight::NAMES } else { 0.0 };
                ends.push((evidence + score - together - names + office, word.at));
                if before.ends_sentence() {
                    return ControlFlow::Break(());
                }
            }
        }
        if let Some(seam) = seam.filter(|&seam| seam < word.at + word.text.len()) {
            ends.push((evidence + weight::SEAM, seam));
            return ControlFlow::Break(());
        }
        evidence += if plain { 0.0 } else { fit(word, &bare, index) };
        ControlFlow::Continue(())
    });
    // A short line that reads as a headline to its end is one.
    evidence -= long * words.len().saturating_sub(14) as f32;
    match ends.into_iter().rev().max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((score, _)) if whole && evidence >= score => Some(line.len()),
        None if whole => Some(line.len()),
        best => best.map(|(_, at)| at),
    }
}

/// The bytes of the headline that `text` begins with, if what follows is glued to it; `near` is
/// the text around it.
pub(crate) fn glued(text: &str, near: &str) -> Option<usize> {
    seam::first_near(first_line(text, MAX_BYTES), LEAST_BYTES, near)
}

/// Which of the words before an abbreviation in brackets begins the name it is of: `Pekerja Migran
/// Indonesia` before `(PMI)`; the word behind them all if none does.
fn abbreviated(before: &[Word], brackets: Word) -> usize {
    let mut letters = Vec::new();
    for c in brackets.text.chars() {
        match (c.to_digit(10), letters.last()) {
            // P2MI is PPMI.
            (Some(2), Some(&last)) => letters.push(last),
            _ if c.is_uppercase() => letters.push(c),
            _ => {}
        }
    }
    let mut first = before.len();
    let mut capitals = before.iter().enumerate().rev().filter(|(_, word)| !word.is_lower());
    while let Some(letter) = letters.pop() {
        match capitals.next() {
            Some((index, word)) if word.first() == Some(letter) => first = index,
            _ => return before.len(),
        }
    }
    first
}

/// Whether a headline is written like a sentence, as ANTARA does.
fn is_plain(words: &[Word]) -> bool {
    words.iter().take(PLAIN_WORDS).filter(|word| word.is_wordy()).count() >= LEAST_PLAIN
}

/// What is counted of a capitalised word, as evidence for a headline.
pub(crate) fn known(bare: &str) -> f32 {
    weight::WORD * Bearing::of(bare).headline.clamp(-weight::MOST, weight::MOST)
}

/// How well a word fits a headline rather than a sentence.
fn fit(word: Word, bare: &str, index: usize) -> f32 {
    if word.is_capital() {
        let known = Bearing::of(bare).headline + 1.6;
        let fit = weight::WORD * known.clamp(-weight::MOST, weight::MOST) + 0.15;
        return if index == 0 { 0.0 } else { fit };
    }
    match word.is_lower() {
        true if word.is_small(bare) => weight::SMALL,
        true => -weight::LOWER,
        false => 0.0,
    }
}

/// How well the headline ends before a word.
fn break_score(before: Word, here: Word, bare: &str, next: Option<Word>, index: usize) -> f32 {
    let bearing = Bearing::of(bare);
    let numbers_item = here.ends_in(&['.']);
    let tells = next.is_some_and(Word::tells);
    let opens = if next.is_some_and(Word::is_lower) { bearing.opens } else { bearing.opens_names };
    let before_bare = before.bare();
    let mut score = weight::OPENS * opens + weight::ENDS * Bearing::of(&before_bare).ends;
    score += match () {
        () if before.ends_in(&['?', '!']) => weight::QUESTION,
        () if before.text.ends_with("...") || before.ends_in(&['…']) => weight::DOTS,
        () if before.ends_in(&['.']) && before.bare().len() > 4 => weight::STOP,
        () if before.ends_in(&[',', ':', '-', '–', '&']) => -weight::COMMA,
        () if before.is_small(&before_bare) || before_bare == "rp" => -weight::BEHIND_SMALL,
        () => 0.0,
    };
    if tells {
        score += weight::TELLS;
    }
    if parts_number(&before_bare, bare) && !numbers_item {
        score -= weight::NUMBER;
    }
    if bare.bytes().all(|byte| byte.is_ascii_digit()) && numbers_item {
        score += weight::ITEM;
    }
    score - weight::SHORT * 6_usize.saturating_sub(index) as f32
}

/// Whether an end between two words would part a date or a number from what it counts: `5 |
/// Oktober`, `Oktober | 2025`, `Km | 6`, `Lebaran | 2025`.
fn parts_number(before: &str, here: &str) -> bool {
    let digits = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let year = here.len() == 4
        && ["19", "20"].iter().any(|century| here.starts_with(century))
        && here.bytes().all(|byte| byte.is_ascii_digit());
    let asks = || ASKING.contains(&before) || month::indonesian(before).is_some();
    year || digits(here) && asks() || digits(before) && month::indonesian(here).is_some()
}

/// Whether a quotation that opens is part of a headline: it closes within five words.
fn closes_soon(words: &[Word]) -> bool {
    let mut near = words.iter().take(5);
    near.any(|word| word.text.trim_end_matches(['.', ',', ':', '!', '?']).ends_with(['"', '”']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Option<&str> {
        end(text, text).map(|end| text[..end].trim_end())
    }

    #[test]
    fn a_headline_ends_where_a_sentence_begins() {
        for (headline, rest) in [
            ("Warga Kampung Laut Tanam Mangrove di Tepi Teluk", "Menurut kepala desa, bibit itu"),
            ("Bupati Tinjau Jembatan Ambruk, Ini Pesannya", "\"Kami mulai besok,\" katanya."),
            ("Kenapa Harga Cabai Naik? Begini Penjelasan Petani", "Namun, pasokan dari"),
            ("Bupati tinjau jembatan ambruk di hulu sungai", "Dia menyebut bantuan segera"),
            ("7 Tips Menyimpan Beras agar Tak Berkutu", "Selain itu, simpanlah di tempat"),
        ] {
            assert_eq!(head(&format!("{headline} {rest}")), Some(headline));
        }
    }

    #[test]
    fn words_that_stand_together_elsewhere_are_not_parted() {
        let text = "Warga Tanam Bakau di Tepi Teluk Ratna Wulandari menyebut bibit itu kuat.";
        let near = format!("{text} Ratna Wulandari pulang.");
        assert_eq!(end(text, &near), Some(32));
        let text = "Polisi Usut Pinjaman Anak Usaha BukuWarga di BogorKorban melapor kemarin.";
        let near = format!("{text} BukuWarga diam.");
        assert_eq!(end(text, &near), Some(50));
    }

    #[test]
    fn a_name_stays_with_its_abbreviation() {
        for (headline, rest) in [
            ("Harga Beras Naik di Kota Lama Pekan Ini", "Badan Pangan Nasional (BPN) menyebut"),
            ("Warga Tertipu Lowongan Kerja di Negeri Orang", "Pekerja Migran Indonesia (PMI) itu"),
        ] {
            assert_eq!(head(&format!("{headline} {rest}")), Some(headline));
        }
        let words = words("Balai Pelindungan Pekerja Migran Indonesia");
        assert_eq!(abbreviated(&words, Word { text: "(BP2MI)", at: 0 }), 0);
        assert_eq!(abbreviated(&words, Word { text: "(PMI),", at: 0 }), 2);
        assert_eq!(abbreviated(&words, Word { text: "(KPK)", at: 0 }), 5);
    }

    #[test]
    fn a_date_and_what_counts_stay_whole() {
        let headline = "Dua Gedung Diduga Jadi Markas Penipu";
        for rest in [
            "Pada 2 November 2025, petugas bertemu warga.",
            "Sesampainya di Km 6, motor itu oleng.",
            "Menurut data, Lebaran 2018 lebih ramai.",
        ] {
            assert_eq!(head(&format!("{headline} {rest}")), Some(headline), "{rest}");
        }
    }

    #[test]
    fn a_glued_headline_ends_at_the_seam() {
        let text = "Polisi Buru Pencuri Kabel Kereta di BogorMenurut saksi, mereka bertiga.";
        assert_eq!(head(text), Some("Polisi Buru Pencuri Kabel Kereta di Bogor"));
    }
}
