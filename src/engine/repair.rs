//! Nothing found is never the end: unknown words are repaired before a search, and a query
//! that finds nothing is answered with one that does.

use super::answer::restrict;
use crate::analysis::Analyzer;
use crate::error::Result;
use crate::index::{Found, Snapshot};
use crate::plan::{Copies, Sort, Word};
use crate::query::{self, Language, OtherForms, Query};
use crate::search::{
    QueryWarning, Reach, Relaxation, Repair, RepairKind, Repaired, SearchRequest, Vocabulary,
    relax, repair, unquoted,
};

impl Vocabulary for Snapshot {
    fn articles(&self) -> u64 {
        Snapshot::articles(self)
    }

    fn near(&self, word: &str, edits: u8) -> Result<Vec<(String, u64)>> {
        Snapshot::near(self, word, edits)
    }

    fn frequency(&self, word: &str) -> Result<u64> {
        Snapshot::frequency(self, word)
    }

    fn knows(&self, word: &Word) -> Result<bool> {
        Snapshot::knows(self, word)
    }
}

/// The query as it is searched: the words that no article has replaced by those that were
/// meant, unless the request refuses it.
pub(super) fn repaired(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    query: Query,
) -> Result<Repaired> {
    if !request.repair {
        return Ok(Repaired { query, others: OtherForms::new(), repairs: Vec::new() });
    }
    let Some(words) = pasted(snapshot, analyzer, request, &query)? else {
        return repair(&request.query, query, analyzer, snapshot, Reach::Free);
    };
    let span = query.leaves()[0].0.span;
    let quotes = |c: char| !c.is_alphanumeric();
    let typed = span.of(&request.query).trim_matches(quotes).to_owned();
    let unquoted = Repair { typed, used: words.to_string(), span, kind: RepairKind::Unquoted };
    let mut repaired = repair(&request.query, words, analyzer, snapshot, Reach::Free)?;
    repaired.repairs.insert(0, unquoted);
    Ok(repaired)
}

/// The words of a query that is one long quotation, if no article has it.
fn pasted(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    query: &Query,
) -> Result<Option<Query>> {
    let insisted = request.query.trim_start().starts_with('+');
    let Some(words) = unquoted(query).filter(|_| !insisted) else { return Ok(None) };
    let plan = query::interpret(query, analyzer);
    let stands = snapshot.find(&plan, Sort::Relevance, Copies::Apart, 0)?.total > 0;
    Ok((!stands).then_some(words))
}

/// What was repaired, for a person.
pub(super) fn said(repairs: &[Repair], language: Language) -> impl Iterator<Item = QueryWarning> {
    repairs.iter().map(move |repair| QueryWarning {
        message: repair.text(language),
        start: Some(repair.span.start),
        end: Some(repair.span.end),
    })
}

/// For a query that found nothing, one near to it that finds something.
pub(super) fn relaxed(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    query: &Query,
    found: &Found,
) -> Result<Option<Relaxation>> {
    if found.total > 0 || !found.candidates.is_empty() {
        return Ok(None);
    }
    let spelt = repair(&request.query, query.clone(), analyzer, snapshot, Reach::All)?.query;
    relax(query, spelt, &mut |query| {
        let mut plan = query::interpret(query, analyzer);
        restrict(&mut plan.filter, request, analyzer);
        // What answers words alone in full has them all; here any of them is enough.
        plan.answers = plan.finds.clone();
        snapshot.look_up(&mut plan)?;
        Ok(snapshot.find(&plan, Sort::Relevance, Copies::Apart, 0)?.total)
    })
}
