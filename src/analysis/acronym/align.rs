//! Aligning a short form with the words of a long one.

use super::AcronymKind;
use super::word::{MOST_WORDS, Word};

/// Most letters of a short form.
pub(super) const MOST_SHORT: usize = 24;

/// Fewest letters of a syllabic short form.
const LEAST_SYLLABIC: usize = 4;

/// Fewest letters of a short form that may leave out one content word: Polri leaves out the
/// Negara of Kepolisian Negara Republik Indonesia.
const LEAST_INCOMPLETE: usize = 5;

/// Most letters a word gives to a syllabic short form: dikbudristek gives none more than six.
const MOST_OF_WORD: usize = 8;

/// Which words a long form may begin at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Begin {
    /// At the last word from which the rest can be aligned.
    Anywhere,
    /// At the first.
    First,
}

/// A short form: its letters, and how it is written.
#[derive(Clone, Debug)]
pub(super) struct Short {
    letters: Vec<char>,
    /// Whether it is written as initials are: mostly in capitals.
    initials: bool,
    syllabic: bool,
}

impl Short {
    /// The short form of some words; `None` if they are not written like one.
    pub(super) fn of(words: &[Word]) -> Option<Self> {
        let mut letters: Vec<char> = Vec::new();
        for c in words.iter().flat_map(|word| &word.letters) {
            // P2TP2A, K3: a digit says how often the letter before it is meant.
            match (c.to_digit(10), letters.last()) {
                (Some(times @ 2..=4), Some(&last)) if last.is_alphabetic() => {
                    letters.extend(std::iter::repeat_n(last, times as usize - 1));
                }
                _ => letters.push(*c),
            }
        }
        let first = letters.first().is_some_and(|c| c.is_alphabetic());
        let alphabetic = letters.iter().filter(|c| c.is_alphabetic()).count();
        if !first || !(2..=MOST_SHORT).contains(&letters.len()) || alphabetic < 2 {
            return None;
        }
        let capitals: usize = words.iter().map(|word| word.capitals).sum();
        let written: usize = words.iter().map(|word| word.letters.len()).sum();
        let digits = alphabetic < letters.len();
        // K3 is three capitals.
        let repeated = letters.len() - written.min(letters.len()) + capitals;
        Some(Self {
            initials: capitals * 2 >= written && repeated >= 2,
            syllabic: letters.len() >= LEAST_SYLLABIC && !digits
                || letters.len() == 3 && capitals >= 2 && !digits,
            letters,
        })
    }
}

/// How the last words of `words`, at most [`MOST_WORDS`], give the short form: the number of
/// the first word of the long form, and the kind.
pub(super) fn align(words: &[Word], short: &Short, begin: Begin) -> Option<(usize, AcronymKind)> {
    let skipped = words.len().saturating_sub(MOST_WORDS);
    if begin == Begin::First && skipped > 0 {
        return None;
    }
    let words = &words[skipped..];
    // Partai Golkar (Golkar), Askrindo Syariah (Askrindo Syariah) say nothing.
    let letters = || words.iter().flat_map(|word| &word.letters);
    if words.iter().any(|word| word.letters == short.letters)
        || letters().rev().take(short.letters.len()).eq(short.letters.iter().rev())
    {
        return None;
    }
    let aligner = |rule, spare| Aligner { words, letters: &short.letters, rule, spare };
    let mut ways = Vec::new();
    if short.initials {
        ways.push((Rule::Initials, 0, AcronymKind::Strict));
    }
    if short.syllabic {
        ways.push((Rule::Syllables, 0, AcronymKind::Syllabic));
        if short.letters.len() >= LEAST_INCOMPLETE || short.initials && short.letters.len() > 3 {
            ways.push((Rule::Syllables, 1, AcronymKind::Syllabic));
        }
    }
    ways.into_iter().find_map(|(rule, spare, kind)| {
        let first = aligner(rule, spare).first(begin)?;
        // Nor does Industrial Estate (Industri).
        let cut_off = words[first].letters.starts_with(&short.letters);
        (kind == AcronymKind::Strict || !cut_off).then_some((skipped + first, kind))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// A word gives its first letter, or all if it is an acronym itself (RI).
    Initials,
    /// A word gives a piece of itself.
    Syllables,
}

struct Aligner<'a> {
    words: &'a [Word],
    letters: &'a [char],
    rule: Rule,
    /// How many content words may give nothing.
    spare: usize,
}

/// Which suffixes of the letters the words from some number on can give, as bits, for each
/// number of content words that give nothing.
type Reach = [u32; 2];

impl Aligner<'_> {
    /// The first word of the long form.
    fn first(&self, begin: Begin) -> Option<usize> {
        let (count, all) = (self.words.len(), self.letters.len());
        let mut after: Reach = [1 << all, 0];
        let mut found = None;
        for (number, word) in self.words.iter().enumerate().rev() {
            let last = number + 1 == count;
            let here = self.give(word, after, last);
            let starts = here.iter().take(self.spare + 1).any(|bits| bits & 1 != 0);
            let whole = count - number >= 2 && starts && !word.function;
            if whole && (begin == Begin::Anywhere || number == 0) {
                found = Some(number);
                break;
            }
            let mut reach = here;
            if word.function && !last {
                (0..2).for_each(|spared| reach[spared] |= after[spared]);
            } else if self.spare > 0 && (!last || self.letters.len() >= LEAST_INCOMPLETE) {
                reach[1] |= after[0];
            }
            after = reach;
        }
        found
    }

    /// What can be given when `word` gives something in front of what follows.
    fn give(&self, word: &Word, after: Reach, last: bool) -> Reach {
        let mut here: Reach = [0; 2];
        for at in 0..self.letters.len() {
            let most = (self.letters.len() - at).min(MOST_OF_WORD);
            for length in 1..=most {
                let open: Vec<usize> =
                    (0..2).filter(|spared| after[*spared] >> (at + length) & 1 != 0).collect();
                if !open.is_empty() && self.fits(word, &self.letters[at..at + length], last) {
                    open.into_iter().for_each(|spared| here[spared] |= 1 << at);
                }
            }
        }
        here
    }

    fn fits(&self, word: &Word, piece: &[char], last: bool) -> bool {
        let whole = &word.letters;
        if piece.len() == 1 {
            return whole[0] == piece[0];
        }
        match self.rule {
            Rule::Initials => word.is_upper() && whole == piece,
            Rule::Syllables => is_piece(whole, piece, last),
        }
    }
}

/// Whether a word gives a syllable or two so.
///
/// | rule | example |
/// |---|---|
/// | its first letter and others in order | Kementerian: kem, Pemilihan: pil, Kreatif: kraf |
/// | three or more in a row from anywhere | Kepolisian: pol, Pendidikan: dik |
/// | the last word: its last two | Pemilu: lu |
/// | the last word: three or more in order up to its last | Negeri: gri |
fn is_piece(word: &[char], piece: &[char], last: bool) -> bool {
    let in_row = || word.windows(piece.len()).any(|window| window == piece);
    word[0] == piece[0] && in_order(word, piece)
        || piece.len() >= 3 && in_row()
        || last && piece.len() == 2 && word.ends_with(piece)
        || last && piece.len() >= 3 && word.last() == piece.last() && in_order(word, piece)
}

fn in_order(word: &[char], piece: &[char]) -> bool {
    let mut letters = word.iter();
    piece.iter().all(|c| letters.any(|letter| letter == c))
}
