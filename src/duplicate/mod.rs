//! Near duplicates: wire copies and re-posts of one text.
//!
//! While an article is analysed a [`SignatureBuilder`] makes its [`Signature`];
//! [`groups()`] finds which articles are copies of each other from signatures alone.

mod alignment;
mod groups;
mod imprint;
mod signature;

pub use groups::groups;
pub use imprint::Imprint;
pub use signature::{LEAST_WORDS, Signature, SignatureBuilder};
