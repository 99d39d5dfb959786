//! Telusur: full-text search for Indonesian articles.
//!
//! Point a [`Keeper`] at articles, ask an [`Engine`] in Indonesian, get ranked
//! passages with what matched marked. Change the articles, and only what
//! changed is indexed again.
//!
//! ```
//! use telusur::{Engine, IndexOptions, Keeper, Language, Quiet, SearchRequest};
//!
//! # fn main() -> telusur::Result<()> {
//! # let scratch = tempfile::tempdir().expect("a scratch folder");
//! # let (articles, index) = (scratch.path().join("berita"), scratch.path().join("index"));
//! # std::fs::create_dir(&articles).expect("a folder");
//! std::fs::write(
//!     articles.join("sumedang.txt"),
//!     "Sumedang bangun kota cerdas\n\nPembangunan kota itu dimulai tahun ini.",
//! )
//! .expect("a file");
//! Keeper::new(&index).sync(&IndexOptions::of([&articles]), &mut Quiet)?;
//!
//! let engine = Engine::open(&index)?;
//! let answer = engine.search(&SearchRequest::new("membangun kota"), Language::Id)?;
//! let passage = &answer.hits[0].passages[0];
//! let marked: Vec<&str> = passage.highlights.iter().map(|span| span.of(&passage.text)).collect();
//! assert_eq!(marked, ["Pembangunan", "kota"]);
//! # Ok(())
//! # }
//! ```
//!
//! | to | use |
//! |---|---|
//! | bring an index in step with files | [`Keeper`], [`IndexOptions`] |
//! | ask it | [`Engine`], [`SearchRequest`], [`SearchResponse`] |
//! | see how words are understood | [`analysis::Analyzer`] |
//! | read a query without an index | [`query::parse`] |
//! | measure ranking | [`eval::evaluate`] |

pub mod analysis;
pub mod article;
pub mod clean;
pub mod config;
pub mod corpus;
pub mod date;
pub mod duplicate;
pub mod edit;
pub mod engine;
pub mod error;
pub mod eval;
pub mod index;
pub mod month;
pub mod origin;
pub mod plan;
pub mod query;
pub mod search;
pub mod site;
pub mod span;
pub mod sync;

pub use engine::{Engine, IndexOptions, Keeper, Quiet};
pub use error::{Error, ErrorKind, Result};
pub use query::Language;
pub use search::{SearchRequest, SearchResponse};
