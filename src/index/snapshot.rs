//! [`Snapshot`]: an index as it was committed, open for search.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query};
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::expand::{Expansion, expand};
use super::gather::Gatherer;
use super::generation::Generation;
use super::home::Home;
use super::layout::LayoutReader;
use super::lower::{Lowered, Quick, lower, word_fields};
use super::matches::LeafMatcher;
use super::places::Places;
use super::positional::Layouts;
use super::schema::{Fields, schema};
use super::statistics::{Statistics, Totals};
use super::stored::from_document;
use super::top::{TieBreak, Top};
use super::{open, storage};
use crate::article::{Article, ArticleId};
use crate::error::{ErrorKind, Result};
use crate::plan::{
    ArticleLayout, ArticleRef, Candidate, Filter, Match, QueryPlan, Sightings, Sort,
};

/// Candidates taken beyond those asked for, since the first sum of scores is made in another
/// order than the final one and may differ in the last bit.
const MARGIN: usize = 16;

/// A committed state of an index. It stays as it is whatever is written meanwhile.
pub struct Snapshot {
    store: PathBuf,
    generation: Generation,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) totals: Totals,
    layouts: Layouts,
    by_segment: Vec<LayoutReader>,
    ties: TieBreak,
    /// Open from the beginning: the next commit removes the file.
    places_file: Option<File>,
    places: OnceLock<Option<Places>>,
}

/// What was found for a plan.
#[derive(Debug)]
pub struct Found {
    /// The best articles, in order.
    pub candidates: Vec<Candidate>,
    /// For each leaf how rare its matches are; 0 if there are none.
    pub rarities: Vec<f32>,
    /// How many articles answer the plan in full.
    pub total: u64,
    /// Whether there are just as many, or there may be more.
    pub total_exact: bool,
}

impl Snapshot {
    /// Opens the last commit.
    ///
    /// # Errors
    /// [`ErrorKind::IndexMissing`], [`ErrorKind::IndexDamaged`], [`ErrorKind::IndexOutdated`]
    /// or [`ErrorKind::IndexTooNew`].
    pub fn open(home: &Home) -> Result<Self> {
        let mut seen = None;
        loop {
            let store = home.store()?;
            let snapshot = Self::open_store(&store);
            // A writer may have replaced the store or its files between two looks at it.
            let now = (home.store()?, Generation::of(&home.store()?).ok());
            let stood = match &snapshot {
                Ok(snapshot) => now.1.as_ref() == Some(&snapshot.generation),
                Err(error) => {
                    error.kind() != ErrorKind::IndexDamaged || seen.as_ref() == Some(&now)
                }
            };
            if stood {
                return snapshot;
            }
            seen = Some(now);
        }
    }

    fn open_store(store: &Path) -> Result<Self> {
        let generation = Generation::of(store)?;
        generation.require_current()?;
        let opening = format!("cannot open the index in {}", store.display());
        let index = open(store)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(storage(&opening))?;
        let searcher = reader.searcher();
        let mut layouts = HashMap::new();
        let mut by_segment = Vec::new();
        for segment in searcher.segment_readers() {
            let layout = LayoutReader::open(segment).map_err(storage(&opening))?;
            layouts.insert(segment.segment_id(), layout.clone());
            by_segment.push(layout);
        }
        Ok(Self {
            store: store.to_owned(),
            fields: schema().1,
            totals: Totals::of(&searcher).map_err(storage(&opening))?,
            ties: TieBreak::of(&searcher, &by_segment).map_err(storage(&opening))?,
            places_file: generation.places.open(store).ok(),
            layouts: Arc::new(layouts),
            by_segment,
            generation,
            searcher,
            places: OnceLock::new(),
        })
    }

    /// The commit this is.
    pub fn generation(&self) -> &Generation {
        &self.generation
    }

    /// The folder it lies in.
    pub fn store(&self) -> &Path {
        &self.store
    }

    /// How many articles there are.
    pub fn articles(&self) -> u64 {
        self.totals.articles
    }

    /// How many different roots and surface forms there are; those of several segments are
    /// counted once for each.
    pub fn terms(&self) -> Result<u64> {
        let mut terms = 0;
        for segment in self.searcher.segment_readers() {
            for field in [self.fields.exact, self.fields.root] {
                let index = segment.inverted_index(field).map_err(storage("cannot count terms"))?;
                terms += index.terms().num_terms() as u64;
            }
        }
        Ok(terms)
    }

    /// Looks up in the vocabulary what the plan only describes (wildcards, near spellings), so
    /// that every word of it is a list of strings. Returns, by leaf, what stands for more
    /// strings than are searched.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the vocabulary cannot be read.
    pub fn look_up(&self, plan: &mut QueryPlan) -> Result<Vec<(usize, Expansion)>> {
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let (mut capped, mut failure) = (Vec::new(), None);
        for (number, leaf) in plan.leaves.iter_mut().enumerate() {
            let field = word_fields(leaf.scope, self.fields).exact;
            leaf.matcher.for_each_word(&mut |word| {
                for like in std::mem::take(&mut word.like) {
                    match expand(&like, &self.searcher, field, &statistics) {
                        Ok((forms, expansion)) => {
                            word.exact.extend(forms);
                            capped.extend(expansion.map(|expansion| (number, expansion)));
                        }
                        Err(error) => failure = Some(error),
                    }
                }
            });
        }
        match failure {
            Some(error) => Err(storage("cannot read the vocabulary")(error)),
            None => Ok(capped),
        }
    }

    /// Finds the best `depth` articles by first-stage score and counts those that answer in
    /// full: exactly if `depth` is 0 or it is cheap, else at least how many.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn find(&self, plan: &QueryPlan, sort: Sort, depth: usize) -> Result<Found> {
        self.try_find(plan, sort, depth).map_err(storage("cannot search the index"))
    }

    fn try_find(&self, plan: &QueryPlan, sort: Sort, depth: usize) -> tantivy::Result<Found> {
        let depth = depth.min(self.totals.articles as usize);
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let lowered = lower(plan, self.fields, &self.layouts);
        let gatherer =
            Gatherer::new(plan, &lowered, self.fields, &self.layouts, &statistics, &self.searcher)?;
        let rarities = gatherer.rarities();
        let found =
            |candidates, total, total_exact| Found { candidates, rarities, total, total_exact };
        if depth == 0 {
            return Ok(found(Vec::new(), self.count(&*lowered.answers)?, true));
        }
        if sort != Sort::Relevance {
            let (best, total) = self.latest(&*lowered.answers, sort, depth)?;
            return Ok(found(self.gather(&best, &gatherer)?, total, true));
        }
        let (best, complete) = self.best(&lowered, &statistics, depth + MARGIN)?;
        let all_seen = complete && best.len() < depth + MARGIN;
        let mut candidates = self.gather(&best, &gatherer)?;
        candidates.sort_by(|a, b| {
            let ties = || self.ties.compare(a.article, b.article);
            b.score.total_cmp(&a.score).then_with(ties)
        });
        let (total, exact) = match &lowered.quick {
            // Counting what has every word costs as much as ranking, so it is left to those
            // who ask for it; what was seen says at least how many there are.
            Some(Quick { single: Some(term), .. }) if plan.filter == Filter::default() => {
                (statistics.doc_freq(term)?, true)
            }
            Some(_) if plan.answers == plan.finds => (best.len() as u64, all_seen),
            Some(_) => {
                let lacks = |candidate: &Candidate, leaf: usize| {
                    plan.leaves[leaf].content && candidate.parts[leaf] == 0.0
                };
                let full = candidates
                    .iter()
                    .filter(|candidate| (0..plan.leaves.len()).all(|leaf| !lacks(candidate, leaf)));
                (full.count() as u64, all_seen)
            }
            None if all_seen && plan.answers == plan.finds => (best.len() as u64, true),
            None => (self.count(&*lowered.answers)?, true),
        };
        candidates.truncate(depth);
        Ok(found(candidates, total, exact))
    }

    fn count(&self, query: &dyn Query) -> tantivy::Result<u64> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let segments = self.searcher.segment_readers().iter();
        segments.map(|segment| weight.count(segment).map(u64::from)).sum()
    }

    /// The best articles by first-stage score, and whether all that match were looked for.
    fn best(
        &self,
        lowered: &Lowered,
        statistics: &Statistics<'_>,
        depth: usize,
    ) -> tantivy::Result<(Vec<(f32, ArticleRef)>, bool)> {
        if let Some(quick) = &lowered.quick {
            let best = self.prune(&*quick.query, statistics, depth)?;
            if quick.complete || best.len() == depth {
                return Ok((best, quick.complete));
            }
        }
        Ok((self.prune(&*lowered.finds, statistics, depth)?, true))
    }

    fn prune(
        &self,
        query: &dyn Query,
        statistics: &Statistics<'_>,
        depth: usize,
    ) -> tantivy::Result<Vec<(f32, ArticleRef)>> {
        let scoring = EnableScoring::enabled_from_statistics_provider(statistics, &self.searcher);
        let weight = query.weight(scoring)?;
        let mut top = Top::new(depth, Sort::Relevance, &self.ties);
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let alive = segment.alive_bitset();
            weight.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    top.push(score, ArticleRef { segment: number, number: doc })
                } else {
                    top.threshold()
                }
            })?;
        }
        Ok(top.finish())
    }

    /// The first articles by date, and how many there are.
    fn latest(
        &self,
        query: &dyn Query,
        sort: Sort,
        depth: usize,
    ) -> tantivy::Result<(Vec<(f32, ArticleRef)>, u64)> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let (mut top, mut total) = (Top::new(depth, sort, &self.ties), 0);
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let alive = segment.alive_bitset();
            weight.for_each_no_score(segment, &mut |docs| {
                for doc in docs.iter().copied() {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        total += 1;
                        top.push(0.0, ArticleRef { segment: number, number: doc });
                    }
                }
            })?;
        }
        Ok((top.finish(), total))
    }

    /// What is known of the articles, in the order given.
    fn gather(
        &self,
        best: &[(f32, ArticleRef)],
        gatherer: &Gatherer<'_>,
    ) -> tantivy::Result<Vec<Candidate>> {
        let candidate = |article: ArticleRef| {
            let layouts = &self.by_segment[article.segment as usize];
            let title_length = layouts.title_length(article.number);
            Candidate {
                article,
                score: 0.0,
                parts: Vec::new(),
                exact: Vec::new(),
                sightings: Sightings::default(),
                title_length,
            }
        };
        let mut candidates: Vec<_> = best.iter().map(|(_, article)| candidate(*article)).collect();
        let mut ordered: Vec<&mut Candidate> = candidates.iter_mut().collect();
        ordered.sort_unstable_by_key(|candidate| candidate.article);
        for same in ordered.chunk_by_mut(|a, b| a.article.segment == b.article.segment) {
            gatherer.fill(self.searcher.segment_reader(same[0].article.segment), same)?;
        }
        Ok(candidates)
    }

    /// Which of two articles comes first, all else being equal: the newer, then by id.
    pub fn compare(&self, a: ArticleRef, b: ArticleRef) -> Ordering {
        self.ties.compare(a, b)
    }

    /// Where each leaf of the plan matches each of the candidates. Those of softened words are
    /// read now; all others were when the candidates were found.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn matches(&self, plan: &QueryPlan, found: &[&Candidate]) -> Result<Vec<Vec<Match>>> {
        self.try_matches(plan, found).map_err(storage("cannot read positions"))
    }

    fn try_matches(
        &self,
        plan: &QueryPlan,
        found: &[&Candidate],
    ) -> tantivy::Result<Vec<Vec<Match>>> {
        let mut matches = vec![Vec::with_capacity(plan.leaves.len()); found.len()];
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_unstable_by_key(|number| found[*number].article);
        let segment_of = |number: usize| found[number].article.segment;
        for same in order.chunk_by(|a, b| segment_of(*a) == segment_of(*b)) {
            let segment = self.searcher.segment_reader(segment_of(same[0]));
            for (number, leaf) in plan.leaves.iter().enumerate() {
                if leaf.content {
                    for article in same {
                        let positions = found[*article].sightings.of(number).to_vec();
                        matches[*article].push(Match { positions });
                    }
                    continue;
                }
                let mut matcher = LeafMatcher::open(leaf, segment, self.fields, &self.layouts)?;
                for article in same {
                    matches[*article].push(matcher.matches(found[*article].article.number));
                }
            }
        }
        Ok(matches)
    }

    /// How the words of an article lie in it.
    pub fn layout(&self, article: ArticleRef) -> ArticleLayout {
        self.by_segment[article.segment as usize].layout(article.number)
    }

    /// An article as it was put in.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if it cannot be read.
    pub fn article(&self, article: ArticleRef) -> Result<Article> {
        let address = DocAddress::new(article.segment, article.number);
        let document: TantivyDocument =
            self.searcher.doc(address).map_err(storage("cannot read an article"))?;
        from_document(&document, self.searcher.schema())
    }

    /// The id of an article.
    pub fn id(&self, article: ArticleRef) -> ArticleId {
        let id = self.by_segment[article.segment as usize].id(article.number);
        ArticleId::given(&String::from_utf8_lossy(id))
    }

    /// The article of this id.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn find_id(&self, id: &ArticleId) -> Result<Option<ArticleRef>> {
        let term = Term::from_field_text(self.fields.id, id.as_str());
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let reading = storage("cannot look up an id");
            let found = (|| {
                let index = segment.inverted_index(self.fields.id)?;
                let basic = tantivy::schema::IndexRecordOption::Basic;
                let Some(mut postings) = index.read_postings(&term, basic)? else {
                    return Ok(None);
                };
                while postings.doc() != TERMINATED && segment.is_deleted(postings.doc()) {
                    postings.advance();
                }
                Ok((postings.doc() != TERMINATED).then_some(postings.doc()))
            })()
            .map_err(reading)?;
            if let Some(doc) = found {
                return Ok(Some(ArticleRef { segment: number, number: doc }));
            }
        }
        Ok(None)
    }

    /// How many segments there are.
    pub fn segments(&self) -> usize {
        self.searcher.segment_readers().len()
    }

    /// Every article there is.
    pub fn all(&self) -> impl Iterator<Item = ArticleRef> + '_ {
        (0..).zip(self.searcher.segment_readers()).flat_map(|(segment, reader)| {
            reader.doc_ids_alive().map(move |number| ArticleRef { segment, number })
        })
    }

    /// Where an article stands: `path` or `path:line`, as the user gave it; empty if unknown.
    pub fn place(&self, id: &ArticleId) -> String {
        let places = self.places.get_or_init(|| {
            let bytes = self.generation.places.read_from(self.places_file.as_ref()?).ok()?;
            Places::from_bytes(bytes).ok()
        });
        places.as_ref().and_then(|places| places.place(id)).unwrap_or_default()
    }
}
