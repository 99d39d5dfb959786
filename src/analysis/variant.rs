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

/// Old letters, new letters, example. The spelling of 1901 (Van Ophuijsen) and of
/// 1947 (Soewandi) against that of 1972 (EYD).
pub const OLD_SPELLING: [(&str, &str, &str); 7] = [
    ("oe", "u", "soekarno"),
    ("tj", "c", "tjahjo"),
    ("dj", "j", "djarum"),
    ("nj", "ny", "njoto"),
    ("sj", "sy", "sjahrir"),
    ("ch", "kh", "chairil"),
    ("j", "y", "jogja"),
];

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
    if capitalised && word.len() >= 4 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
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
    let mut found = vec![modern(word)];
    found.retain(|text| text != word);
    for (old, new, _) in &OLD_SPELLING[..6] {
        if word.contains(new) {
            found.extend(Some(word.replace(new, old)).filter(|text| table.find(text).is_some()));
        }
    }
    found
}

/// `word` with every old spelling made new. A `j` alone is read as `y` only beside
/// another old letter (tjahjo), for in the new spelling it is a letter of its own.
fn modern(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut rest = word;
    let mut old = false;
    'letters: while let Some(letter) = rest.chars().next() {
        for (from, to, _) in &OLD_SPELLING[..6] {
            if let Some(after) = rest.strip_prefix(from) {
                text.push_str(to);
                rest = after;
                old |= *from != "ch" && *from != "oe";
                continue 'letters;
            }
        }
        text.push(if old && letter == 'j' { 'y' } else { letter });
        rest = &rest[letter.len_utf8()..];
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_letters_become_new() {
        assert_eq!(modern("soekarno"), "sukarno");
        assert_eq!(modern("tjahjo"), "cahyo");
        assert_eq!(modern("djarum"), "jarum");
        assert_eq!(modern("sjahrir"), "syahrir");
        assert_eq!(modern("jakarta"), "jakarta");
    }
}
