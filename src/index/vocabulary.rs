//! The words of the index: which there are, how frequent they are, which lie near another.
//!
//! What is offered to a person is counted over the live articles alone, as
//! everything is that a search shows: after any edits the answers are those of a
//! fresh build. The raw counts of [`Snapshot::near`] never lie below the live ones,
//! so a caller may stop counting as soon as no raw count can win.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::query::Bm25StatisticsProvider;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::snapshot::Snapshot;
use super::statistics::Statistics;
use super::storage;
use crate::error::Result;
use crate::plan::Word;

/// First letters of a word that most words near it begin with as well. The words that do are
/// few; for two letters they would be more, and for four more words would have to be spelt out.
const ALIKE: usize = 3;

/// What was being done when reading fails.
const READING: &str = "cannot read the words of the index";

impl Snapshot {
    /// The surface forms within so many edits of `word` (two at most), sorted, each with the
    /// number of articles that have it, deleted ones included. An edit inserts, deletes or
    /// replaces a letter or swaps two neighbours; near the beginning of a word the letters put
    /// in are a-z. Within two edits only forms that begin with the same letter are looked at:
    /// hardly anybody slips twice and once of it at the first letter, and the other letters are
    /// most of the work.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot
    /// be read.
    pub fn near(&self, word: &str, edits: u8) -> Result<Vec<(String, u64)>> {
        let near = if edits > 1 { self.near_from(word, 1, 2) } else { self.within_one(word) };
        near.map(strings).map_err(storage(READING))
    }

    /// The forms within one edit. Those that begin alike lie together; the others are spelt out
    /// and looked up one by one, which takes a third of the time of walking all words.
    fn within_one(&self, word: &str) -> tantivy::Result<BTreeMap<Vec<u8>, u64>> {
        let alike = ALIKE.min(word.chars().count() / 2);
        let mut near = self.near_from(word, alike, 1)?;
        let edited = edited(word, alike);
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.exact)?;
            for form in &edited {
                if let Some(info) = index.terms().get(form)? {
                    *near.entry(form.clone().into_bytes()).or_default() += u64::from(info.doc_freq);
                }
            }
        }
        Ok(near)
    }

    fn near_from(
        &self,
        word: &str,
        alike: usize,
        edits: u8,
    ) -> tantivy::Result<BTreeMap<Vec<u8>, u64>> {
        near_from(&self.searcher, self.fields.exact, word, alike, edits)
    }

    /// The surface forms that at least so many articles have, deleted ones included, sorted.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot
    /// be read.
    pub fn words(&self, least: u64) -> Result<Vec<(String, u64)>> {
        self.try_words(least).map_err(storage(READING))
    }

    fn try_words(&self, least: u64) -> tantivy::Result<Vec<(String, u64)>> {
        let mut words: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.fields.exact)?;
            let mut stream = index.terms().stream()?;
            while stream.advance() {
                *words.entry(stream.key().to_vec()).or_default() +=
                    u64::from(stream.value().doc_freq);
            }
        }
        words.retain(|_, frequency| *frequency >= least);
        Ok(strings(words))
    }

    /// How many live articles have this surface form.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot
    /// be read.
    pub fn frequency(&self, word: &str) -> Result<u64> {
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let term = Term::from_field_text(self.fields.exact, word);
        statistics.doc_freq(&term).map_err(storage(READING))
    }

    /// Whether a live article has one of the forms of `word`.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot
    /// be read.
    pub fn knows(&self, word: &Word) -> Result<bool> {
        let of = |field, forms: &[String]| -> Vec<Term> {
            forms.iter().map(|form| Term::from_field_text(field, form)).collect()
        };
        let exact = of(self.fields.exact, &word.exact);
        for term in exact.iter().chain(&of(self.fields.root, &word.roots)) {
            if self.is_live(term).map_err(storage(READING))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a live article has a term; reads no further than the first.
    fn is_live(&self, term: &Term) -> tantivy::Result<bool> {
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(info) = index.get_term_info(term)? else { continue };
            let Some(alive) = segment.alive_bitset() else { return Ok(true) };
            let mut postings =
                index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                if alive.is_alive(postings.doc()) {
                    return Ok(true);
                }
                postings.advance();
            }
        }
        Ok(false)
    }
}

/// The terms of a field within so many edits (two at most) that begin with so many letters of
/// `word`, each with the number of articles that have it, deleted ones included. Two neighbours
/// swapped are one edit.
pub(super) fn near_from(
    searcher: &Searcher,
    field: Field,
    word: &str,
    alike: usize,
    edits: u8,
) -> tantivy::Result<BTreeMap<Vec<u8>, u64>> {
    let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, word), edits, true);
    let automaton = fuzzy.automaton()?;
    let (from, to) = beginning_alike(word, alike);
    let mut near: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let search = index.terms().search(&automaton).ge(&from).lt(&to);
        let mut stream = search.into_stream()?;
        while stream.advance() {
            let frequency = u64::from(stream.value().doc_freq);
            match near.get_mut(stream.key()) {
                Some(sum) => *sum += frequency,
                None => {
                    near.insert(stream.key().to_vec(), frequency);
                }
            }
        }
    }
    Ok(near)
}

/// What all terms begin with that begin with so many letters of `word`, and the first string
/// behind those terms.
fn beginning_alike(word: &str, letters: usize) -> (String, String) {
    let from: String = word.chars().take(letters).collect();
    let mut to = from.clone();
    // `char` ranges step over what is no letter.
    let next = to.pop().and_then(|last| (last..=char::MAX).nth(1)).unwrap_or(char::MAX);
    to.push(next);
    (from, to)
}

/// The words one edit from `word`, with the edit at one of so many first letters, that do not
/// begin with those letters.
fn edited(word: &str, first: usize) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut edited = BTreeSet::new();
    let mut offer = |at: usize, put: &[char], from: usize| {
        let (before, behind) = (&letters[..at], &letters[from..]);
        if ![before, put, behind].concat().starts_with(&letters[..first]) {
            edited.insert(before.iter().chain(put).chain(behind).collect());
        }
    };
    for at in 0..first {
        offer(at, &[], at + 1);
        for letter in 'a'..='z' {
            offer(at, &[letter], at);
            offer(at, &[letter], at + 1);
        }
        if let Some(next) = letters.get(at + 1) {
            offer(at, &[*next, letters[at]], at + 2);
        }
    }
    edited
}

/// Terms as text. Every term was text when it was put in; one that is not any more cannot be
/// offered to anybody.
pub(super) fn strings(terms: BTreeMap<Vec<u8>, u64>) -> Vec<(String, u64)> {
    let text = |(term, frequency)| Some((String::from_utf8(term).ok()?, frequency));
    terms.into_iter().filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelt_out() {
        let near = edited("kota", 2);
        for word in ["ota", "kta", "okta", "ktoa", "bota", "kita", "akota", "kyota"] {
            assert!(near.contains(word), "{word}");
        }
        for word in ["kota", "koa", "koat", "kotas", "kooa"] {
            assert!(!near.contains(word), "{word} begins alike");
        }
        assert_eq!(beginning_alike("kota", 2), ("ko".to_owned(), "kp".to_owned()));
    }
}
