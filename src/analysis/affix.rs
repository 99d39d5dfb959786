//! The affix grammar: every analysis of a word that the patterns allow.
//!
//! A word is prefixes + root + suffix + clitic + particle. Which prefixes go with
//! which suffix is the list `data/patterns.txt`, each with its weight; this file
//! peels them and calls back. The word itself is always the first analysis.

use super::prefix::{PREFIXES, Prefix, Stem, strip};

/// Prefixes and suffix of a word as one number: four bits for each of up to three
/// prefixes, outermost first, and four for the suffix.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Pattern(u16);

/// Suffixes by their number in a [`Pattern`].
pub const SUFFIXES: [&str; 4] = ["", "kan", "i", "an"];

/// Clitics; zero is none.
pub const CLITICS: [&str; 4] = ["", "nya", "ku", "mu"];

/// Particles; zero is none.
pub const PARTICLES: [&str; 5] = ["", "lah", "kah", "pun", "tah"];

/// Longest chain of prefixes.
const DEPTH: u32 = 3;

/// A root of one letter is none, and of two is rare: as, es, is.
const SHORTEST_ROOT: usize = 2;

impl Pattern {
    /// Neither prefix nor suffix.
    pub const BARE: Self = Self(0);

    /// The pattern of `prefixes` (names, outermost first) and `suffix`.
    pub fn parse(prefixes: &str, suffix: &str) -> Option<Self> {
        let mut pattern = Self(0);
        for (depth, name) in prefixes.split_whitespace().filter(|name| *name != "-").enumerate() {
            let (prefix, _) = PREFIXES.iter().find(|(_, known)| *known == name)?;
            pattern = pattern.push(u32::try_from(depth).ok()?, *prefix)?;
        }
        let suffix = if suffix == "-" { "" } else { suffix };
        let number = SUFFIXES.iter().position(|known| *known == suffix)?;
        Some(pattern.with_suffix(number))
    }

    /// From the number in the compiled lexicon.
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The number in the compiled lexicon.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether a prefix stands before the root.
    pub const fn has_prefix(self) -> bool {
        self.0 & !0xf != 0
    }

    /// Whether the outer prefix is a person, ku- or kau-: common in speech, rare in news.
    pub const fn is_spoken(self) -> bool {
        let outer = self.0 >> 12;
        outer == Prefix::Ku as u16 || outer == Prefix::Kau as u16
    }

    /// Whether a prefix stands before the root and a suffix after it.
    pub const fn is_confix(self) -> bool {
        self.has_prefix() && self.0 & 0xf != 0
    }

    fn push(self, depth: u32, prefix: Prefix) -> Option<Self> {
        (depth < DEPTH).then(|| Self(self.0 | (prefix as u16) << (12 - 4 * depth)))
    }

    fn with_suffix(self, number: usize) -> Self {
        Self(self.0 & !0xf | number as u16)
    }

    /// The patterns that begin with the first `depth` prefixes of this one: a range of bits.
    fn family(self, depth: u32) -> std::ops::RangeInclusive<u16> {
        let free = 0xffff_u16.checked_shr(4 * depth).unwrap_or(0);
        self.0 & !free..=self.0 | free
    }
}

impl std::fmt::Display for Pattern {
    /// `ke-ber-…-an`, `…` alone for a bare word.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for depth in 0..DEPTH {
            let number = self.0 >> (12 - 4 * depth) & 0xf;
            if let Some((_, name)) = PREFIXES.iter().find(|(prefix, _)| *prefix as u16 == number) {
                write!(f, "{name}-")?;
            }
        }
        f.write_str("…")?;
        match SUFFIXES.get(usize::from(self.0 & 0xf)) {
            None | Some(&"") => Ok(()),
            Some(suffix) => write!(f, "-{suffix}"),
        }
    }
}

/// The patterns with their weights, sorted: the compiled `data/patterns.txt`.
#[derive(Clone, Copy)]
pub struct Patterns<'a> {
    bytes: &'a [u8],
}

impl<'a> Patterns<'a> {
    /// Over rows of pattern bits and cost, both little-endian `u16`, sorted by bits.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    fn row(self, index: usize) -> (u16, u16) {
        let at = &self.bytes[index * 4..index * 4 + 4];
        (u16::from_le_bytes([at[0], at[1]]), u16::from_le_bytes([at[2], at[3]]))
    }

    /// The first row whose bits are at least `bits`.
    fn lower_bound(self, bits: u16) -> Option<(u16, u16)> {
        let (mut low, mut high) = (0, self.bytes.len() / 4);
        while low < high {
            let middle = low.midpoint(high);
            if self.row(middle).0 < bits { low = middle + 1 } else { high = middle }
        }
        (low < self.bytes.len() / 4).then(|| self.row(low))
    }

    /// Cost of `pattern`, if the grammar has it.
    pub fn cost(self, pattern: Pattern) -> Option<u16> {
        self.lower_bound(pattern.0).filter(|row| row.0 == pattern.0).map(|row| row.1)
    }

    /// Whether any pattern begins with the first `depth` prefixes of `pattern`.
    fn leads_on(self, pattern: Pattern, depth: u32) -> bool {
        let family = pattern.family(depth);
        self.lower_bound(*family.start()).is_some_and(|row| row.0 <= *family.end())
    }
}

/// One way to read a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Analysis<'a> {
    /// Prefixes and suffix.
    pub pattern: Pattern,
    /// Cost of the pattern and of the way its prefixes meet the stem.
    pub cost: u16,
    /// Number of the clitic in [`CLITICS`].
    pub clitic: u8,
    /// Number of the particle in [`PARTICLES`].
    pub particle: u8,
    /// What is left.
    pub root: Stem<'a>,
}

/// Calls `each` with every analysis of `word`, the word itself first.
pub fn analyses<'a>(patterns: Patterns<'_>, word: &'a str, each: &mut dyn FnMut(Analysis<'a>)) {
    for (particle, ending) in PARTICLES.iter().enumerate() {
        let Some(word) = strip_ending(word, ending) else { continue };
        for (clitic, ending) in CLITICS.iter().enumerate() {
            let Some(word) = strip_ending(word, ending) else { continue };
            for (suffix, ending) in SUFFIXES.iter().enumerate() {
                let Some(stem) = strip_ending(word, ending) else { continue };
                if *ending == "i" && stem.ends_with('i') {
                    continue;
                }
                let outer =
                    Outer { patterns, suffix, clitic: clitic as u8, particle: particle as u8 };
                outer.peel(Pattern::BARE, 0, Stem::new(stem), 0, each);
            }
        }
    }
}

fn strip_ending<'a>(word: &'a str, ending: &str) -> Option<&'a str> {
    word.strip_suffix(ending).filter(|rest| ending.is_empty() || rest.len() >= SHORTEST_ROOT)
}

/// What was taken off the end, while prefixes are peeled.
struct Outer<'p> {
    patterns: Patterns<'p>,
    suffix: usize,
    clitic: u8,
    particle: u8,
}

impl Outer<'_> {
    fn peel<'a>(
        &self,
        chain: Pattern,
        depth: u32,
        stem: Stem<'a>,
        cost: u16,
        each: &mut dyn FnMut(Analysis<'a>),
    ) {
        let pattern = chain.with_suffix(self.suffix);
        if let Some(weight) = self.patterns.cost(pattern) {
            let cost = cost + weight;
            each(Analysis {
                pattern,
                cost,
                clitic: self.clitic,
                particle: self.particle,
                root: stem,
            });
        }
        let first =
            stem.lead.map_or_else(|| stem.rest.bytes().next(), |lead| u8::try_from(lead).ok());
        for (prefix, _) in PREFIXES {
            if !may_begin(prefix, first) {
                continue;
            }
            let Some(longer) = chain.push(depth, prefix) else { break };
            if self.patterns.leads_on(longer, depth + 1) {
                strip(prefix, stem, &mut |rest, extra| {
                    if rest.len() >= SHORTEST_ROOT {
                        self.peel(longer, depth + 1, rest, cost + extra, each);
                    }
                });
            }
        }
    }
}

/// Whether a word whose first byte is `first` can begin with `prefix`.
fn may_begin(prefix: Prefix, first: Option<u8>) -> bool {
    let Some(first) = first else { return false };
    match prefix {
        Prefix::Men => first == b'm',
        Prefix::Di => first == b'd',
        Prefix::Ter | Prefix::Tidak => first == b't',
        Prefix::Ber => first == b'b',
        Prefix::Per | Prefix::Pen | Prefix::Pe => first == b'p',
        Prefix::Ke | Prefix::Ku | Prefix::Kau => first == b'k',
        Prefix::Se => first == b's',
        Prefix::Nge => first == b'n',
        Prefix::Repeat => first.is_ascii_lowercase(),
    }
}
