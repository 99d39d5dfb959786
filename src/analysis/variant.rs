//! Other spellings of a word, at query time: colloquial forms, doublets, and the old
//! spelling that lives on in names.

use super::table::{Flags, Table};

/// What kind of other spelling.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VariantKind {
    /// nggak: tidak.
    Colloquial,
    /// soekarno: sukarno.
    OldSpelling,
    /// resiko: risiko.
    Doublet,
}

/// Another spelling to ask for as well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    /// The other spelling; it may be two words (`terima kasih`).
    pub text: String,
    /// Why it is one.
    pub kind: VariantKind,
}

impl VariantKind {
    /// The number in the compiled lexicon.
    pub const fn number(self) -> u32 {
        match self {
            Self::Colloquial => 0,
            Self::OldSpelling => 1,
            Self::Doublet => 2,
        }
    }

    const fn of(number: u32) -> Self {
        match number {
            0 => Self::Colloquial,
            1 => Self::OldSpelling,
            _ => Self::Doublet,
        }
    }
}

/// Old letters, new letters, example: the spellings of 1901 (Van Ophuijsen) and 1947
/// (Soewandi) against that of 1972 (EYD).
pub const OLD_SPELLING: [(&str, &str, &str); 6] = [
    ("oe", "u", "soekarno"),
    ("tj", "c", "tjahjo"),
    ("dj", "j", "djarum"),
    ("nj", "ny", "njoto"),
    ("sj", "sy", "sjahrir"),
    ("ch", "kh", "chairil"),
];

/// A word shorter than this is no respelled name: joe, choi.
const SHORTEST: usize = 5;

/// The variants of `word`.
pub fn variants(table: &Table<'_>, word: &str, capitalised: bool) -> Vec<Variant> {
    let mut found = Vec::new();
    if let Some(record) = table.find(word)
        && record.flags.has(Flags::VARIANT)
    {
        for (kind, text) in table.variants(record.slot) {
            found.push(Variant { text: text.to_owned(), kind: VariantKind::of(kind) });
        }
    }
    if capitalised && word.len() >= SHORTEST && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        for text in respelled(table, word) {
            if found.iter().all(|known| known.text != text) {
                found.push(Variant { text, kind: VariantKind::OldSpelling });
            }
        }
    }
    found
}

/// The new spelling of an old name, and the old spellings of a new one that the
/// lexicon has seen.
fn respelled(table: &Table<'_>, word: &str) -> Vec<String> {
    let new = modern(table, word);
    let softer = new.replace('j', "y");
    let softer =
        Some(softer).filter(|text| new != word && *text != new && table.find(text).is_some());
    let mut found: Vec<String> =
        Some(new).filter(|text| text != word).into_iter().chain(softer).collect();
    let mut spellings = vec![word.to_owned()];
    for (old, new) in OLD_SPELLING.iter().map(|(old, new, _)| (*old, *new)).chain([("j", "y")]) {
        for spelling in spellings.clone() {
            // soekarnoputri has one old letter of two, soerjo both
            for text in [spelling.replacen(new, old, 1), spelling.replace(new, old)] {
                if !spellings.contains(&text) {
                    spellings.push(text);
                }
            }
        }
    }
    for text in spellings.into_iter().skip(1) {
        if table.find(&text).is_some() && !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// `word` with every old spelling made new. `ch` is also English and Arabic, so it
/// changes only into a word that is known; a `j` alone is `y` only beside another old
/// letter (tjahjo), for in the new spelling it is a letter of its own.
fn modern(table: &Table<'_>, word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut rest = word;
    let mut old = false;
    'letters: while let Some(letter) = rest.chars().next() {
        for (from, to, _) in &OLD_SPELLING {
            if let Some(after) = rest.strip_prefix(from) {
                text.push_str(to);
                rest = after;
                old |= !matches!(*from, "ch" | "oe");
                continue 'letters;
            }
        }
        text.push(if old && letter == 'j' { 'y' } else { letter });
        rest = &rest[letter.len_utf8()..];
    }
    if word.contains("ch") && table.find(&text).is_none() { word.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::table::LEXICON;

    #[test]
    fn old_letters_become_new() {
        for (old, new) in [
            ("soekarno", "sukarno"),
            ("tjahjo", "cahyo"),
            ("djarum", "jarum"),
            ("sjahrir", "syahrir"),
            ("jakarta", "jakarta"),
            ("chelsea", "chelsea"),
        ] {
            assert_eq!(modern(&LEXICON, old), new);
        }
    }
}
