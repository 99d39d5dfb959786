//! From candidates to an answer: rank, cut passages, mark what matched.
//!
//! Works on plans, candidates and layouts alone; which engine found them is not
//! known here.

mod explain;
pub mod features;
mod group;
mod highlight;
mod kind;
mod passage;
mod phases;
mod question;
mod rank;
mod relax;
mod repair;
mod request;
mod response;
mod slip;
mod suggest;
mod weights;

pub use explain::{Explanation, Part};
pub use group::first_of_groups;
pub use highlight::Highlighter;
pub use kind::QueryKind;
pub use passage::{Passages, Window};
pub use phases::{Phase, Phases, Stopwatch};
pub use rank::Ranker;
pub use relax::{Relaxation, Step, relax, unquoted};
pub use repair::{Reach, Repair, RepairKind, Repaired, repair};
pub use request::SearchRequest;
pub use response::{Copy, Counted, Hit, Passage, QueryWarning, SearchResponse, Understanding};
pub use slip::slip_cost;
pub use suggest::{Vocabulary, correct, formal};
pub use weights::{Weights, score};
