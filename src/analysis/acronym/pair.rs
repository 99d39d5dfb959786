//! [`AcronymPair`]: what one article says of a short form, as it is kept with the article.

use std::collections::HashSet;

use super::word::canonical;
use super::{AcronymKind, evidence};

/// Most pairs kept of one article; glossaries define no more.
const MOST: usize = 256;

/// A short form and what an article says it stands for, as written but for white space.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AcronymPair {
    /// The short form.
    pub short: String,
    /// The long form.
    pub long: String,
    /// How the one comes from the other.
    pub kind: AcronymKind,
}

/// What an article says, each pair once, in the order of its parts (title, text).
pub fn pairs<'t>(parts: impl IntoIterator<Item = &'t str>) -> Vec<AcronymPair> {
    let (mut pairs, mut seen) = (Vec::new(), HashSet::new());
    for text in parts {
        evidence(text, |found| {
            let (short, long) = (one_line(found.short.of(text)), one_line(found.long.of(text)));
            if pairs.len() < MOST && seen.insert((canonical(&short), canonical(&long))) {
                pairs.push(AcronymPair { short, long, kind: found.kind });
            }
        });
    }
    pairs
}

/// The text with every run of white space as one blank.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
