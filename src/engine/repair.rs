//! Nothing found is never the end: unknown words are repaired before a search, and a query
//! that finds nothing is answered with one that does.

use super::answer::restrict;
use crate::analysis::Analyzer;
use crate::error::Result;
use crate::index::Snapshot;
use crate::plan::{QueryPlan, Sort, Word};
use crate::query::{self, Language, Query};
use crate::search::{
    QueryWarning, Reach, Relaxation, Repair, RepairKind, Repaired, SearchRequest, Vocabulary,
    relax, repair,
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

/// Plans a query, the words that no article has replaced by those that were meant, and says
/// what was done.
pub(super) fn repaired(
    snapshot: &Snapshot,
    query: Query,
    analyzer: &mut Analyzer,
) -> Result<(Query, QueryPlan, Vec<Repair>)> {
    let plan = query::interpret(&query, analyzer);
    let Some(repaired) = repair(&query, &plan, snapshot, Reach::Free)? else {
        return Ok((query, plan, Vec::new()));
    };
    let Repaired { query, others, repairs } = repaired;
    let plan = query::interpret_with(&query, analyzer, &others);
    Ok((query, plan, repairs))
}

/// What a person may ask instead, and what to say of it.
pub(super) struct Advice {
    pub(super) suggestion: Option<String>,
    pub(super) warnings: Vec<QueryWarning>,
}

/// Says what was repaired; where an expression finds nothing, looks for one that does.
pub(super) fn advise(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    (query, plan, repairs): (&Query, &QueryPlan, &[Repair]),
    total: u64,
    language: Language,
) -> Result<Advice> {
    let mut warnings: Vec<QueryWarning> = repairs
        .iter()
        .map(|repair| QueryWarning {
            message: repair.text(language),
            start: Some(repair.span.start),
            end: Some(repair.span.end),
        })
        .collect();
    let replaced = repairs.iter().any(|repair| repair.kind == RepairKind::Replaced);
    let mut suggestion = replaced.then(|| query.to_string());
    if total == 0 && !query.is_plain() {
        let found = relaxed(snapshot, analyzer, request, query, plan)?;
        if let Some(found) = found {
            suggestion = Some(found.query.to_string());
            warnings.push(QueryWarning { message: found.text(language), start: None, end: None });
        }
    }
    Ok(Advice { suggestion, warnings })
}

fn relaxed(
    snapshot: &Snapshot,
    analyzer: &mut Analyzer,
    request: &SearchRequest,
    query: &Query,
    plan: &QueryPlan,
) -> Result<Option<Relaxation>> {
    let spelt = repair(query, plan, snapshot, Reach::All)?.map(|repaired| repaired.query);
    relax(query, spelt, &mut |query| {
        let mut plan = query::interpret(query, analyzer);
        restrict(&mut plan.filter, request, analyzer);
        Ok(snapshot.find(&plan, Sort::Relevance, 0)?.total)
    })
}
