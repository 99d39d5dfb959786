//! Scores of analyses: log P(pattern) + log P(root), and the best of them.
//!
//! Costs are negative log probabilities in hundredths of a nat; the least cost wins,
//! and the word itself wins a tie.

use super::affix::{Analysis, analyses};
use super::prefix::Stem;
use super::table::{Flags, Table};

/// Cost of a root the lexicon does not know: rarer than any listed root. Chosen between
/// the hard cases of the gold, which want it high (so that an unknown word is taken
/// apart down to a known root), and unknown names, which want it low.
pub const UNKNOWN: u16 = 1450;

/// Cost of each of its letters: a long unknown word is rather a form of something.
pub const UNKNOWN_LETTER: u16 = 60;

/// Words longer than this are not taken apart: none in the news is, and their
/// analyses would be many.
pub const LONGEST: usize = 48;

/// Shorter words are not taken apart: an affix and a root have two letters each.
const SHORTEST: usize = 4;

/// An analysis with its cost.
#[derive(Clone, Copy, Debug)]
pub struct Scored<'a> {
    /// The analysis.
    pub analysis: Analysis<'a>,
    /// Cost of the affixes: the negative of 100 log P(pattern).
    pub affixes: u32,
    /// Cost of the root: the negative of 100 log P(root).
    pub root: u32,
}

impl Scored<'_> {
    /// Affixes and root.
    pub const fn total(&self) -> u32 {
        self.affixes + self.root
    }
}

/// Calls `each` with every analysis of `word` that can be scored.
pub fn score<'a>(table: &Table<'_>, word: &'a str, each: &mut dyn FnMut(Scored<'a>)) {
    analyses(table.patterns(), word, &mut |analysis| {
        if let Some(root) = root_cost(table, analysis.root) {
            let affixes = u32::from(analysis.cost)
                + u32::from(table.clitic_cost(analysis.clitic))
                + u32::from(table.particle_cost(analysis.particle));
            each(Scored { analysis, affixes, root });
        }
    });
}

/// The best analysis of `word`; `None` for words that are not taken apart.
pub fn best<'a>(table: &Table<'_>, word: &'a str) -> Option<Scored<'a>> {
    let mut best: Option<Scored<'a>> = None;
    if (SHORTEST..=LONGEST).contains(&word.len()) && may_have_affix(word) {
        score(table, word, &mut |scored| {
            if best.is_none_or(|best| scored.total() < best.total()) {
                best = Some(scored);
            }
        });
    }
    best
}

/// Whether `word` begins or ends as some affix does: a quick no for many names.
fn may_have_affix(word: &str) -> bool {
    let bytes = word.as_bytes();
    let (first, last) = (&bytes[..3], &bytes[bytes.len() - 2..]);
    let ending = matches!(last, [_, b'i'] | b"an" | b"ya" | b"ku" | b"mu" | b"ah" | b"un");
    let prefix = matches!(
        first,
        [b'm' | b't' | b'b' | b'p' | b'k' | b's', b'e', _] | [b'd', b'i', _] | b"nge" | b"kau"
    ) || first.starts_with(b"ku");
    ending || prefix || first[0] == first[2] && first[1] == b'e'
}

/// Cost of `stem` as a root; `None` if it cannot be one.
fn root_cost(table: &Table<'_>, stem: Stem<'_>) -> Option<u32> {
    let found = match stem.lead {
        None => table.find(stem.rest),
        Some(lead) => {
            let mut buffer = [0; LONGEST + 4];
            let head = lead.encode_utf8(&mut buffer).len();
            let end = head + stem.rest.len();
            buffer.get_mut(head..end)?.copy_from_slice(stem.rest.as_bytes());
            std::str::from_utf8(&buffer[..end]).ok().and_then(|word| table.find(word))
        }
    };
    match found {
        Some(record) if record.flags.has(Flags::ROOT) => Some(u32::from(record.cost)),
        _ if may_be_root(stem) => {
            Some(u32::from(UNKNOWN) + u32::from(UNKNOWN_LETTER) * u32::try_from(stem.len()).ok()?)
        }
        _ => None,
    }
}

/// Whether a string the lexicon does not list could be a root.
fn may_be_root(stem: Stem<'_>) -> bool {
    stem.len() >= 3
        && stem.rest.bytes().any(|byte| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'))
}
