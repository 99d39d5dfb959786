//! [`Signature`]: what is kept of an article's words to know copies of it.
//!
//! Its sketch, the lowest hashes of the article's runs of three words (a bottom-k sketch, Cohen
//! and Kaplan 2007), finds articles that share much; its words, a byte each, tell how the two
//! lie on each other; its imprint tells whose it is.

use super::alignment;
use super::imprint::Imprint;

/// Fewest words an article needs for a signature: below, a caption or a teaser that many share
/// would make copies of articles that have nothing else in common.
pub const LEAST_WORDS: usize = 30;

/// Most words looked at, from the first on: what follows in longer texts, such as statutes, is
/// the same if these are.
const MOST_WORDS: usize = 4096;

/// Hashes of runs in the sketch. Of copies with a fifth of their words changed 98 % pass
/// [`LEAST_SHARED`] with 16, 24 or 32 of them, and the fewer the more others do.
const SKETCH: usize = 24;

/// Of the runs of the shorter article, as far as both sketches reach, the share the other must
/// have before the two are laid on each other: half of what remains of the runs of three words
/// if every fifth word is changed.
const LEAST_SHARED: f64 = 0.35;

/// Words of a run: runs of three seldom meet by chance, and live on between two changed words.
pub(super) const RUN: usize = 3;

/// The bit of a word's byte that tells names and numbers.
pub(super) const FACT: u8 = 0x80;

/// What is kept of one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// A byte a word: seven bits of its hash, and whether it is a fact.
    words: Vec<u8>,
    /// Lowest hashes of runs, ascending.
    sketch: Vec<u32>,
    imprint: Imprint,
}

/// Makes a signature of the words of an article, one after the other.
#[derive(Clone, Debug, Default)]
pub struct SignatureBuilder {
    words: Vec<u8>,
    /// Hashes of the last two words.
    last: [u64; RUN - 1],
    runs: Vec<u32>,
    /// What is not below this is not among the lowest; none while there are few.
    limit: Option<u32>,
}

impl SignatureBuilder {
    /// Takes the next word by its surface form; `fact` tells names and numbers.
    pub fn word(&mut self, surface: &str, fact: bool) {
        if self.words.len() == MOST_WORDS {
            return;
        }
        let hash = hash(surface);
        self.words.push((hash >> 57) as u8 | if fact { FACT } else { 0 });
        let [first, second] = self.last;
        if self.words.len() >= RUN {
            let run = mixed(first.rotate_left(21) ^ second.rotate_left(42) ^ hash);
            self.take((run >> 32) as u32);
        }
        self.last = [second, hash];
    }

    fn take(&mut self, run: u32) {
        if self.limit.is_none_or(|limit| run < limit) {
            self.runs.push(run);
            // Seldom enough to be cheap.
            if self.runs.len() >= 4 * SKETCH {
                self.keep_lowest();
            }
        }
    }

    fn keep_lowest(&mut self) {
        self.runs.sort_unstable();
        self.runs.dedup();
        self.runs.truncate(SKETCH);
        self.limit = self.runs.get(SKETCH - 1).copied();
    }

    /// The signature of an article with such an imprint, or none of a text shorter than
    /// [`LEAST_WORDS`].
    pub fn finish(mut self, imprint: Imprint) -> Option<Signature> {
        self.keep_lowest();
        let Self { words, runs: sketch, .. } = self;
        (words.len() >= LEAST_WORDS).then_some(Signature { words, sketch, imprint })
    }
}

impl Signature {
    /// The words, a byte each.
    pub(super) fn words(&self) -> &[u8] {
        &self.words
    }

    /// The lowest hashes of runs, ascending.
    pub(super) fn sketch(&self) -> &[u32] {
        &self.sketch
    }

    /// Appends the signature as bytes.
    pub fn encode(&self, to: &mut Vec<u8>) {
        to.extend((self.words.len() as u16).to_le_bytes());
        to.push(self.sketch.len() as u8);
        to.extend(&self.words);
        let Imprint { outlet, title } = self.imprint;
        let hashes = self.sketch.iter().chain([&outlet, &title]);
        hashes.for_each(|hash| to.extend(hash.to_le_bytes()));
    }

    /// Takes what [`Signature::encode`] wrote off the front; `None` if it is cut off.
    pub fn decode(from: &mut &[u8]) -> Option<Self> {
        let (count, rest) = from.split_first_chunk()?;
        let (runs, rest) = rest.split_first()?;
        let (words, rest) = rest.split_at_checked(u16::from_le_bytes(*count).into())?;
        let (hashes, rest) = rest.split_at_checked(4 * (usize::from(*runs) + 2))?;
        *from = rest;
        let hashes = hashes.as_chunks().0.iter().map(|hash| u32::from_le_bytes(*hash));
        let mut sketch: Vec<u32> = hashes.collect();
        let (title, outlet) = (sketch.pop()?, sketch.pop()?);
        Some(Self { words: words.to_vec(), sketch, imprint: Imprint { outlet, title } })
    }

    /// Whether one of the two articles is a copy of the other.
    pub fn is_copy(&self, other: &Self) -> bool {
        self.shared_by_copy(other).is_some()
    }

    /// How many words the two share if one is a copy of the other. Unlikely pairs are told apart
    /// by their sketches, at a fraction of the cost.
    pub(super) fn shared_by_copy(&self, other: &Self) -> Option<usize> {
        if self.words == other.words {
            return Some(self.words.len());
        }
        let vouched = self.imprint.vouches(other.imprint);
        let likely = self.may_be_copy(other);
        likely.then(|| alignment::shared_by_copy(&self.words, &other.words, vouched))?
    }

    /// Whether enough runs are shared, as far as both sketches reach.
    fn may_be_copy(&self, other: &Self) -> bool {
        // A sketch that is not full holds every run.
        let reach = |sketch: &[u32]| sketch.get(SKETCH - 1).copied().unwrap_or(u32::MAX);
        let reach = reach(&self.sketch).min(reach(&other.sketch));
        let within = |sketch: &[u32]| sketch.partition_point(|hash| *hash <= reach);
        let first = &self.sketch[..within(&self.sketch)];
        let second = &other.sketch[..within(&other.sketch)];
        let (mut shared, mut at) = (0, 0);
        for hash in first {
            while second.get(at).is_some_and(|other| other < hash) {
                at += 1;
            }
            shared += usize::from(second.get(at) == Some(hash));
        }
        shared >= 2 && shared as f64 >= LEAST_SHARED * first.len().min(second.len()) as f64
    }
}

/// Whether a word of a signature is a name or a number.
pub(super) fn is_fact(word: u8) -> bool {
    word & FACT != 0
}

/// A hash of a word or a text: eight bytes a step, then mixed. The constant is that of FxHash.
pub(super) fn hash(word: &str) -> u64 {
    let mut hash = word.len() as u64;
    for chunk in word.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        let next = hash.rotate_left(5) ^ u64::from_le_bytes(bytes);
        hash = next.wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    mixed(hash)
}

/// Spreads every bit over all (the finalizer of MurmurHash3).
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(text: &str) -> Option<Signature> {
        let mut builder = SignatureBuilder::default();
        text.split_whitespace().for_each(|word| builder.word(word, word.parse::<f64>().is_ok()));
        builder.finish(Imprint { outlet: 4, title: 6 })
    }

    fn numbered(words: std::ops::Range<u32>) -> String {
        words.map(|number| format!("kata{number} ")).collect()
    }

    #[test]
    fn short_texts_have_none() {
        assert!(signature(&numbered(0..29)).is_none());
        assert!(signature(&numbered(0..30)).is_some());
    }

    #[test]
    fn survives_a_round_trip_and_refuses_what_is_cut_off() {
        let signature = signature(&numbered(0..100)).unwrap();
        let mut bytes = Vec::new();
        signature.encode(&mut bytes);
        for end in 0..bytes.len() {
            assert!(Signature::decode(&mut &bytes[..end]).is_none());
        }
        bytes.push(7);
        let mut rest = bytes.as_slice();
        assert_eq!(Signature::decode(&mut rest), Some(signature));
        assert_eq!(rest, [7]);
    }

    #[test]
    fn a_part_is_a_copy_and_another_text_is_not() {
        let of = |text: String| signature(&text).unwrap();
        let whole = of(numbered(0..200));
        assert!(whole.is_copy(&whole));
        assert!(whole.is_copy(&of(numbered(60..200))));
        assert!(of(numbered(0..60) + &numbered(90..200)).is_copy(&whole));
        assert!(!whole.is_copy(&of(numbered(500..700))));
        assert!(!whole.is_copy(&of(numbered(0..90) + &numbered(500..610))));
    }
}
