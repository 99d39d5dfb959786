//! [`Top`]: the best of many, in an order that does not depend on how they come.
//!
//! Equal scores fall by date, newest first, then by id.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::Searcher;
use tantivy::columnar::Column;

use super::layout::LayoutReader;
use super::schema::SECONDS;
use crate::plan::{ArticleRef, Sort};

/// What decides between articles of equal score.
pub(super) struct TieBreak {
    segments: Vec<(Column<i64>, LayoutReader)>,
}

impl TieBreak {
    pub(super) fn of(searcher: &Searcher, layouts: &[LayoutReader]) -> tantivy::Result<Self> {
        let columns = searcher.segment_readers().iter().zip(layouts).map(|(segment, layout)| {
            let none = || Column::build_empty_column(segment.max_doc());
            let seconds = segment.fast_fields().column_opt(SECONDS)?.unwrap_or_else(none);
            Ok((seconds, layout.clone()))
        });
        Ok(Self { segments: columns.collect::<tantivy::Result<_>>()? })
    }

    /// Seconds since 1970 of an article's date.
    pub(super) fn seconds(&self, article: ArticleRef) -> Option<i64> {
        self.segments[article.segment as usize].0.first(article.number)
    }

    fn id(&self, article: ArticleRef) -> &[u8] {
        self.segments[article.segment as usize].1.id(article.number)
    }

    /// Which of two articles comes first, all else being equal.
    pub(super) fn compare(&self, a: ArticleRef, b: ArticleRef) -> Ordering {
        self.seconds(b).cmp(&self.seconds(a)).then_with(|| self.id(a).cmp(self.id(b)))
    }

    /// Which of two articles comes first by date; what has none comes last.
    fn compare_by_date(&self, a: ArticleRef, b: ArticleRef, sort: Sort) -> Ordering {
        let (first, second) = (self.seconds(a), self.seconds(b));
        let by_date = match (first, second) {
            (Some(first), Some(second)) if sort == Sort::Oldest => first.cmp(&second),
            (Some(first), Some(second)) => second.cmp(&first),
            _ => second.is_some().cmp(&first.is_some()),
        };
        by_date.then_with(|| self.id(a).cmp(self.id(b)))
    }
}

/// Keeps the best so many of what is pushed.
pub(super) struct Top<'t> {
    ties: &'t TieBreak,
    sort: Sort,
    depth: usize,
    /// The worst on top.
    entries: BinaryHeap<Entry<'t>>,
    threshold: f32,
}

impl<'t> Top<'t> {
    pub(super) fn new(depth: usize, sort: Sort, ties: &'t TieBreak) -> Self {
        let entries = BinaryHeap::with_capacity(depth);
        Self { ties, sort, depth, entries, threshold: f32::MIN }
    }

    /// Takes an article.
    pub(super) fn push(&mut self, score: f32, article: ArticleRef) {
        let entry = Entry { score, article, sort: self.sort, ties: self.ties };
        if self.entries.len() < self.depth {
            self.entries.push(entry);
        } else if let Some(mut worst) = self.entries.peek_mut().filter(|worst| entry < **worst) {
            *worst = entry;
        }
        let full = self.entries.len() == self.depth && self.sort == Sort::Relevance;
        if let Some(worst) = self.entries.peek().filter(|_| full) {
            self.threshold = worst.score.next_down();
        }
    }

    /// The score that another must exceed to matter. It lies just below the worst kept, so that
    /// ties are still seen.
    pub(super) fn threshold(&self) -> f32 {
        self.threshold
    }

    /// The best, in order.
    pub(super) fn finish(self) -> Vec<(f32, ArticleRef)> {
        let sorted = self.entries.into_sorted_vec().into_iter();
        sorted.map(|entry| (entry.score, entry.article)).collect()
    }
}

/// An article with its score; what comes first is less.
#[derive(Clone, Copy)]
struct Entry<'t> {
    score: f32,
    article: ArticleRef,
    sort: Sort,
    ties: &'t TieBreak,
}

impl Ord for Entry<'_> {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.article, other.article);
        match self.sort {
            Sort::Relevance => {
                other.score.total_cmp(&self.score).then_with(|| self.ties.compare(a, b))
            }
            Sort::Newest | Sort::Oldest => self.ties.compare_by_date(a, b, self.sort),
        }
    }
}

impl PartialOrd for Entry<'_> {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Entry<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Entry<'_> {}
