//! From the plain word lists in `data/` to the compiled table.
//!
//! The lists are the source; `lexicon.bin` and `lexicon.words` are what this makes of
//! them. A test checks that the committed files are exactly that. The same lists give
//! the same bytes.

use std::collections::BTreeMap;

use super::affix::{CLITICS, PARTICLES, Pattern};
use super::stemmer::{indexed, resolve};
use super::table::{Flags, HEADER, MAGIC, NONE, RECORD, SECTIONS, SPECIAL, Table, home};
use super::variant::VariantKind;

/// The texts of the lists.
#[derive(Clone, Copy, Debug)]
pub struct Lists<'a> {
    /// word TAB cost.
    pub roots: &'a str,
    /// word TAB root TAB reason.
    pub exceptions: &'a str,
    /// prefixes TAB suffix TAB cost TAB example.
    pub patterns: &'a str,
    /// Names and places to keep.
    pub names: &'a str,
    /// canonical TAB other spellings, separated by spaces.
    pub doublets: &'a str,
    /// colloquial TAB formal.
    pub colloquial: &'a str,
    /// word TAB strings to index TAB reason.
    pub policy: &'a str,
    /// Frequent forms of the news, those mostly capitalised marked: word [TAB name].
    pub forms: &'a str,
    /// Function words.
    pub function_words: &'a str,
    /// Question words.
    pub question_words: &'a str,
}

impl Lists<'static> {
    /// The lists of the project, as they were when it was built.
    pub const COMMITTED: Self = Self {
        roots: include_str!("data/roots.txt"),
        exceptions: include_str!("data/exceptions.txt"),
        patterns: include_str!("data/patterns.txt"),
        names: include_str!("data/names.txt"),
        doublets: include_str!("data/doublets.txt"),
        colloquial: include_str!("data/colloquial.txt"),
        policy: include_str!("data/policy.txt"),
        forms: include_str!("data/forms.txt"),
        function_words: include_str!("data/function_words.txt"),
        question_words: include_str!("data/question_words.txt"),
    };
}

/// The compiled form: `lexicon.bin` and `lexicon.words`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packed {
    /// Records and sections.
    pub bytes: Vec<u8>,
    /// The pool of words.
    pub words: String,
}

/// What is gathered about a word before it has a slot.
#[derive(Clone, Default, Debug)]
struct Entry {
    flags: Flags,
    cost: u16,
    answer: Option<String>,
    special: Option<(String, Option<String>)>,
    variants: Vec<(u32, String)>,
}

type Entries = BTreeMap<String, Entry>;

/// The rows of a list: no comments, no empty lines, split at tabs.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

/// Compiles the lists.
///
/// # Panics
/// If a row cannot be read; the message names it.
pub fn pack(lists: &Lists<'_>) -> Packed {
    let mut entries = gather(lists);
    let bare = lay_out(&entries, lists);
    answer(&mut entries, &bare);
    lay_out(&entries, lists)
}

fn flag(entries: &mut Entries, word: &str, flag: Flags) {
    let entry = entries.entry(word.to_owned()).or_default();
    entry.flags = entry.flags.with(flag);
}

fn gather(lists: &Lists<'_>) -> Entries {
    let mut entries = Entries::new();
    for (list, bit) in [
        (lists.names, Flags::NAME),
        (lists.function_words, Flags::FUNCTION),
        (lists.question_words, Flags::QUESTION),
        (lists.roots, Flags::ROOT),
        (lists.exceptions, Flags::EXCEPTION),
    ] {
        for row in rows(list) {
            flag(&mut entries, row[0], bit);
        }
    }
    for row in rows(lists.forms) {
        flag(&mut entries, row[0], if row.len() > 1 { Flags::default() } else { Flags::WORD });
    }
    for row in rows(lists.roots) {
        let cost = row[1].parse().unwrap_or_else(|_| panic!("roots: no cost in {row:?}"));
        entries.entry(row[0].to_owned()).or_default().cost = cost;
    }
    for row in rows(lists.exceptions) {
        let entry = entries.entry(row[0].to_owned()).or_default();
        entry.answer = Some(row[1].to_owned());
        entries.entry(row[1].to_owned()).or_default();
    }
    for row in rows(lists.colloquial) {
        let entry = entries.entry(row[0].to_owned()).or_default();
        entry.flags = entry.flags.with(Flags::VARIANT);
        entry.variants.push((VariantKind::Colloquial.number(), row[1].to_owned()));
    }
    gather_doublets(&mut entries, lists.doublets);
    for row in rows(lists.policy) {
        flag(&mut entries, row[0], Flags::SPECIAL.with(Flags::POLICY));
        let mut strings = row[1].split(' ').map(str::to_owned);
        let first = strings.next().unwrap_or_default();
        set_special(&mut entries, row[0], (first, strings.next()));
    }
    entries
}

fn gather_doublets(entries: &mut Entries, list: &str) {
    for row in rows(list) {
        let canonical = row[0];
        entries.entry(canonical.to_owned()).or_default();
        for other in row[1].split(' ') {
            flag(entries, other, Flags::SPECIAL.with(Flags::VARIANT));
            flag(entries, canonical, Flags::VARIANT);
            set_special(entries, other, (canonical.to_owned(), None));
            for (word, variant) in [(other, canonical), (canonical, other)] {
                let entry = entries.entry(word.to_owned()).or_default();
                entry.variants.push((VariantKind::Doublet.number(), variant.to_owned()));
            }
        }
    }
}

fn set_special(entries: &mut Entries, word: &str, special: (String, Option<String>)) {
    entries.entry(special.0.clone()).or_default();
    if let Some(second) = &special.1 {
        entries.entry(second.clone()).or_default();
    }
    entries.entry(word.to_owned()).or_default().special = Some(special);
}

/// Works out the answers of the known words over the table without answers.
fn answer(entries: &mut Entries, bare: &Packed) {
    let table = Table::open(&bare.bytes, &bare.words);
    let (mut root, mut buffer) = (String::new(), String::new());
    let mut answered = Vec::new();
    for word in entries.keys() {
        resolve(&table, word, &mut root);
        let (first, second) = indexed(&table, word, &mut buffer);
        answered.push((word.clone(), root.clone(), first.to_owned(), second.map(str::to_owned)));
    }
    for (word, root, first, second) in answered {
        entries.entry(root.clone()).or_default();
        let entry = entries.entry(word.clone()).or_default();
        if entry.special.is_none() && (first != root || second.is_some()) {
            entry.flags = entry.flags.with(Flags::SPECIAL);
            set_special(entries, &word, (first, second));
        }
        entries.entry(word).or_default().answer = Some(root);
    }
}

/// Writes the table: a slot for each word, then the sections.
fn lay_out(entries: &Entries, lists: &Lists<'_>) -> Packed {
    let slots = entries.len() * 5 / 4 + 1;
    let mut taken: Vec<Option<&String>> = vec![None; slots];
    let mut slot_of: BTreeMap<&str, u32> = BTreeMap::new();
    for word in entries.keys() {
        let mut slot = home(word, slots as u64) as usize;
        while taken[slot].is_some() {
            slot = (slot + 1) % slots;
        }
        taken[slot] = Some(word);
        slot_of.insert(word, u32::try_from(slot).expect("fewer than 2^32 words"));
    }
    let mut words = String::new();
    let mut records = vec![0; slots * RECORD];
    let (mut specials, mut variants) = (Vec::new(), Vec::new());
    for (slot, word) in taken.iter().enumerate() {
        let Some(word) = word else { continue };
        let entry = &entries[*word];
        let length =
            u8::try_from(word.len()).expect("a word of the lists has fewer than 256 bytes");
        let head =
            u32::from(length) << 24 | u32::try_from(words.len()).expect("a pool under 16 MB");
        words.push_str(word);
        let answer = entry.answer.as_deref().map_or(NONE, |answer| slot_of[answer]);
        let record = &mut records[slot * RECORD..(slot + 1) * RECORD];
        record[..4].copy_from_slice(&head.to_le_bytes());
        record[4..6].copy_from_slice(&entry.flags.0.to_le_bytes());
        record[6..8].copy_from_slice(&entry.cost.to_le_bytes());
        let slot = slot as u32;
        if let Some((first, second)) = &entry.special {
            let row = (specials.len() / SPECIAL) as u32;
            record[8..].copy_from_slice(&row.to_le_bytes());
            let second = second.as_deref().map_or(NONE, |second| slot_of[second]);
            specials
                .extend([answer, slot_of[first.as_str()], second].map(u32::to_le_bytes).concat());
        } else {
            record[8..].copy_from_slice(&answer.to_le_bytes());
        }
        for (kind, text) in &entry.variants {
            variants.push((slot, *kind, text));
        }
    }
    let mut variant_rows = Vec::new();
    for (slot, kind, text) in variants {
        let row = [slot, kind, words.len() as u32, text.len() as u32];
        variant_rows.extend(row.map(u32::to_le_bytes).concat());
        words.push_str(text);
    }
    let (patterns, endings) = pack_patterns(lists.patterns);
    let mut bytes = MAGIC.to_vec();
    let sections: [Vec<u8>; SECTIONS] = [records, patterns, endings, specials, variant_rows];
    for section in &sections {
        bytes.extend(u32::try_from(section.len()).expect("a section under 4 GB").to_le_bytes());
    }
    debug_assert_eq!(bytes.len(), HEADER);
    bytes.extend(sections.concat());
    Packed { bytes, words }
}

/// The patterns sorted by their bits, and the costs of clitics and particles.
fn pack_patterns(list: &str) -> (Vec<u8>, Vec<u8>) {
    let mut patterns = BTreeMap::new();
    let mut endings = vec![0_u16; CLITICS.len() + PARTICLES.len()];
    for row in rows(list) {
        let cost: u16 = row[2].parse().unwrap_or_else(|_| panic!("patterns: no cost in {row:?}"));
        let ending = if row[1] == "-" { "" } else { row[1] };
        match row[0] {
            "clitic" => endings[position(&CLITICS, ending)] = cost,
            "particle" => endings[CLITICS.len() + position(&PARTICLES, ending)] = cost,
            prefixes => {
                let pattern =
                    Pattern::parse(prefixes, row[1]).unwrap_or_else(|| panic!("patterns: {row:?}"));
                patterns.insert(pattern.bits(), cost);
            }
        }
    }
    let patterns =
        patterns.iter().flat_map(|(bits, cost)| [bits.to_le_bytes(), cost.to_le_bytes()].concat());
    (patterns.collect(), endings.iter().flat_map(|cost| cost.to_le_bytes()).collect())
}

fn position(endings: &[&str], ending: &str) -> usize {
    endings
        .iter()
        .position(|known| *known == ending)
        .unwrap_or_else(|| panic!("patterns: no ending {ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_table_is_what_the_lists_compile_to() {
        let packed = pack(&Lists::COMMITTED);
        assert!(
            packed.bytes == include_bytes!("data/lexicon.bin"),
            "run: cargo run --example lexicon"
        );
        assert!(
            packed.words == include_str!("data/lexicon.words"),
            "run: cargo run --example lexicon"
        );
    }
}
