//! [`Top`]: the best of many, in an order that does not depend on how they come.
//!
//! Equal scores fall by date, newest first, then by id.

use std::cmp::Ordering;

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
    entries: Vec<(f32, ArticleRef)>,
    threshold: f32,
}

impl<'t> Top<'t> {
    pub(super) fn new(depth: usize, sort: Sort, ties: &'t TieBreak) -> Self {
        Self { ties, sort, depth, entries: Vec::new(), threshold: f32::MIN }
    }

    /// Takes an article.
    pub(super) fn push(&mut self, score: f32, article: ArticleRef) {
        self.entries.push((score, article));
        // Seldom enough to be cheap, often enough to keep the threshold high.
        if self.entries.len() >= self.depth + self.depth / 4 + 8 {
            self.shrink();
        }
    }

    /// The score that another must exceed to matter. It lies just below the worst kept, so that
    /// ties are still seen.
    pub(super) fn threshold(&self) -> f32 {
        self.threshold
    }

    /// The best, in order.
    pub(super) fn finish(mut self) -> Vec<(f32, ArticleRef)> {
        self.shrink();
        let (ties, sort) = (self.ties, self.sort);
        self.entries.sort_unstable_by(|a, b| order(*a, *b, sort, ties));
        self.entries
    }

    fn shrink(&mut self) {
        let (ties, sort) = (self.ties, self.sort);
        if self.entries.len() < self.depth || self.depth == 0 {
            return self.entries.truncate(self.depth);
        }
        let last = self.depth - 1;
        self.entries.select_nth_unstable_by(last, |a, b| order(*a, *b, sort, ties));
        self.entries.truncate(self.depth);
        if sort == Sort::Relevance {
            self.threshold = self.entries[last].0.next_down();
        }
    }
}

/// Which of two entries comes first.
fn order(a: (f32, ArticleRef), b: (f32, ArticleRef), sort: Sort, ties: &TieBreak) -> Ordering {
    match sort {
        Sort::Relevance => b.0.total_cmp(&a.0).then_with(|| ties.compare(a.1, b.1)),
        Sort::Newest | Sort::Oldest => ties.compare_by_date(a.1, b.1, sort),
    }
}
