//! From candidates to an answer: rank, cut passages, mark what matched.
//!
//! Works on plans, candidates and layouts alone; which engine found them is not
//! known here.

mod highlight;
mod passage;
mod request;
mod response;

pub use highlight::Highlighter;
pub use passage::{Passages, Window};
pub use request::SearchRequest;
pub use response::{Hit, Passage, QueryWarning, SearchResponse};
