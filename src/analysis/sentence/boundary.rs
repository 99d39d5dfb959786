//! [`Stop`]: a full stop, question or exclamation mark with what stands around
//! it, and the table of rules that say whether it ends a sentence.

use super::super::abbreviation::{self, Abbreviation};
use super::super::character::char_at;

/// How far back the word before a stop is looked for, in bytes.
const REACH: usize = 32;

/// Words that often start a sentence and are not names: behind an
/// abbreviation or an initial they tell that the sentence ended there.
/// Own compilation from the news articles.
const STARTERS: [&str; 139] = [
    "Ada", "Adanya", "Adapun", "Agar", "Akan", "Akhirnya", "Akibatnya", "Aku", "Antara", "Apa",
    "Apabila", "Apakah", "Apalagi", "Artinya", "Atas", "Awalnya", "Baca", "Bagaimana", "Bagi",
    "Bahkan", "Banyak", "Beberapa", "Begitu", "Beliau", "Belum", "Berdasarkan", "Berikut", "Bila",
    "Bisa", "Bukan", "Dalam", "Dan", "Dari", "Demikian", "Dengan", "Di", "Dia", "Diketahui",
    "Dikutip", "Dilansir", "Hal", "Hanya", "Harus", "Hasilnya", "Hingga", "Ia", "Ini", "Itu",
    "Jadi", "Jangan", "Jika", "Juga", "Kalau", "Kami", "Karena", "Kata", "Ke", "Kedua",
    "Keduanya", "Kemudian", "Kenapa", "Kendati", "Ketika", "Kini", "Kita", "Lalu", "Lantas",
    "Lebih", "Maka", "Malah", "Masih", "Melalui", "Memang", "Mengapa", "Menurut", "Menurutnya",
    "Mereka", "Meski", "Meskipun", "Mungkin", "Namun", "Nantinya", "Oleh", "Pada", "Padahal",
    "Para", "Pasalnya", "Perlu", "Pihaknya", "Saat", "Salah", "Sampai", "Saya", "Sebab",
    "Sebagai", "Sebaliknya", "Sebanyak", "Sebelum", "Sebelumnya", "Sebenarnya", "Secara",
    "Sedang", "Sedangkan", "Sehingga", "Sejak", "Sejumlah", "Sekarang", "Selain", "Selama",
    "Selanjutnya", "Seluruh", "Sementara", "Semua", "Senada", "Seorang", "Seperti", "Serta",
    "Sesuai", "Setelah", "Setiap", "Siapa", "Sudah", "Supaya", "Tadi", "Tak", "Tanpa", "Tapi",
    "Tentu", "Terdapat", "Terlebih", "Termasuk", "Ternyata", "Terutama", "Tetapi", "Tidak",
    "Untuk", "Usai", "Walaupun", "Yang",
];

/// Short words with a capital that end sentences in the news articles (10 times
/// or more in a fifth of them) and abbreviate nothing that takes a stop.
const SHORT_WORDS: [&str; 35] = [
    "AS", "Aceh", "Ahok", "Air", "Anda", "Asia", "BUMN", "Bali", "DKI", "DPR", "DPRD", "FIFA",
    "Gaza", "HAM", "IKN", "Iran", "Jawa", "Juli", "Juni", "KPK", "Kota", "MBG", "Mei", "NU",
    "PDIP", "RI", "Rabu", "Solo", "TNI", "UMKM", "WIB", "WIT", "WITA", "WNI", "Wita",
];

/// A possible end of a sentence.
pub(super) struct Stop<'a> {
    /// Behind the marks and the quotes and brackets that close with them.
    pub(super) end: usize,
    /// The sentence so far, without the marks.
    before: &'a str,
    /// The marks: `.`, `?!`, `...`.
    marks: &'a str,
    /// Whether quotes or brackets close with the marks.
    closed: bool,
    /// What follows, from `end` on.
    after: &'a str,
}

/// What a rule says of a stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ends,
    GoesOn,
    /// The rule does not apply: ask the next.
    Pass,
}
use Verdict::{Ends, GoesOn, Pass};

/// A rule: an example, and what it says of a stop.
type Rule = (&'static str, fn(&Stop) -> Verdict);

/// The rules; the first that does not pass decides, and if all do, the sentence ends.
const RULES: [Rule; 9] = [
    ("rumah.⏎Dia", |s| s.line_end()),
    ("rumah.Dia", |s| s.glued()),
    ("\"Ya.\" kata Amran", |s| s.small_letter()),
    ("Rp1.000., dan", |s| s.mark_follows()),
    ("Benarkah? Ya", |s| s.strong()),
    ("1. Beras", |s| s.list_item()),
    ("Plh. Dirjen", |s| s.abbreviation()),
    ("B.J. Habibie", |s| s.initial()),
    ("RS. Santo Borromeus", |s| s.short_name()),
];

impl<'a> Stop<'a> {
    /// The stop whose first mark is at `mark` of `text`, in the sentence from
    /// `start` on; `None` if no mark stands there.
    pub(super) fn read(text: &'a str, start: usize, mark: usize) -> Option<Self> {
        let rest = &text[mark..];
        let marks = &rest[..rest.find(|c| !is_mark(c)).unwrap_or(rest.len())];
        if marks.is_empty() {
            return None;
        }
        let mut end = mark + marks.len();
        while let Some(c) = char_at(text, end).filter(|&c| is_closing(c)) {
            let next = char_at(text, end + c.len_utf8());
            if matches!(c, '"' | '\'') && next.is_some_and(char::is_alphanumeric) {
                break;
            }
            end += c.len_utf8();
        }
        let closed = end > mark + marks.len();
        Some(Self { end, before: &text[start..mark], marks, closed, after: &text[end..] })
    }

    /// Whether the sentence ends here.
    pub(super) fn ends_sentence(&self) -> bool {
        RULES.iter().map(|(_, rule)| rule(self)).find(|&verdict| verdict != Pass) != Some(GoesOn)
    }

    /// The line break is judged by itself.
    fn line_end(&self) -> Verdict {
        if self.gap().contains(['\n', '\r']) { GoesOn } else { Pass }
    }

    /// No space behind the stop: it ends the sentence between a word and a capital.
    fn glued(&self) -> Verdict {
        if self.after.is_empty() || !self.gap().is_empty() {
            return Pass;
        }
        let word = self.word().rsplit('.').next().unwrap_or_default();
        let ends = |c: char| c.is_lowercase() || c.is_ascii_digit() || is_closing(c);
        let whole = word.chars().nth(1).is_some() && word.ends_with(ends);
        let mut next = self.next().chars();
        let capital = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_alphabetic);
        if whole && capital && abbreviation::lookup(word).is_none() { Pass } else { GoesOn }
    }

    /// A small letter follows: only a plain full stop behind a word that is no
    /// abbreviation ends the sentence even so (`pulang. dia lalu tidur`).
    fn small_letter(&self) -> Verdict {
        if !self.next().starts_with(char::is_lowercase) {
            return Pass;
        }
        let word = self.word();
        let known = abbreviation::lookup(word).is_some() || is_dotted(word);
        let long = word.chars().nth(3).is_some();
        if self.marks == "." && !self.closed && long && !known { Ends } else { GoesOn }
    }

    fn mark_follows(&self) -> Verdict {
        let marks = [',', ';', ':', ')', '-', '–', '—', '/', '%'];
        if self.after.trim_start().starts_with(marks) { GoesOn } else { Pass }
    }

    /// Question and exclamation marks and ellipses are no abbreviations.
    fn strong(&self) -> Verdict {
        if self.marks == "." { Pass } else { Ends }
    }

    /// A number or a letter that begins the sentence.
    fn list_item(&self) -> Verdict {
        let number = self.before.len() <= 3 && self.before.bytes().all(|b| b.is_ascii_digit());
        let letter = self.before.len() == 1 && self.before.bytes().all(|b| b.is_ascii_alphabetic());
        if number || letter { GoesOn } else { Pass }
    }

    fn abbreviation(&self) -> Verdict {
        let word = self.word();
        match abbreviation::lookup(word) {
            Some(Abbreviation::Title) => GoesOn,
            Some(Abbreviation::Number) if self.number_follows() => GoesOn,
            Some(Abbreviation::Number) => Pass,
            Some(Abbreviation::End) if self.after.trim_start().starts_with('(') => GoesOn,
            Some(Abbreviation::End) => Ends,
            Some(Abbreviation::Degree) if self.starter_follows() => Ends,
            Some(Abbreviation::Degree) => GoesOn,
            None if is_dotted(word) && !self.starter_follows() => GoesOn,
            None => Pass,
        }
    }

    /// A lone capital.
    fn initial(&self) -> Verdict {
        let mut word = self.word().chars();
        let lone = word.next().is_some_and(char::is_uppercase) && word.next().is_none();
        if lone && !self.starter_follows() { GoesOn } else { Pass }
    }

    /// A short word with a capital.
    fn short_name(&self) -> Verdict {
        let word = self.word();
        let short = word.starts_with(char::is_uppercase)
            && (2..=4).contains(&word.chars().count())
            && word.chars().all(char::is_alphabetic);
        let known = SHORT_WORDS.binary_search(&word).is_ok();
        if short && !known && !self.closed && !self.starter_follows() { GoesOn } else { Pass }
    }

    /// White space behind the stop.
    fn gap(&self) -> &'a str {
        &self.after[..self.after.len() - self.after.trim_start().len()]
    }

    /// What follows behind white space, opening quotes and brackets.
    fn next(&self) -> &'a str {
        self.after.trim_start().trim_start_matches(is_opening)
    }

    /// Whether digits or a Roman number follow.
    fn number_follows(&self) -> bool {
        let next = self.next();
        let roman = next.trim_start_matches(['I', 'V', 'X', 'L', 'C']);
        let whole = roman.len() < next.len() && !roman.starts_with(char::is_alphanumeric);
        whole || next.starts_with(char::is_numeric)
    }

    /// Whether the next word is one that often starts sentences.
    fn starter_follows(&self) -> bool {
        let next = self.next();
        let word = &next[..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())];
        STARTERS.binary_search(&word).is_ok()
    }

    /// The word before the stop, from the last space, bracket or comma on.
    fn word(&self) -> &'a str {
        let from = self.before.len().saturating_sub(REACH);
        let tail = &self.before[self.before.ceil_char_boundary(from)..];
        let parts = |c: char| c.is_whitespace() || is_opening(c) || matches!(c, ',' | '/');
        tail.rsplit(parts).next().unwrap_or_default()
    }
}

/// Letters with dots between, each part short: `a.n`, `U.S`.
fn is_dotted(word: &str) -> bool {
    let short = |part: &str| part.len() <= 3 && part.chars().all(char::is_alphabetic);
    word.contains('.') && word.split('.').all(short)
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '{' | '`')
}

#[cfg(test)]
mod tests {
    #[test]
    fn lists_are_sorted() {
        assert!(super::STARTERS.is_sorted() && super::SHORT_WORDS.is_sorted());
    }
}
