//! The one chain for articles, queries and highlights.
//!
//! Text is split in sentences, each sentence is cut in tokens, each token has a
//! surface form and one or more roots. [`Analyzer`] runs the chain; it knows no
//! files and no index. Nothing depends on what lies outside a sentence, so a
//! sentence analysed alone gives the tokens it gives inside its article.

mod abbreviation;
pub mod acronym;
mod address;
pub mod affix;
mod analyzer;
mod cache;
mod character;
pub mod compound;
mod date;
mod dotted;
pub mod explanation;
pub mod lexicon;
mod list;
pub mod normalizer;
mod number;
pub mod pack;
mod paragraph;
pub mod prefix;
pub mod scorer;
pub mod sentence;
pub mod stemmer;
pub mod table;
pub mod token;
pub mod tokenizer;
pub mod variant;
mod word;

pub use analyzer::Analyzer;
pub use lexicon::Lexicon;
pub use normalizer::composed;
pub(crate) use number::is_currency;
pub use sentence::Sentence;
pub use stemmer::Roots;
pub use token::{Case, Kind, Token};

/// What the chain makes of a text; raised whenever the same text gives other tokens, so that
/// indexes know they are outdated.
pub const VERSION: u32 = 1;
