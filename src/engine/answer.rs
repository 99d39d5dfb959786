//! [`answer`]: the way of a question, step by step.

use std::time::Instant;

use super::page::page;
use super::repair::{relaxed, repaired, said};
use super::view::View;
use crate::analysis::Analyzer;
use crate::article::Article;
use crate::config;
use crate::date::{ArticleDate, day_number};
use crate::error::Result;
use crate::index::{Expansion, Found, Snapshot};
use crate::plan::{ArticleRef, Candidate, Copies, Filter, Leaf, Match, Period, QueryPlan, Sort};
use crate::query::{self, Language, Query};
use crate::search::{
    Copy, Counted, Highlighter, Hit, Phase, QueryKind, QueryWarning, Ranker, RepairKind, Repaired,
    SearchRequest, SearchResponse, Stopwatch, Understanding,
    features::{Extractor, Features},
};

/// Version of the answer's shape.
const VERSION: u32 = 1;

/// A request, understood.
pub(super) struct Asked {
    text: String,
    query: Query,
    warnings: Vec<QueryWarning>,
    pub(super) plan: QueryPlan,
    suggestion: Option<String>,
}

impl Asked {
    /// Parses the query, repairs it, makes its plan and looks up what it describes.
    pub(super) fn of(
        snapshot: &Snapshot,
        request: &SearchRequest,
        analyzer: &mut Analyzer,
        language: Language,
    ) -> Result<Self> {
        let today = jiff::Zoned::now().date();
        let (query, warnings) = query::parse(&request.query, today);
        let Repaired { query, others, repairs } = repaired(snapshot, analyzer, request, query)?;
        let days = |when| snapshot.period(when, day_number(today));
        let mut plan = query::interpret_with(&query, analyzer, &others, &days);
        let acronyms = snapshot.acronyms().filter(|_| request.acronyms);
        let expanded = acronyms.map(|acronyms| query::expand(&mut plan, &request.query, &acronyms));
        restrict(&mut plan.filter, request, analyzer);
        let mut warnings = remarks(&warnings, language);
        for (leaf, Expansion { forms, searched }) in snapshot.look_up(&mut plan)? {
            let Leaf { label, span, .. } = &plan.leaves[leaf];
            let message = match language {
                Language::Id => {
                    format!("{label} cocok dengan {forms} kata; {searched} yang tersering dicari")
                }
                Language::En => {
                    format!("{label} fits {forms} words; the {searched} most frequent are searched")
                }
            };
            warnings.push(QueryWarning { message, start: Some(span.start), end: Some(span.end) });
        }
        warnings.extend(said(&repairs, language));
        warnings.extend(expanded.iter().flatten().map(|expanded| QueryWarning {
            message: expanded.text(language),
            start: Some(expanded.span.start),
            end: Some(expanded.span.end),
        }));
        let replaced = repairs.iter().any(|repair| repair.kind == RepairKind::Replaced);
        let suggestion = replaced.then(|| query.to_string());
        let text = request.query.clone();
        Ok(Self { text, query, warnings, plan, suggestion })
    }

    /// What was made of the request.
    pub(super) fn understanding(self, language: Language) -> Understanding {
        Understanding {
            understood: self.query.to_string(),
            meaning: self.query.describe(language),
            query: self.text,
            warnings: self.warnings,
        }
    }

    fn kind(&self) -> QueryKind {
        QueryKind::of(&self.text, &self.plan, self.query.is_plain())
    }

    fn ranker(&self, candidates: &Candidates) -> Ranker {
        Ranker::new(self.kind(), self.extractor(candidates))
    }

    fn extractor(&self, Candidates { found, first }: &Candidates) -> Extractor {
        Extractor::new(&self.plan, &found.rarities, &found.candidates[..*first], self.plan.period)
    }
}

/// What is made of a query without an index: no word is known to be missing from it.
pub(super) fn understand(text: &str, language: Language) -> Understanding {
    let (query, warnings) = query::parse(text, jiff::Zoned::now().date());
    Understanding {
        query: text.to_owned(),
        understood: query.to_string(),
        meaning: query.describe(language),
        warnings: remarks(&warnings, language),
    }
}

/// Warnings of the parser, in words.
fn remarks(warnings: &[query::Warning], language: Language) -> Vec<QueryWarning> {
    let remark = |warning: &query::Warning| QueryWarning {
        message: warning.text(language),
        start: warning.span.map(|span| span.start),
        end: warning.span.map(|span| span.end),
    };
    warnings.iter().map(remark).collect()
}

/// Finds the candidates of a request to a depth, ranked: tier by tier by their features,
/// whatever the page, so that pages fit each other.
pub(super) fn find(
    snapshot: &Snapshot,
    asked: &Asked,
    request: &SearchRequest,
    depth: usize,
    watch: &mut Stopwatch,
) -> Result<Candidates> {
    let mut ranked = candidates(snapshot, asked, request.sort, request.copies, depth)?;
    watch.spent(Phase::Retrieve);
    if request.sort == Sort::Relevance {
        let tiers = [ranked.first, ranked.first.max(config::DEEP_CANDIDATES)];
        let ties = |a, b| snapshot.compare(a, b);
        asked.ranker(&ranked).rank(&mut ranked.found.candidates, &tiers, ties);
    }
    Ok(ranked)
}

/// What was found for a request.
pub(super) struct Candidates {
    pub(super) found: Found,
    /// How many candidates the first tier has: they are told apart from each other.
    first: usize,
}

/// The candidates of a request in first-stage order.
fn candidates(
    snapshot: &Snapshot,
    asked: &Asked,
    sort: Sort,
    copies: Copies,
    depth: usize,
) -> Result<Candidates> {
    let mut found = snapshot.find(&asked.plan, sort, copies, depth)?;
    let mut first = config::CANDIDATES.min(found.candidates.len());
    if let Some(period) = asked.plan.period.filter(|_| sort == Sort::Relevance && depth > 0) {
        let near = near(snapshot, &asked.plan, period)?;
        first += join(&mut found.candidates, first, near);
    }
    Ok(Candidates { found, first })
}

/// The best articles that lie near the time a query asks for: among all they may be far down.
fn near(snapshot: &Snapshot, plan: &QueryPlan, period: Period) -> Result<Vec<Candidate>> {
    let mut plan = plan.clone();
    let (first, last) = period.near();
    plan.filter.since = plan.filter.since.max(Some(first));
    plan.filter.until = Some(plan.filter.until.map_or(last, |until| until.min(last)));
    let found = snapshot.find(&plan, Sort::Relevance, Copies::Apart, config::CANDIDATES)?;
    Ok(found.candidates)
}

/// Puts more candidates behind the `first` ones, unless they are among them; what followed and
/// is among the new comes with them. Returns how many came.
fn join(candidates: &mut Vec<Candidate>, first: usize, more: Vec<Candidate>) -> usize {
    let known = |some: &[Candidate], one: &Candidate| some.iter().any(|c| c.article == one.article);
    let mut behind = candidates.split_off(first);
    let more: Vec<_> = more.into_iter().filter(|one| !known(candidates, one)).collect();
    behind.retain(|one| !known(&more, one));
    let came = more.len();
    candidates.extend(more);
    candidates.extend(behind);
    came
}

/// The features of a request's candidates, for learning.
pub(super) fn features(snapshot: &Snapshot, query: &str, depth: usize) -> Result<Featured> {
    let request = SearchRequest::new(query);
    let asked = Asked::of(snapshot, &request, &mut Analyzer::new(), Language::default())?;
    let candidates = candidates(snapshot, &asked, Sort::Relevance, Copies::Apart, depth)?;
    let mut extractor = asked.extractor(&candidates);
    let row = |candidate: &Candidate| {
        (snapshot.id(candidate.article).to_string(), extractor.features(candidate))
    };
    let rows = candidates.found.candidates.iter().map(row).collect();
    Ok(Featured { kind: asked.kind(), rows })
}

/// The candidates of a query with what the ranking looks at, in first-stage order.
#[derive(Clone, PartialEq, Debug)]
pub struct Featured {
    /// What sort of query it is.
    pub kind: QueryKind,
    /// Ids and features.
    pub rows: Vec<(String, Features)>,
}

/// Parses, plans, finds, reads, cuts and marks.
pub(super) fn answer(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    language: Language,
) -> Result<SearchResponse> {
    let started = Instant::now();
    let mut watch = Stopwatch::start();
    let asked = Asked::of(snapshot, request, analyzer, language)?;
    watch.spent(Phase::Understand);
    let (ranked, places) = page(snapshot, &asked, request, &mut watch)?;
    let by_score = request.sort == Sort::Relevance;
    let mut explainer = (request.explain && by_score).then(|| asked.ranker(&ranked));
    let found = ranked.found;
    let Asked { query, mut warnings, plan, mut suggestion, .. } = asked;
    let shown: Vec<&Candidate> = places.iter().map(|place| &place.shown).collect();
    let mut matches = snapshot.matches(&plan, &shown)?;
    let mut hits = Vec::with_capacity(places.len());
    watch.spent(Phase::Rank);
    for ((number, place), matches) in places.iter().enumerate().zip(&mut matches) {
        let candidate = &place.shown;
        let article = snapshot.article(candidate.article)?;
        watch.spent(Phase::Store);
        keep_what_holds(&plan, candidate, &article, matches);
        let layout = snapshot.layout(candidate.article);
        let highlighter = Highlighter::new(&plan, matches);
        let view = View { matches, layout: &layout, article: &article, highlighter: &highlighter };
        let missing = if query.is_plain() { missing(&plan, candidate) } else { Vec::new() };
        let title = article.title.as_deref().unwrap_or_default();
        hits.push(Hit {
            rank: request.offset + number + 1,
            score: candidate.score,
            id: article.id.to_string(),
            title_highlights: highlighter.title(analyzer, title),
            date: article.date.as_ref().map(ToString::to_string),
            path: snapshot.place(&article.id),
            missing,
            explanation: explainer.as_mut().map(|ranker| ranker.explain(&place.ranked)),
            copies_total: place.copies.len(),
            copies: copies(snapshot, &place.copies)?,
            passages: view.passages(analyzer, &candidate.parts, request),
            title: article.title,
            url: article.url,
            source: article.source,
            author: article.author,
            editor: article.editor,
            place: article.place,
            section: article.section,
        });
        watch.spent(Phase::Mark);
    }
    if let Some(other) = relaxed(snapshot, analyzer, request, &query, &found)? {
        warnings.push(QueryWarning { message: other.text(language), start: None, end: None });
        suggestion = Some(other.query.to_string());
    }
    Ok(SearchResponse {
        version: VERSION,
        query: request.query.clone(),
        total: found.total,
        groups: (request.copies == Copies::Together).then_some(found.groups),
        counted: if plan.answers == plan.finds { Counted::Matches } else { Counted::AllWords },
        total_exact: found.total_exact,
        hits,
        suggestion,
        warnings,
        took_us: started.elapsed().as_micros() as u64,
        phases: watch.phases(),
    })
}

/// The first of some copies, read.
pub(super) fn copies(snapshot: &Snapshot, copies: &[ArticleRef]) -> Result<Vec<Copy>> {
    let read = |copy: &ArticleRef| {
        let article = snapshot.article(*copy)?;
        Ok(Copy {
            path: snapshot.place(&article.id),
            id: article.id.to_string(),
            title: article.title,
            source: article.source,
            date: article.date.as_ref().map(ToString::to_string),
            url: article.url,
        })
    };
    copies.iter().take(config::COPIES).map(read).collect()
}

/// Adds what the request demands to what the query itself does.
pub(super) fn restrict(filter: &mut Filter, request: &SearchRequest, analyzer: &mut Analyzer) {
    filter.since = request.since.map(day_number).max(filter.since);
    filter.until = match (request.until.map(day_number), filter.until) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    if let Some(source) = &request.source {
        let mut next = 0;
        analyzer.text(
            source,
            0,
            |_, _| {},
            |token, surface, _| {
                if token.position >= next && token.length == 1 {
                    filter.source.push(surface.to_owned());
                    next = token.position + 1;
                }
            },
        );
    }
}

/// Drops matches of parts of the expression that do not hold: they are not why the article
/// was found, so they are not marked.
fn keep_what_holds(
    plan: &QueryPlan,
    candidate: &Candidate,
    article: &Article,
    matches: &mut [Match],
) {
    let day = article.date.as_ref().map(ArticleDate::day_number);
    let matched = |leaf: usize| candidate.parts[leaf] > 0.0 || !matches[leaf].positions.is_empty();
    let mut by = Vec::new();
    plan.finds.holds_by(&matched, day, &mut by);
    for (leaf, found) in matches.iter_mut().enumerate() {
        if !by.contains(&leaf) {
            found.positions.clear();
        }
    }
}

/// The content words an article lacks, as typed.
fn missing(plan: &QueryPlan, candidate: &Candidate) -> Vec<String> {
    let mut missing: Vec<String> = Vec::new();
    for (leaf, part) in plan.leaves.iter().zip(&candidate.parts) {
        if leaf.content && !leaf.hint && *part == 0.0 && !missing.contains(&leaf.label) {
            missing.push(leaf.label.clone());
        }
    }
    missing
}
