//! [`Word`]: a word of a text as headlines and sentences have it, and what is known of some.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::analysis::Lexicon;
use crate::clean::text::list::entries;
use crate::clean::text::window::prefix;

/// Most words looked at.
const MAX_WORDS: usize = 36;

/// Bytes behind an office in which somebody and what he does are looked for.
const MAX_NEXT: usize = 400;

/// What titles of offices begin with, sorted.
pub(crate) const OFFICES: &[&str] = &[
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
pub(crate) const ALSO: &[&str] = &["juga", "kemudian", "lalu", "pun", "sendiri"];

/// Words that headlines write small.
static SMALL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| entries(include_str!("../data/small_words.txt")));

/// A word of a text and where it lies.
#[derive(Clone, Copy)]
pub(crate) struct Word<'t> {
    /// As written.
    pub text: &'t str,
    /// Its first byte in the text.
    pub at: usize,
}

impl Word<'_> {
    pub(crate) fn bare(self) -> String {
        self.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
    }

    pub(crate) fn first(self) -> Option<char> {
        self.text.chars().find(|c| !"(\"“'‘[«".contains(*c))
    }

    pub(crate) fn is_capital(self) -> bool {
        self.first().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    }

    pub(crate) fn is_lower(self) -> bool {
        self.first().is_some_and(char::is_lowercase)
    }

    pub(crate) fn is_small(self, bare: &str) -> bool {
        self.is_lower() && SMALL.contains(bare)
    }

    pub(crate) fn opens_quote(self) -> bool {
        self.text.starts_with(['"', '“'])
    }

    /// Whether a sentence ends behind it: a word of small letters before a stop.
    pub(crate) fn ends_sentence(self) -> bool {
        let word = self.text.strip_suffix('.').unwrap_or_default();
        word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase())
    }

    /// Whether it tells something of the word before: a verb with its prefix, or a word such as
    /// `juga`.
    pub(crate) fn tells(self) -> bool {
        let verb = self.text.len() >= 6 && self.text.starts_with("me");
        verb || TELLING.binary_search(&self.text).is_ok()
    }

    /// Whether it is in lower case and none of the words that headlines write small.
    pub(crate) fn is_wordy(self) -> bool {
        self.is_lower() && !self.is_small(&self.bare())
    }

    pub(crate) fn ends_in(self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }
}

/// Whether a word is of a name: one that the lexicon has as a name, or does not have at all.
pub(crate) fn is_name(word: &str) -> bool {
    word.len() > 2
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && (Lexicon::is_name(word) || !Lexicon::is_word(word))
}

/// Whether two words with capitals stand together elsewhere, too: a name.
pub(crate) fn stand_together(before: Word, here: Word, near: &str) -> bool {
    if !before.is_capital() || !before.text.ends_with(char::is_alphanumeric) {
        return false;
    }
    let pair =
        format!("{} {}", before.text, here.text.trim_end_matches(|c: char| !c.is_alphanumeric()));
    memchr::memmem::find_iter(near.as_bytes(), pair.as_bytes()).nth(1).is_some()
}

/// Whether a stretch is the office of somebody of whom `next` has the name and what he does.
pub(crate) fn is_office(stretch: &str, next: &str) -> bool {
    let first = stretch.split(' ').next().unwrap_or_default();
    if OFFICES.binary_search(&first).is_err() {
        return false;
    }
    let mut words = prefix(next, MAX_NEXT).split(' ').take(MAX_WORDS);
    let name = words.next().is_some_and(|word| word.starts_with(char::is_uppercase));
    let verb = words.find(|word| word.starts_with(char::is_lowercase));
    name && verb.is_some_and(|verb| verb.starts_with("me") || ALSO.contains(&verb))
}

/// The words of a text, the first of them if it has many.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
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
