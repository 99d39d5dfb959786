//! [`Stemmer`]: from a word to its root, and to what is indexed for it.
//!
//! Frequent words were worked out when the lexicon was compiled; the others are
//! decided here: hand exceptions first, then names and known roots as they are, then
//! the best score over the affix grammar. Two questions have two answers: the true
//! root ([`Stemmer::root`]) and the strings to index ([`Stemmer::roots`]).

use super::affix::{CLITICS, PARTICLES};
use super::cache::Cache;
use super::compound::{Shape, is_echo, is_rhyme, shape};
use super::explanation::Explanation;
use super::scorer::best;
use super::table::{Flags, LEXICON, Record, Table};

/// What the text shows about a word being a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Evidence {
    /// Lower case, or at the start of a sentence.
    #[default]
    None,
    /// Capitalised inside a sentence.
    Name,
}

/// Why a root won.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Listed in `data/exceptions.txt`.
    Exception,
    /// A name that is kept.
    Name,
    /// The word is a root itself.
    Root,
    /// The best score of all analyses.
    Score,
    /// The meaning is in one part of a hyphenated or doubled word.
    Part,
    /// Nothing to take apart.
    Whole,
}

/// The strings indexed for one word, the main one first; one to three.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Roots<'a> {
    strings: [&'a str; 3],
    count: usize,
}

impl<'a> Roots<'a> {
    /// One string.
    #[inline]
    pub fn one(string: &'a str) -> Self {
        Self { strings: [string, "", ""], count: 1 }
    }

    /// The strings, the main one first.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Self { strings, count } = *self;
        strings.into_iter().take(count)
    }
}

/// The stemmer of Indonesian. Cheap to make; keep one a thread.
#[derive(Clone, Debug)]
pub struct Stemmer {
    table: &'static Table<'static>,
    buffer: String,
    unknown: Cache,
}

impl Default for Stemmer {
    fn default() -> Self {
        Self::new()
    }
}

impl Stemmer {
    /// Over the lexicon compiled into the program.
    pub const fn new() -> Self {
        Self::over(&LEXICON)
    }

    /// Over another compiled lexicon.
    pub const fn over(table: &'static Table<'static>) -> Self {
        Self { table, buffer: String::new(), unknown: Cache::new() }
    }

    /// The true root. `word` is a normalised surface form: lower case, NFKC; it may
    /// hold hyphens, digits and apostrophes.
    pub fn root<'s>(&'s mut self, word: &'s str) -> &'s str {
        if let Some(slot) = self.table.find(word).and_then(|record| self.table.answer(record)) {
            return self.table.word(slot);
        }
        resolve(self.table, word, &mut self.buffer);
        &self.buffer
    }

    /// What is indexed for `word`: one string mostly, two where two roots are truly
    /// possible or where a capital leaves it open whether the word is a name. The
    /// first is the main one.
    ///
    /// What a lower-case word gives is among what the capitalised word gives, so a
    /// query in lower case finds names.
    pub fn roots<'s>(&'s mut self, word: &'s str, evidence: Evidence) -> Roots<'s> {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Roots::one(word);
        }
        let (table, buffer) = (self.table, &mut self.buffer);
        let record = table.find(word);
        let common = record.is_some_and(|record| record.flags.has(Flags::WORD));
        let (first, second) = match record {
            Some(record) => strings(table, record, word, buffer),
            None => {
                let held = self.unknown.answer(word, |hold| {
                    let (first, second) = indexed(table, word, buffer);
                    hold(first, second);
                });
                held.strings()
            }
        };
        let named = evidence == Evidence::Name && !common && first != word && second != Some(word);
        match (named, second) {
            (false, None) => Roots::one(first),
            (false, Some(second)) => Roots { strings: [first, second, ""], count: 2 },
            (true, None) => Roots { strings: [word, first, ""], count: 2 },
            (true, Some(second)) => Roots { strings: [word, first, second], count: 3 },
        }
    }

    /// Why `word` has the root it has: its analyses with their scores, and the winner.
    pub fn explain(&self, word: &str) -> Explanation {
        Explanation::of(self.table, word)
    }
}

/// What is indexed for `word`, whose record is `record`; `root` is room for a root.
fn strings<'a>(
    table: &Table<'a>,
    record: Record,
    word: &'a str,
    root: &'a mut String,
) -> (&'a str, Option<&'a str>) {
    if let Some(strings) = table.special(record) {
        return strings;
    }
    match table.answer(record) {
        Some(slot) if slot == record.slot => (word, None),
        Some(slot) => (table.word(slot), None),
        None => indexed(table, word, root),
    }
}

/// What is indexed for `word`, worked out: the strings of a policy word it is a form
/// of, or its root in the standard spelling. `root` is where the root is written.
pub(crate) fn indexed<'a>(
    table: &Table<'a>,
    word: &'a str,
    root: &'a mut String,
) -> (&'a str, Option<&'a str>) {
    if let Some(strings) = policy(table, word) {
        return strings;
    }
    resolve(table, word, root);
    table
        .find(root)
        .filter(|record| !record.flags.has(Flags::POLICY))
        .and_then(|record| table.special(record))
        .unwrap_or((root, None))
}

/// The strings of the policy word that `word` is with clitic, particle or said twice.
fn policy<'a>(table: &Table<'a>, word: &str) -> Option<(&'a str, Option<&'a str>)> {
    let listed = |form: &str| {
        let record = table.find(form).filter(|record| record.flags.has(Flags::POLICY))?;
        table.special(record)
    };
    for form in [Some(word), word.split_once('-').map(|(first, _)| first)].into_iter().flatten() {
        let doubled = form.len() < word.len();
        if doubled && !word[form.len() + 1..].starts_with(form) {
            continue;
        }
        for particle in PARTICLES {
            let Some(form) = form.strip_suffix(particle) else { continue };
            for clitic in CLITICS {
                if let Some(strings) = form.strip_suffix(clitic).and_then(listed) {
                    return Some(strings);
                }
            }
        }
    }
    None
}

/// Writes the root of `word` into `root` and says why it won.
pub(crate) fn resolve(table: &Table<'_>, word: &str, root: &mut String) -> Reason {
    root.clear();
    if let Some(record) = table.find(word) {
        if record.flags.has(Flags::EXCEPTION)
            && let Some(slot) = table.answer(record)
        {
            root.push_str(table.word(slot));
            return Reason::Exception;
        }
        if record.flags.has(Flags::NAME) {
            root.push_str(word);
            return Reason::Name;
        }
        if record.flags.has(Flags::ROOT) {
            root.push_str(word);
            return Reason::Root;
        }
    }
    match shape(word) {
        Shape::Plain => resolve_plain(table, word, root),
        Shape::Whole => {
            root.push_str(word);
            Reason::Whole
        }
        Shape::Core(core) => {
            resolve(table, core, root);
            Reason::Part
        }
        Shape::Pair(first, second) => resolve_pair(table, word, (first, second), root),
        Shape::Marked => {
            let said: String = word.chars().filter(|c| *c != '\'').collect();
            resolve(table, &said, root)
        }
    }
}

fn resolve_plain(table: &Table<'_>, word: &str, root: &mut String) -> Reason {
    match best(table, word) {
        Some(scored) if scored.analysis.root.rest != word => {
            scored.analysis.root.write(root);
            Reason::Score
        }
        _ => {
            root.push_str(word);
            Reason::Whole
        }
    }
}

/// Two parts are one word said twice if they have one root, or if the second rhymes
/// with the first; anything else stays whole.
fn resolve_pair(table: &Table<'_>, word: &str, parts: (&str, &str), root: &mut String) -> Reason {
    let mut second = String::new();
    resolve(table, parts.0, root);
    resolve(table, parts.1, &mut second);
    if *root == second {
        return Reason::Part;
    }
    // menyepak-nyepak: the second part keeps the nasal of the first
    let mut nasal = String::new();
    resolve(table, &format!("me{}", parts.1), &mut nasal);
    if *root == nasal {
        return Reason::Part;
    }
    if second.len() >= 3 && root.ends_with(&second) {
        root.clone_from(&second);
        return Reason::Part;
    }
    let family = |word: &str| {
        let record = table.find(word).filter(|record| record.flags.has(Flags::ROOT));
        record.map_or(u16::MAX, |record| record.cost)
    };
    if is_rhyme(root, parts.1) || is_echo(root, parts.1) && family(root) < family(parts.1) {
        return Reason::Part;
    }
    root.clear();
    root.push_str(word);
    Reason::Whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(word: &str) -> String {
        Stemmer::new().root(word).to_owned()
    }

    fn roots(word: &str, evidence: Evidence) -> Vec<String> {
        let mut found = Vec::new();
        found.extend(Stemmer::new().roots(word, evidence).iter().map(str::to_owned));
        found
    }

    #[test]
    fn traps() {
        for (word, gold) in [
            ("beruang", "beruang"),
            ("berikan", "beri"),
            ("memakai", "pakai"),
            ("mengemas", "kemas"),
            ("mengecek", "cek"),
            ("perbankan", "bank"),
            ("penyelidikan", "selidik"),
            ("menteri", "menteri"),
            ("kepala", "kepala"),
            ("sekolah", "sekolah"),
            ("terima", "terima"),
            ("pemilu", "pemilu"),
            ("bekasi", "bekasi"),
            ("bali", "bali"),
            ("kinerja", "kerja"),
            ("gerakan", "gerak"),
            ("pengaruh", "pengaruh"),
            ("ketua", "ketua"),
            ("undang-undang", "undang"),
            ("kepulauan", "pulau"),
            ("pantai", "pantai"),
            ("sumedang", "sumedang"),
            ("makassar", "makassar"),
        ] {
            assert_eq!(root(word), gold, "{word}");
        }
    }

    #[test]
    fn parts_and_doubling() {
        for (word, gold) in [
            ("kota-kota", "kota"),
            ("sayur-mayur", "sayur"),
            ("meniru-niru", "tiru"),
            ("berlari-lari", "lari"),
            ("bolak-balik", "bolak-balik"),
            ("berwarna-warni", "warna"),
            ("asal-muasal", "asal"),
            ("menyepak-nyepak", "sepak"),
            ("anak2", "anak"),
            ("buku2nya", "buku"),
            ("ke-7", "7"),
            ("ber-ac", "ac"),
            ("di-phk-kan", "phk"),
            ("se-indonesia", "indonesia"),
            ("1990-an", "1990"),
            ("di-upload", "upload"),
            ("me-review", "review"),
            ("diupload", "upload"),
            ("mereview", "review"),
            ("jum'at", "jumat"),
            ("-", "-"),
        ] {
            assert_eq!(root(word), gold, "{word}");
        }
    }

    #[test]
    fn policy_reaches_clitics_and_doubling() {
        assert_eq!(roots("alasannya", Evidence::None), ["alasan"]);
        assert_eq!(roots("alasan-alasan", Evidence::None), ["alasan"]);
        assert_eq!(roots("undang-undangnya", Evidence::None), ["undang-undang"]);
        assert_eq!(roots("beruang", Evidence::None), ["beruang", "uang"]);
    }

    #[test]
    fn doublets_fold_in_what_is_indexed() {
        for (one, other) in
            [("resiko", "risiko"), ("aktifitas", "aktivitas"), ("memengaruhi", "mempengaruhi")]
        {
            assert_eq!(roots(one, Evidence::None), roots(other, Evidence::None));
        }
        assert_eq!(roots("beresiko", Evidence::None), ["risiko"]);
    }

    #[test]
    fn a_capital_adds_the_word_itself() {
        assert_eq!(roots("sastrawan", Evidence::Name), ["sastrawan"]);
        assert_eq!(roots("kuncoroan", Evidence::Name)[0], "kuncoroan");
        assert_eq!(roots("pembangunan", Evidence::Name), ["bangun"]);
    }
}
