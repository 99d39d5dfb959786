//! [`page`]: which hits a request gets, and which copies each stands for.

use std::collections::{HashMap, HashSet};

use super::answer::{Asked, Candidates, find};
use crate::config;
use crate::error::Result;
use crate::index::Snapshot;
use crate::plan::{ArticleRef, Candidate, Copies, Sort};
use crate::search::{SearchRequest, Stopwatch, first_of_groups};

/// A hit before its article is read.
pub(super) struct Place {
    /// What is shown.
    pub(super) shown: Candidate,
    /// What took this place in the ranking: the same, or a copy of it.
    pub(super) ranked: Candidate,
    /// The copies it stands for, in order.
    pub(super) copies: Vec<ArticleRef>,
}

/// How many articles are looked at first for a request.
pub(super) fn depth(request: &SearchRequest) -> usize {
    let last = request.offset.saturating_add(request.limit);
    match (request.limit, request.sort) {
        (0, _) => 0,
        (_, Sort::Relevance) if last <= config::CANDIDATES => config::CANDIDATES,
        (_, Sort::Relevance) => config::DEEP_CANDIDATES.max(last),
        (_, Sort::Newest | Sort::Oldest) => last,
    }
}

/// Finds the hits of a request. Where copies fill the top, more is found until the page is full.
pub(super) fn page(
    snapshot: &Snapshot,
    asked: &Asked,
    request: &SearchRequest,
    watch: &mut Stopwatch,
) -> Result<(Candidates, Vec<Place>)> {
    let last = request.offset.saturating_add(request.limit);
    let group_of = |article| match request.copies {
        Copies::Together => snapshot.group_of(article),
        Copies::Apart => None,
    };
    let mut depth = depth(request);
    loop {
        let ranked = find(snapshot, asked, request, depth, watch)?;
        let found = &ranked.found;
        let firsts = first_of_groups(&found.candidates, group_of);
        // By date copies are one already.
        let whole = depth == 0 || request.sort != Sort::Relevance || found.candidates.len() < depth;
        if whole || firsts.len() >= last {
            let page = firsts.into_iter().skip(request.offset).take(request.limit);
            let page: Vec<Candidate> = page.cloned().collect();
            let places = places(snapshot, asked, request, &found.candidates, page)?;
            return Ok((ranked, places));
        }
        depth = config::DEEP_CANDIDATES.max(2 * depth);
    }
}

/// Lets every group be stood for by the copy that is shown of it.
fn places(
    snapshot: &Snapshot,
    asked: &Asked,
    request: &SearchRequest,
    candidates: &[Candidate],
    page: Vec<Candidate>,
) -> Result<Vec<Place>> {
    let group_of = |candidate: &Candidate| match request.copies {
        Copies::Together => snapshot.group_of(candidate.article),
        Copies::Apart => None,
    };
    let members: Vec<ArticleRef> = page
        .iter()
        .filter_map(group_of)
        .flat_map(|group| snapshot.groups()[group as usize].iter().copied())
        .collect();
    if members.is_empty() {
        let alone = |candidate: Candidate| Place {
            shown: candidate.clone(),
            ranked: candidate,
            copies: Vec::new(),
        };
        return Ok(page.into_iter().map(alone).collect());
    }
    // Copies rank alike, so that most were found together.
    let known: HashSet<ArticleRef> = candidates.iter().map(|one| one.article).collect();
    let (mut found, others): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|article| known.contains(article));
    if !others.is_empty() {
        found.extend(snapshot.found_among(&asked.plan, request.sort, &others)?);
    }
    let mut by_group: HashMap<u32, Vec<ArticleRef>> = HashMap::new();
    for article in found {
        if let Some(group) = snapshot.group_of(article) {
            by_group.entry(group).or_default().push(article);
        }
    }
    let mut places = Vec::with_capacity(page.len());
    for ranked in page {
        // Of each group one candidate is on the page.
        let copies = group_of(&ranked).and_then(|group| by_group.remove(&group));
        let mut copies = copies.unwrap_or_default();
        let leader = snapshot.leader(&copies).unwrap_or(ranked.article);
        copies.retain(|copy| *copy != leader);
        snapshot.sort_copies(&mut copies);
        let mut shown = ranked.clone();
        if leader != ranked.article {
            let mut led = snapshot.candidates(&asked.plan, &[leader])?;
            shown = Candidate { score: ranked.score, ..led.pop().expect("one for one") };
        }
        places.push(Place { shown, ranked, copies });
    }
    Ok(places)
}
