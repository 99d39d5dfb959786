//! [`Stemmer`]: from a word to its root, and to what is indexed for it.
//!
//! Frequent words were worked out when the lexicon was compiled; the others are
//! decided here: hand exceptions first, then names and known roots as they are, then
//! the best score over the affix grammar. Two questions have two answers: the true
//! root ([`Stemmer::root`]) and the strings to index ([`Stemmer::roots`]).

use super::compound::{Shape, is_rhyme, shape};
use super::explanation::Explanation;
use super::scorer::best;
use super::table::{Flags, LEXICON, NONE, Table};

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

/// The stemmer of Indonesian. Cheap to make; keep one a thread.
#[derive(Clone, Debug)]
pub struct Stemmer<'t> {
    table: &'t Table<'t>,
    buffer: String,
}

impl Default for Stemmer<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl Stemmer<'static> {
    /// Over the lexicon compiled into the program.
    pub fn new() -> Self {
        Self::over(&LEXICON)
    }
}

impl<'t> Stemmer<'t> {
    /// Over another compiled lexicon.
    pub const fn over(table: &'t Table<'t>) -> Self {
        Self { table, buffer: String::new() }
    }

    /// The true root. `word` is a normalised surface form: lower case, NFKC; it may
    /// hold hyphens, digits and apostrophes.
    pub fn root<'s>(&'s mut self, word: &'s str) -> &'s str {
        if let Some(record) = self.table.find(word)
            && record.answer != NONE
        {
            return self.table.word(record.answer);
        }
        resolve(self.table, word, &mut self.buffer);
        &self.buffer
    }

    /// Calls `each` with what is indexed for `word`: one string mostly, two where two
    /// roots are truly possible or where a capital leaves it open whether the word is
    /// a name. The first is the main one.
    ///
    /// What a lower-case word gives is among what the capitalised word gives, so a
    /// query in lower case finds names.
    pub fn roots(&mut self, word: &str, evidence: Evidence, each: &mut dyn FnMut(&str)) {
        let table = self.table;
        let record = table.find(word);
        let common = record.is_some_and(|record| record.flags.has(Flags::WORD));
        let (first, second) = match record {
            Some(record) if record.flags.has(Flags::SPECIAL) => {
                table.special(record.slot).unwrap_or((record.word, None))
            }
            Some(record) if record.answer != NONE => (table.word(record.answer), None),
            _ => {
                resolve(table, word, &mut self.buffer);
                folded(table, &self.buffer)
            }
        };
        if evidence == Evidence::Name && !common && first != word && second != Some(word) {
            each(word);
        }
        each(first);
        if let Some(second) = second {
            each(second);
        }
    }

    /// Why `word` has the root it has: its analyses with their scores, and the winner.
    pub fn explain(&self, word: &str) -> Explanation {
        Explanation::of(self.table, word)
    }
}

/// What is indexed for a word whose root is `root`.
pub(crate) fn folded<'a>(table: &Table<'a>, root: &'a str) -> (&'a str, Option<&'a str>) {
    table
        .find(root)
        .filter(|record| record.flags.has(Flags::SPECIAL) && !record.flags.has(Flags::POLICY))
        .and_then(|record| table.special(record.slot))
        .unwrap_or((root, None))
}

/// Writes the root of `word` into `root` and says why it won.
pub(crate) fn resolve(table: &Table<'_>, word: &str, root: &mut String) -> Reason {
    root.clear();
    if let Some(record) = table.find(word) {
        if record.flags.has(Flags::EXCEPTION) && record.answer != NONE {
            root.push_str(table.word(record.answer));
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
    if root.ends_with(&second) && second.len() >= 3 || is_rhyme(root, parts.1) {
        if root.ends_with(&second) {
            root.clone_from(&second);
        }
        return Reason::Part;
    }
    root.clear();
    root.push_str(word);
    Reason::Whole
}
