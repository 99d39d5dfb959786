//! [`SearchResponse`]: what a search answers, in the shape of its JSON.

use serde::{Serialize, Serializer};

use super::explain::Explanation;
use super::phases::Phases;
use crate::span::Span;

/// The answer to a query.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SearchResponse {
    /// Version of this shape.
    pub version: u32,
    /// The query as typed.
    pub query: String,
    /// How many articles there are.
    pub total: u64,
    /// What `total` and `groups` count.
    pub counted: Counted,
    /// How many there are if copies of one article count as one; not told where each copy is
    /// a hit of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<u64>,
    /// Whether `total` and `groups` are exact, or at least that many.
    pub total_exact: bool,
    /// Microseconds from the query to this answer.
    pub took_us: u64,
    /// Where the time went.
    #[serde(skip)]
    pub phases: Phases,
    /// The page of hits, in order.
    pub hits: Vec<Hit>,
    /// Another query that may find more.
    pub suggestion: Option<String>,
    /// What was understood otherwise than typed.
    pub warnings: Vec<QueryWarning>,
}

/// Which articles are counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Those that have all words of a query of plain words; hits may lack some.
    AllWords,
    /// All that an expression finds.
    Matches,
}

/// What was made of a query, before anything is looked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Understanding {
    /// The query as typed.
    pub query: String,
    /// The same in the canonical form of the language; it means the same when typed.
    pub understood: String,
    /// The same in words, a part a line, indented by two spaces a level.
    pub meaning: String,
    /// What was understood otherwise than typed.
    pub warnings: Vec<QueryWarning>,
}

/// One article that was found.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Hit {
    /// Its rank, from 1.
    pub rank: usize,
    /// Its score.
    pub score: f32,
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// What is marked in the headline.
    #[serde(serialize_with = "pairs")]
    pub title_highlights: Vec<Span>,
    /// Where it was published.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who edited it.
    pub editor: Option<String>,
    /// The place of its dateline.
    pub place: Option<String>,
    /// The section it stood in.
    pub section: Option<String>,
    /// Where it was read from.
    pub path: String,
    /// Words of the query that it lacks.
    pub missing: Vec<String>,
    /// How many copies of it were found too, for which it stands.
    pub copies_total: usize,
    /// The first of them, the earliest first.
    pub copies: Vec<Copy>,
    /// How its score came about, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
    /// Its passages: best first, or in the order of the text if that was asked for.
    pub passages: Vec<Passage>,
}

/// A copy of a hit.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Copy {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Where it was read from.
    pub path: String,
}

/// A window of whole sentences of an article's text; of a very long one, some words.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Passage {
    /// What it says.
    pub text: String,
    /// How well it answers, within its article.
    pub score: f32,
    /// Its first byte in the article's text.
    pub start: usize,
    /// One past its last byte in the article's text.
    pub end: usize,
    /// Whether the sentence it begins in is longer than what is shown and begins before.
    pub cut_before: bool,
    /// Whether the sentence it ends in goes on.
    pub cut_after: bool,
    /// What is marked, in the passage's own text.
    #[serde(serialize_with = "pairs")]
    pub highlights: Vec<Span>,
}

/// A remark on the query.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct QueryWarning {
    /// What it says.
    pub message: String,
    /// Where in the query it begins, in bytes.
    pub start: Option<usize>,
    /// Where in the query it ends, in bytes.
    pub end: Option<usize>,
}

/// Spans as `[start, end]`.
fn pairs<S: Serializer>(spans: &[Span], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(spans.iter().map(|span| [span.start, span.end]))
}
