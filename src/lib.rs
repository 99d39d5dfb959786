//! Telusur
pub mod analysis;
pub mod article;
pub mod config;
pub mod corpus;
pub mod date;
pub mod engine;
pub mod error;
pub mod eval;
pub mod index;
pub mod plan;
pub mod query;
pub mod search;
pub mod span;
pub mod sync;
pub use search::SearchRequest;
