//! [`Grouped`]: the groups of copies as the articles of a snapshot.

use std::cmp::Reverse;

use tantivy::columnar::Column;
use tantivy::query::EnableScoring;
use tantivy::{DocId, DocSet, Searcher};

use super::copies::Copies;
use super::gather::Gatherer;
use super::lower::lower;
use super::schema::KEY;
use super::snapshot::Snapshot;
use super::statistics::Statistics;
use super::storage;
use crate::error::Result;
use crate::plan::{ArticleRef, Candidate, QueryPlan, Sort};

/// Which group each article is in.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    groups: Vec<Vec<ArticleRef>>,
    segments: Vec<Grouping>,
}

/// The articles of a segment that are in groups.
#[derive(Debug, Default)]
struct Grouping {
    /// A bit an article.
    bits: Vec<u64>,
    /// Articles with their groups, ascending.
    groups: Vec<(DocId, u32)>,
}

impl Grouped {
    /// Finds the articles of the groups by their keys.
    pub(super) fn of(copies: &Copies, searcher: &Searcher) -> tantivy::Result<Self> {
        let mut of_key: Vec<(u64, u32)> = Vec::new();
        for (number, group) in (0..).zip(copies.groups()) {
            of_key.extend(group.iter().map(|key| (*key, number)));
        }
        if of_key.is_empty() {
            return Ok(Self::default());
        }
        of_key.sort_unstable();
        let first = first_bytes(&of_key);
        let mut grouped =
            Self { groups: vec![Vec::new(); copies.groups().len()], ..Self::default() };
        for (number, segment) in (0..).zip(searcher.segment_readers()) {
            let keys: Column<u64> = segment.fast_fields().u64(KEY)?;
            let words = (segment.max_doc() as usize).div_ceil(64);
            let mut grouping = Grouping { bits: vec![0; words], groups: Vec::new() };
            for doc in segment.doc_ids_alive() {
                let key = keys.first(doc).unwrap_or_default();
                let likely = &of_key[first[top(key)]..first[top(key) + 1]];
                if let Ok(at) = likely.binary_search_by_key(&key, |(key, _)| *key) {
                    grouping.bits[doc as usize / 64] |= 1 << (doc % 64);
                    grouping.groups.push((doc, likely[at].1));
                    let article = ArticleRef { segment: number, number: doc };
                    grouped.groups[likely[at].1 as usize].push(article);
                }
            }
            grouped.segments.push(grouping);
        }
        Ok(grouped)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The group of an article; `None` if it is no copy of another.
    pub(super) fn group_of(&self, article: ArticleRef) -> Option<u32> {
        let grouping = self.segments.get(article.segment as usize)?;
        let doc = article.number;
        if grouping.bits[doc as usize / 64] >> (doc % 64) & 1 == 0 {
            return None;
        }
        let at = grouping.groups.binary_search_by_key(&doc, |(doc, _)| *doc).ok()?;
        Some(grouping.groups[at].1)
    }

    /// How many there are of some articles, and how many groups they make.
    pub(super) fn counts(&self, articles: impl Iterator<Item = ArticleRef>) -> (u64, u64) {
        let mut tally = Tally::default();
        articles.for_each(|article| tally.add(article, self));
        tally.counts()
    }
}

/// Counts articles and their groups; one without copies is a group of its own.
#[derive(Default)]
pub(super) struct Tally {
    total: u64,
    /// The groups of those that are copies.
    copies: Vec<u32>,
}

impl Tally {
    pub(super) fn add(&mut self, article: ArticleRef, grouped: &Grouped) {
        self.total += 1;
        self.copies.extend(grouped.group_of(article));
    }

    /// How many articles, and how many groups.
    pub(super) fn counts(mut self) -> (u64, u64) {
        let copies = self.copies.len() as u64;
        self.copies.sort_unstable();
        self.copies.dedup();
        (self.total, self.total - copies + self.copies.len() as u64)
    }
}

/// For each value of the first 12 bits where keys that have it begin, and where the last end:
/// keys are hashes, so that this leaves few to look among.
fn first_bytes(sorted: &[(u64, u32)]) -> Vec<usize> {
    let of = |value: usize| sorted.partition_point(|(key, _)| top(*key) < value);
    (0..=1 << 12).map(of).collect()
}

fn top(key: u64) -> usize {
    (key >> 52) as usize
}

impl Snapshot {
    pub(super) fn grouped(&self) -> &Grouped {
        self.grouped.get_or_init(|| {
            // What cannot be read is as if nothing were a copy; `check` reports the damage.
            let read = || {
                let file = self.copies_file.as_ref()?;
                let bytes = self.generation().copies.read_from(file).ok()?;
                Grouped::of(&Copies::from_bytes(&bytes).ok()?, &self.searcher).ok()
            };
            read().unwrap_or_default()
        })
    }

    /// The groups of articles that are copies of each other.
    pub fn groups(&self) -> &[Vec<ArticleRef>] {
        &self.grouped().groups
    }

    /// The number of an article's group; `None` if it is no copy of another.
    pub fn group_of(&self, article: ArticleRef) -> Option<u32> {
        self.grouped().group_of(article)
    }

    /// Which of some copies stands for all: the longest, then the earliest, then by id.
    pub fn leader(&self, copies: &[ArticleRef]) -> Option<ArticleRef> {
        copies.iter().copied().min_by_key(|article| {
            let layout = &self.by_segment[article.segment as usize];
            let longest = Reverse(layout.text_length(article.number));
            (longest, self.earliest(*article), layout.id(article.number))
        })
    }

    /// Puts copies in order: the earliest first, then by id.
    pub fn sort_copies(&self, copies: &mut [ArticleRef]) {
        copies.sort_by_key(|article| {
            let id = self.by_segment[article.segment as usize].id(article.number);
            (self.earliest(*article), id)
        });
    }

    /// A key that is lower the earlier an article is; what has no date comes last.
    fn earliest(&self, article: ArticleRef) -> (bool, i64) {
        let seconds = self.ties.seconds(article);
        (seconds.is_none(), seconds.unwrap_or_default())
    }

    /// Those of the articles that the plan finds, or by date those that answer it.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot be read.
    pub fn found_among(
        &self,
        plan: &QueryPlan,
        sort: Sort,
        articles: &[ArticleRef],
    ) -> Result<Vec<ArticleRef>> {
        self.try_found_among(plan, sort, articles).map_err(storage("cannot search the index"))
    }

    fn try_found_among(
        &self,
        plan: &QueryPlan,
        sort: Sort,
        articles: &[ArticleRef],
    ) -> tantivy::Result<Vec<ArticleRef>> {
        let mut sorted = articles.to_vec();
        sorted.sort_unstable();
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let lowered = lower(plan, self.fields, &self.layouts, &statistics)?;
        let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
        let weight = match sort {
            Sort::Relevance => lowered.finds.weight(scoring)?,
            Sort::Newest | Sort::Oldest => lowered.answers.weight(scoring)?,
        };
        let mut found = Vec::new();
        for same in sorted.chunk_by(|a, b| a.segment == b.segment) {
            let segment = self.searcher.segment_reader(same[0].segment);
            let mut matching = weight.scorer(segment, 1.0)?;
            for article in same {
                if matching.doc() < article.number {
                    matching.seek(article.number);
                }
                if matching.doc() == article.number {
                    found.push(*article);
                }
            }
        }
        Ok(found)
    }

    /// What ranking may know of articles that the plan finds, in the order given.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot be read.
    pub fn candidates(&self, plan: &QueryPlan, articles: &[ArticleRef]) -> Result<Vec<Candidate>> {
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        Gatherer::new(plan, self.fields, &self.layouts, &statistics)
            .and_then(|gatherer| self.gather(articles.iter().copied(), &gatherer))
            .map_err(storage("cannot search the index"))
    }
}
