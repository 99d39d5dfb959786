//! [`Signature`]: a sample of what an article says, by which copies of it are known.
//!
//! It holds the lowest hashes of the article's runs of three words (a bottom-k
//! sketch, Cohen and Kaplan 2007) and, apart, of its facts: numbers and names. Two
//! sketches are samples at the same places, so they tell what share of the shorter article
//! stands in the longer one, whatever was added around it or dropped.

/// Fewest words an article needs for a signature: below, a caption or a teaser that many share
/// would make copies of articles that have nothing else in common.
pub const LEAST_WORDS: u32 = 30;

/// Hashes of runs kept: with 64 the standard error of a share of one half is .06.
const RUNS: usize = 64;
/// Hashes of facts kept.
const FACTS: usize = 32;
/// Words of a run: runs of three seldom meet by chance, and live on between two edits.
const RUN: usize = 3;

/// The sample of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    words: u32,
    /// Lowest hashes of runs, ascending.
    runs: Vec<u32>,
    /// Lowest hashes of facts, ascending.
    facts: Vec<u32>,
}

/// Makes a signature of the words of an article, one after the other.
#[derive(Clone, Debug)]
pub struct SignatureBuilder {
    words: u32,
    /// Hashes of the last words.
    last: [u64; RUN - 1],
    runs: Lowest<RUNS>,
    facts: Lowest<FACTS>,
}

impl Default for SignatureBuilder {
    fn default() -> Self {
        Self { words: 0, last: [0; RUN - 1], runs: Lowest::default(), facts: Lowest::default() }
    }
}

impl SignatureBuilder {
    /// Takes the next word by its surface form; `fact` tells numbers and names.
    pub fn word(&mut self, surface: &str, fact: bool) {
        let hash = hash(surface);
        let [first, second] = self.last;
        self.words += 1;
        if self.words >= RUN as u32 {
            let run = mixed(first.rotate_left(21) ^ second.rotate_left(42) ^ hash);
            self.runs.push((run >> 32) as u32);
        }
        if fact {
            self.facts.push((mixed(hash) >> 32) as u32);
        }
        self.last = [second, hash];
    }

    /// The signature, or none of a text shorter than [`LEAST_WORDS`].
    pub fn finish(self) -> Option<Signature> {
        (self.words >= LEAST_WORDS).then(|| Signature {
            words: self.words,
            runs: self.runs.finish(),
            facts: self.facts.finish(),
        })
    }
}

impl Signature {
    /// The lowest hashes of runs, ascending.
    pub(super) fn runs(&self) -> &[u32] {
        &self.runs
    }

    /// Appends the signature as bytes.
    pub fn encode(&self, to: &mut Vec<u8>) {
        to.extend(self.words.to_le_bytes());
        to.extend([self.runs.len() as u8, self.facts.len() as u8]);
        self.runs.iter().chain(&self.facts).for_each(|hash| to.extend(hash.to_le_bytes()));
    }

    /// Takes what [`Signature::encode`] wrote off the front; `None` if it is cut off.
    pub fn decode(from: &mut &[u8]) -> Option<Self> {
        let words = u32::from_le_bytes(*take(from)?);
        let [runs, facts] = *take(from)?;
        let mut hashes = |count: u8| -> Option<Vec<u32>> {
            (0..count).map(|_| Some(u32::from_le_bytes(*take(from)?))).collect()
        };
        Some(Self { words, runs: hashes(runs)?, facts: hashes(facts)? })
    }

    /// Whether one of the two articles is a copy of the other, by estimate.
    pub fn resembles(&self, other: &Self) -> bool {
        shared(&self.runs, &other.runs, RUNS).contained() >= 0.5
    }
}

fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (taken, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(taken)
}

/// What two samples say of two sets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shared {
    both: usize,
    first: usize,
    second: usize,
}

impl Shared {
    /// Which share of the smaller set the other has.
    fn contained(self) -> f64 {
        self.both as f64 / self.first.min(self.second).max(1) as f64
    }
}

/// Compares two samples as far as both reach; one of fewer than `most` hashes is the whole set.
fn shared(first: &[u32], second: &[u32], most: usize) -> Shared {
    let reach = |hashes: &[u32]| match hashes.last() {
        Some(last) if hashes.len() == most => *last,
        _ => u32::MAX,
    };
    let reach = reach(first).min(reach(second));
    let within = |hashes: &[u32]| hashes.partition_point(|hash| *hash <= reach);
    let (first, second) = (&first[..within(first)], &second[..within(second)]);
    let (mut both, mut at) = (0, 0);
    for hash in first {
        while second.get(at).is_some_and(|other| other < hash) {
            at += 1;
        }
        both += usize::from(second.get(at) == Some(hash));
    }
    Shared { both, first: first.len(), second: second.len() }
}

/// The lowest `N` different numbers of many.
#[derive(Clone, Debug, Default)]
struct Lowest<const N: usize> {
    kept: Vec<u32>,
    /// What is not below this is not among them; 0 means that anything may be.
    limit: u32,
}

impl<const N: usize> Lowest<N> {
    fn push(&mut self, number: u32) {
        if self.limit == 0 || number < self.limit {
            self.kept.push(number);
            // Seldom enough to be cheap.
            if self.kept.len() >= 4 * N {
                self.shrink();
            }
        }
    }

    fn shrink(&mut self) {
        self.kept.sort_unstable();
        self.kept.dedup();
        if self.kept.len() >= N {
            self.kept.truncate(N);
            self.limit = self.kept[N - 1];
        }
    }

    fn finish(mut self) -> Vec<u32> {
        self.shrink();
        self.kept.shrink_to_fit();
        self.kept
    }
}

/// A hash of a word: eight bytes a step, then mixed. The constant is that of FxHash.
fn hash(word: &str) -> u64 {
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash =
            (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    mixed(hash)
}

/// Spreads every bit over all (the finalizer of MurmurHash3).
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}
