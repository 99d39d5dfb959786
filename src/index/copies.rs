//! [`Copies`]: the groups of articles that are copies of each other.
//!
//! As a side file: magic, number of groups (u32), then for each how many articles it has (u32)
//! and their keys (u64), ascending.

use crate::error::{Error, ErrorKind, Result};

/// Begins the file; the digit is its version.
const MAGIC: &[u8; 8] = b"copies 1";

/// Groups of two or more articles, by key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Copies {
    groups: Vec<Vec<u64>>,
}

impl Copies {
    pub(super) fn new(groups: Vec<Vec<u64>>) -> Self {
        Self { groups }
    }

    /// The groups; each has its keys ascending.
    pub(super) fn groups(&self) -> &[Vec<u64>] {
        &self.groups
    }

    /// The table as a side file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.groups.len() as u32).to_le_bytes());
        for group in &self.groups {
            bytes.extend((group.len() as u32).to_le_bytes());
            group.iter().for_each(|key| bytes.extend(key.to_le_bytes()));
        }
        bytes
    }

    /// Reads what [`Copies::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if it is cut off or something else.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Self::parse(bytes).ok_or_else(|| {
            Error::new(ErrorKind::IndexDamaged, "the copies file of the index is damaged")
        })
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut groups = Vec::new();
        for _ in 0..u32::from_le_bytes(*take(&mut rest)?) {
            let count = u32::from_le_bytes(*take(&mut rest)?);
            let keys = (0..count).map(|_| Some(u64::from_le_bytes(*take(&mut rest)?)));
            groups.push(keys.collect::<Option<_>>()?);
        }
        rest.is_empty().then_some(Self { groups })
    }
}

fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip_and_refuses_damage() {
        let copies = Copies::new(vec![vec![1, 7], vec![2, u64::MAX, 9]]);
        let whole = copies.to_bytes();
        assert_eq!(Copies::from_bytes(&whole).unwrap(), copies);
        for end in 0..whole.len() {
            assert!(Copies::from_bytes(&whole[..end]).is_err(), "{end}");
        }
    }
}
