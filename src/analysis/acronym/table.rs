//! [`AcronymTable`]: what the articles together say short forms stand for.

use std::collections::{BTreeMap, HashMap};

use super::word::{canonical, content};
use super::{AcronymKind, AcronymPair};

/// Share of the articles that spell a short form out which a long form needs, in percent. MK
/// is Mahkamah Konstitusi in the news; that a few call Mata Kuliah so makes it no homonym,
/// while two that are equally frequent both stay.
const LEAST_SHARE: u64 = 20;

/// Articles named as samples of a long form.
const SAMPLES: usize = 3;

/// A short form with what it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ShortForm {
    /// As most articles write it.
    pub written: String,
    /// What it stands for, the most frequent first; never empty.
    pub long_forms: Vec<LongForm>,
}

/// What a short form stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LongForm {
    /// As most articles write it.
    pub written: String,
    /// How the short form comes from it.
    pub kind: AcronymKind,
    /// How many articles say so.
    pub articles: u32,
    /// Some of them, by the key they were added with: the least.
    pub samples: Vec<u64>,
}

/// Short forms by their canonical form.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AcronymTable {
    /// Sorted by their canonical form.
    pub short_forms: BTreeMap<String, ShortForm>,
}

/// Collects what articles say, in any order.
#[derive(Debug, Default)]
pub struct TableBuilder {
    said: HashMap<AcronymPair, Said>,
}

/// Who says a pair, written just so.
#[derive(Debug, Default)]
struct Said {
    articles: u32,
    samples: Vec<u64>,
}

impl Said {
    fn add(&mut self, articles: u32, samples: impl IntoIterator<Item = u64>) {
        self.articles += articles;
        for key in samples {
            let at = self.samples.partition_point(|known| *known < key);
            if at < SAMPLES && self.samples.get(at) != Some(&key) {
                self.samples.insert(at, key);
                self.samples.truncate(SAMPLES);
            }
        }
    }
}

/// One short form, however written.
#[derive(Default)]
struct Shortened {
    /// Ways to write it and how many articles do.
    ways: BTreeMap<String, u32>,
    /// Its long forms by their content words.
    longs: BTreeMap<String, Gathered>,
}

/// One long form of a short one, however written.
#[derive(Default)]
struct Gathered {
    said: Said,
    kind: Option<AcronymKind>,
    /// Ways to write the long form and how many articles do.
    ways: BTreeMap<String, u32>,
}

impl TableBuilder {
    /// Takes what the article of a key says, as [`pairs`](super::pairs) gives it.
    pub fn add(&mut self, key: u64, pairs: &[AcronymPair]) {
        for pair in pairs {
            // Cloning what is known already would cost more than looking it up.
            let said = match self.said.get_mut(pair) {
                Some(said) => said,
                None => self.said.entry(pair.clone()).or_default(),
            };
            said.add(1, [key]);
        }
    }

    /// The table.
    pub fn finish(self) -> AcronymTable {
        let mut shorts: BTreeMap<String, Shortened> = BTreeMap::new();
        for (pair, said) in self.said {
            let long = content(&canonical(&pair.long));
            let short = shorts.entry(canonical(&pair.short)).or_default();
            *short.ways.entry(pair.short).or_default() += said.articles;
            let gathered = short.longs.entry(long).or_default();
            *gathered.ways.entry(pair.long).or_default() += said.articles;
            gathered.kind = Some(gathered.kind.map_or(pair.kind, |kind| kind.min(pair.kind)));
            gathered.said.add(said.articles, said.samples);
        }
        let short_form = |(form, Shortened { ways, longs })| {
            let long_forms = long_forms(longs);
            (!long_forms.is_empty())
                .then(|| (form, ShortForm { written: most_frequent(ways), long_forms }))
        };
        AcronymTable { short_forms: shorts.into_iter().filter_map(short_form).collect() }
    }
}

/// Those that enough articles speak for.
fn long_forms(gathered: BTreeMap<String, Gathered>) -> Vec<LongForm> {
    let all: u64 = gathered.values().map(|long| u64::from(long.said.articles)).sum();
    let mut forms: Vec<LongForm> = gathered
        .into_values()
        .filter_map(|Gathered { said, kind, ways }| {
            let kind = kind?;
            let enough = said.articles >= kind.articles_needed()
                && u64::from(said.articles) * 100 >= all * LEAST_SHARE;
            enough.then(|| LongForm {
                written: most_frequent(ways),
                kind,
                articles: said.articles,
                samples: said.samples,
            })
        })
        .collect();
    forms.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.written.cmp(&b.written)));
    forms
}

/// The most frequent way to write something; of equals the first.
fn most_frequent(ways: BTreeMap<String, u32>) -> String {
    let mut best = (0, String::new());
    for (way, articles) in ways {
        if articles > best.0 {
            best = (articles, way);
        }
    }
    best.1
}
