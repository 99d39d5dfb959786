//! [`Snapshot`]: an index as it was committed, open for search.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use tantivy::directory::OwnedBytes;
use tantivy::{DocAddress, DocSet, ReloadPolicy, Searcher, TERMINATED, Term};

use super::evidence;
use super::expand::{Expansion, expand};
use super::generation::Generation;
use super::grouped::Grouped;
use super::home::Home;
use super::layout::LayoutReader;
use super::lower::word_fields;
use super::places::Places;
use super::positional::Layouts;
use super::schema::{Fields, KEY, schema};
use super::statistics::{Statistics, Totals};
use super::stored::from_values;
use super::tables::Tables;
use super::top::TieBreak;
use super::{open, storage};
use crate::analysis::acronym::AcronymFile;
use crate::article::{Article, ArticleId};
use crate::error::{ErrorKind, Result};
use crate::plan::{ArticleLayout, ArticleRef, QueryPlan};

/// A committed state of an index. It stays as it is whatever is written meanwhile.
pub struct Snapshot {
    store: PathBuf,
    generation: Generation,
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) totals: Totals,
    pub(super) layouts: Layouts,
    pub(super) by_segment: Vec<LayoutReader>,
    pub(super) ties: TieBreak,
    /// Open from the beginning: the next commit removes the file.
    places_file: Option<File>,
    places: OnceLock<Option<Places>>,
    /// Mapped, not read; it stays when the next commit removes the file.
    acronyms: OwnedBytes,
    /// Open from the beginning, as that of places.
    pub(super) copies_file: Option<File>,
    pub(super) grouped: OnceLock<Grouped>,
    /// The first and the last day of its articles.
    pub(super) days: OnceLock<Option<(i64, i64)>>,
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
            acronyms: generation.acronyms.map(store).unwrap_or_else(|_| OwnedBytes::empty()),
            copies_file: generation.copies.open(store).ok(),
            grouped: OnceLock::new(),
            days: OnceLock::new(),
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

    /// What short forms stand for; nothing where the table is damaged, which a check tells.
    pub fn acronyms(&self) -> Option<AcronymFile<'_>> {
        AcronymFile::from_bytes(self.acronyms.as_slice())
    }

    /// The ids of the articles that have these keys in derived tables.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the index cannot be read.
    pub fn ids(&self, keys: &HashSet<u64>) -> Result<HashMap<u64, ArticleId>> {
        let reading = "cannot look up articles";
        let mut ids = HashMap::new();
        for (number, segment) in (0..).zip(self.searcher.segment_readers()) {
            let column = segment.fast_fields().u64(KEY).map_err(storage(reading))?;
            for doc in segment.doc_ids_alive() {
                if let Some(key) = column.first(doc).filter(|key| keys.contains(key)) {
                    ids.insert(key, self.id(ArticleRef { segment: number, number: doc }));
                }
            }
        }
        Ok(ids)
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
        let values = self.searcher.doc(address).map_err(storage("cannot read an article"))?;
        from_values(values, self.searcher.schema())
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

    /// The names of side files that are not what the live articles give.
    ///
    /// # Errors
    /// [`ErrorKind::IndexDamaged`] if the evidence of an article cannot be read.
    pub fn wrong_tables(&self) -> Result<Vec<&str>> {
        let live = evidence::live(&self.searcher).map_err(storage("cannot read the evidence"))?;
        let Tables { copies, acronyms } = Tables::derive(live);
        let Generation { copies: groups, acronyms: forms, .. } = &self.generation;
        let wrong = [(groups, copies), (forms, acronyms)]
            .into_iter()
            .filter(|(file, right)| !file.read(&self.store).is_ok_and(|bytes| bytes == *right));
        Ok(wrong.map(|(file, _)| file.name.as_str()).collect())
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
