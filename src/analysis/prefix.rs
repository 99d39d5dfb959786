//! Prefixes of Indonesian and what they do to the letter that follows.
//!
//! A prefix has several surfaces (`meN-`: me, mem, men, meny, meng, menge) and
//! some of them swallow the first letter of the stem: `memakai` is `meN` + `pakai`.
//! Which surface goes with which letter is a table: rule, cost, example.

/// A stem during analysis: a slice of the word, before it at most one letter
/// that a nasal prefix had swallowed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stem<'a> {
    /// The swallowed letter: k, p, s or t.
    pub lead: Option<char>,
    /// The part of the word that is left.
    pub rest: &'a str,
}

impl<'a> Stem<'a> {
    /// A stem nothing was swallowed of.
    pub const fn new(rest: &'a str) -> Self {
        Self { lead: None, rest }
    }

    /// What follows `prefix`, letter for letter.
    pub fn strip(self, prefix: &str) -> Option<&'a str> {
        match self.lead {
            None => self.rest.strip_prefix(prefix),
            Some(lead) => self.rest.strip_prefix(prefix.strip_prefix(lead)?),
        }
    }

    /// Length in bytes, the swallowed letter included.
    pub fn len(self) -> usize {
        self.rest.len() + usize::from(self.lead.is_some())
    }

    /// Whether nothing is left.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Appends the stem to `to`.
    pub fn write(self, to: &mut String) {
        to.extend(self.lead);
        to.push_str(self.rest);
    }
}

/// A prefix as the grammar names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Prefix {
    /// meN-: mengambil, memakai.
    Men = 1,
    /// di-: diambil.
    Di,
    /// ter-: terambil, terasa.
    Ter,
    /// ber-: bermain, bekerja, belajar.
    Ber,
    /// per-: perbuat, pelajar.
    Per,
    /// peN-: pembaca, pemakai.
    Pen,
    /// ke-: kehendak.
    Ke,
    /// se-: serumah.
    Se,
    /// pe- without a nasal: pekerja, petani.
    Pe,
    /// ku-: kuambil.
    Ku,
    /// kau-: kauambil.
    Kau,
    /// nge-: colloquial, ngebut.
    Nge,
    /// The first consonant doubled: lelaki, pepohonan.
    Repeat,
    /// tidak inside ke-an: ketidakpastian.
    Tidak,
}

/// Every prefix with the name it has in `data/patterns.txt`.
pub const PREFIXES: [(Prefix, &str); 14] = [
    (Prefix::Men, "meN"),
    (Prefix::Di, "di"),
    (Prefix::Ter, "ter"),
    (Prefix::Ber, "ber"),
    (Prefix::Per, "per"),
    (Prefix::Pen, "peN"),
    (Prefix::Ke, "ke"),
    (Prefix::Se, "se"),
    (Prefix::Pe, "pe"),
    (Prefix::Ku, "ku"),
    (Prefix::Kau, "kau"),
    (Prefix::Nge, "nge"),
    (Prefix::Repeat, "R"),
    (Prefix::Tidak, "tidak"),
];

/// How a nasal surface meets the letters after it.
struct Nasal {
    /// What follows the `m` or `p` of the prefix: "e", "em", "en", "eny", "eng".
    surface: &'static str,
    /// The letters the stem may begin with, as written in the word.
    before: &'static [&'static str],
    /// The swallowed letter put back.
    lead: Option<char>,
    /// Cost in hundredths of a nat: how unusual the meeting is.
    cost: u16,
}

const VOWELS: &[&str] = &["a", "e", "i", "o", "u"];

/// Cost of a letter that should have been swallowed and was not (mensukseskan):
/// about one in twenty of such forms in the news.
const UNSWALLOWED: u16 = 200;

const fn nasal_rule(
    surface: &'static str,
    before: &'static [&'static str],
    lead: Option<char>,
    cost: u16,
) -> Nasal {
    Nasal { surface, before, lead, cost }
}

/// The meetings of meN- and peN- with their stems.
const NASALS: &[Nasal] = &[
    // melihat, merasa, memakan, menanti, mewarnai, meyakini
    nasal_rule("e", &["l", "r", "m", "n", "w", "y"], None, 0),
    // membaca, memfitnah, memvonis
    nasal_rule("em", &["b", "f", "v"], None, 0),
    // memproduksi: a cluster keeps its p
    nasal_rule("em", &["pr", "pl", "ps"], None, 0),
    // mempengaruhi
    nasal_rule("em", &["pa", "pe", "pi", "po", "pu"], None, UNSWALLOWED),
    // memakai
    nasal_rule("em", VOWELS, Some('p'), 0),
    // memroses, pemrakarsa, pemlesteran: the p of a cluster swallowed
    nasal_rule("em", &["r", "l"], Some('p'), UNSWALLOWED),
    // mencari, mendapat, menjual, menziarahi, mensyaratkan, mentransfer, menstabilkan
    nasal_rule("en", &["c", "d", "j", "z", "sy", "tr", "st", "sp", "sk", "sl"], None, 0),
    // mentaati, mensukseskan
    nasal_rule("en", &["ta", "te", "ti", "to", "tu"], None, UNSWALLOWED),
    nasal_rule("en", &["sa", "se", "si", "so", "su", "sw"], None, UNSWALLOWED),
    // menulis
    nasal_rule("en", VOWELS, Some('t'), 0),
    // menyapu
    nasal_rule("eny", VOWELS, Some('s'), 0),
    // mengambil, menggali, menghitung, mengqasar, mengkritik, mengkhianati
    nasal_rule("eng", VOWELS, None, 0),
    nasal_rule("eng", &["g", "h", "q", "x", "kh", "kr", "kl"], None, 0),
    // mengkonversi
    nasal_rule("eng", &["ka", "ke", "ki", "ko", "ku", "kw"], None, UNSWALLOWED),
    // penglihatan, pengrajin, pengrusakan
    nasal_rule("eng", &["l", "r"], None, UNSWALLOWED),
    // mengirim
    nasal_rule("eng", VOWELS, Some('k'), 0),
];

/// Calls `each` with every stem that is left of `stem` without `prefix`, and the
/// cost of the way the two meet.
pub fn strip<'a>(prefix: Prefix, stem: Stem<'a>, each: &mut dyn FnMut(Stem<'a>, u16)) {
    let mut plain = |surface: &str| {
        if let Some(rest) = stem.strip(surface) {
            each(Stem::new(rest), 0);
        }
    };
    match prefix {
        Prefix::Di => plain("di"),
        Prefix::Ke => plain("ke"),
        Prefix::Se => plain("se"),
        Prefix::Pe => plain("pe"),
        Prefix::Ku => plain("ku"),
        Prefix::Kau => plain("kau"),
        Prefix::Nge => plain("nge"),
        Prefix::Tidak => plain("tidak"),
        Prefix::Ter => liquid(stem, "te", false, each),
        Prefix::Ber => liquid(stem, "be", true, each),
        Prefix::Per => liquid(stem, "pe", true, each),
        Prefix::Men => nasal(stem, "m", each),
        Prefix::Pen => nasal(stem, "p", each),
        Prefix::Repeat => repeat(stem, each),
    }
}

/// ter-, ber-, per-: the r falls before another r (terasa, berambut) and before a
/// syllable that ends in er (bekerja, teterbang); `l` stands for it in belajar, pelajar.
fn liquid<'a>(stem: Stem<'a>, head: &str, lateral: bool, each: &mut dyn FnMut(Stem<'a>, u16)) {
    let Some(rest) = stem.strip(head) else { return };
    if let Some(after) = rest.strip_prefix('r') {
        each(Stem::new(after), 0);
        each(Stem::new(rest), 0);
    } else if rest.get(1..3) == Some("er") {
        each(Stem::new(rest), 0);
    } else if lateral && (rest.starts_with("lajar") || rest.starts_with("lunjur")) {
        each(Stem::new(&rest[1..]), 0);
    }
}

/// meN- and peN- after their first letter.
fn nasal<'a>(stem: Stem<'a>, head: &str, each: &mut dyn FnMut(Stem<'a>, u16)) {
    let Some(rest) = stem.strip(head) else { return };
    for rule in NASALS {
        let Some(after) = rest.strip_prefix(rule.surface) else { continue };
        if rule.before.iter().any(|letters| after.starts_with(letters)) {
            each(Stem { lead: rule.lead, rest: after }, rule.cost);
        }
    }
    if let Some(after) = rest.strip_prefix("enge")
        && is_monosyllable(after)
    {
        each(Stem::new(after), 0);
    }
}

/// The first consonant doubled with an e: lelaki, pepohonan.
fn repeat<'a>(stem: Stem<'a>, each: &mut dyn FnMut(Stem<'a>, u16)) {
    if let (None, [first, b'e', third, ..]) = (stem.lead, stem.rest.as_bytes())
        && first == third
        && first.is_ascii_lowercase()
        && !is_vowel(*first)
    {
        each(Stem::new(&stem.rest[2..]), 0);
    }
}

/// Whether `word` has one vowel group alone: cek, bom, tik.
pub fn is_monosyllable(word: &str) -> bool {
    let bytes = word.as_bytes();
    let groups = bytes
        .iter()
        .enumerate()
        .filter(|(i, b)| is_vowel(**b) && (*i == 0 || !is_vowel(bytes[i - 1])))
        .count();
    groups == 1 && (2..=6).contains(&bytes.len())
}

/// a, e, i, o, u.
pub fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(prefix: Prefix, word: &str) -> Vec<String> {
        let mut found = Vec::new();
        strip(prefix, Stem::new(word), &mut |stem, _| {
            let mut text = String::new();
            stem.write(&mut text);
            found.push(text);
        });
        found
    }

    #[test]
    fn nasal_prefixes_put_the_letter_back() {
        assert!(stems(Prefix::Men, "memakai").contains(&"pakai".into()));
        assert!(stems(Prefix::Men, "menulis").contains(&"tulis".into()));
        assert!(stems(Prefix::Men, "menyapu").contains(&"sapu".into()));
        assert!(stems(Prefix::Men, "mengirim").contains(&"kirim".into()));
        assert!(stems(Prefix::Pen, "pengebom").contains(&"bom".into()));
    }

    #[test]
    fn liquids_fall_or_change() {
        assert_eq!(stems(Prefix::Ber, "belajar"), ["ajar"]);
        assert_eq!(stems(Prefix::Ber, "bekerja"), ["kerja"]);
        assert_eq!(stems(Prefix::Ter, "terasa"), ["asa", "rasa"]);
    }

    #[test]
    fn repeats_the_first_consonant() {
        assert_eq!(stems(Prefix::Repeat, "lelaki"), ["laki"]);
        assert!(stems(Prefix::Repeat, "memori").contains(&"mori".into()));
    }
}
