//! From candidates to an answer: rank, cut passages, mark what matched.
//!
//! Works on plans, candidates and layouts alone; which engine found them is not
//! known here.

mod highlight;
mod passage;
mod relax;
mod repair;
mod request;
mod response;
mod slip;
mod suggest;

pub use highlight::Highlighter;
pub use passage::{Passages, Window};
pub use relax::{Relaxation, Step, relax};
pub use repair::{Reach, Repair, RepairKind, Repaired, repair};
pub use request::SearchRequest;
pub use response::{Hit, Passage, QueryWarning, SearchResponse};
pub use slip::slip_cost;
pub use suggest::{Vocabulary, correct, formal};
