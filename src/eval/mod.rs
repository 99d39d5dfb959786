//! Ranking quality on TREC collections: queries, judgements, runs and measures.

mod comparison;
mod judgments;
mod metrics;
mod report;
mod run;
mod significance;

pub use comparison::{Changed, Comparison, Difference};
pub use judgments::{Judgments, Queries};
pub use metrics::{Measures, measure};
pub use report::{EvalReport, Times, evaluate};
pub use run::Run;
pub use significance::significance;
