//! [`repair`]: the words of a query that no article has, replaced by those that were meant.
//!
//! A word the index knows is never replaced: correcting rare words harms, and looking for their
//! frequent neighbours besides wins nothing (misspelt short queries, nDCG@10 .757; .753 with the
//! neighbours of words of one article). What a person insists on (`+word`, `=word`, `"words"`) or
//! excludes (`-word`) is left as it is, unless everything is asked for, as when nothing was found.
//! A colloquial form that the index knows is kept, and its formal form is looked for besides.

use super::question::question_word;
use super::suggest::{Vocabulary, correct, formal};
use crate::analysis::Analyzer;
use crate::error::Result;
use crate::plan;
use crate::query::{Clause, Field, Language, Leaf, Matcher, Occur, OtherForms, Query, interpret};
use crate::span::Span;

/// Most words of a query that are corrected: a page of shreds is no query, and each takes a
/// millisecond.
const MOST: usize = 16;

/// Most letters of a word in capitals that is taken for an abbreviation beside small letters.
const ABBREVIATION: usize = 6;

/// One word that was replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// As typed.
    pub typed: String,
    /// As looked for; it may be two words.
    pub used: String,
    /// Where in the query the chunk stands that holds it.
    pub span: Span,
    /// What became of the word as typed.
    pub kind: RepairKind,
}

/// What became of a word as typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RepairKind {
    /// No article has it: another is looked for instead.
    Replaced,
    /// It is colloquial: its formal form is looked for too.
    Joined,
    /// The words of a long quotation that stands nowhere are looked for instead.
    Unquoted,
}

/// A query with its words repaired.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repaired {
    /// The query, unknown words replaced.
    pub query: Query,
    /// Formal forms to look for besides.
    pub others: OtherForms,
    /// What was done.
    pub repairs: Vec<Repair>,
}

/// Which words of a query may be replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Those nobody insists on.
    Free,
    /// Those in quotes and with marks too, but for what is excluded.
    All,
}

impl Repair {
    /// What was done, for a person who reads `language`.
    pub fn text(&self, language: Language) -> String {
        let Self { typed, used, kind, .. } = self;
        match (kind, language) {
            (RepairKind::Replaced, Language::Id) => format!(
                "\u{201c}{typed}\u{201d} tidak ada dalam indeks, dicari \u{201c}{used}\u{201d}; tulis +{typed} agar tidak diganti"
            ),
            (RepairKind::Replaced, Language::En) => format!(
                "\u{201c}{typed}\u{201d} is not in the index, \u{201c}{used}\u{201d} was searched; write +{typed} to keep it"
            ),
            (RepairKind::Joined, Language::Id) => format!(
                "\u{201c}{typed}\u{201d} dicari juga sebagai \u{201c}{used}\u{201d}; tulis +{typed} agar tidak"
            ),
            (RepairKind::Joined, Language::En) => format!(
                "\u{201c}{typed}\u{201d} was also searched as \u{201c}{used}\u{201d}; write +{typed} to prevent it"
            ),
            (RepairKind::Unquoted, Language::Id) => format!(
                "tidak ada artikel dengan \u{201c}{typed}\u{201d}, kata-katanya dicari; tulis +\"...\" agar tidak"
            ),
            (RepairKind::Unquoted, Language::En) => format!(
                "no article has \u{201c}{typed}\u{201d}, its words were searched; write +\"...\" to prevent it"
            ),
        }
    }
}

/// The query with its unknown words corrected, and what was done; `text` is what was typed.
///
/// # Errors
/// If the vocabulary cannot be read.
pub fn repair(
    text: &str,
    query: Query,
    analyzer: &mut Analyzer,
    vocabulary: &impl Vocabulary,
    reach: Reach,
) -> Result<Repaired> {
    let mut places = Vec::new();
    collect(&query, reach, false, &mut places);
    if reach == Reach::Free {
        // A lone word keeps no mark in the tree.
        let before = |place: &Place| text.get(..place.leaf.span.start).unwrap_or_default();
        places.retain(|place| !before(place).ends_with('+'));
    }
    let small = query.leaves().iter().any(|(leaf, _)| has_small_letter(text_of(&leaf.matcher)));
    let first = places.first().map_or(0, |place| place.leaf.span.start);
    let lone = places.len() < 2;
    let (mut repairs, mut others) = (Vec::new(), OtherForms::new());
    let mut changes: Vec<Change> = Vec::new();
    for Place { leaf, narrow } in places {
        let formed = !leaf.is_word();
        let as_word =
            Leaf { matcher: Matcher::Word(text_of(&leaf.matcher).to_owned()), span: leaf.span };
        let mut next = 0;
        for word in interpret(&Query::Leaf(as_word), analyzer).leaves {
            let (typed, span) = (word.label, leaf.span);
            // The words come in the order in which they stand, with nothing but marks between.
            let Some(at) = find_from(text_of(&leaf.matcher), &typed, next) else { continue };
            next = at.end;
            let plan::Matcher::Word(mut word) = word.matcher else { continue };
            if formed {
                word.roots.clear();
            }
            let abbreviation = !has_small_letter(&typed) && typed.chars().count() <= ABBREVIATION;
            let Some(form) = word.exact.first() else { continue };
            if abbreviation && small || repairs.len() == MOST {
                continue;
            }
            let known = vocabulary.knows(&word)?;
            let meant = match known {
                true if formed || narrow => None,
                true => {
                    let capitalised =
                        typed.starts_with(char::is_uppercase) && has_small_letter(&typed);
                    formal(vocabulary, form, capitalised)?
                }
                false => match question_word(form, leaf.span.start == first).filter(|_| !lone) {
                    Some(asks) => Some(asks.to_owned()),
                    None => correct(vocabulary, form)?,
                },
            };
            let Some(meant) = meant.filter(|meant| !narrow || !meant.contains(' ')) else {
                continue;
            };
            if known {
                others.insert((span, form.clone()), meant.clone());
            }
            let kind = if known { RepairKind::Joined } else { RepairKind::Replaced };
            let used = cased_like(&typed, &meant);
            let change = Change { leaf: leaf.clone(), at, used: used.clone() };
            // A word and its leaf may stand twice in a tree that was made of another.
            if !known && !changes.contains(&change) {
                changes.push(change);
            }
            repairs.push(Repair { typed, used, span, kind });
        }
    }
    let respell = |part| match part {
        Query::Leaf(leaf) => respelled(leaf, &changes),
        part => part,
    };
    let query = if changes.is_empty() { query } else { query.mapped(&respell) };
    Ok(Repaired { query, others, repairs })
}

/// Where a text has a part at or behind a place.
fn find_from(text: &str, part: &str, from: usize) -> Option<Span> {
    let start = from + text.get(from..)?.find(part)?;
    Some(Span::new(start, start + part.len()))
}

/// A leaf whose words may be replaced.
struct Place<'q> {
    leaf: &'q Leaf,
    /// Whether only by one word each: positions or operands are counted.
    narrow: bool,
}

/// The leaves whose words may be replaced.
fn collect<'q>(query: &'q Query, reach: Reach, narrow: bool, into: &mut Vec<Place<'q>>) {
    match query {
        Query::Leaf(leaf) => match leaf.matcher {
            Matcher::Word(_) => into.push(Place { leaf, narrow }),
            Matcher::Exact(_) | Matcher::Phrase { .. } if reach == Reach::All => {
                into.push(Place { leaf, narrow: true });
            }
            _ => {}
        },
        Query::Any(clauses) => {
            for clause in clauses {
                match (clause.occur, reach) {
                    (Occur::Should, _) => collect(&clause.query, reach, narrow, into),
                    (Occur::Must, Reach::All) => collect(&clause.query, reach, true, into),
                    _ => {}
                }
            }
        }
        Query::And(operands) | Query::Or(operands) => {
            operands.iter().for_each(|operand| collect(operand, reach, narrow, into));
        }
        Query::AtLeast { operands, .. }
        | Query::Near { operands, .. }
        | Query::Within { operands, .. } => {
            operands.iter().for_each(|operand| collect(operand, reach, true, into));
        }
        Query::Field { field: Field::Title | Field::Body, inner }
        | Query::Weighted { inner, .. } => collect(inner, reach, true, into),
        // Names of authors and sources are not the words of the articles.
        Query::Field { .. } | Query::Not(_) | Query::Dates { .. } => {}
    }
}

fn text_of(matcher: &Matcher) -> &str {
    match matcher {
        Matcher::Word(text)
        | Matcher::Exact(text)
        | Matcher::Phrase { text, .. }
        | Matcher::Fuzzy { text, .. } => text,
        Matcher::Wildcard(_) => "",
    }
}

fn has_small_letter(text: &str) -> bool {
    text.chars().any(char::is_lowercase)
}

/// `meant` with capitals where `typed` has them.
fn cased_like(typed: &str, meant: &str) -> String {
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if typed.chars().count() > 1 && typed.chars().all(char::is_uppercase) {
        meant.to_uppercase()
    } else if capital(typed) {
        let mut letters = meant.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    } else {
        meant.to_owned()
    }
}

/// A word of a leaf and what is put in its stead.
#[derive(PartialEq)]
struct Change {
    leaf: Leaf,
    /// Where it stands in the text of the leaf.
    at: Span,
    used: String,
}

/// A leaf with its words replaced; `changes` are in the order of the words.
fn respelled(leaf: Leaf, changes: &[Change]) -> Query {
    let of_leaf: Vec<&Change> = changes.iter().filter(|change| change.leaf == leaf).collect();
    let Leaf { mut matcher, span } = leaf;
    if let Matcher::Word(text) | Matcher::Exact(text) | Matcher::Phrase { text, .. } = &mut matcher
    {
        // From the last on, so that those before it stay where they are.
        for Change { at, used, .. } in of_leaf.into_iter().rev() {
            text.replace_range(at.start..at.end, used);
        }
    }
    match &matcher {
        Matcher::Word(text) if text.contains(' ') => {
            let word = |part: &str| Clause {
                occur: Occur::Should,
                query: Query::Leaf(Leaf { matcher: Matcher::Word(part.to_owned()), span }),
            };
            Query::any(text.split(' ').map(word).collect())
        }
        _ => Query::Leaf(Leaf { matcher, span }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Word;
    use crate::query::parse;

    /// An index that has these words, and nothing but them near any other.
    struct Words(&'static [&'static str]);

    impl Vocabulary for Words {
        fn articles(&self) -> u64 {
            1000
        }

        fn near(&self, _: &str, _: u8) -> Result<Vec<(String, u64)>> {
            Ok(self.0.iter().map(|word| ((*word).to_owned(), 100)).collect())
        }

        fn frequency(&self, word: &str) -> Result<u64> {
            Ok(if self.0.contains(&word) { 100 } else { 0 })
        }

        fn knows(&self, word: &Word) -> Result<bool> {
            Ok(word.exact.iter().chain(&word.roots).any(|form| self.0.contains(&form.as_str())))
        }
    }

    fn repaired(text: &str, reach: Reach) -> String {
        let (query, _) = parse(text, jiff::civil::date(2026, 1, 31));
        let words = Words(&["kota", "cerdas", "rumah", "sakit", "kabupaten", "jakarta"]);
        let found = repair(text, query, &mut Analyzer::new(), &words, reach).unwrap();
        if found.repairs.is_empty() { "-".to_owned() } else { found.query.to_string() }
    }

    #[test]
    fn unknown_words_are_replaced_and_known_ones_kept() {
        assert_eq!(repaired("kota cerdaz", Reach::Free), "kota cerdas");
        assert_eq!(repaired("kota cerdas", Reach::Free), "-");
        assert_eq!(repaired("kota rumahsakit", Reach::Free), "kota rumah sakit");
        assert_eq!(repaired("kabupaten/kotta cerdas", Reach::Free), "kabupaten/kota cerdas");
        assert_eq!(repaired("kota AND cerdaz", Reach::Free), "kota AND cerdas");
        assert_eq!(repaired("judul:cerdaz", Reach::Free), "judul:cerdas");
    }

    #[test]
    fn a_word_is_replaced_and_no_part_of_another() {
        assert_eq!(repaired("kabupaten/kabupate", Reach::Free), "kabupaten/kabupaten");
        assert_eq!(repaired("\"jakarta jakart cerdas\"", Reach::All), "\"jakarta jakarta cerdas\"");
        assert_eq!(
            repaired("\"jakart jakarta jakart\"", Reach::All),
            "\"jakarta jakarta jakarta\""
        );
    }

    #[test]
    fn question_words_are_meant_though_no_article_has_them() {
        assert_eq!(repaired("apkah kota cerdas", Reach::Free), "apakah kota cerdas");
        assert_eq!(repaired("kota cerdas dimanaka", Reach::Free), "kota cerdas dimanakah");
        assert_eq!(repaired("+apkah kota cerdas", Reach::Free), "-");
    }

    #[test]
    fn what_is_insisted_on_is_kept() {
        for text in ["+cerdaz", "kota +cerdaz", "kota =cerdaz", "kota \"cerdaz\"", "kota -cerdaz"] {
            assert_eq!(repaired(text, Reach::Free), "-", "{text}");
        }
        assert_eq!(repaired("sumber:cerdaz kota", Reach::Free), "-");
    }

    #[test]
    fn everything_is_replaced_when_nothing_was_found() {
        assert_eq!(repaired("kota +cerdaz", Reach::All), "kota +cerdas");
        assert_eq!(repaired("\"Kota Cerdaz\"", Reach::All), "\"Kota Cerdas\"");
        assert_eq!(repaired("=Cerdaz", Reach::All), "=Cerdas");
        assert_eq!(repaired("kota -cerdaz", Reach::All), "-");
    }

    #[test]
    fn capitals_stay_and_abbreviations_too() {
        assert_eq!(repaired("kota Jakarya", Reach::Free), "kota Jakarta");
        assert_eq!(repaired("KOTA CERDAZ", Reach::Free), "KOTA CERDAS");
        assert_eq!(repaired("kota BPJPH", Reach::Free), "-");
    }
}
