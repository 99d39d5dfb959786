//! Ranking quality on TREC collections: queries, judgements, runs and measures.

mod judgments;
mod metrics;
mod report;

pub use judgments::{Judgments, Queries};
pub use metrics::{Measures, measure};
pub use report::{EvalReport, Run, evaluate};
