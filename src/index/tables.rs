//! [`Tables`]: what a commit derives from the evidence of all live articles.
//!
//! Each is a function of that evidence alone, so an index that was changed step by step has
//! the tables of a fresh one.

use super::copies::Copies;
use super::evidence::Live;
use crate::duplicate;

/// The side files derived at a commit, as bytes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tables {
    /// Which articles are copies of each other.
    pub(super) copies: Vec<u8>,
}

impl Tables {
    /// Derives all tables.
    pub(super) fn derive(live: Live) -> Self {
        let (keys, signatures): (Vec<u64>, Vec<_>) =
            live.into_iter().map(|(key, evidence)| (key, evidence.signature)).unzip();
        let groups = duplicate::groups(&signatures);
        let groups = groups.iter().map(|group| group.iter().map(|n| keys[*n as usize]).collect());
        Self { copies: Copies::new(groups.collect()).to_bytes() }
    }
}
