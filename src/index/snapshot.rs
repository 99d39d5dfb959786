//! [`Snapshot`]: an index as it was committed, open for search.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::query::EnableScoring;
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::expand::{Expansion, expand};
use super::generation::Generation;
use super::home::Home;
use super::layout::LayoutReader;
use super::lower::{lower, word_fields};
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
use crate::plan::{ArticleLayout, ArticleRef, Candidate, Match, QueryPlan, Sort};

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
    places: OnceLock<Option<Places>>,
}

/// What was found for a plan.
#[derive(Debug)]
pub struct Found {
    /// The best articles, in order.
    pub candidates: Vec<Candidate>,
    /// How many articles answer the plan in full.
    pub total: u64,
}

impl Snapshot {
    /// Opens the last commit.
    ///
    /// # Errors
    /// [`ErrorKind::IndexMissing`], [`ErrorKind::IndexDamaged`], [`ErrorKind::IndexOutdated`]
    /// or [`ErrorKind::IndexTooNew`].
    pub fn open(home: &Home) -> Result<Self> {
        let store = home.store()?;
        let snapshot = Self::open_store(&store);
        // A writer may have replaced the store or its files between two looks at it.
        match snapshot {
            Err(error) if error.kind() == ErrorKind::IndexDamaged && home.store()? != store => {
                Self::open_store(&home.store()?)
            }
            other => other,
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
            generation,
            fields: schema().1,
            totals: Totals::of(&searcher).map_err(storage(&opening))?,
            ties: TieBreak::of(&searcher, &by_segment).map_err(storage(&opening))?,
            layouts: Arc::new(layouts),
            by_segment,
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

    /// Finds the best `depth` articles and counts those that answer in full.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn find(&self, plan: &QueryPlan, sort: Sort, depth: usize) -> Result<Found> {
        self.try_find(plan, sort, depth).map_err(storage("cannot search the index"))
    }

    fn try_find(&self, plan: &QueryPlan, sort: Sort, depth: usize) -> tantivy::Result<Found> {
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let scoring =
            || EnableScoring::enabled_from_statistics_provider(&statistics, &self.searcher);
        let unscored = || EnableScoring::disabled_from_searcher(&self.searcher);
        let lowered = lower(plan, self.fields, &self.layouts);
        let mut total = 0;
        if depth == 0 || sort == Sort::Relevance {
            let answers = lowered.answers.weight(unscored())?;
            for segment in self.searcher.segment_readers() {
                total += u64::from(answers.count(segment)?);
            }
        }
        let mut top = Top::new(depth + MARGIN, sort, &self.ties);
        if sort == Sort::Relevance && depth > 0 {
            let finds = lowered.finds.weight(scoring())?;
            for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
                let alive = segment.alive_bitset();
                finds.for_each_pruning(top.threshold(), segment, &mut |doc, score| {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        top.push(score, ArticleRef { segment: number, number: doc })
                    } else {
                        top.threshold()
                    }
                })?;
            }
        } else if depth > 0 {
            let answers = lowered.answers.weight(unscored())?;
            for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
                let alive = segment.alive_bitset();
                answers.for_each_no_score(segment, &mut |docs| {
                    for doc in docs.iter().copied() {
                        if alive.is_none_or(|alive| alive.is_alive(doc)) {
                            total += 1;
                            top.push(0.0, ArticleRef { segment: number, number: doc });
                        }
                    }
                })?;
            }
        }
        let best = top.finish();
        let parts: Vec<Vec<_>> = lowered
            .parts
            .iter()
            .map(|parts| parts.iter().map(|part| part.weight(scoring())).collect())
            .collect::<tantivy::Result<_>>()?;
        let mut candidates = self.score(&best, &parts)?;
        if sort == Sort::Relevance {
            candidates.sort_by(|a, b| {
                let ties = || self.ties.compare(a.article, b.article);
                b.score.total_cmp(&a.score).then_with(ties)
            });
        }
        candidates.truncate(depth);
        Ok(Found { candidates, total })
    }

    /// Scores articles leaf by leaf, always in the same order, so that equal articles have
    /// equal scores wherever they lie.
    fn score(
        &self,
        best: &[(f32, ArticleRef)],
        parts: &[Vec<Box<dyn tantivy::query::Weight>>],
    ) -> tantivy::Result<Vec<Candidate>> {
        let mut candidates: Vec<Candidate> = best
            .iter()
            .map(|(_, article)| Candidate {
                article: *article,
                score: 0.0,
                parts: vec![0.0; parts.len()],
            })
            .collect();
        let mut order: Vec<usize> = (0..best.len()).collect();
        order.sort_unstable_by_key(|number| best[*number].1);
        for same in order.chunk_by(|a, b| best[*a].1.segment == best[*b].1.segment) {
            let segment = self.searcher.segment_reader(best[same[0]].1.segment);
            for (leaf, parts) in parts.iter().enumerate() {
                for part in parts {
                    let mut scorer = part.scorer(segment, 1.0)?;
                    for number in same {
                        let doc = candidates[*number].article.number;
                        if scorer.doc() < doc {
                            scorer.seek(doc);
                        }
                        if scorer.doc() == doc {
                            candidates[*number].parts[leaf] += scorer.score();
                        } else if scorer.doc() == TERMINATED {
                            break;
                        }
                    }
                }
            }
        }
        for candidate in &mut candidates {
            candidate.score = candidate.parts.iter().sum();
        }
        Ok(candidates)
    }

    /// Where each leaf of the plan matches each of the articles.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn matches(&self, plan: &QueryPlan, articles: &[ArticleRef]) -> Result<Vec<Vec<Match>>> {
        self.try_matches(plan, articles).map_err(storage("cannot read positions"))
    }

    fn try_matches(
        &self,
        plan: &QueryPlan,
        articles: &[ArticleRef],
    ) -> tantivy::Result<Vec<Vec<Match>>> {
        let mut matches = vec![Vec::with_capacity(plan.leaves.len()); articles.len()];
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_unstable_by_key(|number| articles[*number]);
        for same in order.chunk_by(|a, b| articles[*a].segment == articles[*b].segment) {
            let segment = self.searcher.segment_reader(articles[same[0]].segment);
            for leaf in &plan.leaves {
                let mut matcher = LeafMatcher::open(leaf, segment, self.fields, &self.layouts)?;
                for number in same {
                    matches[*number].push(matcher.matches(articles[*number].number));
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

    /// The files of the index whose checksum is wrong.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if they cannot be read.
    pub fn damaged_files(&self) -> Result<Vec<String>> {
        let damaged = self.searcher.index().validate_checksum();
        let damaged = damaged.map_err(storage("cannot check the index"))?;
        let mut names: Vec<_> = damaged.iter().map(|path| path.display().to_string()).collect();
        names.sort_unstable();
        Ok(names)
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
            let bytes = self.generation.places.read(&self.store).ok()?;
            Places::from_bytes(bytes).ok()
        });
        places.as_ref().and_then(|places| places.place(id)).unwrap_or_default()
    }
}
