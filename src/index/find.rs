//! Finding: from a plan to the best articles, and where its leaves match them.

use std::cmp::Ordering;
use std::collections::HashSet;

use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query, Weight};

use super::gather::Gatherer;
use super::grouped::{Grouped, Tally};
use super::lower::{Lowered, Quick, lower};
use super::matches::LeafMatcher;
use super::positional::{Positional, PositionalWeight};
use super::snapshot::Snapshot;
use super::statistics::Statistics;
use super::storage;
use super::tiers::{MARGIN, settle};
use super::top::Top;
use super::union::{Union, UnionTerm};
use crate::config::CANDIDATES;
use crate::error::Result;
use crate::plan::{ArticleRef, Candidate, Copies, Match, QueryPlan, Sightings, Sort};

/// How many articles, and how many groups they make.
type Counts = (u64, u64);

/// What was found for a plan.
#[derive(Debug)]
pub struct Found {
    /// The best articles, in order.
    pub candidates: Vec<Candidate>,
    /// For each leaf how rare its matches are; 0 if there are none.
    pub rarities: Vec<f32>,
    /// How many articles answer the plan in full.
    pub total: u64,
    /// How many there are if copies of one article count as one.
    pub groups: u64,
    /// Whether there are just as many of both, or there may be more.
    pub total_exact: bool,
}

/// The best articles of a query by first-stage score.
struct Best {
    articles: Vec<(f32, ArticleRef)>,
    /// How many match and how many groups they make, where all were seen.
    counts: Option<(u64, u64)>,
}

impl Snapshot {
    /// Finds the best `depth` articles by first-stage score and counts those that answer in
    /// full: exactly if `depth` is 0 or it is cheap, else at least how many. In order of dates
    /// copies that are found together are one candidate, that of the one that leads them; in
    /// order of relevance each is one.
    ///
    /// # Errors
    /// [`IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot be read.
    pub fn find(
        &self,
        plan: &QueryPlan,
        sort: Sort,
        copies: Copies,
        depth: usize,
    ) -> Result<Found> {
        self.try_find(plan, sort, copies, depth).map_err(storage("cannot search the index"))
    }

    fn try_find(
        &self,
        plan: &QueryPlan,
        sort: Sort,
        copies: Copies,
        depth: usize,
    ) -> tantivy::Result<Found> {
        let none = Grouped::default();
        let grouped = if copies == Copies::Together { self.grouped() } else { &none };
        let depth = depth.min(self.totals.articles as usize);
        let statistics = Statistics::new(&self.searcher, self.fields, self.totals);
        let lowered = lower(plan, self.fields, &self.layouts, &statistics)?;
        let gatherer = Gatherer::new(plan, self.fields, &self.layouts, &statistics)?;
        let rarities = gatherer.rarities();
        let found = |candidates, (total, groups), total_exact| Found {
            candidates,
            rarities,
            total,
            groups,
            total_exact,
        };
        if depth == 0 {
            return Ok(found(Vec::new(), self.count(&*lowered.answers, grouped)?, true));
        }
        if sort != Sort::Relevance {
            let (best, counts) = self.latest(&*lowered.answers, sort, depth, grouped)?;
            return Ok(found(self.gather(articles(&best), &gatherer)?, counts, true));
        }
        let (mut candidates, counts) = if lowered.quick.as_ref().is_some_and(|q| q.phrases) {
            self.phrased(plan, &lowered, &statistics, &gatherer, depth, grouped)?
        } else {
            let best = self.best(&lowered, &statistics, depth + MARGIN, grouped)?;
            (self.gather(articles(&best.articles), &gatherer)?, best.counts)
        };
        settle(&mut candidates, |a, b| self.ties.compare(a, b));
        let (counts, exact) = match (&lowered.quick, counts) {
            (_, Some(counts)) if plan.answers == plan.finds => (counts, true),
            // What may stand in the stead of the word is not always among the patterns.
            (Some(Quick { terms, patterns, .. }), _)
                if terms.len() == 1
                    && patterns.is_empty()
                    && lowered.filters.is_empty()
                    && plan.leaves.iter().all(|leaf| leaf.instead.is_none()) =>
            {
                let total = statistics.doc_freq(&terms[0].0)?;
                let counts = match grouped.is_empty() {
                    true => (total, total),
                    false => self.count(&*lowered.answers, grouped)?,
                };
                (counts, true)
            }
            // Counting what has every word costs as much as ranking, so it is left to those
            // who ask for it; what was seen says at least how many there are.
            (Some(Quick { phrases: false, .. }), counts) => {
                let lacks = |candidate: &Candidate, leaf: usize| {
                    plan.leaves[leaf].content && candidate.parts[leaf] == 0.0
                };
                let all = |candidate: &&Candidate| {
                    plan.answers == plan.finds
                        || (0..plan.leaves.len()).all(|leaf| !lacks(candidate, leaf))
                };
                let all_seen = counts.is_some_and(|(total, _)| total == candidates.len() as u64);
                let full = candidates.iter().filter(all).map(|candidate| candidate.article);
                (grouped.counts(full), all_seen)
            }
            _ => (self.count(&*lowered.answers, grouped)?, true),
        };
        candidates.truncate(depth);
        Ok(found(candidates, counts, exact))
    }

    /// The candidates of a plan of which phrases are part, and the counts where all were seen.
    /// The first are looked for among what has the words of the phrases; where too few of these
    /// have the phrases themselves, and for what comes behind, all that is found is walked.
    fn phrased(
        &self,
        plan: &QueryPlan,
        lowered: &Lowered,
        statistics: &Statistics<'_>,
        gatherer: &Gatherer<'_>,
        depth: usize,
        grouped: &Grouped,
    ) -> tantivy::Result<(Vec<Candidate>, Option<Counts>)> {
        let near = depth.min(CANDIDATES);
        let best = self.best(lowered, statistics, near + MARGIN, grouped)?;
        let mut candidates = self.gather(articles(&best.articles), gatherer)?;
        // What has words of a phrase and not the phrase was not asked for.
        let mut by = Vec::new();
        candidates.retain(|candidate| {
            by.clear();
            plan.finds.holds_by(&|leaf| candidate.parts[leaf] > 0.0, None, &mut by)
        });
        if best.articles.len() < near + MARGIN {
            let counts = grouped.counts(candidates.iter().map(|candidate| candidate.article));
            return Ok((candidates, Some(counts)));
        }
        if candidates.len() < near {
            candidates.clear();
        } else if depth == near {
            return Ok((candidates, None));
        }
        let best = self.walk(&*lowered.finds, statistics, depth + MARGIN, grouped)?;
        let known: HashSet<ArticleRef> = candidates.iter().map(|one| one.article).collect();
        let others = articles(&best.articles).filter(|article| !known.contains(article));
        candidates.extend(self.gather(others, gatherer)?);
        Ok((candidates, best.counts))
    }

    /// How many articles a query finds, and how many groups they make.
    fn count(&self, query: &dyn Query, grouped: &Grouped) -> tantivy::Result<Counts> {
        if grouped.is_empty() {
            let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
            let segments = self.searcher.segment_readers().iter();
            let counts = segments.map(|segment| weight.count(segment).map(u64::from));
            let total = counts.sum::<tantivy::Result<u64>>()?;
            return Ok((total, total));
        }
        let mut tally = Tally::default();
        self.for_each(query, &mut |article| tally.add(article, grouped))?;
        Ok(tally.counts())
    }

    /// Gives every live article that a query finds to `each`.
    fn for_each(&self, query: &dyn Query, each: &mut dyn FnMut(ArticleRef)) -> tantivy::Result<()> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let alive = segment.alive_bitset();
            weight.for_each_no_score(segment, &mut |docs| {
                for doc in docs.iter().copied() {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) {
                        each(ArticleRef { segment: number, number: doc });
                    }
                }
            })?;
        }
        Ok(())
    }

    /// The best articles in the order in which they are found: fewer are the first of more.
    fn best(
        &self,
        lowered: &Lowered,
        statistics: &Statistics<'_>,
        depth: usize,
        grouped: &Grouped,
    ) -> tantivy::Result<Best> {
        if let Some(quick) = &lowered.quick {
            let articles = self.union(quick, &lowered.filters, statistics, depth)?;
            let found = articles.len();
            if quick.complete || found == depth {
                let all = quick.complete && found < depth;
                let counts = all.then(|| grouped.counts(self::articles(&articles)));
                return Ok(Best { articles, counts });
            }
            // What has no word of content follows.
            let Best { articles: others, counts } =
                self.walk(&*lowered.finds, statistics, depth, grouped)?;
            let known: HashSet<ArticleRef> = self::articles(&articles).collect();
            let mut articles = articles;
            articles.extend(others.into_iter().filter(|(_, article)| !known.contains(article)));
            articles.truncate(depth);
            return Ok(Best { articles, counts });
        }
        self.walk(&*lowered.finds, statistics, depth, grouped)
    }

    /// The best articles that have any of the terms or patterns.
    fn union(
        &self,
        quick: &Quick,
        filters: &[Box<dyn Query>],
        statistics: &Statistics<'_>,
        depth: usize,
    ) -> tantivy::Result<Vec<(f32, ArticleRef)>> {
        let mut terms = Vec::with_capacity(quick.terms.len());
        for (term, weight) in &quick.terms {
            terms.push((statistics.infos(term)?, statistics.bm25(term)?.boost_by(*weight)));
        }
        let weigh = |(query, weight): &(Positional, f32)| {
            PositionalWeight::new(query.clone(), *weight, statistics)
        };
        let patterns = quick.patterns.iter().map(weigh).collect::<tantivy::Result<Vec<_>>>()?;
        let filters: Vec<Box<dyn Weight>> = filters
            .iter()
            .map(|filter| filter.weight(EnableScoring::disabled_from_searcher(&self.searcher)))
            .collect::<tantivy::Result<_>>()?;
        let mut top = Top::new(depth, Sort::Relevance, &self.ties);
        let average = statistics.average_length(self.fields.root)?;
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let terms = terms.iter().filter_map(|(infos, bm25)| {
                infos[number as usize].as_ref().map(|info| UnionTerm { info, bm25 })
            });
            let filters = filters.iter().map(|filter| filter.scorer(segment, 1.0));
            let filters = filters.collect::<tantivy::Result<_>>()?;
            let patterns = patterns.iter().map(|pattern| pattern.open(segment, 1.0));
            let patterns = patterns.collect::<tantivy::Result<Vec<_>>>()?.into_iter();
            let union = Union::open(segment, self.fields.root, average, terms, patterns, filters)?;
            union.offer(number, &mut top);
        }
        Ok(top.finish())
    }

    /// The best of all that a query finds, and how many there are.
    fn walk(
        &self,
        query: &dyn Query,
        statistics: &Statistics<'_>,
        depth: usize,
        grouped: &Grouped,
    ) -> tantivy::Result<Best> {
        let scoring = EnableScoring::enabled_from_statistics_provider(statistics, &self.searcher);
        let weight = query.weight(scoring)?;
        let mut top = Top::new(depth, Sort::Relevance, &self.ties);
        let mut tally = Tally::default();
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let alive = segment.alive_bitset();
            weight.for_each(segment, &mut |doc, score| {
                if alive.is_none_or(|alive| alive.is_alive(doc)) {
                    let article = ArticleRef { segment: number, number: doc };
                    tally.add(article, grouped);
                    if score > top.threshold() {
                        top.push(score, article);
                    }
                }
            })?;
        }
        Ok(Best { articles: top.finish(), counts: Some(tally.counts()) })
    }

    /// The first articles by date, of copies the one that leads; how many articles there are,
    /// and how many groups.
    fn latest(
        &self,
        query: &dyn Query,
        sort: Sort,
        depth: usize,
        grouped: &Grouped,
    ) -> tantivy::Result<(Vec<(f32, ArticleRef)>, Counts)> {
        let (mut top, mut total) = (Top::new(depth, sort, &self.ties), 0);
        let mut copies: Vec<(u32, ArticleRef)> = Vec::new();
        self.for_each(query, &mut |article| {
            total += 1;
            match grouped.group_of(article) {
                Some(group) => copies.push((group, article)),
                None => top.push(0.0, article),
            }
        })?;
        let mut groups = total - copies.len() as u64;
        copies.sort_unstable();
        for group in copies.chunk_by(|a, b| a.0 == b.0) {
            let members: Vec<ArticleRef> = group.iter().map(|(_, article)| *article).collect();
            groups += 1;
            top.push(0.0, self.leader(&members).expect("a group has members"));
        }
        Ok((top.finish(), (total, groups)))
    }

    /// What is known of the articles, in the order given.
    pub(super) fn gather(
        &self,
        articles: impl Iterator<Item = ArticleRef>,
        gatherer: &Gatherer<'_>,
    ) -> tantivy::Result<Vec<Candidate>> {
        let leaves = gatherer.leaves();
        let candidate = |article: ArticleRef| {
            let layouts = &self.by_segment[article.segment as usize];
            let title_length = layouts.title_length(article.number);
            Candidate {
                article,
                score: 0.0,
                parts: Vec::with_capacity(leaves),
                exact: Vec::with_capacity(leaves),
                sightings: Sightings::of_leaves(leaves),
                title_length,
                day: self.day(article),
            }
        };
        let mut candidates: Vec<_> = articles.map(candidate).collect();
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
    /// [`IndexDamaged`](crate::error::ErrorKind::IndexDamaged) if the index cannot be read.
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
}

/// The articles of a list of the best.
fn articles(best: &[(f32, ArticleRef)]) -> impl Iterator<Item = ArticleRef> {
    best.iter().map(|(_, article)| *article)
}
