//! [`Weights`]: how much each feature counts, from a reviewed text file.
//!
//! The file is written by `cargo run --release --example learn`; it is compiled
//! in. A line is a kind of query, a feature and its weight.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use super::features::{COUNT, Features, NAMES};
use super::kind::QueryKind;

/// What the file says.
static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    Weights::parse(include_str!("data/weights.txt")).expect("the compiled-in file is tested")
});

/// Weights of the features for each kind of query.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Weights {
    by_kind: BTreeMap<QueryKind, Features>,
}

impl Weights {
    /// Those compiled in.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads lines `kind feature weight`; `#` begins a comment.
    ///
    /// # Errors
    /// What is wrong with which line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut weights = Self::default();
        for (number, line) in (1..).zip(text.lines()) {
            let fields: Vec<&str> =
                line.split('#').next().unwrap_or_default().split_whitespace().collect();
            let [kind, feature, weight] = fields.as_slice() else {
                if fields.is_empty() {
                    continue;
                }
                return Err(format!("line {number}: not a kind, a feature and a weight"));
            };
            let kind = QueryKind::ALL.into_iter().find(|one| one.name() == *kind);
            let feature = NAMES.iter().position(|name| name == feature);
            let (Some(kind), Some(feature), Ok(weight)) = (kind, feature, weight.parse()) else {
                return Err(format!("line {number}: unknown kind or feature, or no number"));
            };
            weights.by_kind.entry(kind).or_insert([0.0; COUNT])[feature] = weight;
        }
        Ok(weights)
    }

    /// Those of a kind of query.
    pub fn of(&self, kind: QueryKind) -> &Features {
        self.by_kind.get(&kind).unwrap_or(&[0.0; COUNT])
    }

    /// Sets those of a kind of query.
    pub fn set(&mut self, kind: QueryKind, weights: Features) {
        self.by_kind.insert(kind, weights);
    }

    /// The lines of the file.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (kind, weights) in &self.by_kind {
            for (name, weight) in NAMES.iter().zip(weights) {
                writeln!(text, "{:9} {name:14} {weight:.4}", kind.name()).expect("into memory");
            }
        }
        text
    }
}

/// The weighted sum of features, always in the same order.
pub fn score(features: &Features, weights: &Features) -> f32 {
    features.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_weights() {
        for kind in QueryKind::ALL {
            assert!(Weights::shipped().of(kind).iter().any(|weight| *weight != 0.0), "{kind:?}");
        }
    }

    #[test]
    fn files_survive_reading() {
        let shipped = Weights::shipped();
        assert_eq!(&Weights::parse(&shipped.to_text()).unwrap(), shipped);
        assert!(Weights::parse("question roots").is_err());
        assert!(Weights::parse("question rots 1").is_err());
    }
}
