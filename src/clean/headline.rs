//! Where a headline ends that stands in the middle of a text.
//!
//! Pages that lost their markup have related headlines inside the story, often
//! without so much as a space before what follows. In headlines nearly every
//! word but the small ones has a capital, in sentences few have; both that and
//! which words open sentences is counted, and the end is where the two fit best.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::seam;
use super::window::{first_line, prefix};
use super::words::{Bearing, entries};
use crate::analysis::Lexicon;

/// Longest stretch looked at, in bytes: few headlines have more than 150 characters.
const MAX_BYTES: usize = 260;

/// Most words looked at.
const MAX_WORDS: usize = 36;

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

/// Bytes before and behind a headline in which its words may stand together again.
const AROUND: usize = 6 << 10;

/// Bytes that a headline has at least.
const LEAST_BYTES: usize = 12;

/// Fewest words of a stretch that no sentence begins with, if none is in lower case but for what
/// headlines write small.
const LEAST_LONG: usize = 7;

/// Most words of a headline that nothing announces.
const MOST_WORDS: usize = 18;

/// What more evidence is needed of a headline that nothing announces, if the next sentence is
/// not glued to it.
const MORE_SPACED: f32 = 0.8;

/// Weights of the evidence, fitted on lines `Baca juga: …` with the line that follows them. Of
/// 2,484, a third of them written like sentences, the end found is right on 82 %, and on 88 % at
/// most a word away.
mod weight {
    /// Of what is counted of the word, and how much that may weigh.
    pub(super) const WORD: f32 = 0.5;
    pub(super) const MOST: f32 = 2.5;
    /// Of a lower-case word against a headline.
    pub(super) const LOWER: f32 = 5.7;
    /// Of a small word.
    pub(super) const SMALL: f32 = 0.14;
    /// Of what is counted of the words on both sides of the end.
    pub(super) const OPENS: f32 = 0.56;
    pub(super) const ENDS: f32 = 0.5;
    /// Of marks before the end.
    pub(super) const QUOTE: f32 = 4.2;
    pub(super) const QUESTION: f32 = 3.0;
    pub(super) const DOTS: f32 = 4.0;
    pub(super) const STOP: f32 = 2.8;
    /// Of an end before the number of an item.
    pub(super) const ITEM: f32 = 4.0;
    /// Against an end behind a comma, behind a small word, behind `Rp`.
    pub(super) const COMMA: f32 = 6.0;
    pub(super) const BEHIND_SMALL: f32 = 4.0;
    /// Of an end where two words are glued together.
    pub(super) const SEAM: f32 = 6.0;
    /// Of an end before a word of which the next tells something.
    pub(super) const TELLS: f32 = 1.5;
    /// Against an end between two words that are of names.
    pub(super) const NAMES: f32 = 1.5;
    /// Of an end before the office of somebody who does something.
    pub(super) const OFFICE: f32 = 3.0;
    /// Against an end between two words that stand together elsewhere.
    pub(super) const TOGETHER: f32 = 4.0;
    /// Against a headline before a name.
    pub(super) const NAMED: f32 = 2.0;
    /// Of many words of which none is one of a sentence, behind a sentence.
    pub(super) const LONG_RUN: f32 = 2.0;
    /// Against each word fewer than six, each more than fourteen.
    pub(super) const SHORT: f32 = 1.4;
    pub(super) const LONG: f32 = 1.2;
}

/// Words at the beginning of a headline, and how many of them in lower case make it one that is
/// written like a sentence.
const PLAIN_WORDS: usize = 7;
const LEAST_PLAIN: usize = 2;

/// What titles of offices begin with, sorted.
const OFFICES: &[&str] = &[
    "Anggota",
    "Asisten",
    "Bupati",
    "Deputi",
    "Direktur",
    "Dirjen",
    "Gubernur",
    "Juru",
    "Kabid",
    "Kapolda",
    "Kapolres",
    "Kasat",
    "Kepala",
    "Ketua",
    "Komisaris",
    "Menteri",
    "Pelaksana",
    "Peneliti",
    "Pengamat",
    "Penjabat",
    "Plt",
    "Presiden",
    "Sekretaris",
    "Staf",
    "Wakil",
    "Wali",
];

/// Words that tell something of the word before, sorted.
const TELLING: &[&str] = &[
    "adalah", "ini", "itu", "juga", "kemudian", "lalu", "menjadi", "pun", "sendiri", "telah",
    "tersebut", "yang",
];

/// Words behind whoever did something, too.
const ALSO: &[&str] = &["juga", "kemudian", "lalu", "pun", "sendiri"];

/// Evidence, in ln odds, that two headlines in a row need.
const LEAST_PAIR: f32 = 2.0;

/// Words that headlines write small.
static SMALL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("data/small_words.txt")));

/// A word of a text and where it lies.
#[derive(Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    at: usize,
}

impl Word<'_> {
    fn bare(self) -> String {
        self.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }

    fn first(self) -> Option<char> {
        self.text.chars().find(|c| !"(\"“'‘[«".contains(*c))
    }

    fn is_capital(self) -> bool {
        self.first().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    }

    fn is_lower(self) -> bool {
        self.first().is_some_and(char::is_lowercase)
    }

    fn is_small(self, bare: &str) -> bool {
        self.is_lower() && SMALL.contains(bare)
    }

    fn opens_quote(self) -> bool {
        self.text.starts_with(['"', '“'])
    }

    /// Whether a sentence ends behind it: a word of small letters before a stop.
    fn ends_sentence(self) -> bool {
        let word = self.text.strip_suffix('.').unwrap_or_default();
        word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())
    }

    /// Whether it tells something of the word before: a verb with its prefix, or a word such as
    /// `juga`.
    fn tells(self) -> bool {
        let verb = self.text.len() >= 6 && self.text.starts_with("me");
        verb || TELLING.binary_search(&self.text).is_ok()
    }

    /// Whether it is in lower case and none of the words that headlines write small.
    fn is_wordy(self) -> bool {
        self.is_lower() && !self.is_small(&self.bare())
    }

    fn ends_in(self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }
}

/// What stands around a byte of a text: enough to see which words its article uses together.
pub(super) fn near(text: &str, at: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(AROUND));
    prefix(&text[from..], 2 * AROUND)
}

/// The bytes of the headline that `text` begins with; all of it if it is nothing but one line.
/// `None` if no end is found.
pub(super) fn end(text: &str, near: &str) -> Option<usize> {
    best_end(text, near, weight::LONG)
}

/// The same with a weight of its own against each word more than fourteen.
fn best_end(text: &str, near: &str, long: f32) -> Option<usize> {
    let line = first_line(text, MAX_BYTES + 4);
    let window = prefix(line, MAX_BYTES);
    let seam = glued(window, near);
    let whole = window.len() == line.len();
    let mut best: Option<(f32, usize)> = None;
    let mut evidence = 0.0;
    let mut consider = |score: f32, at: usize| {
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    };
    let words = words(window);
    let plain = is_plain(&words);
    let _ = words.iter().enumerate().try_for_each(|(index, &word)| {
        let bare = word.bare();
        if index >= 2 {
            let quote = word.opens_quote() && !closes_soon(&words[index..]);
            if quote {
                consider(evidence + weight::QUOTE, word.at);
                return ControlFlow::Break(());
            }
            if word.is_capital() {
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
                consider(evidence + score - together - names + office, word.at);
                if before.ends_sentence() {
                    return ControlFlow::Break(());
                }
            }
        }
        if let Some(seam) = seam.filter(|&seam| seam < word.at + word.text.len()) {
            consider(evidence + weight::SEAM, seam);
            return ControlFlow::Break(());
        }
        evidence += if plain { 0.0 } else { fit(word, &bare, index) };
        ControlFlow::Continue(())
    });
    // A short line that reads as a headline to its end is one.
    evidence -= long * words.len().saturating_sub(14) as f32;
    match best {
        Some((score, _)) if whole && evidence >= score => Some(line.len()),
        None if whole => Some(line.len()),
        best => best.map(|(_, at)| at),
    }
}

/// The bytes of the headline that `text` begins with, if what follows is glued to it; `near` is
/// the text around it.
pub(super) fn glued(text: &str, near: &str) -> Option<usize> {
    seam::first_near(first_line(text, MAX_BYTES), LEAST_BYTES, near)
}

/// The bytes of a headline that nothing announces and that `text` begins with, if it does, and
/// the evidence, in ln odds, is at least `least`.
pub(super) fn unannounced(text: &str, near: &str, least: f32) -> Option<usize> {
    let (end, least) = match glued(text, near) {
        // Behind it a heading of the story, `1. `, may stand before what is glued.
        Some(end) => (item(&text[..end]).unwrap_or(end), least),
        None => {
            let line = first_line(text, MAX_BYTES).trim_end();
            let whole = line.len() <= MAX_ALONE
                && words(line).len() <= MOST_WORDS
                && !line.ends_with(['.', '"', '”', ',']);
            let end = if whole { line.len() } else { end(text, near)? };
            if is_office(&text[..end], text[end..].trim_start()) {
                return None;
            }
            (end, least + MORE_SPACED)
        }
    };
    (fits(&text[..end], least) || is_pair(&text[..end])).then_some(end)
}

/// The bytes of a headline that nothing announces and that `text` begins with, where a space
/// stands behind it, a sentence opens there and the evidence, in ln odds, is at least `least`.
pub(super) fn spaced(text: &str, near: &str, least: f32) -> Option<usize> {
    // Most sentences show by their first words that they are none.
    let mut words = text.split(' ').skip(1).take(3);
    let lower = |word: &str| word.starts_with(char::is_lowercase) && !SMALL.contains(word);
    if words.any(lower) {
        return None;
    }
    let one = best_end(text, near, weight::LONG)?;
    // Without anything against a long one, two of them are one.
    let ends = [one, best_end(text, near, 0.0)?];
    ends.into_iter().find(|&end| {
        let headline = text[..end].trim_end();
        let shouted = !headline.chars().any(char::is_lowercase);
        let Some(more) = opening(&text[end..], near) else { return false };
        let long = more == 0.0 && is_long_run(headline);
        let least = least + more - if long { weight::LONG_RUN } else { 0.0 };
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
        () => named.then_some(weight::NAMED),
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
pub(super) fn listed(text: &str, least: f32) -> Option<usize> {
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
pub(super) fn is_long_run(text: &str) -> bool {
    let words = words(text);
    (LEAST_LONG..=MOST_WORDS).contains(&words.len()) && !words.iter().any(|word| word.is_wordy())
}

/// The evidence, in ln odds, that words are of a headline.
fn evidence(words: &[Word]) -> f32 {
    let evidence = |word: &Word| {
        let bare = word.bare();
        match () {
            () if word.is_capital() => {
                let known = Bearing::of(&bare).headline;
                weight::WORD * known.clamp(-weight::MOST, weight::MOST)
            }
            () if word.is_lower() && !word.is_small(&bare) => -3.0,
            () => 0.0,
        }
    };
    words.iter().map(evidence).sum()
}

/// Whether a line reads as a headline: capitals nearly throughout, no end of a sentence.
pub(super) fn is_headline(line: &str) -> bool {
    let line = line.trim();
    let words = words(prefix(line, MAX_BYTES));
    if line.len() > 200 || words.len() < 3 || line.ends_with(['.', ',', ';', '"', '”', ':']) {
        return false;
    }
    let lower = words.iter().filter(|word| word.is_wordy());
    lower.count() * 6 <= words.len()
}

/// Whether a stretch is nothing but headlines, one behind another.
pub(super) fn is_run(text: &str) -> bool {
    let words = text.split_whitespace().map(|text| Word { text, at: 0 });
    let lower = words.clone().filter(|word| word.is_wordy());
    words.count() >= LEAST_WORDS && lower.count() * 8 <= text.split_whitespace().count()
}

/// Whether a headline is written like a sentence, as ANTARA does.
fn is_plain(words: &[Word]) -> bool {
    words.iter().take(PLAIN_WORDS).filter(|word| word.is_wordy()).count() >= LEAST_PLAIN
}

/// Whether a word is of a name: one that the lexicon has as a name, or does not have at all.
fn is_name(word: &str) -> bool {
    word.len() > 2
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && (Lexicon::is_name(word) || !Lexicon::is_word(word))
}

/// Whether two words with capitals stand together elsewhere, too: a name.
fn stand_together(before: Word, here: Word, near: &str) -> bool {
    if !before.is_capital() || !before.text.ends_with(char::is_alphanumeric) {
        return false;
    }
    let pair =
        format!("{} {}", before.text, here.text.trim_end_matches(|c: char| !c.is_alphanumeric()));
    memchr::memmem::find_iter(near.as_bytes(), pair.as_bytes()).nth(1).is_some()
}

/// Whether a stretch is the office of somebody of whom `next` has the name and what he does.
pub(super) fn is_office(stretch: &str, next: &str) -> bool {
    let first = stretch.split(' ').next().unwrap_or_default();
    let mut words = next.split(' ').take(MOST_WORDS);
    let name = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    let verb = words.find(|word| word.starts_with(char::is_lowercase));
    OFFICES.binary_search(&first).is_ok()
        && name
        && verb.is_some_and(|verb| verb.starts_with("me") || ALSO.contains(&verb))
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
    if bare.bytes().all(|byte| byte.is_ascii_digit()) && numbers_item {
        score += weight::ITEM;
    }
    score - weight::SHORT * 6_usize.saturating_sub(index) as f32
}

/// Whether a quotation that opens is part of a headline: it closes within five words.
fn closes_soon(words: &[Word]) -> bool {
    let mut near = words.iter().take(5);
    near.any(|word| word.text.trim_end_matches(['.', ',', ':', '!', '?']).ends_with(['"', '”']))
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = 0;
    for piece in text.split(char::is_whitespace) {
        if !piece.is_empty() {
            words.push(Word { text: piece, at: from });
            if words.len() == MAX_WORDS {
                break;
            }
        }
        from += piece.len() + text[from + piece.len()..].chars().next().map_or(0, char::len_utf8);
    }
    words
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
    fn a_glued_headline_ends_at_the_seam() {
        let text = "Polisi Buru Pencuri Kabel Kereta di BogorMenurut saksi, mereka bertiga.";
        assert_eq!(head(text), Some("Polisi Buru Pencuri Kabel Kereta di Bogor"));
        assert_eq!(unannounced(text, "", 0.8), Some(41));
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
