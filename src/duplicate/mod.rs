//! Near duplicates: wire copies and re-posts of one text.
//!
//! While an article is analysed a [`SignatureBuilder`] makes its [`Signature`];
//! [`groups`] finds which articles are copies of each other from signatures alone.

mod alignment;
mod components;
mod signature;

pub use components::groups;
pub use signature::{LEAST_WORDS, Signature, SignatureBuilder};
