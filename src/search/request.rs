//! [`SearchRequest`]: what a search is asked for.

use jiff::civil::Date;

use crate::config;
use crate::plan::{Copies, Sort};

/// A query and how to answer it.
///
/// ```
/// use telusur::SearchRequest;
///
/// let request = SearchRequest::new("kota cerdas").limit(5).passages(1);
/// assert_eq!(request.limit, 5);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchRequest {
    /// The query as typed.
    pub query: String,
    /// Most hits.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Most passages a hit.
    pub passages: usize,
    /// The order of hits.
    pub sort: Sort,
    /// First day of publication.
    pub since: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
    /// Words that follow one another in the name of the source.
    pub source: Option<String>,
    /// Whether the passages of a hit come in the order of its text, not the best first.
    pub text_order: bool,
    /// Whether copies of one article are one hit.
    pub copies: Copies,
    /// Whether words that no article has are replaced by those that were meant.
    pub repair: bool,
    /// Whether to tell how each score came about.
    pub explain: bool,
}

impl SearchRequest {
    /// The first page for a query, best first.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            limit: config::LIMIT,
            offset: 0,
            passages: config::PASSAGES,
            sort: Sort::Relevance,
            since: None,
            until: None,
            source: None,
            text_order: false,
            copies: Copies::Together,
            repair: true,
            explain: false,
        }
    }

    /// At most so many hits.
    pub fn limit(self, limit: usize) -> Self {
        Self { limit, ..self }
    }

    /// Passes over so many hits.
    pub fn offset(self, offset: usize) -> Self {
        Self { offset, ..self }
    }

    /// At most so many passages a hit.
    pub fn passages(self, passages: usize) -> Self {
        Self { passages, ..self }
    }

    /// Whether words that no article has are replaced by those that were meant.
    pub fn repair(self, repair: bool) -> Self {
        Self { repair, ..self }
    }

    /// Whether copies of one article are one hit.
    pub fn copies(self, copies: Copies) -> Self {
        Self { copies, ..self }
    }

    /// In this order.
    pub fn sort(self, sort: Sort) -> Self {
        Self { sort, ..self }
    }
}
