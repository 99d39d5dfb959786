//! [`Evidence`]: what an article teaches the index beside its words.
//!
//! It is stored in the segment, a record an article, so that it merges and dies with it. From
//! the evidence of all live articles every commit derives its [`Tables`](super::tables::Tables).

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::{Index, ReloadPolicy, Searcher};

use super::document::Document;
use super::records::{RecordKind, Records, put, take};
use super::schema::KEY;
use crate::analysis::acronym::{AcronymKind, AcronymPair};
use crate::duplicate::Signature;

/// Evidence files.
pub(super) const KIND: RecordKind = RecordKind { extension: "evidence", encode: encode_document };

/// The evidence of one article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Evidence {
    /// By which copies are known; none of a short article.
    pub(super) signature: Option<Signature>,
    /// What it says short forms stand for.
    pub(super) acronyms: Vec<AcronymPair>,
}

impl Evidence {
    /// Appends the evidence as bytes: whether there is a signature, the signature; how many
    /// short forms there are, for each its kind, itself and its long form.
    pub(super) fn encode(&self, to: &mut Vec<u8>) {
        to.push(u8::from(self.signature.is_some()));
        if let Some(signature) = &self.signature {
            signature.encode(to);
        }
        put(to, self.acronyms.len() as u32);
        for AcronymPair { short, long, kind } in &self.acronyms {
            to.push(*kind as u8);
            for text in [short, long] {
                put(to, text.len() as u32);
                to.extend(text.as_bytes());
            }
        }
    }

    /// Reads what [`Evidence::encode`] wrote; what is cut off is missing.
    pub(super) fn decode(mut bytes: &[u8]) -> Self {
        let has_signature = bytes.split_off_first() == Some(&1);
        let signature = if has_signature { Signature::decode(&mut bytes) } else { None };
        let count = take(&mut bytes);
        let acronyms = (0..count).map_while(|_| decode_pair(&mut bytes)).collect();
        Self { signature, acronyms }
    }
}

fn decode_pair(bytes: &mut &[u8]) -> Option<AcronymPair> {
    let kind = *AcronymKind::ALL.get(usize::from(*bytes.split_off_first()?))?;
    let mut text = || {
        let length = take(bytes) as usize;
        let text = std::str::from_utf8(bytes.split_off(..length)?).ok()?;
        Some(text.to_owned())
    };
    Some(AcronymPair { short: text()?, long: text()?, kind })
}

/// Names an article in derived tables and side files: the first 64 bits of blake3 of its id.
pub(super) fn key(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("eight bytes"))
}

/// The evidence of all live articles, by ascending key.
pub(super) type Live = Vec<(u64, Evidence)>;

/// The live evidence of a commit.
pub(super) fn live(searcher: &Searcher) -> tantivy::Result<Live> {
    let mut live = Vec::new();
    for segment in searcher.segment_readers() {
        let (records, keys) = (Records::open(segment, KIND)?, segment.fast_fields().u64(KEY)?);
        for doc in segment.doc_ids_alive() {
            let key = keys.first(doc).unwrap_or_default();
            live.push((key, Evidence::decode(records.of(doc))));
        }
    }
    live.sort_by_key(|(key, _)| *key);
    Ok(live)
}

/// What was analysed since the last commit. The evidence lies encoded in one stretch of memory:
/// kept as many small pieces it would hold on to the heap between them, several times its size.
#[derive(Default)]
struct Delivered {
    bytes: Vec<u8>,
    /// Number of the put, key, where its evidence ends.
    entries: Vec<(u64, u64, usize)>,
}

type Analysed = Arc<Mutex<Delivered>>;

/// Where a document delivers its evidence when it is analysed.
pub(super) struct Delivery {
    analysed: Analysed,
    /// Number of the put.
    number: u64,
}

impl Delivery {
    fn deliver(&self, key: u64, encoded: &[u8]) {
        let mut analysed = self.analysed.lock().unwrap_or_else(PoisonError::into_inner);
        analysed.bytes.extend_from_slice(encoded);
        let end = analysed.bytes.len();
        analysed.entries.push((self.number, key, end));
    }
}

fn encode_document(document: &Document, to: &mut Vec<u8>) {
    let before = to.len();
    document.evidence().encode(to);
    document.delivery().deliver(document.key(), &to[before..]);
}

/// The evidence of what a writer changes, until it commits.
#[derive(Default)]
pub(super) struct Changes {
    analysed: Analysed,
    puts: u64,
    /// The last put of each article that was put and not removed since.
    last: HashMap<u64, u64>,
    /// Articles removed or replaced.
    gone: HashSet<u64>,
}

impl Changes {
    /// An article is put.
    pub(super) fn put(&mut self, key: u64) -> Delivery {
        self.puts += 1;
        self.last.insert(key, self.puts);
        Delivery { analysed: self.analysed.clone(), number: self.puts }
    }

    /// An article is removed.
    pub(super) fn remove(&mut self, key: u64) {
        self.last.remove(&key);
        self.gone.insert(key);
    }

    /// The live evidence once the changes are committed upon the last commit of an index; to be
    /// called when all that was put has been analysed.
    pub(super) fn applied(self, index: &Index) -> tantivy::Result<Live> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let mut live = live(&reader.searcher())?;
        live.retain(|(key, _)| !self.gone.contains(key));
        let analysed =
            std::mem::take(&mut *self.analysed.lock().unwrap_or_else(PoisonError::into_inner));
        let mut start = 0;
        for (number, key, end) in analysed.entries {
            if self.last.get(&key) == Some(&number) {
                live.push((key, Evidence::decode(&analysed.bytes[start..end])));
            }
            start = end;
        }
        live.sort_by_key(|(key, _)| *key);
        Ok(live)
    }
}
