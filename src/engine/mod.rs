//! The facade over both wings.
//!
//! [`Engine`] answers from a committed index; [`Keeper`] changes one.

mod acronyms;
mod answer;
mod check;
mod keeper;
mod page;
mod repair;
mod stats;
mod view;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

pub use acronyms::Acronym;
pub use answer::Featured;
pub use check::{Checked, Problem};
pub use keeper::{Forgotten, IndexOptions, Keeper, KeptReport, Listener, Quiet};
pub use stats::Stats;

use crate::analysis::Analyzer;
use crate::article::{Article, ArticleId};
use crate::error::Result;
use crate::index::{Home, Snapshot};
use crate::plan::{ArticleRef, Copies};
use crate::query::Language;
use crate::search::{self, Copy, SearchRequest, SearchResponse, Stopwatch, Understanding};

/// What is made of a query where there is no index: nothing is repaired.
pub fn understand(query: &str, language: Language) -> Understanding {
    answer::understand(query, language)
}

/// An index open for search. It keeps answering from the commit it was opened at.
pub struct Engine {
    snapshot: Snapshot,
    /// Analyzers at rest, one a search at a time: each remembers the roots of words it met, as
    /// those that index do.
    analyzers: Mutex<Vec<Analyzer>>,
}

impl Engine {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// Of kind `IndexMissing`, `IndexDamaged`, `IndexOutdated` or `IndexTooNew`.
    pub fn open(folder: impl Into<PathBuf>) -> Result<Self> {
        Ok(Self { snapshot: Snapshot::open(&Home::at(folder))?, analyzers: Mutex::default() })
    }

    /// Answers a query; warnings are in the given language.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn search(&self, request: &SearchRequest, language: Language) -> Result<SearchResponse> {
        self.analysing(|analyzer| answer::answer(&self.snapshot, analyzer, request, language))
    }

    /// What is made of a request: the query in canonical form and in words, with what was
    /// repaired or asked for besides.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn understand(&self, request: &SearchRequest, language: Language) -> Result<Understanding> {
        let asked = self
            .analysing(|analyzer| answer::Asked::of(&self.snapshot, request, analyzer, language))?;
        Ok(asked.understanding(language))
    }

    /// The ids and scores of the page a request asks for, without reading the articles. Every
    /// copy of an article is ranked for itself.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn rank(&self, request: &SearchRequest) -> Result<Vec<(String, f32)>> {
        let asked = self.analysing(|analyzer| {
            answer::Asked::of(&self.snapshot, request, analyzer, Language::default())
        })?;
        let request = &request.clone().copies(Copies::Apart);
        let (depth, mut watch) = (page::depth(request), Stopwatch::start());
        let found = answer::find(&self.snapshot, &asked, request, depth, &mut watch)?.found;
        let page = found.candidates.iter().skip(request.offset).take(request.limit);
        Ok(page.map(|found| (self.snapshot.id(found.article).to_string(), found.score)).collect())
    }

    /// The best candidates of a query by first-stage score, with their features: what the
    /// ranking learns from.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn features(&self, query: &str, depth: usize) -> Result<Featured> {
        answer::features(&self.snapshot, query, depth)
    }

    /// Does something with an analyzer at rest, or a new one.
    fn analysing<T>(&self, work: impl FnOnce(&mut Analyzer) -> T) -> T {
        let resting = || self.analyzers.lock().unwrap_or_else(PoisonError::into_inner);
        let mut analyzer = resting().pop().unwrap_or_default();
        let outcome = work(&mut analyzer);
        resting().push(analyzer);
        outcome
    }

    /// The article of an id, and where it was read from.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn show(&self, id: &str) -> Result<Option<(Article, String)>> {
        let id = ArticleId::given(id);
        let Some(found) = self.snapshot.find_id(&id)? else { return Ok(None) };
        Ok(Some((self.snapshot.article(found)?, self.snapshot.place(&id))))
    }

    /// How many copies there are of the article of an id, and the first
    /// [`COPIES`](crate::config::COPIES) of them, the earliest first.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn copies(&self, id: &str) -> Result<(usize, Vec<Copy>)> {
        let Some(shown) = self.snapshot.find_id(&ArticleId::given(id))? else {
            return Ok((0, Vec::new()));
        };
        let Some(group) = self.snapshot.group_of(shown) else { return Ok((0, Vec::new())) };
        let group = self.snapshot.groups()[group as usize].iter().copied();
        let mut others: Vec<ArticleRef> = group.filter(|copy| *copy != shown).collect();
        self.snapshot.sort_copies(&mut others);
        Ok((others.len(), answer::copies(&self.snapshot, &others)?))
    }

    /// The acronyms that articles define and whose short form begins so, the most frequent
    /// first.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn acronyms(&self, prefix: &str) -> Result<Vec<Acronym>> {
        acronyms::acronyms(&self.snapshot, prefix)
    }

    /// What a word that no article has was meant to be, of the index's own words.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn suggest(&self, word: &str) -> Result<Option<String>> {
        search::correct(&self.snapshot, word)
    }

    /// The groups of articles that are copies of each other: the ids of each, ascending.
    pub fn groups(&self) -> Vec<Vec<String>> {
        let ids = |group: &Vec<ArticleRef>| {
            let mut ids: Vec<String> =
                group.iter().map(|article| self.snapshot.id(*article).to_string()).collect();
            ids.sort_unstable();
            ids
        };
        let mut groups: Vec<Vec<String>> = self.snapshot.groups().iter().map(ids).collect();
        groups.sort_unstable();
        groups
    }

    /// What the index holds.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        stats::stats(&self.snapshot)
    }

    /// Reads everything in the index of a folder and reports what is not as it should be.
    ///
    /// # Errors
    /// If there is no index, or one of another version.
    pub fn check(folder: impl Into<PathBuf>) -> Result<Checked> {
        check::check(&Home::at(folder))
    }
}
