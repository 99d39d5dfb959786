//! [`Statistics`]: counts of the live articles alone.
//!
//! Tantivy counts deleted articles until a merge, so scores would depend on the
//! history of the index. Ours do not: after any edits they are those of a fresh
//! build.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use tantivy::postings::TermInfo;
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use super::schema::{EXACT_LENGTH, Fields, ROOT_LENGTH};

/// How many articles and tokens are alive.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Totals {
    pub(super) articles: u64,
    exact: u64,
    root: u64,
}

impl Totals {
    /// Counts what is alive.
    pub(super) fn of(searcher: &Searcher) -> tantivy::Result<Self> {
        let mut totals = Self { articles: searcher.num_docs(), ..Self::default() };
        for segment in searcher.segment_readers() {
            let exact = segment.fast_fields().u64(EXACT_LENGTH)?;
            let root = segment.fast_fields().u64(ROOT_LENGTH)?;
            for doc in segment.doc_ids_alive() {
                totals.exact += exact.first(doc).unwrap_or(0);
                totals.root += root.first(doc).unwrap_or(0);
            }
        }
        Ok(totals)
    }
}

/// The statistics BM25 asks for, during one query.
pub(super) struct Statistics<'s> {
    searcher: &'s Searcher,
    fields: Fields,
    totals: Totals,
    /// What was asked for already: a term is asked for more than once.
    known: RefCell<HashMap<Term, Known>>,
}

/// What the dictionaries say of a term.
struct Known {
    live: u64,
    /// By segment.
    infos: Rc<[Option<TermInfo>]>,
    /// Its weight, once it was asked for.
    bm25: Option<Bm25Weight>,
}

impl<'s> Statistics<'s> {
    pub(super) fn new(searcher: &'s Searcher, fields: Fields, totals: Totals) -> Self {
        Self { searcher, fields, totals, known: RefCell::default() }
    }

    /// Where the postings of a term are, by segment.
    pub(super) fn infos(&self, term: &Term) -> tantivy::Result<Rc<[Option<TermInfo>]>> {
        self.doc_freq(term)?;
        Ok(self.known.borrow()[term].infos.clone())
    }

    /// The weight of a term.
    pub(super) fn bm25(&self, term: &Term) -> tantivy::Result<Bm25Weight> {
        let with = self.doc_freq(term)?;
        let mut known = self.known.borrow_mut();
        let known = known.get_mut(term).expect("it was just looked up");
        let articles = self.totals.articles;
        let average = self.average_length(term.field())?;
        let weigh = || Bm25Weight::for_one_term_without_explain(with, articles, average);
        Ok(known.bm25.get_or_insert_with(weigh).clone())
    }

    /// How many tokens a live article has in a field.
    pub(super) fn average_length(&self, field: Field) -> tantivy::Result<f32> {
        Ok(self.total_num_tokens(field)? as f32 / self.totals.articles as f32)
    }

    fn look_up(&self, term: &Term) -> tantivy::Result<Known> {
        let (mut live, mut infos) = (0, Vec::new());
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let info = index.get_term_info(term)?;
            infos.push(info.clone());
            let Some(info) = info else { continue };
            let Some(alive) = segment.alive_bitset() else {
                live += u64::from(info.doc_freq);
                continue;
            };
            let mut postings =
                index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                live += u64::from(alive.is_alive(postings.doc()));
                postings.advance();
            }
        }
        Ok(Known { live, infos: infos.into(), bm25: None })
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    /// For names, places and addresses the tokens of the roots too: all are so short beside an
    /// article that their lengths hardly tell between them.
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        Ok(if field == self.fields.exact { self.totals.exact } else { self.totals.root })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.totals.articles)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        if let Some(known) = self.known.borrow().get(term) {
            return Ok(known.live);
        }
        let known = self.look_up(term)?;
        let live = known.live;
        self.known.borrow_mut().insert(term.clone(), known);
        Ok(live)
    }
}
